"""The months and weeks of a period, and which of them count only in part."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reports.dutch import month_name
from reports.opening import Opening
from reports.period import Period, PeriodError, week_of

EDGE = 3
"""Working days that may lie between the edge of a full month and the first or last work in it."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; ``is_part`` where the work covered only part of it."""

    first: date
    is_part: bool

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def name(self) -> str:
        """``juli``."""
        return month_name(self.first)

    @property
    def key(self) -> str:
        """``2010-07``, as the counts are grouped."""
        return self.first.strftime("%Y-%m")


def months(first: date, last: date, opening: Opening) -> list[Month]:
    """The months between two days; the first and last are part months where working days are missing from them.

    Up to ``EDGE`` of them are let pass: the first and last work known is only the first and last that was seen.

    Args:
        first: the first day of the work.
        last: its last day.
        opening: what counts as a working day.
    """
    found, day = [], first.replace(day=1)
    while day <= last:
        month = Month(day, is_part=False)
        missed = _working_days(day, first - timedelta(days=1), opening) if day <= first else 0
        missed += _working_days(last + timedelta(days=1), month.last, opening) if last <= month.last else 0
        found.append(Month(day, is_part=missed > EDGE))
        day = month.last + timedelta(days=1)
    return found


def _working_days(first: date, last: date, opening: Opening) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(opening.window(day) is not None for day in days)


def weeks(period: Period) -> list[Period]:
    """The ISO weeks that hold a day of a period, in order."""
    found = [week_of(period.first, period.zone)]
    while found[-1].last < period.last:
        found.append(found[-1].back(-1))
    return found


def checked(first: date, last: date) -> None:
    """Refuses a period that ends before it begins, or that is longer than reports can be read.

    Raises:
        PeriodError: the days do not make a period.
    """
    if last < first:
        raise PeriodError(f"{first} to {last}: the last day lies before the first")
    if (last - first).days > 2 * 366:
        raise PeriodError(f"{first} to {last}: a report covers at most two years")
