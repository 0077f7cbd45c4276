"""Page 1: the four questions of the committee, each answered in one sentence that follows from the tables."""

from __future__ import annotations

from dataclasses import dataclass

from reports import dutch, small
from reports.sentences import named
from reports.yearly.charts import Bar
from reports.yearly.signalled import Signalled
from reports.yearly.supplied import Supplied
from reports.yearly.timed import Timed
from reports.yearly.worked import Worked
from reports.yearly.worth import Worth


@dataclass
class Answers:
    """The answers; each sentence is built from figures that stand further on."""

    supplied: Supplied
    timed: Timed
    worked: Worked
    worth: Worth
    signalled: Signalled

    @property
    def _asked(self) -> int:
        return len(self.supplied.facts.questions)

    def _none(self, said: str) -> str:
        """What is said where there is none of something; where nothing was measured, that is not known."""
        return said if self.supplied.facts.was_measured else "Er is niets gemeten."

    @property
    def conclusion(self) -> str:
        """What the period showed, at most three lines."""
        if not self._asked and not self.supplied.total:
            if not self.supplied.facts.was_measured:
                return "In deze periode is niets gemeten: wat klanten vroegen en wat het team deed, is niet bekend."
            return "In deze periode is geen vraag, klacht of interventie gevonden."
        left = sum(s.end in {None, "expired"} for s in self.supplied.facts.questions)
        share = dutch.percentage(self.supplied.answered / self._asked) if self._asked else "geen"
        pace = (
            f" De helft van de eerste antwoorden kwam binnen {dutch.number(self.timed.middle, 1)} openingsuren."
            if self.timed.middle is not None
            else ""
        )
        rest = f" {dutch.capital(small.said(left))} vragen bleven open of verliepen zonder antwoord." if left else ""
        return f"Het team beantwoordde {share} van de {self._questions}.{pace}{rest}"

    @property
    def _questions(self) -> str:
        return dutch.counted(self._asked, "concrete vraag", "concrete vragen")

    @property
    def first(self) -> str:
        """On which questions and problems can the team act?"""
        if not self._asked:
            return self._none("Er zijn geen concrete vragen gevonden.")
        top = [
            named(title) for title, answered, _ in self.supplied.topics if answered and not title.startswith("Overige")
        ]
        about = f", het vaakst over {dutch.listed(top[:3])}" if top else ""
        return f"Op {dutch.number(self.supplied.answered)} van de {self._questions}{about}."

    @property
    def first_facts(self) -> list[str]:
        """What belongs beside it."""
        if not self._asked:
            return []
        share = dutch.percentage(self.supplied.answered / self._asked)
        left = self._asked - self.supplied.answered
        return [f"{share} beantwoord door het team", f"{small.said(left)} zonder antwoord van het team"]

    @property
    def first_bars(self) -> list[Bar]:
        """The four topics that were answered most."""
        return [Bar(bar.label, bar.value, bar.figure) for bar in self.supplied.topic_bars[:4]]

    @property
    def second(self) -> str:
        """How many interventions, and what do they cost?"""
        if not self.supplied.total:
            return self._none("Het team heeft niet gereageerd in threads van anderen.")
        mean, hours = self.supplied.per_full_month, self.worked.hours
        rate = f", {dutch.number(mean)} per volle maand" if mean is not None else ""
        cost = f", in {dutch.number(hours)} uur" if hours else ""
        return f"{dutch.counted(self.supplied.total, 'interventie', 'interventies')}{rate}{cost}."

    @property
    def second_facts(self) -> list[str]:
        """What belongs beside it: never productivity alone."""
        if not self.worked.hours:
            return ["Er zijn geen uren genoteerd"]
        name, spent = self.worked.activities[0]
        weekly, share = self.worked.weekly_hours or 0.0, dutch.percentage(spent / self.worked.hours)
        return [
            f"{dutch.number(weekly)} uur per week, {share} daarvan {name.casefold()}",
            f"{dutch.number(self.worked.per_hour or 0.0, 2)} interventies per uur, lezen en uitzoeken meegeteld",
        ]

    @property
    def third(self) -> str:
        """Do we serve our customers?"""
        if self.timed.middle is None:
            return "Van geen enkel antwoord is de reactietijd op de minuut bekend."
        inside = dutch.percentage(self.timed.within / max(1, len(self.timed.first)))
        return (
            f"De helft van de antwoorden kwam binnen {dutch.number(self.timed.middle, 1)} openingsuren; "
            f"{inside} van alle eerste vragen kreeg antwoord binnen de norm."
        )

    @property
    def third_facts(self) -> list[str]:
        """What belongs beside it."""
        said = []
        if self.worth.thanked is not None:
            said.append(f"Bedankje of bevestiging na {dutch.percentage(self.worth.thanked)} van de interventies")
        if self.worth.views:
            said.append(f"{dutch.number(self.worth.views)} keer gelezen, waar het team reageerde")
        if self.signalled.signals:
            said.append(f"{dutch.counted(len(self.signalled.sent), 'signaal', 'signalen')} doorgezet in de organisatie")
        return said

    @property
    def fourth(self) -> str:
        """Do customers appreciate and accept it?"""
        if not self.worth.questions:
            return "Er is geen enquête genoteerd; bedankjes alleen zijn geen meting."
        said = [f"{dutch.percentage(q.good)} antwoordt “{q.good_words}”" for q in self.worth.questions[:3]]
        return f"{dutch.listed(said)}."

    @property
    def fourth_facts(self) -> list[str]:
        """What belongs beside it: how many answered, and who was not content."""
        if not self.worth.questions:
            return []
        most = max(q.answered for q in self.worth.questions)
        invited = max((q.invited or 0 for q in self.worth.questions), default=0)
        asked = f" van de {dutch.number(invited)} uitgenodigden" if invited else ""
        worst = max(self.worth.questions, key=lambda q: q.bad)
        bad = dutch.percentage(worst.bad)
        return [
            f"{dutch.number(most)} ingevuld{asked}",
            f"{bad} is uitgesproken negatief, bij de vraag waar dat het meest is",
        ]
