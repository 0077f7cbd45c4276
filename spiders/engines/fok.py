"""FOK!forum's own software (template ``forum2009``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import date_in
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
from spiders.engines.reading import above, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TOPIC = r"/?topic/(\d+)"
PLACE = r"(?:topic|delete_messages)/\d+/(\d+)/\d+"
SIZE = r"(?:topic|delete_messages)/\d+/\d+/(\d+)"
ROW = "td.tTitel a[href*='topic/']"
BOARD = re.compile(r"/forum/\d+$")
ADVERT = re.compile(r"^.*\bdeze reclame te verbergen\b.*$", re.MULTILINE | re.IGNORECASE)
WHOLE = 999
"""A page size that is the site's own way to show a thread on one page."""


class Fok(Engine):
    """FOK!forum.

    Set ``url`` (``https://forum.fok.nl/``). Recognise it by ``div.post[data-postid]`` with ``.postmain_right`` and by
    ``td.tTitel``. A board lists all its recent threads on one page: pinned, open, central and closed ones in tables of
    their own; its sub-boards are filters of the same list and not followed. Page sizes are part of a thread's address.
    """

    name = "fok"
    posts_per_page = 25
    signs: ClassVar[dict[str, str]] = {
        "div.post with .postmain_right": "div.post .postmain_right",
        "td.tTitel to topic/N": ROW,
        "td.iForum": "td.iForum a",
        ".fieldholder.breadcrumb": ".fieldholder.breadcrumb .crumbfield, .fieldholder.breadcrumb .pagesholder",
        "template forum2009": 'img[src*="templates/forum2009"], link[href*="forum2009"]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then the cookie wall and the numbered errors."""
        if _nodes(page):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first("td.iForum a"):
            return PageKind("index")
        if page.first("input[name=allowcookies], button[name=allowcookies]"):
            return PageKind("wall", "consent_wall")
        if page.words(".breadcrumb h1, .bch1").lower().startswith("error"):
            return PageKind("error", "information")
        if page.first('form[action*="login"] input[type=password]'):
            return PageKind("login", "login_wall")
        return PageKind("listing", "empty_board") if page.first("body.listtopics") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The rows of the index, with the time of the last reply."""
        found: dict[str, Board] = {}
        for link in page.all("td.iForum a[href]"):
            url, row = without(page.link(link), SESSION), above(link, lambda node: node.tag == "tr")
            if BOARD.search(url) and same_site(url, page.url):
                moved = _time(row.css_first("td.iLastPost")) if row else Shown()
                found.setdefault(url, Board(url, words(link), moved if moved.text else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of all tables of a board, each thread once."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            row = above(link, lambda node: node.tag == "tr")
            thread_id = number_in(TOPIC, attribute(link, "href"))
            if row is not None and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        table = above(row, lambda node: node.tag == "table")
        look = f"{attribute(link, 'class')} {(table.id or '').lower() if table else ''}"
        icons = " ".join(attribute(icon, "src") for icon in row.css("td.tFolder img"))
        sizes = [int(number_in(SIZE, attribute(a, "href")) or WHOLE) for a in row.css("td.tPages a, td.tLastreply a")]
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(row.css_first("td.tPosts"))),
            views=numbers.read(words(row.css_first("td.tViews"))),
            last_post=_time(row.css_first("td.tLastreply")),
            author=words(row.css_first("td.tTopicstarter a")),
            sticky="sticky" in look or "centraal" in look or "centrale" in look,
            closed="gesloten" in look or "lock" in icons,
            per_page=min((size for size in sizes if size < WHOLE), default=None),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts; adverts between them and inside the first are none of their text."""
        return [self._post(page, node) for node in _nodes(page)]

    @staticmethod
    def _post(page: Page, node: LexborNode) -> ShownPost:
        body = node.css_first(".postmain_right")
        quotes = text.inside(body, "blockquote") if body else []
        edits = body.css("span.edit") if body else []
        labels = body.css(".spoilerTitle") if body else []
        own = text.own_words(body, text.mem_ids([*quotes, *edits, *labels]))
        link = node.css_first(".post_time a")
        edited = date_in(text.own_words(edits[-1])) if edits else ""
        return ShownPost(
            post_id=attribute(node, "data-postid") or number_in(r"^(\d+)$", node.id or ""),
            author=words(node.css_first(".post_sub a.username, .post_sub .username")),
            posted=_time(node.css_first(".post_time")),
            text=text.tidy(ADVERT.sub("", own)),
            url=without(page.link(link), SESSION, fragment=True),
            position=numbers.read(words(node.css_first(".post_postcount")).lstrip("#")),
            quotes=[number_in(r"#p?(\d+)$", attribute(quote.css_first('a[href*="#"]'), "href")) for quote in quotes],
            signature=text.own_words(node.css_first(".postmain_sig")) or None,
            edited=Shown(edited) if edited else None,
        )

    def title(self, page: Page) -> str:
        """The heading of the thread or board."""
        return page.words(".breadcrumb h1") or page.words("h1")

    def thread_id(self, page: Page) -> str:
        """From the form around the posts, else the address."""
        if not _nodes(page):
            return number_in(TOPIC, page.url)
        action = attribute(page.first("form#delmsgs"), "action")
        shown = attribute(page.first(".post_time a"), "href")
        return number_in(r"delete_messages/(\d+)", action) or number_in(TOPIC, shown) or number_in(TOPIC, page.url)

    def board(self, page: Page) -> str:
        """The last board of the breadcrumbs."""
        crumbs = page.all(".crumbfield h2 a, .crumbfield a[href*='/forum/']")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """From the form around the posts or the address, and the pager, which a thread of one page does not have."""
        if not _nodes(page):
            return Position(1, None)
        action = attribute(page.first("form#delmsgs"), "action")
        current = int(number_in(PLACE, page.url) or number_in(PLACE, action) or 1)
        pages = [int(number_in(PLACE, attribute(a, "href")) or 1) for a in page.all(".pagesholder a[href*='topic/']")]
        return Position(current, max([*pages, current]))

    def next_page(self, page: Page) -> str | None:
        """The next number, in pages of the same size."""
        position = self.page_position(page)
        if position.pages is None or position.page >= position.pages:
            return None
        shown = [page.url, attribute(page.first("form#delmsgs"), "action")]
        size = next((int(found) for url in shown if (found := number_in(SIZE, url))), self.posts_per_page)
        return self.page_url(page.url, position.page + 1, size)

    def canonical(self, url: str) -> str:
        """The thread without page and page size."""
        return re.sub(r"(/topic/\d+)(?:/\d+)*/?$", r"\1", without(url, SESSION))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Page and page size are part of the path: ``/topic/5/2/25``."""
        return f"{self.canonical(thread_url)}/{page}/{per_page}"


def _nodes(page: Page) -> list[LexborNode]:
    """The posts: by their number where a copy of the page has lost the ``data`` attributes."""
    nodes = {n.id: n for n in page.all("div.post[id]") if re.fullmatch(r"\d+", n.id or "")}
    return [node for node in nodes.values() if node.css_first(".postmain_right")]


def _time(node: LexborNode | None) -> Shown:
    """The date as shown, and with the seconds that the site hides from readers."""
    if node is None:
        return Shown()
    seconds = node.css_first(".post_sec")
    lines = text.own_words(node, text.mem_ids([seconds] if seconds else [])).split("\n")
    shown = text.line(next((line for line in lines if re.search(r"\d", line)), ""))
    return Shown(shown, f"{shown}{words(seconds)}" if seconds and shown else None)
