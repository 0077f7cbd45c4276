"""What the committee can choose between, with the figures of this period worked out; no advice is invented."""

from __future__ import annotations

from dataclasses import dataclass

from reports import dutch, small
from reports.yearly.demanded import Demanded
from reports.yearly.facts import YearFacts
from reports.yearly.supplied import Supplied
from reports.yearly.timed import Timed
from reports.yearly.worked import Worked

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: what it costs, what it gives, and how that was worked out."""

    name: str
    cost: str
    result: str
    sum: str


@dataclass
class Choices:
    """The section on options."""

    facts: YearFacts
    demanded: Demanded
    supplied: Supplied
    timed: Timed
    worked: Worked

    @property
    def months(self) -> float:
        """The length of the period in months."""
        return len(self.facts.period.days) / DAYS_A_MONTH

    @property
    def rows(self) -> list[Choice]:
        """The options for which this period gives figures."""
        return [choice for choice in (self._stop(), self._same(), self._all(), self._hours()) if choice]

    def _stop(self) -> Choice | None:
        asked = len(self.facts.questions)
        if not asked:
            return None
        helped = sum(spell.end == "community" for spell in self.facts.questions)
        return Choice(
            "Stoppen",
            "geen uren",
            f"ongeveer {dutch.number(asked / self.months)} concrete vragen per maand zonder antwoord van het team; "
            f"{small.said(helped)} werden in deze periode door anderen geholpen",
            f"{dutch.counted(asked, 'concrete vraag', 'concrete vragen')} ÷ {dutch.number(self.months, 1)} maanden",
        )

    def _same(self) -> Choice | None:
        hours, mean = self.worked.weekly_hours, self.supplied.per_full_month
        if hours is None or mean is None:
            return None
        share = self.supplied.answered / max(1, len(self.facts.questions))
        return Choice(
            "Doorgaan zoals nu",
            f"{dutch.number(hours)} uur per week",
            f"{dutch.number(mean)} interventies per maand; {dutch.percentage(share)} van de concrete vragen beantwoord",
            "uren en interventies van deze periode",
        )

    def _all(self) -> Choice | None:
        left = sum(spell.end in {None, "expired"} for spell in self.facts.questions)
        rate, weeks = self.worked.per_hour, len(self.facts.period.days) / 7
        if rate is None or not rate or left < small.LEAST:
            return None
        extra = left / rate / weeks
        return Choice(
            "Ook beantwoorden wat bleef liggen",
            f"hooguit {dutch.number(extra, 1)} uur per week extra",
            f"{dutch.number(left)} concrete vragen die nu open bleven of verliepen",
            f"{dutch.number(left)} ÷ {dutch.number(rate, 2)} interventies per uur ÷ {dutch.number(weeks)} weken; "
            "bovengrens, want het lezen gebeurt al",
        )

    def _hours(self) -> Choice | None:
        outside = [wait for wait in self.timed.waits if wait.is_outside]
        late, known = self.demanded.outside
        if not known or len(outside) < small.LEAST:
            return None
        clock = sorted(wait.clock for wait in outside)[len(outside) // 2]
        return Choice(
            "Ook buiten openingstijd werken",
            "niet uit deze gegevens af te leiden",
            f"{dutch.percentage(late / known)} van de berichten komt buiten openingstijd; van wie dan "
            f"vraagt, wacht de helft nu {dutch.number(clock)} klokuren of langer",
            f"{dutch.number(late)} van {dutch.number(known)} berichten met bekende tijd",
        )
