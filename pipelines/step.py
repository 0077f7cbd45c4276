"""What every step shares: it knows its crawl, and counts what it did in the run's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.crawler import Crawler

from crawler import profile

if TYPE_CHECKING:
    from crawler.profile import Profile


class Step:
    """A pipeline step; subclasses add ``process_item``, which takes and returns a ``Visit``."""

    def __init__(self, crawler: Crawler) -> None:
        """Reads the profile of the run."""
        self.crawler = crawler
        self.profile: Profile = profile.load(crawler.settings["WEBCARE_PROFILE"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        return cls(crawler)

    def count(self, what: str, by: int = 1) -> None:
        """Adds to a figure of this run."""
        assert self.crawler.stats is not None  # noqa: S101 (set before a pipeline runs)
        self.crawler.stats.inc_value(f"webcare/{what}", by)
