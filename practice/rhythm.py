"""When people post and when the team works."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

import holidays

from practice.records import ZONE, World

DAY_WEIGHTS = (17, 17, 16, 15, 13, 9, 13)
HOUR_WEIGHTS = (1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 10, 8, 7, 8, 8, 7, 6, 5, 7, 10, 12, 10, 6, 3)
OPENS, CLOSES = time(8), time(17)


def moment_in(week: date, rng: Random) -> datetime:
    """A moment at which somebody posts, in the week that starts on this Monday."""
    day = week + timedelta(days=rng.choices(range(7), DAY_WEIGHTS)[0])
    hour = rng.choices(range(24), HOUR_WEIGHTS)[0]
    return datetime.combine(day, time(hour, rng.randrange(60)), ZONE).astimezone(UTC)


def monday(moment: datetime) -> date:
    """The Monday of the ISO week that a moment falls in, in the world's zone."""
    day = moment.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def mondays(world: World) -> list[date]:
    """The Mondays of a world's whole weeks, the oldest first; the week of ``until`` is not one of them."""
    this_week = monday(world.until)
    return [this_week - timedelta(weeks=n) for n in range(world.weeks, 0, -1)]


def midnight(day: date) -> datetime:
    """The moment at which a day starts in the world's zone."""
    return datetime.combine(day, time(0), ZONE).astimezone(UTC)


@lru_cache(maxsize=16)
def _closed_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def opening(day: date) -> tuple[datetime, datetime] | None:
    """When the team starts and stops on a day; None on weekends and public holidays."""
    if day.weekday() > 4 or day in _closed_days(day.year):
        return None
    return datetime.combine(day, OPENS, ZONE).astimezone(UTC), datetime.combine(day, CLOSES, ZONE).astimezone(UTC)


def after_working(start: datetime, hours: float) -> datetime:
    """The moment at which the team has worked this many hours since ``start``, to the minute."""
    left, day = timedelta(hours=hours), start.astimezone(ZONE).date()
    while True:
        if window := opening(day):
            begins = max(window[0], start)
            if begins + left <= window[1]:
                return (begins + left).replace(second=0, microsecond=0)
            left -= max(window[1] - begins, timedelta())
        day += timedelta(days=1)


def worked_between(start: datetime, end: datetime) -> float:
    """The hours that the team worked between two moments."""
    total, day = timedelta(), start.astimezone(ZONE).date()
    while day <= end.astimezone(ZONE).date():
        if window := opening(day):
            total += max(timedelta(), min(end, window[1]) - max(start, window[0]))
        day += timedelta(days=1)
    return total.total_seconds() / 3600
