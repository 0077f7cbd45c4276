"""What XenForo 1 and 2 share: addresses with the id at the end, and pagers with plain numbers."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import text
from spiders.engines.engine import SESSION, without
from spiders.engines.generations import Generation
from spiders.engines.page import Page, Position, attribute, number_in, words
from spiders.engines.reading import numbered_pages, page_after

# /threads/title.123/page-2, /threads/123/, index.php?threads/title.123/
THREAD = r"threads/(?:[^/?#]*\.)?(\d+)(?:[/?#]|$)|[./](\d+)/?(?:page-\d+/?|post-\d+|latest|unread)?(?:[?#].*)?$"
POST = r"post-(\d+)|posts/(\d+)|goto/post\?id=(\d+)"
TAIL = re.compile(r"(?:page-\d+|post-\d+|latest|unread)/?$")


class XenforoStyle(Generation):
    """A generation of XenForo: its readers find nodes, this class reads what the addresses and the pager tell."""

    name = "xenforo"
    posts_per_page = 20
    headings: ClassVar[str]
    """Where the title of a thread or board stands."""
    crumbs: ClassVar[str]
    """The links to the boards above a page."""
    pager: ClassVar[str]
    """What holds the numbers of the neighbouring pages."""
    numbers: ClassVar[str]
    """The numbers in the pager that are pages."""
    current: ClassVar[str]
    """The number of this page in the pager."""

    def title(self, page: Page) -> str:
        """The heading without the label of a prefix, else the ``<title>`` without the site."""
        heading = page.first(self.headings)
        if heading is None:
            return page.words("title").split(" | ")[0]
        return text.line(text.own_words(heading, text.mem_ids(heading.css(".label, .prefix, .label-append"))))

    def thread_id(self, page: Page) -> str:
        """From the canonical address, else the page's own."""
        canonical = attribute(page.first("link[rel=canonical]"), "href")
        return number_in(THREAD, canonical) or number_in(THREAD, page.url)

    def board(self, page: Page) -> str:
        """The last link of the breadcrumbs."""
        links = [words(a) for a in page.all(self.crumbs)]
        return links[-1] if links else ""

    def page_position(self, page: Page) -> Position:
        """The number marked as current, and the highest one."""
        return numbered_pages(page.first(self.pager), self.numbers, self.current)

    def next_page(self, page: Page) -> str | None:
        """The address behind the next number, else what the page itself marks as next."""
        found = page_after(page, page.first(self.pager), self.numbers, self.page_position(page).page)
        marked = page.first("a.pageNav-jump--next[href], a.pageNavSimple-el--next[href], link[rel=next]")
        return found or (without(page.link(marked), SESSION) if marked else None)

    def permalink(self, page: Page, node: LexborNode, post_id: str) -> str:
        """The post's own link as the page shows it, else the page's address with the post's anchor."""
        shown = node.css_first(f'a[href*="post-{post_id}"], a[href*="posts/{post_id}/"]')
        return (
            without(page.link(shown), SESSION, fragment=True) if shown else f"{page.url.split('#')[0]}#post-{post_id}"
        )

    def canonical(self, url: str) -> str:
        """Without page, post, sorting and fragment; XenForo without friendly addresses keeps its path in the query."""
        plain = without(url, SESSION | {"order", "direction", "page"})
        return TAIL.sub("", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered; ``per_page`` does not matter."""
        url = self.canonical(thread_url).rstrip("/")
        return f"{url}/page-{page}" if page > 1 else f"{url}/"
