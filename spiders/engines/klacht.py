"""Sites of complaints and consumers' questions: each on a page of its own, with reactions and a state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urlsplit

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import has_class
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
from spiders.engines.reading import numbered_pages, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

COMPLAINT = "article.klacht"
LIST = re.compile(r"/(?:alle-klachten|vraag-beantwoord(?:/[^/]+)?)/?$")
THREAD = re.compile(r"(?:/vraag-beantwoord/[^/]+|^)/([^/]+)/?$")
"""A complaint stands at the root under its own words, a question of Kassa in its category; neither has a number."""
PAGED = re.compile(r"(?:comment-)?page[/-](\d+)/?$")
COMMENT = "li.comment[id^=comment-]"
STATES = {
    "status-open": "open",
    "status-in-behandeling": "open",
    "status-opgelost": "answered",
    "status-beantwoord": "answered",
    "status-gesloten": "closed",
}
"""A complaint that is being dealt with is open still; one that is solved has its answer."""


class Klacht(Engine):
    """Klacht.nl, Klachtenkompas and Kassa's Vraag & Beantwoord, by the practice world's markup (WordPress in its ways).

    Set ``url`` (the list of all complaints). Recognise it by ``article.klacht`` and the way to ``/alle-klachten/``. A
    thread is a complaint: its posts are the complaint and the reactions, the organisation's own among them. Articles
    share the root with complaints and are told apart by their markup: an article is reported as ``information``.

    Established are the addresses of klacht.nl and Kassa, which hold words and no number: a thread's id is the number in
    its markup where it prints one, else those words. Not established is the real markup of any of the three sites: no
    page of them is on record. A page that is built otherwise is reported as changed, never as an empty one.
    """

    name = "klacht"
    kind = "complaint"
    posts_per_page = 50
    signs: ClassVar[dict[str, str]] = {
        "article.klacht": COMPLAINT,
        "body.klachten": "body.klachten",
        "the way to /alle-klachten/": 'nav a[href$="/alle-klachten/"]',
        ".bedrijfsreactie": "li.bedrijfsreactie",
    }

    def page_kind(self, page: Page) -> PageKind:
        """A complaint, rows of complaints, then what else shares the root with them."""
        if page.first(f"{COMPLAINT} .entry-content"):
            return PageKind("thread")
        if page.first(f"{COMPLAINT} h2 a"):
            return PageKind("listing")
        if page.first(".error-404, article .entry-content"):
            return PageKind("error", "information")
        if not self.evidence(page):
            return PageKind("unknown")
        return PageKind("listing", "empty_board") if LIST.search(_path(page.url)) else PageKind("index")

    def boards(self, page: Page) -> list[Board]:
        """The list of all complaints; on Kassa the categories of questions."""
        found: dict[str, Board] = {}
        for link in page.all("a[href]"):
            url = self.canonical(page.link(link))
            if LIST.search(_path(url)) and same_site(url, page.url):
                found.setdefault(url, Board(url, words(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The complaints of a list; articles among them are left out."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(COMPLAINT):
            link = row.css_first("h2 a[href]")
            listed = self._listed(page, row, link) if link else None
            if listed and listed.thread_id:
                rows.setdefault(listed.thread_id, listed)
        return list(rows.values())

    def _listed(self, page: Page, row: LexborNode, link: LexborNode) -> ListedThread:
        url, state = self.canonical(page.link(link)), _state(row)
        return ListedThread(
            thread_id=_id(row, url),
            url=url,
            title=words(link),
            replies=numbers.read(words(row.css_first(".comments-link"))),
            last_post=_time(row.css_first(".last-comment time")),
            author=words(row.css_first(".author")),
            started=_time(row.css_first(".entry-meta time")),
            closed=state == "closed",
            site_state=state,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The complaint and the reactions to it, each once."""
        complaint = page.first(COMPLAINT)
        if complaint is None or complaint.css_first(".entry-content") is None:
            return []
        opener = self._complaint(page, complaint)
        shown = {opener.post_id: opener}
        is_first = not PAGED.search(_path(page.url))
        for n, node in enumerate(page.all(COMMENT), 2):
            post = _comment(page, node, n if is_first else None)
            shown.setdefault(post.post_id, post)
        return [post for post in shown.values() if post.post_id]

    def _complaint(self, page: Page, node: LexborNode) -> ShownPost:
        body = node.css_first(".entry-content")
        quotes = text.inside(body, "blockquote") if body else []
        return ShownPost(
            post_id=attribute(node, "data-bericht") or node.id or self.thread_id(page),
            author=words(node.css_first(".author")),
            posted=_time(node.css_first(".entry-meta time")),
            text=text.own_words(body, text.mem_ids(quotes)),
            url=self.canonical(page.url),
            position=1,
            quotes=["" for _ in quotes],
        )

    def title(self, page: Page) -> str:
        """The heading of the complaint or the list."""
        return page.words(f"{COMPLAINT} h1") or page.words("h1")

    def thread_id(self, page: Page) -> str:
        """The number in the markup where there is one, else the words of the address."""
        node = page.first(COMPLAINT)
        is_thread = node is not None and node.css_first(".entry-content") is not None
        return _id(node if is_thread else None, page.url)

    def page_position(self, page: Page) -> Position:
        """The page marked as current, and the highest number in the pager."""
        return numbered_pages(page.first(".pagination"), "a.page-numbers", ".page-numbers.current")

    def next_page(self, page: Page) -> str | None:
        """Where "Volgende" leads."""
        link = page.first("a.next.page-numbers[href]")
        return page.link(link) if link else None

    def site_state(self, page: Page) -> str | None:
        """Solved, being dealt with or open, as the site itself says."""
        node = page.first(COMPLAINT)
        return _state(node) if node else None

    def canonical(self, url: str) -> str:
        """The address without its page."""
        return PAGED.sub("", without(url, SESSION))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are part of the path: ``/alle-klachten/page/2/``."""
        url = self.canonical(thread_url)
        return f"{url.rstrip('/')}/page/{page}/" if page > 1 else url


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _id(node: LexborNode | None, url: str) -> str:
    """The number of a complaint in its markup; else, of an address that can be one's, its words."""
    number = number_in(r"^klacht-(\d+)$", (node.id or "") if node else "")
    path = PAGED.sub("", _path(url))
    found = None if LIST.search(path) else THREAD.search(path)
    return number or (unquote(found[1]) if found else "")


def _comment(page: Page, node: LexborNode, position: int | None) -> ShownPost:
    body = node.css_first(".comment-content")
    quotes = text.inside(body, "blockquote") if body else []
    return ShownPost(
        post_id=number_in(r"^comment-(\d+)$", node.id or ""),
        author=words(node.css_first(".comment-author .fn")),
        posted=_time(node.css_first(".comment-meta time")),
        text=text.own_words(body, text.mem_ids(quotes)),
        url=f"{without(page.url, SESSION)}#{node.id}",
        position=position,
        quotes=["" for _ in quotes],
    )


def _state(node: LexborNode) -> str | None:
    """The state among the classes of a complaint or its row."""
    return next((state for name, state in STATES.items() if has_class(node, name)), None)


def _time(node: LexborNode | None) -> Shown:
    return Shown(words(node), attribute(node, "datetime") or None)
