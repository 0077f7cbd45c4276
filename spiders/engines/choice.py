"""What is worth reading: pure decisions on what a listing shows against what is stored (contract, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.dates import Moment
from crawler.items import Thread
from crawler.watermark import Watermark
from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread


@dataclass(frozen=True, slots=True)
class Choice:
    """How one run decides.

    Attributes:
        watermark: what was seen before.
        since: the horizon: a thread that was never seen must have moved after it.
        full: read everything again, whatever is known.
    """

    watermark: Watermark
    since: datetime
    full: bool

    def is_wanted(self, row: ListedThread, last: Moment) -> bool:
        """Whether a row, last moved at ``last``, shows something new.

        A shadow row of a moved thread shows nothing: the thread stands in its own board.
        """
        if row.moved:
            return False
        if self.full or row.thread_id not in self.watermark.threads:
            return last.at is None or last.at >= self.since
        return self.watermark.has_moved(row.thread_id, row.replies, last.at, last.precision)

    def goes_on(self, rows: list[ListedThread], wanted: list[ListedThread], moved_at: list[datetime]) -> bool:
        """Whether the next listing page can hold more, given when the ordinary rows of this one last moved.

        Stickies and shadow rows repeat and say nothing. After a run that was cut short, what lies deeper may be
        unread although the newest rows are not.
        """
        ordinary = ordinary_rows(rows)
        if not ordinary:
            return bool(rows)
        if self.full or not self.watermark.is_whole:
            return not moved_at or max(moved_at) >= self.since
        is_sorted = moved_at == sorted(moved_at, reverse=True)
        return ordinary[-1] in wanted or (not is_sorted and any(row in wanted for row in ordinary))

    def entry_page(self, known: Thread | None, engine: Engine, per_page: int) -> int:
        """The page of a thread where the last post that was seen stands; 1 where the thread must be read whole."""
        if known is None or not known.complete or self.full or known.replies is None or not engine.appends:
            return 1
        return max(1, -(-(known.replies + 1) // per_page))


def ordinary_rows(rows: list[ListedThread]) -> list[ListedThread]:
    """The rows without stickies and shadow rows of moved threads."""
    return [row for row in rows if not row.sticky and not row.moved]
