"""Cookies as Scrapy keeps them, without the request of its own that it makes for them."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract


class Cookies(cookies.CookiesMiddleware):
    """Knows public suffixes from the list that is installed.

    Scrapy's own would fetch the list from another site at the first cookie, unasked for and past all politeness.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        cookies._split_domain = TLDExtract(  # noqa: SLF001 (Scrapy has no setting for it)
            suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None
        )
        return super().from_crawler(crawler)
