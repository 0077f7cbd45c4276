"""Phorum 3 to 5, flat and threaded, in the Classic and Emerald templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, query_value, without
from spiders.engines.markup import after
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
from spiders.engines.reading import above, first_of, labelled, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

READ = re.compile(r"read\.php\?(?:\d+,(\d+)(?:,(\d+))?|[^#]*\bi=(\d+))")
LIST = re.compile(r"list\.php\?(?:\d+$|[^#]*\bf=\d+$)")
NODE = ".PhorumReadMessageBlock, div.message"
BODY = ".PhorumReadBodyText, .message-body"
ROWS = ".PhorumStdTable tr, table.list tr"
LISTS = 'td a[href*="list.php?"], .PhorumRowBlock a[href*="list.php?"], h3 a[href*="list.php?"]'
PAGER = ".PhorumNavBlock, .paging"
QUOTE = "blockquote, .bbcode_quote"
NOT_OWN = ".signature, .message-options, .message-moderation, .attachments"
PAGED = re.compile(r",page=(\d+)|[?&]page=(\d+)")


class Phorum(Engine):
    """Phorum 5 (and lists of Phorum 3, which Startpagina's prikborden ran on).

    Set ``url`` (the board list or one board's ``list.php``) and ``timezone``. Recognise it by ``read.php?1,2,3``
    addresses and class names that begin with ``Phorum``. Listings count messages with the opener. The opener has no
    anchor of its own: its id is the thread's.
    """

    name = "phorum"
    posts_per_page = 30
    fewest = 2
    signs: ClassVar[dict[str, str]] = {
        "Phorum class names": ".PhorumStdTable, .PhorumReadMessageBlock, .PhorumNavBlock, .PhorumStdBlock",
        "div#phorum": "#phorum",
        "read.php?1,2": 'a[href*="read.php?"]',
        "list.php?1": 'a[href*="list.php?"]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Messages, rows and boards first; then the form or notice in their place."""
        if self.posts(page):
            return PageKind("thread")
        if self.threads(page):
            return PageKind("listing")
        if page.first('form[action*="login.php"] input[type=password]'):
            return PageKind("login", "login_wall")
        if page.first(".PhorumUserError, .information, .PhorumFloatingText"):
            return PageKind("error", "information")
        if LIST.search(page.url):
            return PageKind("listing", "empty_board")
        return PageKind("index") if page.first(LISTS) else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Boards of an index with the date of their last message; not the links above a board or thread."""
        found: dict[str, Board] = {}
        for link in page.all(LISTS):
            url, row = without(page.link(link), SESSION), above(link, lambda node: node.tag == "tr")
            if LIST.search(url) and same_site(url, page.url):
                cells = row.css("td") if row is not None else []
                last = words(cells[-1]) if len(cells) > 1 else ""
                found.setdefault(url, Board(url, words(link), Shown(last) if re.search(r"\d:\d\d", last) else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows that open a thread; in a threaded list the replies below it are counted."""
        rows: dict[str, ListedThread] = {}
        if page.first(BODY):
            return []
        for row in page.all(ROWS):
            link = next((a for a in row.css("a[href]") if READ.search(page.link(a)) and words(a)), None)
            ids = _ids(page.link(link)) if link is not None else None
            if ids and ids[0] not in rows:
                rows[ids[0]] = self._listed(page, row, link, ids[0])
        return list(rows.values())

    def _listed(self, page: Page, row: LexborNode, link: LexborNode | None, thread_id: str) -> ListedThread:
        cells = row.css("td")
        heading = row.css_first("td h4")
        counts = [numbers.read(words(cell)) for cell in cells[1 : -1 if heading else -2] if _is_count(cell)]
        last = text.own_words(cells[-1]).split("\n") if cells else []
        look = " ".join(attribute(image, "src") for image in row.css("img"))
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=counts[-1] - 1 if counts and counts[-1] else None,
            views=counts[-2] if len(counts) > 1 else None,
            last_post=Shown(next((line for line in last if re.search(r"\d", line)), "")),
            author=_opener(heading) if heading else words(cells[-2]) if len(cells) > 2 else "",
            sticky=row.css_first(".PhorumListSubjPrefix, .icon-sticky") is not None or "bell" in look,
            closed=row.css_first(".icon-closed") is not None,
            moved="page_go" in look,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The messages of a thread page."""
        nodes = [node for node in page.all(NODE) if node.css_first(BODY) is not None]
        first = (self.page_position(page).page - 1) * self.posts_per_page + 1
        shown: dict[str, ShownPost] = {}
        for n, node in enumerate(nodes):
            post = self._post(page, node, first + n)
            shown.setdefault(post.post_id, post)
        return [post for post in shown.values() if post.post_id]

    def _post(self, page: Page, node: LexborNode, position: int) -> ShownPost:
        post_id = _anchor(node) or self.thread_id(page)
        body = node.css_first(BODY)
        quotes = text.inside(body, QUOTE) if body else []
        author, date = _heads(node)
        return ShownPost(
            post_id=post_id,
            author=author,
            posted=Shown(date),
            text=text.own_words(body, text.mem_ids([*quotes, *(body.css(NOT_OWN) if body else [])])),
            url=f"{without(page.url, SESSION)}#msg-{post_id}",
            position=position,
            quotes=["" for _ in quotes],
            signature=text.own_words(node.css_first(".signature")) or None,
        )

    def title(self, page: Page) -> str:
        """The subject of the opener, or the board's name."""
        return words(first_of(page.tree.root, ".PhorumReadBodySubject", ".PhorumTitleText", ".PhorumLargeFont", "h1"))

    def thread_id(self, page: Page) -> str:
        """The second number of a ``read.php`` address."""
        links = [page.url, *(attribute(a, "href") for a in page.all('link[rel=canonical], a[href*="read.php?"]'))]
        return next((ids[0] for url in links if (ids := _ids(url))), "")

    def board(self, page: Page) -> str:
        """Phorum prints the board's name over the thread."""
        return page.words("#breadcrumb a[href*='list.php?']") if page.first(BODY) else ""

    def page_position(self, page: Page) -> Position:
        """From the address, and "1 of 7" or the highest number of the pager."""
        pager = _pager(page)
        found = PAGED.search(page.url)
        current = int(next(group for group in found.groups() if group)) if found else 1
        shown = [int(words(a)) for a in pager.css("a") if words(a).isdecimal()] if pager else []
        return Position(current, max([*shown, current]))

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, _pager(page), "a[href]", self.page_position(page).page)

    def canonical(self, url: str) -> str:
        """The thread's first page, not one message of it."""
        plain = re.sub(r",page=\d+", "", without(url, SESSION | {"page"}))
        return re.sub(r"(read\.php\?\d+,\d+),\d+$", r"\1", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """``read.php?1,2,page=3``; with named parameters ``&page=3``."""
        url = self.canonical(thread_url)
        return url if page < 2 else f"{url}{'&' if query_value(url, 'f') else ','}page={page}"


def _pager(page: Page) -> LexborNode | None:
    """The block of navigation that holds page numbers; the others lead elsewhere."""
    return next((node for node in page.all(PAGER) if node.css_first('a[href*="page="]') is not None), None)


def _ids(url: str) -> tuple[str, str] | None:
    """Thread and message of a ``read.php`` address."""
    found = READ.search(url)
    if not found:
        return None
    thread = found[1] or query_value(url, "t") or found[3]
    return thread, found[2] or found[3] or thread


def _anchor(node: LexborNode) -> str:
    """The ``<a name="msg-5">`` before a message; the opener has none."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    inside = node.css_first("a[name^=msg-]")
    return number_in(r"^msg-(\d+)$", attribute(before, "name") or attribute(inside, "name"))


def _is_count(cell: LexborNode) -> bool:
    """Whether a cell holds a count: the number of views or messages, not a subject or name that is one."""
    return re.fullmatch(r"[\d.,]+", words(cell)) is not None and cell.css_first("a") is None


def _opener(heading: LexborNode) -> str:
    """Who opened the thread: behind "by" below the title in the Emerald template; in Classic it has a cell."""
    return re.sub(r"^\S+\s+", "", after(heading))


def _heads(node: LexborNode) -> tuple[str, str]:
    """Author and date: labelled lines in the Classic template, parts of their own in Emerald."""
    if author := node.css_first(".message-author"):
        lines = text.own_words(node.css_first("small:not(.message-author small)")).split("\n")
        return words(author).split(" [")[0], next((line for line in reversed(lines) if re.search(r"\d:\d\d", line)), "")
    lines = [words(head) for head in node.css(".PhorumReadBodyHead")]
    named = [(words(head), words(head.css_first("strong"))) for head in node.css(".PhorumReadBodyHead")]
    name = next((name for line, name in named if name and line.partition(name)[0].rstrip().endswith(":")), "")
    date = next((line for line in reversed(lines) if re.search(r"\d:\d\d", line)), "")
    return name, labelled(date)
