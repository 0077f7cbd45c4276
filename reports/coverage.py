"""What was measured: successful rounds against planned rounds, per source and week (contract, section 8).

A round that was planned and left no row in the run log, because the machine was off or the schedule did not start it,
counts as missed: silence must not look like quiet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from crawler.items import GOOD
from crawler.tables import Crawl
from reports.period import Period

Grade = Literal["green", "amber", "red", "read back", "not followed"]

GREEN, AMBER = 0.95, 0.80
READ = GOOD | {"partial"}
NOT_STARTED = "not_started"
"""The reason of a planned round that left no row."""
USUAL = 4
"""The weeks before a week whose runs tell how many are usual."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one source."""

    source: str
    planned: datetime
    outcome: str
    reason: str | None
    requests: int
    date_failures: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well one source was measured in one week."""

    source: str
    planned: int
    done: int
    grade: Grade
    days: tuple[bool, ...]
    """Per day whether it was measured."""
    is_silent: bool = False
    reasons: tuple[str, ...] = ()
    rhythm: timedelta | None = None

    @property
    def share(self) -> float | None:
        """Successful runs ÷ planned runs; None where none was planned."""
        return self.done / self.planned if self.planned else None

    @property
    def is_measured(self) -> bool:
        """Whether figures of this week may be compared: read well enough, during the week or afterwards."""
        return self.grade in {"green", "amber", "read back"}


def coverage(
    source: str, rounds: Sequence[Round], week: Period, crawl: Crawl, until: datetime | None = None
) -> Coverage:
    """The coverage of one source in one week.

    A source whose first run came after the week is "read back" where that first visit reached so far back, else it
    was not followed yet. A followed source without any run in the week is red.

    Args:
        source: its name.
        rounds: its first run ever and all from ``USUAL`` weeks before the week on, in order.
        week: the week that is judged.
        crawl: how far back a first visit reads, and how many rounds a week are planned.
        until: the moment up to which rounds are planned, where that lies before the end of the week.
    """
    begin, end = _place(rounds, week)
    inside = rounds[begin:end]
    after = any(r.outcome in READ for r in rounds[end:])
    if rounds and end == 0:
        reached = after and rounds[0].planned - timedelta(days=crawl.first_visit_days) <= week.begin
        return Coverage(source, 0, 0, "read back" if reached else "not followed", (reached,) * len(week.days))
    done = sum(r.outcome in GOOD for r in inside)
    planned = max(len(inside), _scheduled(rounds, week, crawl, min(week.until, until or week.until)))
    reasons = [r.reason for r in inside if r.reason and r.outcome not in GOOD]
    return Coverage(
        source,
        planned,
        done,
        _grade(done, planned),
        _days(inside, week, is_read_later=after),
        bool(inside) and all(r.outcome == "silent" for r in inside if r.outcome in GOOD) and done > 0,
        tuple(dict.fromkeys([*reasons, *([NOT_STARTED] if planned > len(inside) else [])])),
        WEEK / crawl.rounds_a_week if crawl.rounds_a_week else _rhythm(inside),
    )


def _scheduled(rounds: Sequence[Round], week: Period, crawl: Crawl, until: datetime) -> int:
    """The rounds that should have run in a week: as many as the profile plans, else as many as were usual before.

    A plan begins with the first run of the source ever, and ends at a moment that may lie within the week.
    """
    if not rounds:
        return 0
    a_week = crawl.rounds_a_week or _usual(rounds, week)
    share = (until - max(week.begin, rounds[0].planned)) / (week.until - week.begin)
    return max(0, int(a_week * share))


def _usual(rounds: Sequence[Round], week: Period) -> int:
    """The median number of runs in those of the weeks just before that were followed whole and had any."""
    whole = [w for w in (week.back(n) for n in range(1, USUAL + 1)) if w.begin >= rounds[0].planned]
    counts = [end - begin for begin, end in (_place(rounds, w) for w in whole) if end > begin]
    return int(median(counts)) if counts else 0


def _place(rounds: Sequence[Round], week: Period) -> tuple[int, int]:
    """Where the runs of a week begin and end among all runs in order."""
    begin, end = (bisect_left(rounds, moment, key=lambda r: r.planned) for moment in (week.begin, week.until))
    return begin, end


def _grade(done: int, planned: int) -> Grade:
    share = done / planned if planned else 0.0
    return "green" if share >= GREEN else "amber" if share >= AMBER else "red"


def _days(inside: Sequence[Round], week: Period, *, is_read_later: bool) -> tuple[bool, ...]:
    outcomes: dict[int, list[bool]] = defaultdict(list)
    for run in inside:
        outcomes[(run.planned.astimezone(week.zone).date() - week.first).days].append(run.outcome in READ)
    newest_good = max((day for day, good in outcomes.items() if any(good)), default=-1)
    is_caught_up = is_read_later and bool(inside)
    return tuple(
        any(outcomes[day]) if day in outcomes else day < newest_good or is_caught_up for day in range(len(week.days))
    )


def _rhythm(inside: Sequence[Round]) -> timedelta | None:
    planned = sorted({run.planned for run in inside})
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(planned)]
    return timedelta(seconds=median(gaps)) if gaps else None


def by_source(rounds: Iterable[Round]) -> dict[str, list[Round]]:
    """Runs grouped by source, in order of time."""
    grouped: dict[str, list[Round]] = defaultdict(list)
    for run in sorted(rounds, key=lambda r: r.planned):
        grouped[run.source].append(run)
    return dict(grouped)
