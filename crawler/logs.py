"""What the log says of Scrapy's own events: nothing that a post holds."""

from __future__ import annotations

from scrapy.logformatter import LogFormatter


class Quiet(LogFormatter):
    """Leaves out the lines that would print a post, and the one per page."""

    def crawled(self, *_: object) -> None:  # type: ignore[override]  # Scrapy takes None for "no line"
        """No line a page."""

    def scraped(self, *_: object) -> None:  # type: ignore[override]  # as above
        """No line a thread: it would print its posts."""

    def dropped(self, *_: object) -> None:  # type: ignore[override]  # as above
        """No line for a visit that is not kept."""
