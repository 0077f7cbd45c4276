"""What a shown date is read against, and what it becomes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Precision = Literal["second", "minute", "day", "week", "month"]
Problem = Literal["", "gap", "fold", "future", "unreadable", "empty"]

# How far the clocks of a board and ours may differ before a date counts as one of the future.
SKEW = timedelta(minutes=10)

# No board is older; 1 January 1970 is what engines print for "never".
EARLIEST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Clock:
    """What a shown date is read against.

    Attributes:
        now: Aware; the base of relative dates: the page's own clock, else the response's `Date`, else the fetch.
        zone: Of the source as it prints dates, which is not always where its members live.
        order: `DMY`, `MDY` or `YMD`: the order of numeric dates on this source.

    Raises:
        ValueError: `now` has no zone, or `order` is not one of the three.
    """

    now: datetime
    zone: ZoneInfo
    order: str = "DMY"

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise ValueError(f"The clock {self.now.isoformat()} has no time zone.")
        if self.order not in ("DMY", "MDY", "YMD"):
            raise ValueError(f"The date order {self.order!r} is not DMY, MDY or YMD.")

    @property
    def today(self) -> date:
        """The local date at `now`."""
        return self.now.astimezone(self.zone).date()

    def is_future(self, at: datetime) -> bool:
        """Whether `at` is later than the skew between two clocks explains."""
        return at > self.now + SKEW


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as read.

    Attributes:
        at: Aware, UTC; None when it could not be read or is refused. A date without a time is the start of that local
            day, a month the start of its first day.
        precision: How much of `at` was really shown; None when `at` is. The store knows no hour: "3 uur geleden" is
            the right hour with precision `day`.
        text: As shown, whitespace folded.
        problem: `gap` (a wall time that the clocks skipped, read as if they had not moved) and `fold` (one that came
            twice, read as the first) still carry `at`; `future`, `unreadable` and `empty` do not.
    """

    at: datetime | None
    precision: Precision | None
    text: str
    problem: Problem = ""


# `at`, `precision` and `problem` of a moment to be.
Reading = tuple[datetime | None, Precision | None, Problem]
UNREADABLE: Reading = (None, None, "unreadable")
