"""Pages that a board does not show us: gone, private or forbidden. Facts about those pages, unless the door is shut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy import Request

from crawler import store
from crawler.items import Visit
from spiders.engines.visit import ThreadVisit
from spiders.engines.withdrawn import left_with

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider

FEW, SHARE = 3, 0.1
"""So many pages, or this share of all, may be closed before it is us whom the site shuts out: a site that stops serving
a program refuses every page from then on, a member's thread is one among many that can be read."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A page that was not shown: why, and the visit to its thread; None for a board and for an address pointed at."""

    reason: str
    visit: ThreadVisit | None = None
    is_gone: bool = False


def hold(spider: BoardSpider, request: Request, reason: str, *, is_gone: bool = False) -> bool:
    """Keeps a closed page until the end of the run, as a failure so far unless it is gone; whether it may be closed.

    A further page of a listing or thread that begins well may not: that is a failure of its own.
    """
    visit = request.cb_kwargs.get("visit")
    if request.cb_kwargs.get("is_entry"):
        return True  # its thread is asked for from the start, which tells more
    if not request.cb_kwargs.get("may_close") and (visit is None or visit.posts):
        return False
    if not is_gone:
        spider.note_failure(reason, request.url)
    spider.closed.append(Closed(reason, visit, is_gone))
    return True


def is_wall(held: Iterable[Closed], read: int) -> bool:
    """Whether so many pages are closed that the site shuts us out, rather than hiding these few; gone ones are not."""
    closed = sum(not page.is_gone for page in held)
    return closed > max(FEW, SHARE * (closed + read))


def release(spider: BoardSpider, held: Iterable[Closed]) -> Iterator[Visit]:
    """Takes closed pages for what they are: no failures; a thread among them is remembered, and visited when it moves.

    What robots.txt forbids is only counted: asking again costs its host nothing. The posts of a thread that is gone are
    withdrawn.
    """
    held = list(held)
    left = left_with(spider, [page.visit.row.thread_id for page in held if page.visit and page.is_gone])
    for closed in held:
        if not closed.is_gone:
            spider.count(f"failed/{closed.reason}", -1)
            spider.count("failed_pages", -1)
            spider.count(f"walls/{closed.reason}")
        if closed.visit and closed.reason != "robots":
            withdrawn = left.get(closed.visit.row.thread_id, []) if closed.is_gone else []
            yield closed.visit.closed(spider.run_id, store.now(), withdrawn, is_gone=closed.is_gone)
