"""From the parts a board shows to one moment in UTC: the missing year or day, the zone, DST, and the future refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from crawler.dates.absolute import Shown
from crawler.dates.moments import EARLIEST_YEAR, UNREADABLE, Clock, Precision, Problem, Reading


def judged(at: datetime, precision: Precision, clock: Clock, problem: Problem = "") -> Reading:
    """The reading of an aware moment, refused when it is in the future or older than any board."""
    if clock.is_future(at):
        return None, None, "future"
    return (at, precision, problem) if at.year >= EARLIEST_YEAR else UNREADABLE


def placed(day: date, hour: time | None, precision: Precision, clock: Clock) -> Reading:
    """The reading of a wall time of the source; without an hour the start of its local day, DST or not."""
    if day.year < EARLIEST_YEAR:
        return UNREADABLE
    if day.year > clock.today.year + 1:
        return None, None, "future"
    at, problem = _on_the_wall(day, hour or time.min, clock)
    return judged(at, precision, clock, problem if hour else "")


def _on_the_wall(day: date, hour: time, clock: Clock) -> tuple[datetime, Problem]:
    wall = datetime.combine(day, hour)
    first = wall.replace(tzinfo=clock.zone).astimezone(UTC)
    if first.astimezone(clock.zone).replace(tzinfo=None) != wall:
        return first, "gap"
    second = wall.replace(tzinfo=clock.zone, fold=1).astimezone(UTC)
    # While the second one has yet to come, the time is not ambiguous.
    return first, "fold" if second != first and not clock.is_future(second) else ""


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
    if hour and shown.offset and EARLIEST_YEAR <= day.year <= clock.today.year + 1:
        return judged(datetime.combine(day, hour, shown.offset).astimezone(UTC), _precision(shown), clock)
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
        years = range(today.year, EARLIEST_YEAR - 1, -1) if shown.year is None else [shown.year]
        days = [day for year in years if (day := _day(year, shown.month, 1 if shown.day is None else shown.day))]
        # A weekday finds the year that is not shown ("do 4 jan"); beside a full date it may be wrong.
        agreeing = [day for day in days if day.weekday() == shown.weekday]
        yield from agreeing if agreeing and shown.year is None else days
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
