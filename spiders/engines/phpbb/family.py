"""What phpBB's markups share: the addresses, the login form, the page's number and its neighbour."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import text
from spiders.engines.engine import REPLY, SESSION, query_value, without
from spiders.engines.generations import Generation
from spiders.engines.markup import children
from spiders.engines.page import Page, PageKind, Position, Shown, attribute, number_in, words
from spiders.engines.reading import same_site

# A mirror may have written "?" as "%3F" or "@"; what makes addresses friendly writes title-t12.html or topic12.html.
SHORT = r"\b(?:f|view)?(?:topic|about|sujet)[-_]?"
THREAD = rf"(?:[?&;@]|%3F)t=(\d+)|-t(\d+)(?:-\d+)?(?:\.html|/)|{SHORT}(\d+)(?:-\d+)?\.html"
BRIEF = r"\b(?:view)?forum[-_]?"
BOARD = rf"viewforum\.php(?:\?|@|%3F)(?:.*[&;])?f=(\d+)|-f(\d+)(?:-\d+)?(?:\.html|/)|{BRIEF}(\d+)(?:-\d+)?\.html"
POST = r"(?:[?&;@]|%3F)p=(\d+)|#p?(\d+)$|-p(\d+)\.html"
START = rf"(?:[?&;@]|%3F)start=(\d+)|-[tf]\d+-(\d+)\.html|(?:{SHORT}|{BRIEF})\d+-(\d+)\.html"
TITLED = re.compile(r"(?:::|•|\|)\s[^\W\d][\w' ]{2,25}\s?[-:]\s(.+)$")
VIEWED = re.compile(
    r"-\s(?:[\w' ]*\b(?:view|bekijk(?:en)?|toon|anzeigen|voir|consulter|afficher|ver|visualizza|leggi|zobacz|visa|vis"
    r"|просмотр|zobrazit)\b[\w' ]*)\s?[-:]\s(.+)$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r" - [^\W\d]+ \d+(?= - )")
STICKY = re.compile(r"sticky|announce|global")
LOGIN = 'form[action*="login"] input[type=password], form#login_forum input[type=password]'
IN_PASSING = "#page-header input, .headerbar input, .navbar input, .quick-login input, header input, nav input"
"""The fields of a login form that a style puts on every page: they say nothing about this one."""


class PhpbbStyle(Generation):
    """A markup of phpBB: its readers find nodes, this class reads what the addresses tell."""

    name = "phpbb"
    posts_per_page = 10
    headings: ClassVar[str]
    """Where the title of a thread or board stands."""
    crumbs: ClassVar[str]
    """Where the links to the boards above a page stand."""
    numbering: ClassVar[str]
    """Where "Page 2 of 4" may stand."""

    def title(self, page: Page) -> str:
        """The heading of the thread or board, else what the ``<title>`` says of it."""
        heading = next((heading for node in page.all(self.headings) if (heading := words(node))), "")
        return REPLY.sub("", heading or titled(page.words("title")))

    def thread_id(self, page: Page) -> str:
        """From the canonical address, the heading's link, the links to the neighbours or the page's own address."""
        return next((found for url in self._addresses(page) if (found := number_in(THREAD, url))), "")

    def _addresses(self, page: Page) -> Iterator[str]:
        """What tells of the thread, the surest first."""
        yield from (attribute(link, "href") for link in page.all("link[rel=canonical]"))
        yield from self._in_headings(page)
        yield from (href for _, href in page.links if "view=previous" in href or "mode=reply" in href)
        yield page.url
        if page.first("a.topictitle") is None:
            yield from (attribute(a, "href") for a in page.all("h1 a[href], h2 a[href], h3 a[href]"))

    def _in_headings(self, page: Page) -> list[str]:
        """The addresses in the page's headings."""
        return [attribute(a, "href") for node in page.all(self.headings) for a in (node, *node.css("a"))]

    def board(self, page: Page) -> str:
        """The last board in the breadcrumbs."""
        links = [(a, attribute(a, "href")) for crumbs in page.all(self.crumbs) for a in crumbs.css("a")]
        boards = [words(a) for a, href in links if number_in(BOARD, href) and not number_in(START, href)]
        return boards[-1] if boards else ""

    def page_position(self, page: Page) -> Position:
        """The two bold numbers of "Page 2 of 4"."""
        for node in page.all(self.numbering):
            bold = [words(child) for child in children(node) if child.tag in ("b", "strong")]
            if len(bold) == 2 and bold[0].isdecimal() and bold[1].isdecimal():
                return Position(int(bold[0]), int(bold[1]))
        return Position(1, 1)

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the number behind this page's, else to the next higher offset."""
        position = self.page_position(page)
        if position.pages == position.page:
            return None
        links = [(words(a), page.link(a)) for a in self._pager(page)]
        numbered = [url for shown, url in links if shown == str(position.page + 1)]
        here = int(number_in(START, page.url) or 0)
        later = sorted((int(number_in(START, url) or 0), url) for _, url in links)
        following = numbered or [url for start, url in later if start > here]
        return without(following[0], SESSION) if following else None

    def _pager(self, page: Page) -> list[LexborNode]:
        """The links with an offset into what the page itself shows, not into the threads that it lists."""
        thread = self.thread_id(page)
        links = [(a, href) for a, href in page.links if "start" in href or ".html" in href]
        return [a for a, href in links if number_in(START, href) and number_in(THREAD, href) == thread]

    def positions(self, page: Page) -> Iterator[int | None]:
        """The numbers of the posts on this page, without end; None where neither address nor pager tells."""
        before = self._before(page)
        return itertools.repeat(None) if before is None else itertools.count(before + 1)

    def _before(self, page: Page) -> int | None:
        """How many posts come before this page: its own address, its heading's link or its printed copy's tell."""
        if told := next((start for url in self._own_addresses(page) if (start := number_in(START, url))), ""):
            return int(told)
        return 0 if self.page_position(page).page == 1 else None

    def _own_addresses(self, page: Page) -> Iterator[str]:
        yield page.url
        yield from self._in_headings(page)
        yield from (href for _, href in page.links if "view=print" in href)

    def permalinks(self, page: Page) -> dict[str, str]:
        """The address of each post that the page links to by more than its anchor, by the post's id."""
        found: dict[str, str] = {}
        for link in page.all("a[href*='#']"):
            address, _, anchor = (href := attribute(link, "href")).rpartition("#")
            post_id = anchor.removeprefix("p")
            if address and post_id.isdecimal() and post_id not in found:
                url = page.link(href)
                if not href.startswith("http") or same_site(url, page.url):
                    found[post_id] = without(url, SESSION, fragment=True)
        return found

    def canonical(self, url: str) -> str:
        """Without session, offset and display parameters."""
        plain = without(url, SESSION | {"start", "view", "st", "sk", "sd", "p", "postdays", "postorder", "topicdays"})
        return re.sub(rf"(-[tf]\d+|(?:{SHORT}|{BRIEF})\d+)-\d+\.html", r"\1.html", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Both address styles count posts, not pages."""
        url, start = self.canonical(thread_url), (page - 1) * per_page
        if not start:
            return url
        if query_value(url, "t") or query_value(url, "f"):
            return f"{url}&start={start}"
        return re.sub(r"\.html$", f"-{start}.html", url)


def titled(whole: str) -> str:
    """The name in a ``<title>``: behind "View topic - " up to version 3.0, before " - SITE" in later ones."""
    if found := TITLED.search(whole) or VIEWED.search(whole):
        return found[1]
    return NUMBERED.sub("", whole).rpartition(" - ")[0]


def in_its_place(page: Page, message: str) -> PageKind:
    """What stands where neither posts nor rows nor boards do: a login form, a message, or nothing known."""
    in_passing = text.mem_ids(page.all(IN_PASSING))
    if any(field.mem_id not in in_passing for field in page.all(LOGIN)):
        return PageKind("login", "login_wall")
    if page.first(message):
        return PageKind("error", "information")
    return PageKind("unknown")


def shown(value: str) -> Shown | None:
    """A date where there is one."""
    return Shown(value) if value else None


def look(row: LexborNode) -> str:
    """What a row looks like: its classes, and in a table its icons; they tell sticky, closed and moved threads."""
    nodes = [row, *row.css("dl, dt, td img, td .imageset")]
    return " ".join(f"{attribute(node, 'class')} {attribute(node, 'src')}" for node in nodes)


def per_page(row: LexborNode) -> int | None:
    """The posts on a page of the thread, from the offsets in the row's pager: the step between two neighbours."""
    starts = sorted({int(start) for a in row.css("a") if (start := number_in(START, attribute(a, "href")))})
    steps = [later - start for start, later in zip([0, *starts], starts, strict=False)]
    return min((step for step in steps if step), default=None)
