"""The facts of a year or a free period: the weekly's facts over a longer span, with the threads told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from crawler.profile import Profile
from reports.coverage import Coverage, by_source, coverage
from reports.facts import LOOKBACK, Facts, closing
from reports.journal import Journal
from reports.opening import Opening
from reports.period import Period
from reports.threads import Intervention, Spell
from reports.volumes import Volumes, cutoff, rounds, volumes
from reports.yearly import span
from reports.yearly.story import Act, Told, marks, told


@dataclass
class YearFacts(Facts):
    """Everything that the figures, charts and sentences of one period are made from.

    The definitions of the weekly report hold here too: they see the period as one long week.
    """

    told: Told = field(default_factory=Told)
    once: dict[str, Any] = field(default_factory=dict)
    """What was counted once and is asked for often, by the name of the count."""

    @cached_property
    def spells(self) -> list[Spell]:
        """Every waiting spell of the period and the weeks before it, in order of its question."""
        return self.told.spells

    @cached_property
    def interventions(self) -> list[Intervention]:
        """Every intervention of the same time, those in the team's own threads too, in order."""
        return self.told.interventions

    @cached_property
    def acts(self) -> list[Act]:
        """The interventions of the period, in threads that the team did not begin, in order."""
        return sorted((a for a in self.told.acts if self.holds(a.at)), key=lambda a: a.at)

    @cached_property
    def act_days(self) -> list[date]:
        """The day of every one of those interventions."""
        return [self.day(act.at) for act in self.acts]

    @cached_property
    def acts_per_month(self) -> Counter[str]:
        """Interventions by month, as ``2010-07``."""
        months: Counter[str] = Counter()
        for day, count in Counter(self.act_days).items():
            months[day.strftime("%Y-%m")] += count
        return months

    @cached_property
    def asked(self) -> list[Spell]:
        """The questions and complaints that were put in the period, each the begin of a waiting spell."""
        return [s for s in self.spells if self.holds(s.asked)]

    @cached_property
    def questions(self) -> list[Spell]:
        """The waiting spells that a concrete question began: what the team is there to answer."""
        return [s for s in self.asked if not s.is_complaint]

    @cached_property
    def complaints(self) -> list[Spell]:
        """The waiting spells that a complaint without a concrete question began."""
        return [s for s in self.asked if s.is_complaint]

    def holds(self, moment: float) -> bool:
        """Whether a moment lies in the period."""
        begin, until = self._edges
        return begin <= moment < until

    @cached_property
    def _edges(self) -> tuple[float, float]:
        return self.period.begin.timestamp(), self.period.until.timestamp()

    def day(self, moment: float) -> date:
        """The day of a moment on the organisation's clock."""
        return self.opening.day_of(moment)

    @cached_property
    def sources(self) -> list[str]:
        """What was followed: enabled in the profile, read in the period or found in it; the busiest first."""
        enabled = [name for name, source in self.profile.sources.items() if source.enabled]
        read = [s for s, runs in self.runs.items() if any(self.holds(r.planned.timestamp()) for r in runs)]
        found = [s for s, days in self.daily.items() if any(self.period.first <= d <= self.period.last for d in days)]
        names = dict.fromkeys([*enabled, *read, *found])
        return sorted(names, key=lambda name: (-self.week_total(name), self.title(name).casefold()))

    @cached_property
    def calendar(self) -> list[Period]:
        """The ISO weeks of the period."""
        return span.weeks(self.period)

    @property
    def was_measured(self) -> bool:
        """Whether any source was read in the period, or anything of it was found or brought in."""
        is_read = any(week.is_measured for weeks in self.weekly_coverage.values() for week in weeks)
        return is_read or any(map(self.week_total, self.sources))

    @cached_property
    def weekly_coverage(self) -> dict[str, list[Coverage]]:
        """Per source its coverage in every week of the calendar."""
        crawl, until = self.profile.crawl, self.period.until
        return {s: [coverage(s, self.runs.get(s, ()), w, crawl, until) for w in self.calendar] for s in self.sources}

    @cached_property
    def first_act(self) -> date | None:
        """The day of the first intervention: before it the team monitored and practised."""
        return self.day(self.acts[0].at) if self.acts else None

    @cached_property
    def last_work(self) -> date | None:
        """The last day on which the team intervened or noted hours."""
        hours = [h.day for h in self.journal.hours if self.period.first <= h.day <= self.period.last]
        acted = [self.day(self.acts[-1].at)] if self.acts else []
        return max([*hours, *acted], default=None)

    @cached_property
    def months(self) -> list[span.Month]:
        """The months of the period; part months are those that the period itself cuts."""
        return span.months(self.period.first, self.period.last, self.opening)

    @cached_property
    def acting_months(self) -> list[span.Month]:
        """The months from the first intervention to the last work; those at the edges may be part months."""
        if self.first_act is None or self.last_work is None:
            return []
        return span.months(self.first_act, max(self.last_work, self.first_act), self.opening)


def year_facts(
    data: str, journal: Journal, profile: Profile, asked: Period, titles: Mapping[str, str]
) -> YearFacts:  # fmt: skip
    """Reads everything that a report on a period needs.

    The period that is reported begins with the first and ends with the last day of which anything is known: a pilot
    from July to December is not a year with empty months.

    Args:
        data: folder or object-store address of the datasets.
        journal: the team's own records.
        profile: the organisation.
        asked: the period that was asked for.
        titles: the names of the built-in sources.
    """
    reach = Period(asked.first - LOOKBACK, asked.last, asked.zone)
    posts = volumes(data, journal.decisions, reach, asked)
    runs = by_source(rounds(posts.connection))
    known = cutoff(posts.connection, posts.fetched) or asked.until
    opening = Opening(profile.opening_hours, profile.zone)
    period = _known(asked, posts, known, journal)
    posts.period = period
    marked = marks(posts, profile, reach)
    ends = closing(posts, journal.decisions, period)
    whole = told(posts, period.until.timestamp(), ends, marked)
    return YearFacts(profile, period, titles, journal, opening, posts, runs, {}, known, posts.undated, told=whole)


def _known(asked: Period, posts: Volumes, known: datetime, journal: Journal) -> Period:
    """The part of a period of which anything is known: relevant posts, posts of the team, hours or decisions."""
    query = (
        "select min(day), max(day) from seen where day between $first and $last and (is_team or "
        "(not is_noise and match_reason = 'text'))"
    )
    first, last = posts.rows(query, first=asked.first, last=asked.last)[0]
    noted = [*(h.day for h in journal.hours), *(d.day for d in journal.decisions)]
    worked = [day for day in noted if asked.first <= day <= asked.last]
    days = [day for day in (first, last, *worked) if day is not None]
    limit = known.astimezone(asked.zone).date()
    if not days:
        return Period(asked.first, asked.last if limit < asked.first else min(asked.last, limit), asked.zone)
    return Period(min(days), min(max(days), asked.last), asked.zone)
