"""Work: the hours that the team spent, and what it did in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from reports import dutch, kpis, small
from reports.yearly import figures
from reports.yearly.charts import Bar
from reports.yearly.facts import YearFacts
from reports.yearly.timed import Timed


@dataclass(frozen=True, slots=True)
class MonthWork:
    """A month of work with everything that belongs beside a productivity."""

    name: str
    hours: float | None
    acts: int
    middle: float | None
    thanked: float | None

    @property
    def per_hour(self) -> float | None:
        """Interventions an hour; None where no hours were noted."""
        return self.acts / self.hours if self.hours else None


@dataclass
class Worked:
    """The section on the time it took; the template asks for its parts by name."""

    facts: YearFacts
    timed: Timed

    @cached_property
    def hours(self) -> float | None:
        """All hours that were noted; None where none were."""
        return self.facts.hours_worked

    @cached_property
    def activities(self) -> list[tuple[str, float]]:
        """Hours by activity, the most first."""
        spent: dict[str, float] = defaultdict(float)
        for noted in self.facts.journal.hours:
            if self.facts.period.first <= noted.day <= self.facts.period.last:
                spent[noted.activity or "niet genoemd"] += noted.hours
        return sorted(spent.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def hour_bars(self) -> list[Bar]:
        """The activities as bars."""
        return [
            Bar(dutch.capital(name), spent, f"{dutch.number(spent)} uur", dutch.percentage(spent / (self.hours or 1)))
            for name, spent in self.activities[:7]
        ]

    @property
    def hour_finding(self) -> str:
        """What the hours show."""
        if not self.hours:
            return "Er zijn geen uren genoteerd"
        name, spent = self.activities[0]
        return f"{dutch.capital(name)} kost {dutch.percentage(spent / self.hours)} van de tijd"

    @property
    def lead(self) -> str:
        """What it costs, never productivity alone."""
        done = len(self.facts.acts)
        if not self.hours:
            return "Er zijn geen uren genoteerd; over kosten per interventie valt dus niets te zeggen."
        weeks = self.hours / max(1, len(self.facts.calendar))
        each = (
            f" Per interventie is dat {dutch.number(60 * self.hours / done)} minuten, lezen en uitzoeken meegeteld."
            if done
            else ""
        )
        return f"Het team noteerde {dutch.number(self.hours)} uur, {dutch.number(weeks)} per week.{each}"

    @cached_property
    def months(self) -> list[MonthWork]:
        """Work per acting month: hours and interventions never without speed and thanks beside them."""
        return [self._month(number) for number in range(len(self.facts.acting_months))]

    def _month(self, number: int) -> MonthWork:
        month = self.facts.acting_months[number]
        first, last = month.first, month.last
        acts = [a for a, d in zip(self.facts.acts, self.facts.act_days, strict=True) if first <= d <= last]
        hours = sum(h.hours for h in self.facts.journal.hours if first <= h.day <= last)
        waits = sorted(w.opening for w, day in self.timed.dated if first <= day <= last)
        thanked = sum(a.outcome == "thanked" for a in acts) / len(acts) if len(acts) >= small.LEAST else None
        middle = kpis.middle(waits) if len(waits) >= small.LEAST else None
        return MonthWork(month.name + ("*" if month.is_part else ""), hours or None, len(acts), middle, thanked)

    @property
    def per_hour(self) -> float | None:
        """Interventions an hour over the whole period."""
        return len(self.facts.acts) / self.hours if self.hours else None

    @property
    def weekly_hours(self) -> float | None:
        """Hours a working week of five days, over the working days of the period."""
        days = figures.working_days(self.facts)
        return 5 * self.hours / days if self.hours and days else None
