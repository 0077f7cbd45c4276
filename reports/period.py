"""Which days a report is about: ISO weeks and free periods in the organisation's zone, never in UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.errors import InputError

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class PeriodError(InputError):
    """A week or period that does not exist; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, ``first`` up to and including ``last``, as the organisation's own clock counts them."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def begin(self) -> datetime:
        """The first moment, in UTC."""
        return midnight(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """The first moment after the period, in UTC."""
        return midnight(self.last + timedelta(days=1), self.zone)

    @property
    def days(self) -> list[date]:
        """Every day of the period, in order."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def back(self, times: int) -> Period:
        """The period of the same length that lies this many lengths earlier."""
        shift = timedelta(days=len(self.days) * times)
        return Period(self.first - shift, self.last - shift, self.zone)

    @property
    def week_name(self) -> str:
        """The ISO week of the first day, as ``2026-W47``; the year is the ISO year."""
        iso = self.first.isocalendar()
        return f"{iso.year}-W{iso.week:02d}"


@lru_cache(maxsize=4096)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The start of a day in a zone, in UTC, so that later subtractions count real hours."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def week_of(day: date, zone: ZoneInfo) -> Period:
    """The ISO week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), zone)


def week(name: str, zone: ZoneInfo) -> Period:
    """The ISO week with this name, such as ``2026-W47``.

    Raises:
        PeriodError: the name has another form, or that year has no such week.
    """
    match = _WEEK.fullmatch(name)
    if not match or not 1990 <= int(match[1]) <= 2100:
        raise PeriodError(f"{name}: expected an ISO week such as 2026-W47")
    try:
        return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), zone)
    except ValueError as error:
        raise PeriodError(f"{name}: {match[1]} has no ISO week {int(match[2])}") from error


def last_complete_week(moment: datetime, zone: ZoneInfo) -> Period:
    """The newest ISO week that was over at a moment."""
    return week_of(moment.astimezone(zone).date(), zone).back(1)
