"""Simple Machines Forum 1.1, 2.0 and 2.1, with query addresses and with ``index.php/topic,5.0.html`` ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import text
from spiders.engines import smf_cells
from spiders.engines.engine import REPLY, SESSION, Engine, without
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
from spiders.engines.reading import above, labelled, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TOPIC = r"\btopic[=,](\d+)"
BOARD = r"\bboard[=,](\d+)"
OFFSET = r"\b(?:topic|board)[=,]\d+\.(\d+)"
NAMED = r"/([^/]+?)(?:\.html|/)?$"
"""What stands for a thread's id in the addresses of mods that write names only; a number in a name may be a year."""
ROW = "span[id^=msg_] a[href]"
PLACE = re.compile(r"\b(topic|board)([=,]\d+)\.?(?:\d+|msg\d+|new|from\d+)?")
PAGERS = ".pagelinks, td.middletext"
TREE = ".navigate_section a, .linktree a, #linktree a, a.nav, .nav a"
QUOTE = "blockquote, .quoteheader, .quotefooter, div.quote"
CODE = ".codeheader"
HEADING = re.compile(r"^.{0,40}?(?:Topic|Onderwerp)\s*:\s+|\s*\([^()\d]*\d+[^()\d]*\)\s*$")
NUMBERED = re.compile(r" - [^\W\d]+ \d+$")


class Smf(Engine):
    """SMF 1.1 to 2.1 in its own themes or ones made from them, in any language.

    Set ``url`` (the board index) and ``timezone``: guests see the site's own zone and no date carries one. Recognise
    it by ``index.php?topic=5.0`` addresses, ``span#msg_N`` in listings and ``#subject_N`` in posts. A moved thread
    leaves a stub with an id of its own that only redirects; stubs are no rows of ours.
    """

    name = "smf"
    posts_per_page = 15
    signs: ClassVar[dict[str, str]] = {
        "body#smf": "body#smf",
        "#subject_N over .post": "[id^=subject_] a[href*=msg]",
        "span#msg_N to topic": ROW,
        "smf_ script variables": 'form[action*="action=login2"], form[action*="action=search2"]',
        "index.php?board=N.0": 'a[href*="index.php?board="]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; a quick login form is on every guest page and says nothing by itself."""
        if _is_thread(page):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first("#frmLogin, form[name=frmLogin]"):
            return PageKind("login", "login_wall")
        if page.first("#fatal_error"):
            return PageKind("error", "information")
        if page.first('#messageindex, a[href*="sort=last_post"]') or number_in(BOARD, page.url):
            return PageKind("listing", "empty_board")
        return PageKind("index") if _board_links(page) else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Boards of an index with what moved there last, and child boards, of this site."""
        found: dict[str, Board] = {}
        for link in [link for link in _board_links(page) if same_site(page.link(link), page.url)]:
            url = self.canonical(page.link(link))
            row = above(link, lambda node: node.tag == "tr" or (node.id or "").startswith("board_"))
            found.setdefault(url, Board(url, words(link), smf_cells.moved_last(row)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, without the stubs of moved threads."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            row = above(link, lambda node: node.tag == "tr" or node.css_first(".lastpost") is not None)
            listed = self._listed(page, link, row) if row is not None else None
            if listed and listed.thread_id and not listed.moved:
                rows.setdefault(listed.thread_id, listed)
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode) -> ListedThread:
        url = self.canonical(page.link(link))
        marks = [row, *row.css("td, img, span, div")]
        look = " ".join(f"{attribute(n, 'class')} {attribute(n, 'src')} {n.id or ''}" for n in marks)
        replies, views = smf_cells.counts(row)
        offsets = [int(number_in(OFFSET, attribute(a, "href")) or 0) for a in row.css("[id^=pages] a")]
        return ListedThread(
            thread_id=number_in(TOPIC, url) or number_in(NAMED, url),
            url=url,
            title=words(link),
            replies=replies,
            views=views,
            last_post=smf_cells.last_post(row),
            author=words(next((a for a in row.css('a[href*="profile"]') if words(a)), None)),
            sticky="sticky" in look,
            closed=bool(re.search(r"(?<![a-z])lock", look)),
            moved=bool(re.search(r"/moved\.\w+|main_icons move\b", look)),
            per_page=min((offset for offset in offsets if offset), default=None),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each below its own subject line; adverts dressed as posts have none."""
        first = int(_offset(page)) + 1
        return [self._post(page, subject, first + n) for n, subject in enumerate(_subjects(page))]

    def _post(self, page: Page, subject: LexborNode, position: int) -> ShownPost:
        post_id = (subject.id or "").removeprefix("subject_")
        node = above(subject, _is_whole) or subject
        body = node.css_first(f"#msg_{post_id}") or node.css_first(".inner, .post")
        quotes = text.inside(body, QUOTE) if body else []
        cut = text.mem_ids([*quotes, *(body.css(CODE) if body else [])])
        link = subject.css_first("a[href]")
        return ShownPost(
            post_id=post_id,
            author=words(_names(node)),
            posted=_posted(node, subject),
            text=text.own_words(body, cut),
            url=without(page.link(link), SESSION, fragment=True),
            position=position,
            quotes=_quoted(quotes),
            signature=text.own_words(node.css_first(".signature")) or None,
            edited=_edited(node, post_id),
        )

    def title(self, page: Page) -> str:
        """The last link of the link tree, else the heading without label and "(Read 72 times)", else ``<title>``."""
        pattern = TOPIC if _is_thread(page) else BOARD
        tree = [words(a) for a in _tree(page, pattern)]
        heading = HEADING.sub("", page.words("#top_subject, h2.display_title"))
        return REPLY.sub("", tree[-1] if tree else heading or NUMBERED.sub("", page.words("title")))

    def thread_id(self, page: Page) -> str:
        """From the link tree, the canonical address or the page's own."""
        links = [*_tree(page, TOPIC), *page.all("link[rel=canonical]")] if _is_thread(page) else []
        addresses = [*(attribute(a, "href") for a in links), page.url]
        return next((found for url in addresses if (found := number_in(TOPIC, url))), "")

    def board(self, page: Page) -> str:
        """The last board of the link tree."""
        tree = _tree(page, BOARD)
        return words(tree[-1]) if tree else ""

    def page_position(self, page: Page) -> Position:
        """The page in bold or marked as current, and the highest number in the pager."""
        return numbered_pages(page.first(PAGERS), "a[href]", ".current_page, b, strong")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the number after this page's; the gap in the numbers never touches it."""
        return page_after(page, page.first(PAGERS), "a[href]", self.page_position(page).page)

    def page_clock(self, page: Page) -> Shown | None:
        """The clock in the page's head; 2.1 gives it in UTC too."""
        node = page.first(".user time[datetime]")
        if node:
            return Shown(words(node), attribute(node, "datetime"))
        shown = page.words("td.titlebg2 > span.smalltext")
        return Shown(shown) if re.search(r"\d:\d\d", shown) else None

    def canonical(self, url: str) -> str:
        """First page of the thread or board, without session or sort order."""
        plain = without(url, SESSION | {"sort", "desc", "prev_next", "all", "wap2"})
        return PLACE.sub(r"\1\2.0", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Addresses count posts: ``topic=5.15`` is the page that starts after fifteen."""
        return PLACE.sub(rf"\1\2.{(page - 1) * per_page}", self.canonical(thread_url))


def _is_thread(page: Page) -> bool:
    return page.first("[id^=subject_]") is not None


def _is_whole(node: LexborNode) -> bool:
    """Whether a node holds a whole post: 2.x has a wrapper, 1.1 a table with the poster in a cell of two rows."""
    if "post_wrapper" in attribute(node, "class"):
        return True
    return node.tag == "table" and all(node.css_first(part) is not None for part in (".post", "td[rowspan]"))


def _subjects(page: Page) -> list[LexborNode]:
    found = {node.id: node for node in page.all("[id^=subject_]") if re.fullmatch(r"subject_\d+", node.id or "")}
    return list(found.values())


def _board_links(page: Page) -> list[LexborNode]:
    """Links to boards outside the link tree, the menu and the information centre."""
    outside = text.mem_ids([*page.all(TREE), *page.all("#info_center a, #upshrinkHeaderIC a, .pagelinks a, select a")])
    links = [a for a in page.all("a[href*=board]") if a.mem_id not in outside and words(a)]
    plain = re.compile(r"[?/]board[=,]\d+(?:\.0)?(?:\.html)?$")
    return [a for a in links if plain.search(without(page.link(a), SESSION))]


def _tree(page: Page, pattern: str) -> list[LexborNode]:
    """Links of the (first) link tree to a thread or board; "previous topic" is none."""
    links = [a for a in page.all(TREE) if re.search(pattern, attribute(a, "href"))]
    return [a for a in links if "prev_next" not in attribute(a, "href") and "action=" not in attribute(a, "href")]


def _offset(page: Page) -> str:
    """The posts before this page: by its address, else by the form around the posts."""
    form = page.first("form#quickModForm, form[name=quickModForm]")
    return number_in(OFFSET, page.url) or number_in(OFFSET, attribute(form, "action")) or "0"


def _names(node: LexborNode) -> LexborNode | None:
    """Whoever wrote the post: a profile link in the poster's cell, or the bare name of a guest."""
    cell = node.css_first(".poster h4") or node.css_first("td.poster_info b, td[rowspan] > b, .poster b")
    if cell is None:
        return None
    return next((a for a in cell.css("a") if words(a)), cell)


def _posted(node: LexborNode, subject: LexborNode) -> Shown:
    """The line under or beside the subject: ``« Reply #1 on: July 14, 2010, 10:00:00 AM »``."""
    line = node.css_first(".postinfo .smalltext, .keyinfo .smalltext")
    if line is None and subject.parent is not None:
        line = subject.parent.css_first(".smalltext")
    return Shown(labelled(words(line).strip("«» ")))


def _edited(node: LexborNode, post_id: str) -> Shown | None:
    """The date in "Last Edit: DATE by X"."""
    note = words(node.css_first(f"#modified_{post_id}")).strip("«» ")
    found = re.search(r":\s+(.{6,60}?\d:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?)", note)
    return Shown(found[1]) if found else None


def _quoted(quotes: list[LexborNode]) -> list[str]:
    """The ids of the posts that quote heads link to; empty for a quote without one."""
    heads = [quote for quote in quotes if "quotefooter" not in attribute(quote, "class")]
    named = [q for q in heads if "quoteheader" in attribute(q, "class")] or heads
    return [number_in(r"msg=?(\d+)", attribute(quote.css_first('a[href*="msg"]'), "href")) for quote in named]
