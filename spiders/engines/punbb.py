"""PunBB 1.3 and 1.4, whose markup is not that of its descendant FluxBB."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import REPLY, SESSION, Engine, without
from spiders.engines.fluxbb import THREAD
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
from spiders.engines.reading import above, first_of, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

BOARD = re.compile(r"viewforum\.php[^#]*?\bid=\d+|\bforum[/-]?\d+")
ROW = ".main-item h3 a[href]"
PAGER = ".main-pagepost .paging, p.paging"


class Punbb(Engine):
    """PunBB 1.3 and 1.4 in any style, with plain and "folder" addresses.

    Set ``url`` (the board index) and ``timezone``; no date carries a zone. Recognise it by ``.posthead#p123`` with
    ``.entry-content`` and by ``.main-item``.
    """

    name = "punbb"
    posts_per_page = 25
    signs: ClassVar[dict[str, str]] = {
        ".posthead#p123": ".posthead[id^=p] .post-ident",
        ".main-item": ".main-item .item-info",
        "#brd-wrap": "#brd-wrap, #brd-main",
        "Powered by PunBB": '#brd-about a[href*="punbb"]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then the message or form in their place."""
        if page.first(".posthead[id^=p]"):
            return PageKind("thread")
        if page.first("[id^=topic].main-item"):
            return PageKind("listing")
        if page.first(ROW):
            return PageKind("index")
        if page.first("#brd-login form, form[id=afocus] input[type=password]"):
            return PageKind("login", "login_wall")
        if page.first("#brd-message"):
            return PageKind("error", "information")
        return PageKind("listing", "empty_board") if page.first("#brd-viewforum") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The rows of an index, with what moved there last."""
        found: dict[str, Board] = {}
        for link in page.all(ROW):
            url, row = without(page.link(link), SESSION), above(link, _is_row)
            if BOARD.search(url) and same_site(url, page.url):
                found.setdefault(url, Board(url, words(link), _last_post(row)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing; a moved thread's row links to where it stands now."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            row, thread_id = above(link, _is_row), number_in(THREAD, attribute(link, "href"))
            if row is not None and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        look = attribute(row, "class").split()
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(row.css_first(".info-replies strong"))),
            views=numbers.read(words(row.css_first(".info-views strong"))),
            last_post=_last_post(row) or Shown(),
            author=words(row.css_first(".item-starter cite")),
            sticky="sticky" in look,
            closed="closed" in look,
            moved="moved" in look,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts; the number of each in the thread stands in its head."""
        shown: dict[str, ShownPost] = {}
        for head in page.all(".posthead[id^=p]"):
            node, post_id = head.parent, number_in(r"^p(\d+)$", head.id or "")
            if node is not None and post_id:
                shown.setdefault(post_id, self._post(page, head, node, post_id))
        return list(shown.values())

    @staticmethod
    def _post(page: Page, head: LexborNode, node: LexborNode, post_id: str) -> ShownPost:
        body = node.css_first(".entry-content")
        quotes = text.inside(body, ".quotebox, blockquote") if body else []
        notes = body.css("p.lastedit, .sig-content") if body else []
        link = head.css_first("a.permalink")
        edited = re.search(r"\(([^()]*\d[^()]*)\)\s*$", words(node.css_first("p.lastedit")))
        return ShownPost(
            post_id=post_id,
            author=words(first_of(node, ".author-ident .username", ".post-byline a", ".post-byline strong")),
            posted=Shown(words(link)),
            text=text.own_words(body, text.mem_ids([*quotes, *notes])),
            url=without(page.link(link), SESSION, fragment=True),
            position=numbers.read(words(head.css_first(".post-num"))),
            quotes=["" for _ in quotes],
            signature=text.own_words(node.css_first(".sig-content")) or None,
            edited=Shown(edited[1]) if edited else None,
        )

    def title(self, page: Page) -> str:
        """The last of the crumbs, else the heading."""
        crumbs = page.all("#brd-crumbs-top .crumb, .crumbs .crumb")
        return REPLY.sub("", words(crumbs[-1]).lstrip("»→› ") if crumbs else page.words(".main-title, h1"))

    def thread_id(self, page: Page) -> str:
        """From the address or the crumbs."""
        addresses = [page.url, *(attribute(a, "href") for a in page.all(".crumbs a, link[rel=canonical]"))]
        return next((found for url in addresses if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last board in the crumbs."""
        crumbs = [a for a in page.all(".crumbs a[href]") if BOARD.search(attribute(a, "href"))]
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The page in bold, and the highest number in the pager."""
        return numbered_pages(page.first(PAGER), "a[href]", "strong")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, page.first(PAGER), "a[href]", self.page_position(page).page)

    def canonical(self, url: str) -> str:
        """First page of the thread or board."""
        plain = re.sub(r"/page/\d+/?$", "/", without(url, SESSION | {"p", "pid"}))
        return re.sub(r"-p\d+\.html$", ".html", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered from 1."""
        url = self.canonical(thread_url)
        if page < 2:
            return url
        if url.endswith(".html"):
            return re.sub(r"(?:-[^/]*)?\.html$", f"-p{page}.html", url)
        return f"{url}&p={page}" if "?" in url else f"{url.rstrip('/')}/page/{page}/"


def _is_row(node: LexborNode) -> bool:
    return "main-item" in attribute(node, "class").split()


def _last_post(row: LexborNode | None) -> Shown | None:
    shown = words(first_of(row, ".info-lastpost a", ".info-lastpost strong"))
    return Shown(shown) if re.search(r"\d", shown) else None
