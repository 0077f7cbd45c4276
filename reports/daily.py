"""The volume table: relevant posts per source and day, against what is normal for that source and weekday."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports import small
from reports.facts import HISTORY, Facts
from reports.normal import Range, Verdict, normal, verdict


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The relevant posts of one source, or of all together, per day; None is a day that was not measured."""

    title: str
    days: tuple[int | None, ...]
    total: int | None
    usual: Range | None
    day_usual: tuple[Range | None, ...]
    verdict: Verdict | None
    is_incomplete: bool
    is_merged: bool = False
    withheld: frozenset[int] = frozenset()
    """The days whose count is not printed."""

    @property
    def day_verdicts(self) -> list[Verdict | None]:
        """The verdict on every day."""
        return [verdict(n, usual) for n, usual in zip(self.days, self.day_usual, strict=True)]

    @property
    def unmeasured(self) -> int:
        """How many days were not measured."""
        return sum(n is None for n in self.days)

    @property
    def is_outside(self) -> bool:
        """Whether the week or one of its days lies outside normal, or was not measured."""
        return self.verdict in {"hoger", "lager"} or bool(self.unmeasured) or self.has_unusual_day

    @property
    def has_unusual_day(self) -> bool:
        """Whether one of the days lies outside normal."""
        return any(judged in {"hoger", "lager"} for judged in self.day_verdicts)


def source_rows(facts: Facts) -> list[SourceRow]:
    """One row a source, the busiest first."""
    return [_source_row(facts, source) for source in facts.sources]


def _source_row(facts: Facts, source: str) -> SourceRow:
    counts = facts.daily.get(source, {})
    covered = facts.coverage[source]

    def of(day: date, index: int) -> int | None:
        found = counts.get(day, 0)
        return found if found or covered[index].days[day.weekday()] else None

    is_incomplete = not covered[HISTORY].is_measured
    return _row(facts, facts.title(source), of, lambda n: covered[n].is_measured, is_incomplete=is_incomplete)


def total_row(facts: Facts) -> SourceRow:
    """All sources together; a day counts as measured where one active source was."""
    rows = facts.sources

    def of(day: date, index: int) -> int | None:
        found = sum(facts.daily.get(source, {}).get(day, 0) for source in rows)
        return found if found or any(facts.coverage[s][index].days[day.weekday()] for s in rows) else None

    return _row(facts, "Alle bronnen", of, facts.is_usable, is_incomplete=not facts.is_complete())


def _row(
    facts: Facts, title: str, of: Callable[[date, int], int | None], is_usable: Callable[[int], bool],
    *, is_incomplete: bool,
) -> SourceRow:  # fmt: skip
    days = tuple(of(day, HISTORY) for day in facts.period.days)
    weeks = [[of(day, n) for day in facts.weeks[n].days] if is_usable(n) else [None] * 7 for n in range(HISTORY)]
    totals = [_total(week) for week in weeks]
    total, usual = _total(days), normal(totals)
    judged = verdict(total, usual)
    return SourceRow(
        title, days, total, usual, tuple(normal([week[d] for week in weeks]) for d in range(7)),
        None if judged == "lager" and is_incomplete else judged, is_incomplete,
    )  # fmt: skip


def _total(days: Sequence[int | None]) -> int | None:
    known = [n for n in days if n is not None]
    return sum(known) if known else None


def merged_sources(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """The rows with every source under five posts in one row; never one small source alone, none unmeasured."""
    joined = small.parted([row for row in rows if row.total is not None], lambda row: (row.total or 0,))[1]
    if not joined:
        return list(rows)
    days, title = tuple(_total([row.days[d] for row in joined]) for d in range(7)), small.together(joined, "bronnen")
    total = sum(row.total or 0 for row in joined)
    merged = SourceRow(title, days, total, None, (None,) * 7, None, is_incomplete=False, is_merged=True)
    return [*(row for row in rows if row not in joined), merged]


def veiled(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """The rows for readers outside the team, the sum last: counts withheld, and what would tell them.

    A day whose count is withheld keeps its normal only where that says the same of all counts under five.
    """
    return [_veiled(row, days) for row, days in zip(rows, small.withheld([row.days for row in rows]), strict=True)]


def _veiled(row: SourceRow, withheld: frozenset[int]) -> SourceRow:
    days = enumerate(zip(row.days, row.day_usual, strict=True))
    usual = (None if n in withheld and _tells(*day) else day[1] for n, day in days)
    return replace(row, day_usual=tuple(usual), withheld=withheld)


def _tells(count: int | None, usual: Range | None) -> bool:
    is_few = count is not None and small.is_small(count)
    return not is_few or verdict(1, usual) != verdict(small.LEAST - 1, usual)
