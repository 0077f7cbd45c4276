"""vBulletin 3: tables with numbered ids (``post_message_123``, ``thread_title_123``)."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import after, cells, children, counts, date_in, has_class, own, row_of
from spiders.engines.page import Board, ListedThread, Page, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import same_site
from spiders.engines.vbulletin.family import VbulletinStyle, listed_id, quoted

BOARDS = "td.alt1Active a:has(strong), td[id^=f] > div > a:has(strong)"
STICKY = re.compile(r"sticky|\bpin(?:ned)?\b|belangrijk:|wichtig:|важно:|annonce:|chú ý:", re.IGNORECASE)
NUMBER = re.compile(r"\s*#\s?\d+.*$")
SIGNED = re.compile(r"^_{8,}\s*")


class Vbulletin3(VbulletinStyle):
    """vBulletin 3.0 to 3.9 in any style and language, search-engine friendly addresses too.

    Dates carry no zone, and numeric ones no order: set ``timezone`` and ``date_order``. Recognise it by
    ``#post_message_123`` in ``#td_post_123``, ``a#thread_title_123`` and ``.vbmenu_control``.
    """

    mark = "[id^=td_post_], [id^=td_threadtitle_], td.alt1Active"
    locked = "img[src*=threadclosed], .closed_thread_button"
    headings = "td.navbar strong, h1 strong, h1"
    crumbs = "span.navbar a, .breadcrumb a"
    pager = ".pagenav"
    of = ".pagenav td.vbmenu_control, .pagenav .vbmenu_control"
    message = ".panelsurround, td.panelsurround"
    bodies = "[id^=post_message_]"
    rows = "a[id^=thread_title_]"
    board_links = BOARDS
    empty_list = "#threadslist"
    signs: ClassVar[dict[str, str]] = {
        "generator vBulletin 3": 'meta[name=generator][content*="vBulletin 3"]',
        "#post_message_123 in #td_post_123": "[id^=td_post_]",
        "a#thread_title_123 in #td_threadtitle_123": "[id^=td_threadtitle_]",
        ".vbmenu_control": "td.vbmenu_control, .vbmenu_popup",
        "td.alt1Active": "td.alt1Active",
        "vb_login_username field": "input[name=vb_login_username]",
    }

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            row = row_of(node)
            self._add(found, page, node, _last_post(row))
            for below in row.css("td.alt1Active .smallfont a:not([href*='member.php'])"):
                self._add(found, page, below, None)
        return list(found.values())

    @staticmethod
    def _add(found: dict[str, Board], page: Page, node: LexborNode, last_post: Shown | None) -> None:
        url = without(page.link(node), SESSION)
        if same_site(url, page.url):
            found.setdefault(url, Board(url, words(node), last_post))

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a numbered title; a moved thread counts nothing and links to where it went."""
        rows: dict[str, ListedThread] = {}
        for node in page.all("a[id^=thread_title_]"):
            thread_id = listed_id(node)
            if thread_id:
                rows.setdefault(thread_id, self._listed(page, node, row_of(node), thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        replies, views = _counts(row, node)
        titled = next((cell for cell in cells(row) if cell.css_first("a[id^=thread_title_]")), row)
        status = " ".join(f"{attribute(n, 'src')} {attribute(n, 'class')}" for n in row.css("[id^=thread_statusicon_]"))
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(node), SESSION),
            title=words(node),
            replies=replies,
            views=views,
            last_post=_last_post(row) or Shown(),
            author=words(next(reversed(titled.css("div.smallfont")), None)),
            sticky=bool(STICKY.search(_before(titled))),
            closed="lock" in status,
            moved=replies is None and views is None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts around each ``post_message_123``; their number stands in their heading."""
        posts: dict[str, ShownPost] = {}
        for body in page.all("[id^=post_message_]"):
            post_id = number_in(r"^post_message_(\d+)$", body.id or "")
            if post_id and post_id not in posts:
                posts[post_id] = self._post(page, body, post_id)
        return list(posts.values())

    def _post(self, page: Page, body: LexborNode, post_id: str) -> ShownPost:
        around = _around(body, post_id)
        quotes = quote_boxes(body)
        number = around.css_first(f"#postcount{post_id}")
        below = [child for child in children(body.parent) if child.is_element_node] if body.parent else []
        signatures = [sign for child in below if SIGNED.match(sign := text.own_words(child))]
        note = next((words(child) for child in below if child.css_first("em") and date_in(words(child))), "")
        return ShownPost(
            post_id=post_id,
            author=_author(around, post_id),
            posted=Shown(_posted(around, post_id)),
            text=own(body, quotes, "div.smallfont:has(+ pre), div.smallfont:has(+ div.alt2)"),
            url=self.permalink(page, around, post_id),
            position=numbers.read(attribute(number, "name") or words(number)),
            quotes=quoted(quotes),
            signature=SIGNED.sub("", signatures[0]) or None if signatures else None,
            edited=Shown(date_in(note)) if note else None,
        )


def _around(body: LexborNode, post_id: str) -> LexborNode:
    """The element of the whole post: the farthest one around its text that carries its number."""
    found, node = body, body.parent
    while node is not None:
        if node.id in (f"post{post_id}", f"edit{post_id}", f"post_{post_id}"):
            found = node
        node = node.parent
    return found


def _posted(around: LexborNode, post_id: str) -> str:
    """What stands behind the post's anchor, without the number that some styles put there too."""
    shown = after(around.css_first(f'a[name="post{post_id}"]')) or words(around.css_first(".thead"))
    return NUMBER.sub("", shown)


def _author(around: LexborNode, post_id: str) -> str:
    """The big name; a guest has none, only the menu's place."""
    return words(around.css_first(".bigusername") or around.css_first(f"#postmenu_{post_id}"))


def quote_boxes(body: LexborNode, selectors: str = "td.alt2, blockquote, .bbcode_quote") -> list[LexborNode]:
    """The boxes of the outer quotes: what holds a ``td.alt2`` and the word "Quote:" above it."""
    found = text.inside(body, selectors)
    return [_box(cell) if cell.tag == "td" else cell for cell in found]


def _box(cell: LexborNode) -> LexborNode:
    table = cell.parent
    while table is not None and table.tag != "table":
        table = table.parent
    box = table.parent if table is not None else None
    titled = box is not None and box.tag == "div" and any(c.tag == "div" for c in children(box))
    return box if titled and box is not None and not (box.id or "").startswith("post_message") else table or cell


def _before(titled: LexborNode) -> str:
    """What a title's cell says and shows before the title: prefixes and icons."""
    shown = [attribute(node, name) for node in titled.css("img, span") for name in ("src", "class", "alt")]
    link = words(titled.css_first("a[id^=thread_title_]"))
    return f"{' '.join(shown)} {words(titled).split(link)[0] if link else ''}"


def _counts(row: LexborNode, title: LexborNode) -> tuple[int | None, int | None]:
    """Replies and views from their cells, else from the title "Reacties: 228, Bekeken: 9.007"."""
    found = counts(row, title)
    titles = (re.findall(r"\d[\d.,]*", attribute(cell, "title")) for cell in cells(row) if cell.css_first(".time"))
    pair = found[:2] if len(found) > 1 else next((shown for shown in titles if len(shown) == 2), [])
    replies, views = (numbers.read(str(count)) for count in pair) if len(pair) == 2 else (None, None)
    return replies, views


def _last_post(row: LexborNode) -> Shown | None:
    """The line that holds the last time of the row; who wrote it may stand on the same line behind or before it."""
    times = row.css("span.time")
    cell = times[-1].parent if times else None
    while cell is not None and cell.tag not in ("td", "tr", "li") and not has_class(cell, "tcell"):
        cell = cell.parent
    if cell is None:
        return None
    time = words(times[-1])
    line = next((line for line in text.own_words(cell).split("\n") if time in line), "")
    return Shown(date_in(line) or text.line(line))
