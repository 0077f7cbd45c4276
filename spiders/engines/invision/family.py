"""What Invision's generations share: addresses and pagers."""

from __future__ import annotations

import re
from typing import ClassVar

from crawler import text
from spiders.engines.engine import SESSION, query_value, without
from spiders.engines.generations import Generation
from spiders.engines.page import Page, Position, attribute, number_in, words
from spiders.engines.reading import numbered_pages, page_after

# /topic/123-title/page/2/, index.php?showtopic=123&st=25, and friendly addresses of mods: /123-title.html
THREAD = r"/topic/(\d+)|showtopic=(\d+)|[?&;]t=(\d+)|/(\d+)-[^/]*\.html"
SHOWS = frozenset("st page view do comment sortby sortdirection p pid csrfkey".split())
BADGES = ".ipsBadge, .ipsBadges, .ipsTag_prefix, .ipsTags"
OF = re.compile(r"(\d[\d.,]*)\D+(\d[\d.,]*)")


class InvisionStyle(Generation):
    """A generation of Invision: its readers find nodes, this class reads what the addresses and the pager tell."""

    name = "invision"
    posts_per_page = 25
    headings: ClassVar[str]
    """Where the title of a thread or board stands."""
    crumbs: ClassVar[str]
    """The links to the boards above a page."""
    pager: ClassVar[str]
    """What holds the numbers of the neighbouring pages."""
    current: ClassVar[str]
    """The number of this page in the pager."""

    def title(self, page: Page) -> str:
        """The heading without badges and prefixes, else the ``<title>`` without the site."""
        heading = page.first(self.headings)
        if title := text.line(text.own_words(heading, text.mem_ids(heading.css(BADGES) if heading else []))):
            return title
        whole = page.words("title")
        return whole.rsplit(" -> ", 1)[-1] if " -> " in whole else whole.split(" - ")[0]

    def thread_id(self, page: Page) -> str:
        """From the canonical address or the page's own, else from the links to its printed copy and other pages."""
        links = page.all("link[rel=canonical], a[href*='act=Print'], a[href*='view=old'], a[href*='st=']")
        addresses = [attribute(link, "href") for link in links]
        own = addresses[: page.first("link[rel=canonical]") is not None]
        return next((found for url in [*own, page.url, *addresses] if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last link of the breadcrumbs."""
        links = [words(a) for a in page.all(self.crumbs)]
        return links[-1] if links else ""

    def page_position(self, page: Page) -> Position:
        """From the pager's attribute or "Page 1 of 3", else from its numbers."""
        pager = page.first(self.pager)
        position = numbered_pages(pager, "a", self.current)
        said = OF.search(words(pager.css_first(".ipsPagination_pageJump, .pagejump"))) if pager else None
        pages = attribute(pager, "data-pages") or (said[2] if said else "")
        return Position(position.page, max(position.pages or 1, int(pages)) if pages.isdecimal() else position.pages)

    def next_page(self, page: Page) -> str | None:
        """The address behind the next number, else what the page itself marks as next."""
        position, pager = self.page_position(page), page.first(self.pager)
        if position.pages == position.page:
            return None
        marked = page.first("link[rel=next], a[rel=next]")
        found = without(page.link(marked), SESSION) if marked else None
        return page_after(page, pager, "a", position.page) or found

    def first_position(self, page: Page) -> int | None:
        """The number of the first post on this page; None where neither the offset nor page 1 tells."""
        offset = query_value(page.url, "st")
        if offset.isdecimal():
            return int(offset) + 1
        return 1 if self.page_position(page).page == 1 else None

    def canonical(self, url: str) -> str:
        """Without session, page and what points to a single post."""
        return re.sub(r"(?:/page/\d+|/page__.*)(?=/|$)", "", without(url, SESSION | SHOWS))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """The old boards count posts, the newer ones pages."""
        url = self.canonical(thread_url)
        if page < 2:
            return url
        if "showtopic=" in url or "showforum=" in url:
            return f"{url}&st={(page - 1) * per_page}"
        return f"{url.rstrip('/')}/page/{page}/"
