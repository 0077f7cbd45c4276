"""What vBulletin's generations share: addresses, "Page 2 of 12", the message that stands in a thread's place."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from spiders.engines.engine import SESSION, query_value, without
from spiders.engines.generations import Generation
from spiders.engines.markup import below, time_in
from spiders.engines.page import Page, PageKind, Position, Shown, attribute, number_in, words

# Plain (?t=1, ?threadid=1, ?1-title), as mirrored (showthread.php-t=1.html) and search-engine friendly (/1-title).
PLAIN = r"[?&;-]t(?:hreadid)?=(\d+)|showthread\.php[/?](\d+)"
THREAD = (
    rf"{PLAIN}|.*/(\d+)-[^/]*?(?:\.html|/page|%23|[?#]|$)"
    r"|/[^/]*[a-z][^/]*?-(\d+)(?:-\d+|-print)?\.html|/t(\d+)(?:-p\d+)?-[^/]*\.html"
)
POST = r"#post(\d+)|[?&;]p(?:ostid)?=(\d+)"
OF = re.compile(r"(\d[\d.,]*)\D+(\d[\d.,]*)")
SHOWS = frozenset(
    {"page", "pagenumber", "perpage", "pp", "viewfull", "p", "postid", "postcount", "goto", "userid", "mode"}
)
SORTED = frozenset({"sort", "sortfield", "order", "sortorder", "daysprune", "posticon", "prefixid", "nojs"})
NUMBERED = re.compile(r"\s[-|–]\s(?:Page|Pagina|Seite|Trang|Страница|صفحه)\s?\d+\b.*$", re.IGNORECASE)
CLOCK = re.compile(r"GMT ?(?:[+-] ?\d{1,2}(?::\d\d)?)?\b.{0,60}?(\d{1,2}:\d{2}.*)$", re.IGNORECASE)
LOGIN = 'input[name="vb_login_password"]:not([id^=navbar]), form[action*="login"] input[name=password]'


class VbulletinStyle(Generation):
    """A generation of vBulletin: its readers find nodes, this class reads what the addresses and the pager tell."""

    name = "vbulletin"
    posts_per_page = 10
    headings: ClassVar[str]
    """Where the title of a thread or board stands."""
    crumbs: ClassVar[str]
    """The links to the boards above a page."""
    pager: ClassVar[str]
    """What holds the numbers and links of the neighbouring pages."""
    of: ClassVar[str]
    """Where "Page 2 of 12" stands."""
    bodies: ClassVar[str]
    """What only a post has."""
    rows: ClassVar[str]
    """What only a row of a listing has."""
    board_links: ClassVar[str]
    """The links to boards on an index."""
    empty_list: ClassVar[str]
    """What stands around the rows of a listing, also where there are none."""
    message: ClassVar[str]
    """What a page shows that has no thread, board or index to show."""

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(self.bodies):
            return PageKind("thread")
        if page.first(self.rows):
            return PageKind("listing")
        if page.first(self.board_links):
            return PageKind("index")
        return PageKind("listing", "empty_board") if page.first(self.empty_list) else self._in_its_place(page)

    def title(self, page: Page) -> str:
        """The heading that the ``<title>`` repeats, else the first heading, else the ``<title>`` without the site."""
        whole = page.words("title")
        headings = [heading for node in page.all(self.headings) if (heading := words(node))]
        named = max((heading for heading in headings if whole.startswith(heading)), key=len, default=None)
        plain = NUMBERED.sub("", whole)
        return named or next(iter(headings), None) or (plain.rsplit(" - ", 1)[0] if plain == whole else plain)

    def thread_id(self, page: Page) -> str:
        """From the canonical address, the heading, the reply button or the page's own address."""
        places = below(f"{self.headings}, td.navbar, .threadtitle", "a")
        links = page.all(f"link[rel=canonical], {places}, a[href*=printthread]")
        addresses = [attribute(link, "href") for link in links]
        return next((found for url in [*addresses, page.url] if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last link of the breadcrumbs."""
        links = [words(a) for a in page.all(self.crumbs)]
        return links[-1] if links else ""

    def page_position(self, page: Page) -> Position:
        """From "Page 2 of 12" in the language of the board; without it there is one page."""
        for node in page.all(self.of):
            if found := OF.search(words(node)):
                current, pages = (int(re.sub(r"\D", "", number)) for number in found.groups())
                if 0 < current <= pages:
                    return Position(current, pages)
        return Position(1, 1)

    def next_page(self, page: Page) -> str | None:
        """The link to the number behind this page's, or the one marked as next."""
        position = self.page_position(page)
        if position.pages == position.page:
            return None
        links = [a for pager in page.all(self.pager) for a in pager.css("a[href]")]
        numbered = [a for a in links if words(a) == str(position.page + 1)]
        found = numbered or page.all('a[rel=next], link[rel=next], .pages a[title*="Next"]')
        return without(page.link(found[0]), SESSION) if found else None

    def page_clock(self, page: Page) -> Shown | None:
        """The time of day in "Alle tijden zijn GMT +1. Het is nu 20:21"."""
        lines = (CLOCK.search(words(node)) for node in page.all("div.smallfont, #footer_time, .footer_time"))
        found = next((line for line in lines if line), None)
        return Shown(time_in(found[1])) if found else None

    def _in_its_place(self, page: Page) -> PageKind:
        """What stands where neither posts nor rows nor boards do."""
        if page.first(LOGIN) and page.first(self.message):
            return PageKind("login", "login_wall")
        if page.first(self.message):
            return PageKind("error", "information")
        return PageKind("unknown")

    def permalink(self, page: Page, node: LexborNode, post_id: str) -> str:
        """The post's own link as the page shows it, else the page's address with the post's anchor."""
        shown = node.css_first(f'a[href$="#post{post_id}"]')
        return without(page.link(shown), SESSION, fragment=True) if shown else f"{page.url.split('#')[0]}#post{post_id}"

    def canonical(self, url: str) -> str:
        """Without session, page, sorting and what points to a single post."""
        return re.sub(r"/page\d+(?=$|[/?])|-page-?\d+(?=\.html)", "", without(url, SESSION | SHOWS | SORTED))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered, in the query or at the end of a friendly address; ``per_page`` does not matter."""
        url = self.canonical(thread_url)
        if page < 2:
            return url
        if query_value(url, "threadid") or query_value(url, "forumid"):
            return f"{url}&pagenumber={page}"
        if query_value(url, "t") or query_value(url, "f"):
            return f"{url}&page={page}"
        return f"{url[:-5]}-{page}.html" if url.endswith(".html") else f"{url.rstrip('/')}/page{page}"


def listed_id(link: LexborNode) -> str:
    """A row's thread: by a plain address, which a moved thread's link has too, else by the number of the title.

    A friendly address may begin with another number: ``/2010-in-beeld-77.html``.
    """
    return number_in(PLAIN, attribute(link, "href")) or number_in(r"(\d+)$", link.id or "")


def quoted(quotes: list[LexborNode]) -> list[str]:
    """The id of the post that each quote links to; empty where it has none."""
    links = [quote.css_first('a[href*="post"], a[href*="p="]') for quote in quotes]
    return [number_in(POST, attribute(link, "href")) for link in links]
