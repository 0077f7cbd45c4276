"""What the log says of Scrapy's own events: nothing that a post holds."""

from __future__ import annotations

import logging
from collections.abc import Callable

from scrapy.logformatter import LogFormatter, LogFormatterResult

from crawler.errors import InputError
from crawler.items import Visit


class Quiet(LogFormatter):
    """Leaves out the lines that would print a post, and the one per page."""

    def crawled(self, *_: object) -> None:  # type: ignore[override]  # Scrapy takes None for "no line"
        """No line a page."""

    def scraped(self, *_: object) -> None:  # type: ignore[override]  # as above
        """No line a thread: it would print its posts."""

    def item_error(self, item: object, *_: object) -> LogFormatterResult:
        """The address of the thread that could not be stored, and nothing of what it holds."""
        address = item.thread.url if isinstance(item, Visit) else type(item).__name__
        return {"level": logging.ERROR, "msg": "%s was read and not stored", "args": (address,)}

    def dropped(self, *_: object) -> None:  # type: ignore[override]  # as above
        """No line for a visit that is not kept."""


def in_one_sentence() -> Callable[[logging.LogRecord], bool]:
    """A filter: what the surroundings are to blame for, such as a full disk, is said once and without a traceback."""
    said: set[str] = set()

    def filtered(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, InputError):
            return True
        record.msg, record.args, record.exc_info, record.exc_text = str(error), (), None, None
        is_new = record.msg not in said
        said.add(record.msg)
        return is_new

    return filtered
