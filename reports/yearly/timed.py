"""Timeliness: how long people waited, in opening hours and on the clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from reports import dutch, kpis, small
from reports.colours import DEEP, TINT
from reports.shapes import ACCENT, SIGNAL
from reports.threads import Spell
from reports.yearly.charts import QUIET, Column, Share
from reports.yearly.facts import YearFacts

WITHIN = 8
"""Equal classes within the norm; as many come after it, and one for everything that took longer."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A first question of the period that the team answered, with both its clocks, in hours."""

    is_outside: bool
    opening: float
    clock: float


@dataclass
class Timed:
    """The section on timeliness; the template asks for its parts by name."""

    facts: YearFacts

    @property
    def norm(self) -> float:
        """The norm in opening hours."""
        return self.facts.profile.team.norm_hours

    @cached_property
    def first(self) -> list[Spell]:
        """First questions of the period: those that open a thread's first waiting spell."""
        return [s for s in self.facts.questions if s.is_first]

    @cached_property
    def dated(self) -> list[tuple[Wait, date]]:
        """The answers that can be timed to the minute, with the day of the question."""
        precise = [s for s in self.first if s.end == "answered" and s.is_precise and s.is_answer_precise]
        return [(self._wait(s), self.facts.day(s.asked)) for s in precise]

    def _wait(self, spell: Spell) -> Wait:
        ended = spell.ended or spell.asked
        opening = self.facts.opening
        return Wait(
            not opening.is_open(spell.asked), opening.hours(spell.asked, ended), (ended - spell.asked) / 3600
        )  # fmt: skip

    @cached_property
    def waits(self) -> list[Wait]:
        """The same in order of their opening hours."""
        return sorted((w for w, _ in self.dated), key=lambda w: w.opening)

    @cached_property
    def ordered(self) -> list[float]:
        """Their opening hours, shortest first."""
        return [wait.opening for wait in self.waits]

    @property
    def middle(self) -> float | None:
        """The median in opening hours."""
        return kpis.middle(self.ordered) if self.ordered else None

    @property
    def late(self) -> float | None:
        """The 90th percentile in opening hours."""
        return kpis.ninetieth(self.ordered)

    @cached_property
    def within(self) -> int:
        """Answers within the norm."""
        return sum(hours <= self.norm for hours in self.ordered)

    @property
    def step(self) -> float:
        """The width of a class, in opening hours."""
        return self.norm / WITHIN

    @cached_property
    def classes(self) -> list[int]:
        """Answers per class of equal width; the last holds what took longer."""
        found = [0] * (2 * WITHIN + 1)
        for hours in self.ordered:
            found[min(max(0, ceil(hours / self.step) - 1), 2 * WITHIN)] += 1
        return found

    def class_name(self, number: int) -> str:
        """``3–4``, ``langer``."""
        if number == 2 * WITHIN:
            return "langer"
        digits = 0 if self.step % 1 == 0 else 1
        return f"{dutch.number(number * self.step, digits)}–{dutch.number((number + 1) * self.step, digits)}"

    @property
    def class_columns(self) -> list[Column]:
        """The classes as columns; small counts without a figure."""
        return [
            Column(self.class_name(n), count, figure)
            for n, (count, figure) in enumerate(zip(self.classes, self.class_figures, strict=True))
        ]

    @property
    def class_figures(self) -> list[str]:
        """The printed figures of the classes."""
        return ["" if said in {"0", "·"} else said for said in small.hidden(self.classes)]

    @property
    def class_finding(self) -> str:
        """What the distribution shows."""
        if not self.ordered:
            return "Geen enkel antwoord is op de minuut te timen"
        share = dutch.percentage(self.within / len(self.ordered))
        return f"{share} van de eerste antwoorden komt binnen de norm van {dutch.opening_hours(self.norm)}"

    @cached_property
    def fates(self) -> list[tuple[str, int]]:
        """Every first question by what became of it; together they are all."""
        ended = Counter(s.end or "open" for s in self.first)
        untimed = ended["answered"] - len(self.ordered)
        return [
            ("binnen de norm", self.within),
            ("later", len(self.ordered) - self.within),
            ("tijd niet op de minuut bekend", untimed),
            ("door anderen geholpen", ended["community"]),
            ("bewust niet, of doorgezet", ended["no_reply"] + ended["forwarded"] + ended["closed"]),
            ("van de site gehaald", ended["gone"]),
            ("zonder antwoord", ended["expired"] + ended["open"]),
        ]

    @property
    def fate_shares(self) -> list[Share]:
        """The same as parts of a whole."""
        colours = (DEEP, ACCENT, TINT, TINT, QUIET, QUIET, SIGNAL)
        total = max(1, len(self.first))
        rows = zip(self.fates, colours, strict=True)
        return [Share(name, n / total, dutch.percentage(n / total), colour) for (name, n), colour in rows if n]

    @property
    def fate_words(self) -> str:
        """The parts in words, for print and ear; small ones together."""
        merged = small.merged(((name, (n,)) for name, n in self.fates if n), "overig")
        return ", ".join(f"{name} {small.said(n)}" for name, (n,) in merged)

    @property
    def fate_finding(self) -> str:
        """The share of all first questions that was answered within the norm."""
        if not self.first:
            return "Er zijn geen eerste vragen"
        share = dutch.percentage(self.within / len(self.first))
        return f"Van alle eerste vragen kreeg {share} binnen de norm antwoord, de onbeantwoorde meegeteld"

    @property
    def clocks(self) -> list[tuple[str, ...]]:
        """When asked; answers; median and 90th percentile in opening hours; the same on the clock."""
        groups = [
            ("Binnen openingstijd gesteld", [w for w in self.waits if not w.is_outside]),
            ("Buiten openingstijd gesteld", [w for w in self.waits if w.is_outside]),
            ("Alle", self.waits),
        ]
        return [_clock_row(name, waits) for name, waits in groups]

    @property
    def notes(self) -> list[str]:
        """What belongs beside the response time."""
        said = []
        delay, own = kpis.crawl_delay(self.facts), kpis.team_time(self.facts)
        if delay is not None:
            said.append(f"De helft van de berichten was binnen {dutch.number(delay, 1)} klokuren gevonden.")
        if own is not None:
            said.append(f"Na het vinden was de helft binnen {dutch.number(own, 1)} openingsuren beantwoord.")
        again = kpis.response_hours(self.facts, first=False)
        if len(again) >= small.LEAST:
            said.append(
                f"Op {dutch.number(len(again))} vervolgvragen kwam antwoord, mediaan "
                f"{dutch.number(kpis.middle(again), 1)} openingsuren."
            )
        return said


def _clock_row(name: str, waits: list[Wait]) -> tuple[str, ...]:
    if len(waits) < small.LEAST:
        return name, small.said(len(waits)), "–", "–", "–", "–"
    clocks = sorted(w.opening for w in waits), sorted(w.clock for w in waits)
    figures = [figure for hours in clocks for figure in (kpis.middle(hours), kpis.ninetieth(hours) or 0.0)]
    return name, dutch.number(len(waits)), *(dutch.number(figure, 1) for figure in figures)
