"""Supply: what the team answered and what it left, by month, source, kind and reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from reports import dutch, small
from reports.colours import DEEP, TINT
from reports.shapes import ACCENT
from reports.tables import unanswered_by_reason
from reports.yearly import counts, figures
from reports.yearly.charts import Bar, Column, Share
from reports.yearly.facts import YearFacts
from reports.yearly.story import Kind

MOST_TOPICS = 7
KINDS: dict[Kind, str] = {
    "question": "Algemene vraag",
    "case": "Eigen geval",
    "complaint": "Klacht",
    "follow-up": "Niemand wachtte",
}
ENDS = {
    "community": "Door anderen beantwoord, en bevestigd",
    "no_reply": "Bewust niet, door een besluit",
    "forwarded": "Doorgezet binnen de organisatie",
    "closed": "Gesloten door een besluit",
    "gone": "Van de site gehaald voor er antwoord was",
    "expired": "Verlopen: 30 dagen geen beweging",
    "open": "Nog open aan het einde",
}
"""How a question or complaint ended that the team did not answer in public."""


@dataclass
class Supplied:
    """The section on supply; the template asks for its parts by name."""

    facts: YearFacts

    @property
    def total(self) -> int:
        """All interventions."""
        return len(self.facts.acts)

    @property
    def per_full_month(self) -> float | None:
        """The mean of the full months."""
        return figures.interventies_per_maand(self.facts)

    @property
    def lead(self) -> str:
        """How many interventions, and how regular."""
        if not self.total:
            return "Het team heeft in deze periode niet gereageerd in threads van anderen."
        mean = self.per_full_month
        rate = f", gemiddeld {dutch.number(mean)} per volle maand" if mean is not None else ""
        share = f" {self.approach_finding}."
        own = f" Daarnaast plaatste het team {dutch.counted(self.own, 'eigen bericht', 'eigen berichten')}."
        return (
            f"{dutch.counted(self.total, 'interventie', 'interventies')}{rate}.{share}{own if self.own else ''}"
        )  # fmt: skip

    @property
    def reactive(self) -> int:
        """Interventions where somebody had addressed the team."""
        return sum(act.is_reactive for act in self.facts.acts)

    @cached_property
    def own(self) -> int:
        """Posts of the team in threads that it began."""
        return sum(i.in_own_thread and self.facts.holds(i.at) for i in self.facts.interventions)

    @cached_property
    def monthly(self) -> list[int]:
        """Interventions by acting month."""
        return [figures.acts_in(self.facts, month) for month in self.facts.acting_months]

    @property
    def columns(self) -> list[Column]:
        """The months as columns."""
        rows = zip(self.facts.acting_months, self.monthly, strict=True)
        return [
            Column(month.name if len(self.monthly) < 8 else month.name[:3], n, _short(n), month.is_part)
            for month, n in rows
        ]  # fmt: skip

    @property
    def mean(self) -> tuple[float, str, str] | None:
        """The mean of the full months with its words, for the chart."""
        mean = self.per_full_month
        full = sum(not month.is_part for month in self.facts.acting_months)
        months = f"van {dutch.in_words(full)} volle maanden" if full > 1 else "één volle maand"
        return (mean, f"{dutch.number(mean)} per maand", months) if mean is not None else None

    @property
    def month_finding(self) -> str:
        """What the months show."""
        full = [
            (n, month)
            for n, month in zip(self.monthly, self.facts.acting_months, strict=True)
            if not month.is_part
        ]  # fmt: skip
        if len(full) < 2:
            return "Interventies per maand"
        most, least = max(full, key=lambda row: row[0]), min(full, key=lambda row: row[0])
        return (
            f"Tussen {small.said(least[0])} ({least[1].name}) en {small.said(most[0])} ({most[1].name}) "
            "interventies in een volle maand"
        )

    @property
    def part_note(self) -> str:
        """Which months count only in part."""
        parts = [month for month in self.facts.acting_months if month.is_part]
        if not parts or self.facts.first_act is None or self.facts.last_work is None:
            return "Alle maanden zijn volledig."
        said = []
        if parts[0].first <= self.facts.first_act and self.facts.acting_months[0].is_part:
            said.append(f"{parts[0].name} telt vanaf {dutch.day_and_month(self.facts.first_act)}")
        if self.facts.acting_months[-1].is_part and len(self.facts.acting_months) > 1:
            said.append(f"{parts[-1].name} tot en met {dutch.day_and_month(self.facts.last_work)}")
        return f"Lichte kolommen zijn deelmaanden: {dutch.listed(said)}."

    @cached_property
    def source_months(self) -> list[small.Row]:
        """Interventions per source and month; sources with small months are merged."""
        table: dict[str, Counter[str]] = {}
        placed = Counter(zip((act.source for act in self.facts.acts), self.facts.act_days, strict=True))
        for (source, day), count in placed.items():
            table.setdefault(self.facts.title(source), Counter())[day.strftime("%Y-%m")] += count
        keys = [month.key for month in self.facts.acting_months]
        rows = [(title, tuple(months[key] for key in keys)) for title, months in table.items()]
        ordered = sorted(rows, key=lambda row: (-sum(row[1]), row[0]))
        return small.busiest(ordered, "Overige bronnen")

    def small_columns(self, values: tuple[int, ...]) -> list[Column]:
        """One source's months as columns with a letter under each."""
        rows = zip(self.facts.acting_months, values, strict=True)
        return [Column(month.name[:1], n, _short(n), month.is_part) for month, n in rows]

    @cached_property
    def sources(self) -> list[small.Row]:
        """Interventions per source."""
        found = Counter(self.facts.title(act.source) for act in self.facts.acts)
        return small.merged(((title, (n,)) for title, n in found.most_common()), "Overige bronnen")

    @property
    def approached(self) -> list[small.Row]:
        """Interventions that nobody had asked for, and those where somebody had addressed the team."""
        return [("eigen initiatief", (self.total - self.reactive,)), ("aangesproken", (self.reactive,))]

    @property
    def approach(self) -> list[Share]:
        """The same as parts of a whole."""
        asked = self.reactive / max(1, self.total)
        colours = (DEEP, ACCENT if asked > 0.2 else TINT)
        return [
            Share(name, n / self.total, dutch.percentage(n / self.total), colour)
            for (name, (n,)), colour in zip(self.approached, colours, strict=True)
            if n
        ]

    @property
    def kinds(self) -> list[Bar]:
        """Interventions by kind."""
        found = Counter(act.kind for act in self.facts.acts)
        rows = small.merged([(KINDS[kind], (n,)) for kind, n in found.most_common()], "Andere soorten")
        return [Bar(title, n, small.said(n), dutch.percentage(n / self.total)) for title, (n,) in rows]

    @property
    def kind_finding(self) -> str:
        """What the kinds show."""
        if not self.kinds:
            return "Geen interventies"
        first = self.kinds[0]
        return f"{first.right} van de interventies: {first.label.casefold()}"

    @property
    def approach_finding(self) -> str:
        """How often somebody had asked for the team."""
        return f"{dutch.percentage(self.reactive / max(1, self.total))} was een reactie op wie het team aansprak"

    @cached_property
    def topics(self) -> list[tuple[str, int, int]]:
        """Per first topic: answered by the team, and all questions; what is small is merged."""
        found = counts.asked_per_topic(self.facts)
        rows = [(self.facts.topic(topic) if topic else "Zonder onderwerp", pair) for topic, pair in found.items()]
        rows.sort(key=lambda row: (-row[1][1], -row[1][0], row[0]))
        kept, rest = rows[:MOST_TOPICS], rows[MOST_TOPICS:]
        joined = [("Overige onderwerpen", (sum(a for _, (a, _) in rest), sum(b for _, (_, b) in rest)))] if rest else []
        merged = small.merged([*kept, *joined], "Overige onderwerpen")
        return [(title, answered, asked) for title, (asked, answered) in merged]

    @property
    def topic_bars(self) -> list[Bar]:
        """Answered questions per topic with their share of all."""
        return [
            Bar(title, answered, small.said(answered), f"{dutch.percentage(answered / asked)} van {small.said(asked)}")
            for title, answered, asked in self.topics
            if asked
        ]

    @property
    def answered(self) -> int:
        """Questions of the period that the team answered."""
        return sum(spell.end == "answered" for spell in self.facts.questions)

    @property
    def topic_finding(self) -> str:
        """What the team can act on."""
        asked = len(self.facts.questions)
        if not asked:
            return "Er zijn geen concrete vragen gevonden"
        share = dutch.percentage(self.answered / asked)
        return f"Het team beantwoordde {share} van de concrete vragen"

    @cached_property
    def ends(self) -> list[small.Row]:
        """Questions without an answer of the team, by how they ended."""
        found = Counter[str](spell.end or "open" for spell in self.facts.questions)
        rows = [(title, (found[end],)) for end, title in ENDS.items() if found[end]]
        return small.merged(sorted(rows, key=lambda row: -row[1][0]), "Overige redenen")

    @property
    def end_bars(self) -> list[Bar]:
        """The same as bars."""
        left = max(1, len(self.facts.questions) - self.answered)
        return [Bar(title, n, small.said(n), dutch.percentage(n / left)) for title, (n,) in self.ends]

    @property
    def end_finding(self) -> str:
        """What happened without the team."""
        left = len(self.facts.questions) - self.answered
        if not left:
            return "Op elke concrete vraag is gereageerd"
        return (
            f"{small.said(left)[:1].upper()}{small.said(left)[1:]} concrete vragen bleven zonder antwoord van het team"
        )

    @property
    def complaint_words(self) -> str:
        """What was done with complaints that hold no concrete question."""
        found = self.facts.complaints
        taken = sum(spell.end == "answered" for spell in found)
        if not found:
            return "Klachten zonder concrete vraag zijn niet gevonden."
        share = f" ({dutch.percentage(taken / len(found))})" if taken >= small.LEAST else ""
        return (
            f"Klachten zonder concrete vraag tellen hier niet mee: het team reageerde op {small.said(taken)} van de "
            f"{small.said(len(found))}{share}."
        )

    @cached_property
    def reasons(self) -> list[tuple[str, str]]:
        """Why people decided not to react, by rule of the rule book, with the count."""
        rows = [(reason, (count,)) for reason, count in unanswered_by_reason(self.facts)]
        return [(reason, small.said(n)) for reason, (n,) in small.merged(rows, "Andere redenen")]


def _short(count: int) -> str:
    return "<5" if small.is_small(count) else dutch.number(count)
