"""Question2Answer 1.6 to 1.8: questions, their answers, and comments on both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.page import (
    Board,
    ListedThread,
    Page,
    PageKind,
    Position,
    Shown,
    ShownPost,
    attribute,
    number_in,
    words,
)
from spiders.engines.reading import numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"/(\d+)/|[?&]qa=(\d+)"
LISTS = re.compile(r"(?:^|/|[?&]qa=)(questions|activity)$|(?:^|/|[?&]qa=)activity/[^/?&]+$")
KINDS = {"q": "qa-q-view", "a": "qa-a-item", "c": "qa-c-item"}
POST = "div.qa-q-view[id], div.qa-a-list-item[id], div.qa-c-list-item[id]"


class Q2a(Engine):
    """Question2Answer in any theme of its own class names, in any language.

    Set ``url`` (the site's front page); dates in the markup carry their zone. Recognise it by ``.qa-q-view`` and
    ``.qa-q-list-item``. A thread is a question: the question, its answers and the comments on each are its posts, and a
    new comment may stand on any page. A listing counts answers only. ``questions`` lists all there is by age;
    ``activity`` and its categories list what moved last.
    """

    name = "q2a"
    kind = "qa"
    posts_per_page = 10
    appends = False
    signs: ClassVar[dict[str, str]] = {
        ".qa-q-view": "div.qa-q-view",
        ".qa-q-list-item": "div.qa-q-list-item",
        ".qa-main in .qa-body-wrapper": ".qa-body-wrapper .qa-main",
        ".qa-nav-main": ".qa-nav-main, .qa-nav-user",
    }

    def page_kind(self, page: Page) -> PageKind:
        """A question or rows of questions first, then what stands in their place."""
        if page.first("div.qa-q-view[id]"):
            return PageKind("thread")
        if page.first(".qa-q-list-item"):
            return PageKind("listing")
        if page.first("#emailhandle"):
            return PageKind("login", "login_wall")
        if page.first(".qa-error"):
            return PageKind("error", "information")
        if page.first(".qa-part-q-list, .qa-q-list"):
            return PageKind("listing", "empty_board")
        return PageKind("index") if page.first(".qa-browse-cat-list, .qa-nav-main") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The list of all questions, and the lists of what moved last; categories of questions are within the first."""
        found: dict[str, Board] = {}
        for link in page.all("a[href]"):
            url = self.canonical(page.link(link))
            if LISTS.search(url) and same_site(url, page.url) and not url.endswith(".rss"):
                found.setdefault(url, Board(url, words(link)))
                if url.endswith("/questions"):
                    activity = urljoin(url, "activity")
                    found.setdefault(activity, Board(activity, "activity"))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing; ``replies`` are answers, without comments."""
        rows: dict[str, ListedThread] = {}
        for row in page.all("div.qa-q-list-item[id]"):
            listed = self._listed(page, row, (row.id or "").removeprefix("q"))
            if listed.url and listed.thread_id.isdigit():
                rows.setdefault(listed.thread_id, listed)
        return list(rows.values())

    def _listed(self, page: Page, row: LexborNode, thread_id: str) -> ListedThread:
        link = row.css_first(".qa-q-item-title a[href]")
        is_answered = row.css_first(".qa-a-count-selected") is not None
        is_closed = "qa-q-closed" in attribute(row, "class")
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(row.css_first(".qa-a-count-data"))),
            views=numbers.read(words(row.css_first(".qa-view-count-data"))),
            last_post=_when(row.css_first(".qa-q-item-when")),
            author=words(row.css_first(".qa-q-item-who-data")),
            closed=is_closed,
            site_state="answered" if is_answered else "closed" if is_closed else "open",
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The question (on every page), the answers of this page, and the comments shown below each."""
        shown = {node.id: self._post(page, node) for node in page.all(POST) if re.fullmatch(r"[qac]\d+", node.id or "")}
        return [post for post in shown.values() if post is not None]

    def _post(self, page: Page, node: LexborNode) -> ShownPost | None:
        letter, post_id = (node.id or "q")[0], (node.id or "")[1:]
        name = KINDS[letter]
        body = node.css_first(f".{name}-content")
        meta = node.css_first(f".{name}-meta")
        if body is None or meta is None:
            return None
        quotes = text.inside(body, "blockquote")
        author, dates = words(meta.css_first(f".{name}-who-data")), meta.css(f".{name}-when")
        if not author and not dates:  # what stands in the place of a hidden post
            return None
        what = meta.css_first(f"a.{name}-what")
        return ShownPost(
            post_id=post_id,
            author=author,
            posted=_when(dates[0] if dates else None),
            text=text.own_words(body, text.mem_ids(quotes)),
            url=without(page.link(what), SESSION | {"start"}, fragment=True) or self.canonical(page.url),
            position=1 if letter == "q" else None,
            quotes=["" for _ in quotes],
            edited=_when(dates[1]) if len(dates) > 1 else None,
        )

    def title(self, page: Page) -> str:
        """The question, or the heading of a listing."""
        heading = page.first(".qa-main h1 [itemprop=name], .qa-main h1 .entry-title, .qa-main h1 a") or page.first("h1")
        return words(heading)

    def thread_id(self, page: Page) -> str:
        """From the question's markup, else the address."""
        node = page.first("div.qa-q-view[id]")
        return number_in(r"^q(\d+)$", node.id or "") if node else number_in(THREAD, page.url)

    def board(self, page: Page) -> str:
        """The question's category."""
        return page.words(".qa-q-view-where-data")

    def page_position(self, page: Page) -> Position:
        """The page marked as selected, and the highest number in the pager."""
        return numbered_pages(page.first(".qa-page-links"), "a.qa-page-link", ".qa-page-selected")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, page.first(".qa-page-links"), "a.qa-page-link", self.page_position(page).page)

    def more(self, page: Page) -> list[str]:
        """Where the older comments are that a post with many of them leaves out."""
        links = page.all('a[href*="state=showcomments-"]')
        return list(dict.fromkeys(without(page.link(link), SESSION) for link in links))

    def site_state(self, page: Page) -> str | None:
        """The asker chose a best answer, the question was closed, or neither; a later page cannot tell the last."""
        if page.first(".qa-a-list-item-selected"):
            return "answered"
        if page.first(".qa-q-view.qa-q-closed, .qa-q-view-closed"):
            return "closed"
        return "open" if page.first(".qa-q-view") and self.page_position(page).page == 1 else None

    def canonical(self, url: str) -> str:
        """The question's own address: no page, no shown post, no order."""
        return without(url, SESSION | {"start", "show", "state", "sort"})

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Addresses count answers (or rows), not pages."""
        url = self.canonical(thread_url)
        return f"{url}{'&' if '?' in url else '?'}start={(page - 1) * per_page}" if page > 1 else url


def _when(node: LexborNode | None) -> Shown:
    moment = node.css_first("time[datetime]") if node is not None else None
    return Shown(words(node), attribute(moment, "datetime") or None)
