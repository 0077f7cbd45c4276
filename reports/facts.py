"""The facts of one week and the twelve before it: everything that figures, charts and sentences are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.profile import Profile
from crawler.tables import REST
from reports.coverage import AMBER, USUAL, Coverage, by_source, coverage
from reports.journal import CLOSING, Decision, Journal
from reports.opening import Opening
from reports.period import Period, midnight
from reports.threads import Conversation, End, Intervention, Key, Spell, conversations
from reports.volumes import Volumes, cutoff, rounds, volumes

if TYPE_CHECKING:
    from reports.coverage import Round

HISTORY = 12
"""Weeks before the report's own that are read: enough to find eight complete ones."""
LOOKBACK = timedelta(days=45)
"""Posts before the first of those weeks that are read too, so that what was open then is known."""


@dataclass
class Facts:
    """One week with its history; ``weeks`` runs from the oldest to the week itself, at index ``HISTORY``."""

    profile: Profile
    period: Period
    titles: Mapping[str, str]
    journal: Journal
    opening: Opening
    posts: Volumes
    runs: dict[str, list[Round]]
    stories: dict[Key, Conversation]
    cutoff: datetime
    undated: int = 0

    @cached_property
    def weeks(self) -> list[Period]:
        """The weeks, oldest first."""
        return [self.period.back(n) for n in range(HISTORY, -1, -1)]

    @cached_property
    def daily(self) -> dict[str, dict[date, int]]:
        """Relevant posts per source and day."""
        return self.posts.per_source_and_day()

    @cached_property
    def sources(self) -> list[str]:
        """What is followed: enabled in the profile, or present in the data; the busiest of the week first."""
        enabled = [name for name, source in self.profile.sources.items() if source.enabled]
        begin, until = self.weeks[0].begin, self.period.until
        present = [name for name, runs in self.runs.items() if any(begin <= r.planned < until for r in runs)]
        names = dict.fromkeys([*enabled, *self.daily, *present])
        return sorted(names, key=lambda name: (-self.week_total(name), self.title(name).casefold()))

    def title(self, source: str) -> str:
        """The name of a source as people know it."""
        own = self.profile.sources.get(source)
        return (own.title if own and own.title else None) or self.titles.get(source, source)

    def topic(self, identity: str) -> str:
        """The title of a topic; a profile need not name the one for all posts without another."""
        return next(
            (t.title for t in self.profile.topics if t.id == identity), "Algemeen" if identity == REST else identity
        )

    def week_total(self, source: str, index: int = HISTORY) -> int:
        """Relevant posts of one source in one week."""
        counts = self.daily.get(source, {})
        return sum(counts.get(day, 0) for day in self.weeks[index].days)

    @cached_property
    def coverage(self) -> dict[str, list[Coverage]]:
        """Per source its coverage in every week."""
        crawl = self.profile.crawl
        return {s: [coverage(s, self.runs.get(s, ()), week, crawl) for week in self.weeks] for s in self.sources}

    @cached_property
    def active(self) -> list[str]:
        """Sources that were ever read by the end of the week, or read back later: the others miss from every total."""
        return [s for s in self.sources if any(c.is_measured for c in self.coverage[s])]

    def is_complete(self, index: int = HISTORY) -> bool:
        """Whether a week's totals may be compared as a percentage: something was measured, and no active source is red.

        A source that was not followed yet does not count; the page on coverage says which those are.
        """
        return self._measured_share(index) == 1.0

    def is_usable(self, index: int = HISTORY) -> bool:
        """Whether a week's totals are good enough for the line and for what is normal: 80 % of the active sources."""
        return self._measured_share(index) >= AMBER

    def _measured_share(self, index: int) -> float:
        followed = [c for c in (self.coverage[s][index] for s in self.active) if c.grade != "not followed"]
        return sum(c.is_measured for c in followed) / len(followed) if followed else 0.0

    @property
    def is_measured_at_all(self) -> bool:
        """Whether any source was measured in the week, or anything was found in it."""
        return any(any(c[HISTORY].days) for c in self.coverage.values()) or any(map(self.week_total, self.sources))

    def per_week(self, name: str, what: str, table: str = "counted") -> dict[date, int]:
        """A count per week by its Monday, read once; ``what`` is an SQL aggregate over a table of ``volumes``."""
        if name not in self._weekly:
            self._weekly[name] = self.posts.per_week(what, table)
        return self._weekly[name]

    @cached_property
    def per_topic(self) -> dict[str, dict[date, int]]:
        """Relevant posts per topic and week, by its Monday."""
        return self.posts.per_topic()

    @cached_property
    def _weekly(self) -> dict[str, dict[date, int]]:
        return {}

    @cached_property
    def spells(self) -> list[Spell]:
        """Every waiting spell, in order of its question."""
        return sorted((spell for c in self.stories.values() for spell in c.spells), key=lambda s: s.asked)

    @cached_property
    def ended(self) -> list[Spell]:
        """The spells that are over, in order of their end; a thread has at most one that is not."""
        return sorted((s for s in self.spells if s.ended is not None), key=lambda s: s.ended or 0.0)

    @cached_property
    def interventions(self) -> list[Intervention]:
        """Every intervention, those in the team's own threads too, in order."""
        return sorted((i for c in self.stories.values() for i in c.interventions), key=lambda i: i.at)

    @cached_property
    def thanks(self) -> list[tuple[float, Intervention]]:
        """When the askers thanked for which intervention, in order."""
        return sorted(((at, i) for i in self.interventions for at in i.thanked), key=lambda pair: pair[0])

    def inside(self, moment: float, index: int = HISTORY) -> bool:
        """Whether a moment lies in a week."""
        return self._bounds[index] <= moment < self._bounds[index + 1]

    @cached_property
    def _bounds(self) -> list[float]:
        return [w.begin.timestamp() for w in self.weeks] + [self.period.until.timestamp()]

    def end(self, index: int = HISTORY) -> float:
        """The moment at which a week is over, in seconds since 1970."""
        return self._bounds[index + 1]

    @cached_property
    def hours_worked(self) -> float | None:
        """Hours that the team noted for the week; None where nothing was noted."""
        noted = [h.hours for h in self.journal.hours if self.period.first <= h.day <= self.period.last]
        return sum(noted) if noted else None


def facts(data: str, journal: Journal, profile: Profile, period: Period, titles: Mapping[str, str]) -> Facts:
    """Reads everything that the report of one week needs.

    Args:
        data: folder or object-store address of the Parquet data.
        journal: the team's own records.
        profile: the organisation.
        period: one ISO week.
        titles: the names of the built-in sources.
    """
    span = Period(period.back(HISTORY).first - LOOKBACK, period.last, period.zone)
    posts = volumes(data, journal.decisions, span, period)
    runs = by_source(rounds(posts.connection, period.back(HISTORY + USUAL).begin))
    ends = closing(posts, journal.decisions, period)
    stories = conversations(posts.remarks(), period.until.timestamp(), ends)
    known = cutoff(posts.connection, posts.fetched) or period.until
    opening = Opening(profile.opening_hours, profile.zone)
    return Facts(profile, period, titles, journal, opening, posts, runs, stories, known, posts.undated)


def closing(posts: Volumes, decisions: Sequence[Decision], period: Period) -> dict[Key, list[tuple[float, End]]]:
    """The moments at which people closed a thread, by thread, in order: at the end of the day of the decision."""
    made = [d for d in decisions if d.kind in CLOSING]
    if not made:
        return {}
    where = defaultdict(set)
    named = (
        "select distinct source, thread_id, url, thread_url from seen "
        "where url in (select url from decided) or thread_url in (select url from decided)"
    )
    for source, thread, url, thread_url in posts.rows(named):
        where[url].add((source, thread))
        where[thread_url].add((source, thread))
    ends: dict[Key, list[tuple[float, End]]] = defaultdict(list)
    for decision in sorted(made, key=lambda d: d.day):
        moment = end_of_day(decision.day, period)
        for key in where.get(decision.url, ()):
            ends[key].append((moment, decision.kind))  # type: ignore[arg-type]  # CLOSING holds only ends
    return dict(ends)


def end_of_day(day: date, period: Period) -> float:
    """The last second of a day: a decision is known by then, and still belongs to its own week."""
    return midnight(day + timedelta(days=1), period.zone).timestamp() - 1
