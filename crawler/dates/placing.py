"""From the parts a board shows to one moment in UTC: the missing year or day, the zone, DST, and the future refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from crawler.dates.absolute import Shown
from crawler.dates.moments import EARLIEST_YEAR, UNREADABLE, Clock, Precision, Problem, Reading


def judged(at: datetime, precision: Precision, clock: Clock, problem: Problem = "") -> Reading:
    """The reading of an aware moment, refused when it is in the future or older than any board."""
    # Years first: a moment at the edge of the calendar cannot be converted.
    if refusal := _refusal(at.year, clock):
        return refusal
    return (None, None, "future") if clock.is_future(at) else (at.astimezone(UTC), precision, problem)


def _refusal(year: int, clock: Clock) -> Reading | None:
    if year < EARLIEST_YEAR:
        return UNREADABLE
    return (None, None, "future") if year > clock.now.year + 1 else None


def placed(day: date, hour: time | None, precision: Precision, clock: Clock) -> Reading:
    """The reading of a wall time of the source; without an hour the start of its local day, DST or not."""
    if refusal := _refusal(day.year, clock):
        return refusal
    at, problem = _on_the_wall(day, hour or time.min, clock)
    return judged(at, precision, clock, problem if hour else "")


def _on_the_wall(day: date, hour: time, clock: Clock) -> tuple[datetime, Problem]:
    """The moment of a wall time; where the clocks moved, the offset before they did (PEP 495: `fold` 0)."""
    wall = datetime.combine(day, hour, clock.zone)
    first, second = wall.utcoffset() or timedelta(), wall.replace(fold=1).utcoffset() or timedelta()
    at = wall.replace(tzinfo=UTC) - first
    if first < second:
        return at, "gap"
    # While the second of the two has yet to come, the time is not ambiguous.
    return at, "fold" if first > second and not clock.is_future(at + (first - second)) else ""


def placed_shown(shown: Shown, clock: Clock, day: date | None = None) -> Reading:
    """The reading of what a text shows; `day` is used when it shows only a time.

    The precision is that of the last part shown; a bare hour ("3 pm") counts as a day, for it is rounded.
    """
    if day and shown == Shown(hour=shown.hour, minute=shown.minute, second=shown.second, offset=shown.offset):
        shown = replace(shown, year=day.year, month=day.month, day=day.day)
    hour = None if shown.hour is None else time(shown.hour, shown.minute or 0, shown.second or 0)
    reading = UNREADABLE
    for candidate in _days(shown, clock.today):
        reading = _at(candidate, hour, shown, clock)
        if reading[2] != "future":
            break
    return reading


def _at(day: date, hour: time | None, shown: Shown, clock: Clock) -> Reading:
    if hour and shown.offset:
        return judged(datetime.combine(day, hour, shown.offset), _precision(shown), clock)
    return placed(day, hour, _precision(shown), clock)


def _precision(shown: Shown) -> Precision:
    if shown.second is not None:
        return "second"
    if shown.minute is not None:
        return "minute"
    return "month" if shown.month is not None and shown.day is None else "day"


def _days(shown: Shown, today: date) -> Iterator[date]:
    """The days that a text may mean, the latest first; one when it leaves nothing out."""
    if shown.month is not None:
        # A weekday finds the year that is not shown ("do 4 jan"); beside a full date it may be wrong.
        wanted = None if shown.year is not None else shown.weekday
        years = range(today.year, EARLIEST_YEAR - 1, -1) if shown.year is None else (shown.year,)
        days = (_day(year, shown.month, 1 if shown.day is None else shown.day) for year in years)
        yield from (day for day in days if day and wanted in (None, day.weekday()))
    elif shown.days_ago is not None:
        yield today - timedelta(days=shown.days_ago)
    elif shown.weekday is not None:
        ago = (today.weekday() - shown.weekday) % 7
        yield from (today - timedelta(days=days) for days in ((ago or 7) if shown.is_previous else ago, ago + 7))
    else:
        yield from (today, today - timedelta(days=1))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
