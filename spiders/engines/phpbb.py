"""phpBB 3: prosilver and its kin, with plain and search-engine-friendly addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, query_value, without
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

THREAD = r"[?&;]t=(\d+)|-t(\d+)(?:-\d+)?\.html"
POST = r"[?&;]p=(\d+)|#p(\d+)|-p(\d+)\.html"
START = r"[?&;]start=(\d+)|-[tf]\d+-(\d+)\.html"
REPLY = re.compile(r"^(?:Re|Betreft|AW)\s*:\s*", re.IGNORECASE)
EDITED = re.compile(r"\d{1,2}\W{1,3}\w{3,12}\.?,? \d{4}\W{1,4}(?:om |at )?\d{1,2}:\d{2}(?: ?[ap]m)?", re.IGNORECASE)
NAME = "a.username, a.username-coloured, span.username, span.username-coloured"
NOT_OWN = ".signature, .notice, .attachbox, .codebox > p, .codehead, .codetitle, dl.file, .inline-attachment"


class Phpbb(Engine):
    """phpBB 3.0 to 3.3 in prosilver or a style made from it, in any language.

    Set ``url`` (the board index) and ``timezone``; dates in the markup carry their zone from 3.1 on. Recognise it by
    ``viewtopic.php?t=`` addresses, ``div#p123.post`` and ``a.topictitle``.
    """

    name = "phpbb"
    posts_per_page = 10

    def evidence(self, page: Page) -> list[str]:
        """Signs of phpBB 3: its body id, its post and row markup."""
        signs = {
            'body id="phpbb"': "body#phpbb",
            "div#p123.post with p.author": "div.post[id^=p] p.author",
            "a.topictitle to viewtopic": "a.topictitle[href*=viewtopic], li.row a.topictitle",
            "a.forumtitle to viewforum": "a.forumtitle",
        }
        return [sign for sign, selector in signs.items() if page.first(selector)]

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if self._post_nodes(page):
            return PageKind("thread")
        if page.first("a.topictitle"):
            return PageKind("listing")
        if page.first("a.forumtitle"):
            return PageKind("index")
        if page.first('form[action*="mode=login"] input[type=password]'):
            return PageKind("login", "login_wall")
        if page.first("#message, .message-title"):
            return PageKind("error", "information")
        if page.first("h2.forum-title, .forum-title"):
            return PageKind("listing", "empty_board")
        return PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all("a.forumtitle, a.subforum"):
            url = without(page.link(node), SESSION)
            if urlsplit(url).netloc == urlsplit(page.url).netloc and re.search(r"viewforum|-f\d+", url):
                found.setdefault(url, Board(url, words(node), _last_post(_row_of(node))))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a thread title; a shadow row of a moved thread carries the real thread's id."""
        rows = {}
        for node in page.all("a.topictitle"):
            row = self._listed(page, node, _row_of(node))
            if row.thread_id:
                rows.setdefault(row.thread_id, row)
        return list(rows.values())

    def _listed(self, page: Page, node: LexborNode, row: LexborNode) -> ListedThread:
        url = without(page.link(node), SESSION)
        look = " ".join(attribute(n, "class") for n in (row, row.css_first("dl"), row.css_first("dt")) if n)
        starts = [int(start) for a in row.css(".pagination a") if (start := number_in(START, attribute(a, "href")))]
        return ListedThread(
            thread_id=number_in(THREAD, url),
            url=url,
            title=words(node),
            replies=numbers.read(words(row.css_first("dd.posts"))),
            views=numbers.read(words(row.css_first("dd.views"))),
            last_post=_last_post(row) or Shown(),
            author=words(_opener(row)),
            sticky=bool(re.search(r"sticky|announce|global", look)),
            closed="locked" in look,
            moved="topic_moved" in look,
            per_page=min((start for start in starts if start), default=None),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts in ``div.post``; their position follows from the page's offset."""
        first = int(number_in(START, page.url) or 0) + 1
        return [self._post(page, node, first + n) for n, node in enumerate(self._post_nodes(page))]

    @staticmethod
    def _post_nodes(page: Page) -> list[LexborNode]:
        nodes = {node.id: node for node in page.all("div.post[id]") if re.fullmatch(r"p\d+", node.id or "")}
        return list(nodes.values())

    def _post(self, page: Page, node: LexborNode, position: int) -> ShownPost:
        post_id = (node.id or "")[1:]
        body = node.css_first("div.content")
        quotes = text.inside(body, "blockquote") if body else []
        cut = text.mem_ids([*quotes, *(body.css(NOT_OWN) if body else [])])
        return ShownPost(
            post_id=post_id,
            author=words(node.css_first(f"p.author :is({NAME})") or node.css_first(f".postprofile :is({NAME})")),
            posted=_posted(node),
            text=text.own_words(body, cut),
            url=self._permalink(page, node, post_id),
            position=position,
            quotes=[_quoted(quote) for quote in quotes],
            signature=text.own_words(node.css_first(".signature")) or None,
            edited=_edited(node),
        )

    @staticmethod
    def _permalink(page: Page, node: LexborNode, post_id: str) -> str:
        shown = node.css_first(f'a[href*="p={post_id}"], a[href$="#p{post_id}"]')
        return without(page.link(shown), SESSION, fragment=True) if shown else f"{page.url.split('#')[0]}#p{post_id}"

    def title(self, page: Page) -> str:
        """The heading of the thread or board."""
        heading = page.first("h2.topic-title, h3.first a, h2.forum-title, #page-body > h2")
        return REPLY.sub("", words(heading))

    def thread_id(self, page: Page) -> str:
        """From the heading's link, the canonical address or the page's own."""
        links = page.all("h2.topic-title a, link[rel=canonical], #page-body > h2 a, a.topictitle")
        addresses = [attribute(link, "href") for link in links]
        return next((found for url in [*addresses, page.url] if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last board in the breadcrumbs."""
        crumbs = page.all(".breadcrumbs a[href*=viewforum], .navlinks a[href*=viewforum], .breadcrumbs .crumb a")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The page marked as current, and the highest number in the pager."""
        pager = _pager(page)
        if pager is None:
            return Position(1, 1)
        current = numbers.read(words(pager.css_first("li.active, strong")))
        links = [numbers.read(words(a)) or 0 for a in pager.css("li > a, span > a, a.button")]
        last = numbers.read(words(strong[1])) if len(strong := pager.css("strong")) > 1 else None
        return Position(current or 1, last or max([*links, current or 1]))

    def next_page(self, page: Page) -> str | None:
        """The pager's link with the next higher offset than this page's."""
        pager, here = _pager(page), int(number_in(START, page.url) or 0)
        links = [page.link(a) for a in pager.css("a")] if pager else []
        later = {int(number_in(START, url) or 0): url for url in links}
        following = [start for start in sorted(later) if start > here]
        return without(later[following[0]], SESSION) if following and self.page_position(page).page else None

    def page_clock(self, page: Page) -> Shown | None:
        """The line "Het is momenteel 21 nov 2026, 20:21", whatever its language."""
        found = EDITED.search(page.words("p.time, #page-footer .time"))
        return Shown(found[0]) if found else None

    def canonical(self, url: str) -> str:
        """Without session, offset and display parameters."""
        plain = without(url, SESSION | {"start", "view", "st", "sk", "sd", "p"})
        return re.sub(r"(-[tf]\d+)-\d+\.html", r"\1.html", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Both address styles count posts, not pages."""
        url, start = self.canonical(thread_url), (page - 1) * per_page
        if not start:
            return url
        if query_value(url, "t") or query_value(url, "f"):
            return f"{url}&start={start}"
        return re.sub(r"(-[tf]\d+)\.html", rf"\1-{start}.html", url)


def _row_of(node: LexborNode) -> LexborNode:
    """The row that a title stands in: the nearest list row or table row."""
    row = node.parent
    while row is not None and row.tag not in ("li", "tr", "body"):
        row = row.parent
    return row if row is not None else node


def _last_post(row: LexborNode) -> Shown | None:
    cell = row.css_first("dd.lastpost")
    if cell is None:
        return None
    if moment := cell.css_first("time[datetime]"):
        return Shown(words(moment), attribute(moment, "datetime"))
    return Shown(text.line(text.own_words(cell).split("\n")[-1]))


def _opener(row: LexborNode) -> LexborNode | None:
    """Whoever opened the thread: the name outside the hidden block that repeats the last post."""
    hidden = text.mem_ids(row.css(".responsive-show a, .responsive-show span, dd.lastpost a, dd.lastpost span"))
    return next((name for name in row.css(NAME) if name.mem_id not in hidden), None)


def _posted(node: LexborNode) -> Shown:
    line = node.css_first("p.author")
    if line and (moment := line.css_first("time")):
        return Shown(words(moment), attribute(moment, "datetime") or None)
    return Shown(re.split(r"»|&raquo;|>>", words(line))[-1].strip())


def _quoted(quote: LexborNode) -> str:
    """The id of the post that a quote names; empty where it does not tell."""
    link = quote.css_first("cite a[data-post-id]")
    return attribute(link, "data-post-id") if link else number_in(POST, attribute(quote, "cite"))


def _edited(node: LexborNode) -> Shown | None:
    found = EDITED.search(words(node.css_first(".notice")))
    return Shown(found[0]) if found else None


def _pager(page: Page) -> LexborNode | None:
    return page.first(".action-bar .pagination, .topic-actions .pagination, .pagination")
