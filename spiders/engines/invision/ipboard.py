"""Invision Power Board 1 to 3."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.invision.family import InvisionStyle
from spiders.engines.markup import ancestor, below, cells, counts, date_in, own, row_of
from spiders.engines.page import Board, ListedThread, Page, PageKind, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import same_site

PINNED = re.compile(r"pinned|gepind|vastgezet|angepinnt|important|belangrijk|wichtig|f_pinned", re.IGNORECASE)
QUOTES = "blockquote, .quotemain, .blockquote, .quotetop, p.citation"
LOGIN = below("form[action*='act=Login'], form[action*='section=login']", "input[type=password]")
EMPTY = "#forum_table, .topic_list, select[name=sort_key]"
"""What stands around the rows of a listing, also where there are none."""
NOT_OWN = ".edit, .codetop, .signature, .rss_only, .gc-post_drawer, p.edit"


class Ipboard(InvisionStyle):
    """Invision Power Board 1.3, 2 and IP.Board 3 in any style and language.

    Dates carry their zone in version 3 only: set ``timezone``. Recognise it by ``a#tid-link-123``,
    ``.post_block#post_id_123``, ``.postcolor`` and ``showtopic=`` addresses.
    """

    mark = "[id^=post_id_], .postcolor, a[id^=tid-link-]"
    headings = "h1.ipsType_pagetitle, .topic_title_heading, td.maintitle b"
    crumbs = "#navstrip a[href*=showforum], .breadcrumb a[href*=forum], #secondary_navigation li a"
    pager = ".pagination, .pagelinks, td:has(> .pagecurrent), div:has(> .pagecurrent)"
    current = "li.active, .pagecurrent"
    signs: ClassVar[dict[str, str]] = {
        ".post_block#post_id_123": "[id^=post_id_]",
        ".postcolor": ".postcolor",
        "a#tid-link-123": "a[id^=tid-link-]",
        "#navstrip": "#navstrip, #ipbwrapper, #ipboard_body",
        "showforum= addresses": "a[href*='showforum='], a[href*='showtopic=']",
        "abbr.published": "abbr.published",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first("[id^=post_id_] .post, .postcolor"):
            return PageKind("thread")
        if page.first("a[id^=tid-link-]"):
            return PageKind("listing")
        if self.boards(page):
            return PageKind("index")
        if page.first(LOGIN):
            return PageKind("login", "login_wall")
        if page.first(".errorwrap, .message.error"):
            return PageKind("error", "information")
        return PageKind("listing", "empty_board") if page.first(EMPTY) else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all("td a[href*='showforum='], td.col_c_forum h4 a, .subforums a"):
            url, row = without(page.link(node), SESSION), row_of(node)
            if same_site(url, page.url) and len(cells(row)) > 2:
                last = next(reversed(cells(row)), None)
                date = date_in(words(last))
                found.setdefault(url, Board(url, words(node), Shown(date) if date else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a numbered title."""
        rows: dict[str, ListedThread] = {}
        for node in page.all("a[id^=tid-link-]"):
            thread_id = number_in(r"^tid-link-(\d+)$", node.id or "")
            if thread_id:
                rows.setdefault(thread_id, self._listed(page, node, row_of(node), thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        lines = [n for li in row.css(".col_f_views li, td.stats li") if (n := numbers.read(words(li))) is not None]
        shown = lines or counts(row, node)
        badges = row.css("img, .ipsBadge")
        icons = " ".join(attribute(node, name) for node in badges for name in ("src", "alt", "class")).lower()
        before = words(ancestor(node, "td")).split(words(node))[0] if words(node) else ""
        offsets = [int(number_in(r"[?&;]st=(\d+)", attribute(a, "href")) or 0) for a in row.css("a[href*='st=']")]
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(node), SESSION),
            title=words(node),
            replies=shown[0] if shown else None,
            views=shown[1] if len(shown) > 1 else None,
            last_post=_last_post(row),
            author=words(row.css_first("td a[href*=showuser], .col_f_content .desc a")),
            started=_started(node),
            sticky=bool(PINNED.search(f"{before} {icons}")),
            closed="closed" in icons or "locked" in icons,
            moved="moved" in icons,
            per_page=min(filter(None, offsets), default=None),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts of version 3 in their blocks, of 1 and 2 around their text."""
        nodes = {number_in(r"^post_id_(\d+)$", node.id or ""): node for node in page.all("[id^=post_id_]")}
        for body in [] if nodes else page.all(".postcolor"):
            post_id = number_in(r"^post-(\d+)$", body.id or "") or number_in(r"entry(\d+)", _anchor(body))
            around = _table(body)
            if around is not None:
                nodes.setdefault(post_id, around)
        nodes.pop("", None)
        first = self.first_position(page) if nodes else None
        numbered = enumerate(nodes.items())
        return [self._post(page, node, post_id, first + n if first else None) for n, (post_id, node) in numbered]

    @staticmethod
    def _post(page: Page, node: LexborNode, post_id: str, position: int | None) -> ShownPost:
        body = node.css_first(".entry-content, .postcolor, .post")
        quotes = text.inside(body, QUOTES) if body else []
        link = node.css_first(f"a[href*='entry{post_id}'], a[href*='p={post_id}']")
        note = date_in(words(node.css_first(".edit")))
        boxes = [quote for quote in quotes if "quotetop" not in attribute(quote, "class") and quote.tag != "p"]
        return ShownPost(
            post_id=post_id,
            author=words(node.css_first(".author")) or words(node.css_first(".normalname, .unreg")),
            posted=_posted(node),
            text=own(body, quotes, NOT_OWN),
            url=page.link(link) or f"{page.url.split('#')[0]}#entry{post_id}",
            position=position,
            quotes=[attribute(quote, "data-cid") for quote in boxes],
            signature=text.own_words(node.css_first(".signature")) or None,
            edited=Shown(note) if note else None,
        )


def _posted(node: LexborNode) -> Shown:
    """The marked date of version 3, else the line of the details that holds one."""
    published = node.css_first("abbr.published")
    if published:
        return Shown(words(published), attribute(published, "title") or None)
    lines = [words(details) for details in node.css(".postdetails, .posted_info")]
    return Shown(next((date for line in lines if (date := date_in(line))), ""))


def _last_post(row: LexborNode) -> Shown:
    """The first line of the last action that holds a date."""
    place = row.css_first(".lastaction") or row.css_first(".last_post") or next(reversed(cells(row)), None)
    lines = text.own_words(place).split("\n")
    return Shown(next((line for line in lines if re.search(r"\d", line)), ""))


def _started(node: LexborNode) -> Shown | None:
    """The date in the title of a row's link ("This topic was started: Aug 8 2005, 09:43 PM")."""
    date = date_in(attribute(node, "title"))
    return Shown(date) if date else None


def _table(body: LexborNode) -> LexborNode | None:
    """The table of a whole post of version 1 or 2: the first one around its text that names its author."""
    table = ancestor(body, "table")
    while table is not None and table.css_first(".normalname, .unreg") is None:
        table = ancestor(table, "table")
    return table


def _anchor(body: LexborNode) -> str:
    table = _table(body)
    before = table.prev if table else None
    while before is not None and not attribute(before, "name"):
        before = before.prev
    return attribute(before, "name")
