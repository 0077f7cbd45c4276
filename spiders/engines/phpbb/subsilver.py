"""phpBB 3 in subsilver2: tables, and neither blockquotes nor machine dates."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import after, ancestor, cells, counts, date_in, has_class, own, row_of
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
from spiders.engines.phpbb.family import (
    BOARD,
    STICKY,
    THREAD,
    PhpbbStyle,
    in_its_place,
    look,
    per_page,
    shown,
)
from spiders.engines.reading import numbered_pages, same_site

QUOTE = "div.quotetitle, div.quotecontent, blockquote"
NOT_OWN = ".codetitle, .codehead, .codebox > p, .inline-attachment, .attachtitle, .attachcontent, dl.file"
SIGNED = re.compile(r"^_{10,}\s*")


class Subsilver(PhpbbStyle):
    """phpBB 3 in subsilver2 or a style made from it, in any language.

    Dates carry no zone: ``timezone`` must be what the board prints. Recognise it by ``a[name=p123]`` beside
    ``b.postauthor``, ``p.topicdetails`` and ``a.forumlink``.
    """

    mark = ".postauthor, p.topicdetails"
    locked = "img[src*=topic_locked], .button_topic_locked"
    headings = "#pageheader h2 a, a.titles, h2 a[href*=viewtopic]"
    crumbs = "p.breadcrumbs, td.nav"
    numbering = "td.nav, td.gensmall, .pagination"
    signs: ClassVar[dict[str, str]] = {
        "b.postauthor": ".postauthor",
        "p.topicdetails": "p.topicdetails, p.topicauthor",
        "a.forumlink in a table.tablebg": "table.tablebg a.forumlink",
        "div.postbody in a table.tablebg": "table.tablebg td div.postbody",
        "#wrapheader, #wrapcentre": "#wrapheader, #wrapcentre",
        "table.tablebg with p.breadcrumbs": "table.tablebg p.breadcrumbs",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first('a[name^="p"] ~ .postauthor, div.postbody'):
            return PageKind("thread")
        if page.first(".topicauthor, .topicdetails") and page.first("a.topictitle"):
            return PageKind("listing")
        if page.first("a.forumlink"):
            return PageKind("index")
        instead = in_its_place(page, "td.row1 p.gen")
        empty = instead.kind == "unknown" and page.first("#pageheader h2 a[href*=viewforum]")
        return PageKind("listing", "empty_board") if empty else instead

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all("a.forumlink, a.subforum, p.forumdesc a"):
            url = without(page.link(node), SESSION)
            if same_site(url, page.url) and number_in(BOARD, url):
                dated = has_class(node, "forumlink")
                found.setdefault(url, Board(url, words(node), shown(_last_post(row_of(node))) if dated else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a thread title; a shadow row of a moved thread carries the real thread's id."""
        rows: dict[str, ListedThread] = {}
        for node in page.all("td a.topictitle"):
            row = self._listed(page, node, row_of(node))
            if row.thread_id and row.replies is not None:
                rows.setdefault(row.thread_id, row)
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode) -> ListedThread:
        url = without(page.link(node), SESSION)
        shown_as, plain = look(row), counts(row, node)
        return ListedThread(
            thread_id=number_in(THREAD, url),
            url=url,
            title=words(node),
            replies=plain[0] if plain else None,
            views=plain[1] if len(plain) > 1 else None,
            last_post=Shown(_last_post(row)),
            author=words(row.css_first(".topicauthor")),
            started=shown(date_in(attribute(node, "title"))),
            sticky=bool(STICKY.search(shown_as)),
            closed="lock" in shown_as,
            moved="moved" in shown_as,
            per_page=per_page(row),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts between their anchors ``a[name=p123]``; the signature is a second ``div.postbody``."""
        anchors = [a for a in page.all('a[name^="p"]') if re.fullmatch(r"p\d+", attribute(a, "name"))]
        positions = self.positions(page) if anchors else iter(())
        links, posts = self.permalinks(page), dict[str, ShownPost]()
        for anchor in anchors:
            post_id = attribute(anchor, "name")[1:]
            table = ancestor(anchor, "table")
            if table is not None and table.css_first(".postbody") and post_id not in posts:
                url = links.get(post_id) or f"{page.url.split('#')[0]}#p{post_id}"
                posts[post_id] = self._post(table, post_id, url, next(positions))
        return list(posts.values())

    @staticmethod
    def _post(table: LexborNode, post_id: str, url: str, position: int | None) -> ShownPost:
        body, *more = table.css(".postbody")
        quotes = text.inside(body, QUOTE)
        signature = SIGNED.sub("", text.own_words(more[-1])) if more else ""
        titles = [quote for quote in quotes if not has_class(quote, "quotetitle")]
        return ShownPost(
            post_id=post_id,
            author=words(table.css_first(".postauthor")),
            posted=Shown(after(table.css("td.gensmall b")[-1]) if table.css_first("td.gensmall b") else ""),
            text=own(body, quotes, NOT_OWN),
            url=url,
            position=position,
            quotes=["" for _ in titles],
            signature=signature or None,
            edited=_edited(table),
        )

    def page_position(self, page: Page) -> Position:
        """The two bold numbers of "Page 2 of 4"; without that line the pager's bold number and its highest."""
        told, current = super().page_position(page), page.first("td.gensmall > b > strong")
        if told.pages != 1 or current is None:
            return told
        return numbered_pages(current.parent, "a[href]", "strong")

    def page_clock(self, page: Page) -> Shown | None:
        """The line "Het is momenteel 21 nov 2026, 20:21", whatever its language."""
        return shown(date_in(page.words("#datebar td:last-child")))


def _last_post(row: LexborNode) -> str:
    """The line of the last cell with a date, else its first; another is who wrote it."""
    last = next(reversed(cells(row)), None)
    lines = text.own_words(last).split("\n")
    return next((line for line in lines if date_in(line)), lines[0])


def _edited(table: LexborNode) -> Shown | None:
    """The note below the text: the first small line there that holds a date."""
    body = table.css_first(".postbody")
    around = ancestor(body, "td") if body else None
    notes = around.css(".gensmall") if around else []
    return next((Shown(found) for note in notes if (found := date_in(words(note)))), None)
