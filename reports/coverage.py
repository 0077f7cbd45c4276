"""What was measured: successful runs against planned runs, per source and week (contract, section 8)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from reports.period import Period

Grade = Literal["green", "amber", "red", "read back", "not followed"]

GREEN, AMBER = 0.95, 0.80
GOOD = frozenset({"complete", "silent"})
READ = frozenset({"complete", "silent", "partial"})


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


def coverage(source: str, rounds: Sequence[Round], week: Period, first_visit_days: int) -> Coverage:
    """The coverage of one source in one week.

    A source whose first run came after the week is "read back" where that first visit reached so far back, else it
    was not followed yet. A followed source without any run in the week is red.

    Args:
        source: its name.
        rounds: all its runs, ever, in order.
        week: the week that is judged.
        first_visit_days: how far back a first visit reads.
    """
    begin, until = (bisect_left(rounds, moment, key=lambda r: r.planned) for moment in (week.begin, week.until))
    inside = rounds[begin:until]
    after = any(r.outcome in READ for r in rounds[until:])
    if rounds and until == 0:
        reached = after and rounds[0].planned - timedelta(days=first_visit_days) <= week.begin
        return Coverage(source, 0, 0, "read back" if reached else "not followed", (reached,) * len(week.days))
    done = sum(r.outcome in GOOD for r in inside)
    return Coverage(
        source,
        len(inside),
        done,
        _grade(done, len(inside)),
        _days(inside, week, is_read_later=after),
        bool(inside) and all(r.outcome == "silent" for r in inside if r.outcome in GOOD) and done > 0,
        tuple(dict.fromkeys(r.reason for r in inside if r.reason and r.outcome not in GOOD)),
        _rhythm(inside),
    )


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
