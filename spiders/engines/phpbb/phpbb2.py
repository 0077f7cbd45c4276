"""phpBB 2: a post is spread over table cells, and its text over several spans."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import ancestor, cells, children, counts, date_in, has_class, row_of
from spiders.engines.page import Board, ListedThread, Page, PageKind, Shown, ShownPost, attribute, number_in, words
from spiders.engines.phpbb.family import BOARD, STICKY, THREAD, PhpbbStyle, in_its_place, look, per_page, shown
from spiders.engines.reading import labelled, same_site

THREADS = "td a[href*=topic], td a[href*='.html']"
BOARDS = "table.forumline a[href*=forum], table.forumline a[href*='.html']"
SIGNED = re.compile(r"^_{10,}$", re.MULTILINE)
PARTS = "a[name], .postdetails, .postbody, td.quote, td.code, span.gensmall, a[href*='viewtopic.php']"
MOVED = re.compile(r"^(?:moved|verplaatst|verschoben|déplacé)\b", re.IGNORECASE)


class Phpbb2(PhpbbStyle):
    """phpBB 2.0 in subSilver or a template made from it, in any language.

    Dates carry no zone, and quotes no ids. Recognise it by ``templates/`` images, ``table.forumline``,
    ``span.postdetails`` and ``a[name=123]`` beside ``span.name``.
    """

    mark = "table.forumline .postdetails, table.forumline .gensmall"
    locked = "a[href*='mode=reply'] img[src*=reply-locked]"
    headings = "a.maintitle[href*=viewtopic], a.maintitle[href*=viewforum], .maintitle a[href*=viewforum]"
    crumbs = ".nav, .mainmenu"
    numbering = "span.nav, span.gensmall, td.nav, td.gensmall"
    signs: ClassVar[dict[str, str]] = {
        "table.forumline": "table.forumline",
        "span.postdetails beside a[name=123]": "span.postdetails",
        "span.postbody": "span.postbody",
        "span.cattitle, span.maintitle": ".cattitle, .maintitle",
        "images in templates/": 'img[src*="templates/"]',
        "the phpBB footer": 'a.copyright[href*="phpbb.com"], .copyright a[href*="phpbb.com"]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(".postbody") and any(attribute(a, "name").isdecimal() for a in page.all("a[name]")):
            return PageKind("thread")
        if any(_is_listed(node) for node in page.all(THREADS)):
            return PageKind("listing")
        if any(number_in(BOARD, attribute(a, "href")) and len(cells(row_of(a))) > 3 for a in page.all(BOARDS)):
            return PageKind("index")
        instead = in_its_place(page, ".forumline th + td .gen, .forumline td .gen")
        empty = page.first("a.maintitle[href*=viewforum]") and instead.kind != "login"
        return PageKind("listing", "empty_board") if empty else instead

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last; the links in the breadcrumbs are none."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            url = without(page.link(node), SESSION)
            row = row_of(node)
            if same_site(url, page.url) and number_in(BOARD, url) and len(cells(row)) > 3:
                found.setdefault(url, Board(url, words(node), shown(_last_post(row))))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows that link to a thread and count its replies and views, whatever the theme calls their cells."""
        rows: dict[str, ListedThread] = {}
        for node in page.all(THREADS):
            thread_id = number_in(THREAD, attribute(node, "href"))
            row = row_of(node) if thread_id and thread_id not in rows and words(node) else None
            if row is not None and len(plain := counts(row, node)) > 1:
                rows[thread_id] = self._listed(page, node, row, thread_id, plain)
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode, thread_id: str, plain: list[int]) -> ListedThread:
        shown_as = look(row)
        opener = row.css_first("a[href*=viewprofile]")
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(node), SESSION),
            title=words(node),
            replies=plain[0],
            views=plain[1],
            last_post=Shown(_last_post(row)),
            author=words(opener) if opener else words(row.css_first(".name")),
            sticky=bool(STICKY.search(shown_as)),
            closed="lock" in shown_as,
            moved=bool(MOVED.match(words(row.css_first(".topictitle b")))),
            per_page=per_page(row),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each from its anchor to the next one's."""
        groups: dict[str, list[LexborNode]] = {}
        post_id = ""
        for node in page.all(PARTS):
            name = attribute(node, "name")
            if node.tag == "a" and re.fullmatch(r"p?\d+", name):
                post_id = name.removeprefix("p")
            if post_id:
                groups.setdefault(post_id, []).append(node)
        written = {post_id: parts for post_id, parts in groups.items() if any(_is_body(part) for part in parts)}
        numbered = zip(written.items(), self.positions(page), strict=False) if written else ()
        return [self._post(page, post_id, parts, position) for (post_id, parts), position in numbered]

    @staticmethod
    def _post(page: Page, post_id: str, parts: list[LexborNode], position: int | None) -> ShownPost:
        own, quotes = _body(next(part for part in parts if _is_body(part)))
        words_of, *signature = SIGNED.split(own, maxsplit=1)
        link = next((p for p in parts if attribute(p, "href").endswith(f"#{post_id}")), None)
        address = without(page.link(link), SESSION, fragment=True) if link else f"{page.url.split('#')[0]}#{post_id}"
        return ShownPost(
            post_id=post_id,
            author=_author(parts[0]),
            posted=Shown(_posted(parts, link)),
            text=words_of.strip(),
            url=address,
            position=position,
            quotes=["" for _ in range(quotes)],
            signature=signature[0].strip() or None if signature else None,
            edited=next((Shown(date) for p in parts if _is_note(p) and (date := date_in(words(p)))), None),
        )


def _author(anchor: LexborNode) -> str:
    """What stands beside the anchor, where that is a name; in wider cells the first bold words."""
    beside = anchor.parent
    if beside is not None and beside.tag not in ("span", "b", "strong"):
        beside = beside.css_first(".name b, .name strong, .name, b, strong") or beside
    return words(beside)


def _is_listed(node: LexborNode) -> bool:
    """Whether a link names a thread in a row that counts its replies and views."""
    return bool(number_in(THREAD, attribute(node, "href")) and words(node)) and len(counts(row_of(node), node)) > 1


def _is_body(node: LexborNode) -> bool:
    return has_class(node, "postbody", "quote")


def _is_note(node: LexborNode) -> bool:
    return has_class(node, "gensmall")


def _body(part: LexborNode) -> tuple[str, int]:
    """The text of the cell that a post's first span stands in, without quotes and notes, and how many quotes it had."""
    cell = ancestor(part, "td")
    while cell is not None and has_class(cell, "quote", "code"):
        cell = ancestor(cell, "td")
    if cell is None:
        return text.own_words(part), 0
    quoted = [table for table in text.inside(cell, "table") if table.css_first("td.quote")]
    headers = [table.css_first(".genmed") for table in cell.css("table") if table.css_first("td.code")]
    cut = text.mem_ids([*quoted, *cell.css("span.gensmall"), *(header for header in headers if header)])
    return text.own_words(cell, cut), len(quoted)


def _posted(parts: list[LexborNode], link: LexborNode | None) -> str:
    """The first words beside the link to the post itself, behind their label; the subject follows in the same span."""
    around = ancestor(link, "td") if link else None
    details = around.css_first(".postdetails, .gensmall") if around else None
    beside = [details] if details else [part for part in parts if has_class(part, "postdetails", "gensmall")]
    lines = (next((t.text_content or "" for t in children(node) if t.is_text_node and words(t)), "") for node in beside)
    dates = [labelled(text.line(line)) for line in lines]
    first = next((date for date in dates if date_in(date)), "")
    return first or next((date for node in beside if (date := date_in(words(node)))), dates[0] if dates else "")


def _last_post(row: LexborNode) -> str:
    """The line of the last cell with a date, else its first; another is who wrote it."""
    last = next(reversed(cells(row)), None)
    lines = text.own_words(last).split("\n")
    return next((line for line in lines if date_in(line)), lines[0])
