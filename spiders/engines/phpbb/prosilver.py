"""phpBB 3: prosilver and its kin, with plain and search-engine-friendly addresses."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import DAY, below, cells, counts, date_in, has_class, own, row_of
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
    POST,
    STICKY,
    THREAD,
    PhpbbStyle,
    in_its_place,
    look,
    per_page,
    shown,
)
from spiders.engines.reading import same_site

POSTS = "[id^=p]:has(.postbody), [id^=p]:has(.content)"
NAME = "a.username, a.username-coloured, span.username, span.username-coloured"
PARTS = "div.content, .author, .notice, .signature"
SAID = ".content, .signature, .notice"
"""What people wrote, or the board about it: names and dates in it are others'."""
DAYED = re.compile(rf"(?:[^\W\d]+\.?,? )?{DAY}", re.IGNORECASE)
QUOTE = "blockquote, .quotetitle, .quotecontent"
"""The second and third as in subsilver2, in styles that took its way to print quotes."""
NOT_OWN = ".signature, .notice, .attachbox, .codebox > p, .codehead, .codetitle, dl.file, .inline-attachment"


class Prosilver(PhpbbStyle):
    """phpBB 3.0 to 3.3 in prosilver or a style made from it, in any language.

    Dates in the markup carry their zone from 3.1 on. Recognise it by ``body#phpbb``, ``div#p123.post`` and
    ``a.topictitle``.
    """

    mark = "div.post .content, li.row dl"
    locked = ".action-bar i.fa-lock, .locked-icon"
    headings = ":is(h1, h2, h3):is(.topic-title, .forum-title), h2.title, h3.first a, #page-body > h2"
    crumbs = ".breadcrumbs, .navlinks, [itemtype*=BreadcrumbList]"
    numbering = ".pagination, .pagination > a"
    signs: ClassVar[dict[str, str]] = {
        'body id="phpbb"': "body#phpbb",
        "div#p123.post with p.author": "div.post[id^=p] p.author",
        "a.topictitle to viewtopic": "a.topictitle[href*=viewtopic], li.row a.topictitle",
        "a.forumtitle to viewforum": "a.forumtitle",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if self._post_nodes(page):
            return PageKind("thread")
        if page.first("a.topictitle") and not page.first("body.section-index a.forumtitle"):
            return PageKind("listing")
        if page.first("a.forumtitle"):
            return PageKind("index")
        instead = in_its_place(page, "#message, .message-title")
        empty = instead.kind == "unknown" and page.first("h2.forum-title, .forum-title")
        return PageKind("listing", "empty_board") if empty else instead

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all("a.forumtitle, a.subforum"):
            url = without(page.link(node), SESSION)
            if same_site(url, page.url) and number_in(BOARD, url):
                found.setdefault(url, Board(url, words(node), _last_post(row_of(node))))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a thread title; a shadow row of a moved thread carries the real thread's id."""
        rows: dict[str, ListedThread] = {}
        for node in page.all("a.topictitle"):
            row = self._listed(page, node, row_of(node))
            if row.thread_id:
                rows.setdefault(row.thread_id, row)
        return list(rows.values())

    def _listed(self, page: Page, node: LexborNode, row: LexborNode) -> ListedThread:
        url = without(page.link(node), SESSION)
        shown_as, plain = look(row), counts(row, node)
        return ListedThread(
            thread_id=number_in(THREAD, url),
            url=url,
            title=words(node),
            replies=numbers.read(words(row.css_first("dd.posts"))) if not plain else plain[0],
            views=_views(row) if len(plain) < 2 else plain[1],
            last_post=_last_post(row) or Shown(),
            author=words(_opener(row)),
            sticky=bool(STICKY.search(shown_as)),
            closed="lock" in shown_as,
            moved="topic_moved" in shown_as,
            per_page=per_page(row),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts in ``div.post``; their position follows from the page's offset."""
        nodes = self._post_nodes(page)
        if not nodes:
            return []
        links = self.permalinks(page)
        return [self._post(page, node, links, n) for node, n in zip(nodes, self.positions(page), strict=False)]

    @staticmethod
    def _post_nodes(page: Page) -> list[LexborNode]:
        nodes = {
            node.id: node
            for node in page.all("div.post[id]") or page.all(POSTS)
            if re.fullmatch(r"p\d+", node.id or "")
        }
        return list(nodes.values())

    @staticmethod
    def _post(page: Page, node: LexborNode, links: dict[str, str], position: int | None) -> ShownPost:
        post_id = (node.id or "")[1:]
        parts = _parts(node)
        body = parts.get("content") or node.css_first(".content, .postbody")
        quotes = text.inside(body, QUOTE) if body else []
        line = parts.get("author")
        return ShownPost(
            post_id=post_id,
            author=_author(node, line),
            posted=_posted(node, line),
            text=own(body, quotes, NOT_OWN),
            url=links.get(post_id) or f"{page.url.split('#')[0]}#p{post_id}",
            position=position,
            quotes=[_quoted(quote) for quote in quotes if not has_class(quote, "quotetitle")],
            signature=text.own_words(parts.get("signature") or node.css_first(f"#sig{post_id}")) or None,
            edited=shown(date_in(words(parts.get("notice")))),
        )

    def page_position(self, page: Page) -> Position:
        """The page marked as current, and the highest number in the pager."""
        pager = _pager(page)
        if pager is None:
            return Position(1, 1)
        current = numbers.read(words(pager.css_first("li.active, strong")))
        links = [numbers.read(words(a)) or 0 for a in pager.css("li > a, span > a, a.button")]
        last = numbers.read(words(strong[1])) if len(strong := pager.css("strong")) > 1 else None
        return Position(current or 1, last or max([*links, current or 1]))

    def page_clock(self, page: Page) -> Shown | None:
        """The line "Het is momenteel 21 nov 2026, 20:21", whatever its language."""
        return shown(date_in(page.words("p.time, #page-footer .time")))


def _last_post(row: LexborNode) -> Shown | None:
    cell = row.css_first("dd.lastpost") or next(reversed(cells(row)), None)
    if cell is None:
        return None
    if moment := cell.css_first("time[datetime]"):
        return Shown(words(moment), attribute(moment, "datetime"))
    lines = text.own_words(cell).split("\n")
    if dated := [line for line in lines if date_in(line)]:
        return Shown(_from_date(dated[-1]))
    titles = (date_in(attribute(a, "title")) for a in cell.css("a[title]"))
    return Shown(text.line(lines[-1])) if len(lines) > 1 else Shown("", next(filter(None, titles), None))


def _views(row: LexborNode) -> int | None:
    """From their column, else from the title that some styles hide them in ("Views: 8584")."""
    column = row.css_first("dd.views")
    return numbers.read(words(column) or attribute(row.css_first("dd.posts a[title]"), "title"))


def _parts(node: LexborNode) -> dict[str, LexborNode]:
    """The first part of a post that has each class, all looked up at once."""
    found: dict[str, LexborNode] = {}
    for part in node.css(PARTS):
        for name in attribute(part, "class").split():
            found.setdefault(name, part)
    return found


def _author(node: LexborNode, line: LexborNode | None) -> str:
    """The name beside the date, else in the profile; styles that took the name's class away keep it bold or first."""
    if line and (name := words(line.css_first(NAME))):
        return name
    for place in (f".postprofile :is({NAME})", ".author strong", ".postprofile dt"):
        if (name := words(node.css_first(place))) and not date_in(name):
            return name
    said = text.mem_ids(node.css(below(SAID, "a") + ", " + below(SAID, "span")))
    return next((words(name) for name in node.css(NAME) if name.mem_id not in said), "")


def _opener(row: LexborNode) -> LexborNode | None:
    """Whoever opened the thread: the name outside the hidden block that repeats the last post."""
    hidden = text.mem_ids(row.css(".responsive-show a, .responsive-show span, dd.lastpost a, dd.lastpost span"))
    return next((name for name in row.css(NAME) if name.mem_id not in hidden), None)


def _posted(node: LexborNode, line: LexborNode | None) -> Shown:
    if line and (moment := line.css_first("time")):
        return Shown(words(moment), attribute(moment, "datetime") or None)
    shown = words(line)
    if not re.search(r"\d", shown):
        shown = words(node.css_first("[class*=date]")) or _dated_line(node)
    return Shown(_from_date(shown))


def _dated_line(node: LexborNode) -> str:
    """The first line of a post with a date, outside its words and its author's profile."""
    lines = text.own_words(node, text.mem_ids(node.css(f"{SAID}, .postprofile"))).split("\n")
    return next((line for line in lines if date_in(line)), "")


def _from_date(line: str) -> str:
    """A line from its date on: what stands before an arrow, dash or colon is who wrote it, or a label."""
    line = re.split("»|>>", line)[-1].strip()
    starts = [0, *(found.end() for found in re.finditer(r"\s[-–|•]\s|:\s", line))]
    rest = [line[start:] for start in starts if DAYED.match(line[start:])]
    return rest[0] if rest else line


def _quoted(quote: LexborNode) -> str:
    """The id of the post that a quote names; empty where it does not tell."""
    link = quote.css_first("cite a[data-post-id]")
    return attribute(link, "data-post-id") if link else number_in(POST, attribute(quote, "cite"))


def _pager(page: Page) -> LexborNode | None:
    """The page's own pager, not that of a thread in a listing."""
    shown = page.all(".action-bar .pagination, .topic-actions .pagination, .pagination")
    return next((pager for pager in shown if row_of(pager).css_first("a.topictitle") is None), None)
