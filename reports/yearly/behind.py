"""The tables behind the charts: what each of them draws, in figures; small counts are merged as in the charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports import dutch, small
from reports.yearly import survey
from reports.yearly.conduct import Conduct
from reports.yearly.counts import Demand
from reports.yearly.demanded import Demanded
from reports.yearly.facts import YearFacts
from reports.yearly.ledger import Politeness
from reports.yearly.measured import STATES, Measured, state
from reports.yearly.supplied import Supplied
from reports.yearly.timed import WITHIN, Timed
from reports.yearly.worked import Worked
from reports.yearly.worth import Worth


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the annex: its title, its heading and rows; every column but the first is a figure or short word."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int = 0
    has_sum: bool = False
    first: int = 36
    """The width of the first column, as a percentage."""


@dataclass
class Behind:
    """Every table behind a chart, made when it is asked for."""

    facts: YearFacts
    demanded: Demanded
    supplied: Supplied
    timed: Timed
    worked: Worked
    worth: Worth
    measured: Measured
    conduct: Conduct

    @property
    def planned(self) -> list[list[Table]]:
        """The tables, one or two beside each other, in an order that fills the pages; some may hold nothing."""
        return [
            [self._weeks()], [self._sources()], [self._source_months()], [self._months(), self._survey()],
            [self._topics(), self._hours()], [self._topic_months()], [self._done(), self._ended()], [self._classes()],
            [self._readings()],
        ]  # fmt: skip

    def _months(self) -> Table:
        followers = {noted.day.strftime("%Y-%m"): dutch.number(noted.count) for noted in self.worth.followers}
        rows = [
            (m.name, *map(small.said, (d.posts, d.threads, d.questions, self.facts.acts_per_month[m.key])),
             followers.get(m.key, "–"))
            for m in self.facts.months
            for d in [self.demanded.monthly.get(m.key, Demand(0, 0, 0))]
        ]  # fmt: skip
        whole = self.demanded.whole
        totals = (
            dutch.number(whole.posts), "–", dutch.number(whole.questions), dutch.number(self.supplied.total), "–",
        )  # fmt: skip
        heading = ("Maand", "Berichten", "Threads", "Vragen", "Interventies", "Volgers")
        return Table("Per maand", heading, (*rows, ("Samen", *totals)), has_sum=True, first=18)

    def _weeks(self) -> Table:
        numbers = [str(week.first.isocalendar().week) for week in self.facts.calendar]
        said = ["niet gemeten" if n is None else small.said(n) for n in self.demanded.weekly]
        rows = _beside(list(zip(numbers, said, strict=True)), 6)
        return Table("Berichten per week", ("Week", "Berichten") * 6, rows, first=6)

    def _sources(self) -> Table:
        acts = Counter(act.source for act in self.facts.acts)
        rows: list[small.Row] = [
            (self.facts.title(s), (d.posts, d.threads, d.questions, acts[s]))
            for s in self.facts.sources
            for d in [self.demanded.per_source.get(s, Demand(0, 0, 0))]
        ]
        shown = small.busiest(rows, "Overige bronnen")
        return Table("Per bron", ("Bron", "Berichten", "Threads", "Vragen", "Interventies"), _said(shown))

    def _topics(self) -> Table:
        rows = tuple(
            (title, small.said(asked), small.said(answered), dutch.percentage(answered / asked) if asked else "–")
            for title, answered, asked in self.supplied.topics
        )
        return Table("Concrete vragen per onderwerp", ("Onderwerp", "Gesteld", "Antwoord", "Deel"), rows, first=45)

    def _topic_months(self) -> Table:
        heading = ("Onderwerp", *self.demanded.month_labels[:-1], "Samen")
        rows = [(title, *figures) for title, _, figures in self.demanded.topic_rows]
        return Table("Berichten per onderwerp en maand (· te klein om te tonen)", heading, tuple(rows), first=28)

    def _source_months(self) -> Table:
        names = [month.name[:3] + ("*" if month.is_part else "") for month in self.facts.acting_months]
        rows = [(title, (*values, sum(values))) for title, values in self.supplied.source_months]
        return Table("Interventies per bron en maand (* deelmaand)", ("Bron", *names, "Samen"), _said(rows), first=28)

    def _done(self) -> Table:
        rows = [
            *_shares("Soort", small.merged((b.label, (int(b.value),)) for b in self.supplied.kinds)),
            *_shares("Aanleiding", small.merged(self.supplied.approached)),
            *_shares("Daarna", small.merged((name, (n,)) for name, n in self.worth.outcomes if n)),
        ]
        return Table("Interventies, verdeeld", ("Verdeling", "Aantal", "Deel"), tuple(rows), first=62)

    def _ended(self) -> Table:
        rows = [
            *_shares("Eerste", small.merged(((name, (n,)) for name, n in self.timed.fates if n), "overig")),
            *_shares("Onbeantwoord", self.supplied.ends),
        ]
        return Table("Concrete vragen, verdeeld", ("Verdeling", "Aantal", "Deel"), tuple(rows), first=62)

    def _classes(self) -> Table:
        total, said = len(self.timed.ordered), small.hidden(self.timed.classes)
        names = [self.timed.class_name(n) + ("*" if n >= WITHIN else "") for n in range(len(said))]
        shares = [_part(n, figure, total) for n, figure in zip(self.timed.classes, said, strict=True)] if total else []
        rows = _beside(list(zip(names, said, shares, strict=True)), 4) if total else ()
        return Table(
            "Eerste antwoorden naar openingsuren (* over de norm)", ("Uren", "Aantal", "Deel") * 4, rows, first=9
        )

    def _hours(self) -> Table:
        rows = [(dutch.capital(name), dutch.number(spent, 1)) for name, spent in self.worked.activities]
        return Table("Uren per activiteit", ("Activiteit", "Uren"), tuple(rows), first=68)

    def _survey(self) -> Table:
        rows = [
            (f"{n}. {dutch.capital(part.label)}", small.said(part.count))
            for n, question in enumerate(self.worth.questions, 1)
            for part in survey.printable_parts(question)
        ]
        return Table("Antwoorden in de enquête, per vraag", ("Vraag en antwoord", "Aantal"), tuple(rows), first=68)

    def _readings(self) -> Table:
        asked = {row.source: row for row in self.conduct.politeness}
        weeks = [name.capitalize() for name in STATES.values()]
        heading = ("Bron", *weeks, "Gepland", "Gelukt", "Dekking", "Pagina’s", "Tempo")
        rows = [self._reading(source, asked.get(source)) for source in self.facts.sources]
        return Table(
            "Per bron: weken naar dekking, meetrondes, en seconden per pagina (tempo)", heading, tuple(rows), first=23
        )

    def _reading(self, source: str, cost: Politeness | None) -> tuple[str, ...]:
        weeks, share = self.facts.weekly_coverage[source], self.measured.shares[source]
        states = Counter(map(state, weeks))
        counted = (*(states[key] for key in STATES), sum(c.planned for c in weeks), sum(c.done for c in weeks))
        pages = dutch.number(cost.requests) if cost else "–"
        pace = dutch.number(cost.pace, 1) if cost and cost.pace is not None else "–"
        covered = "–" if share is None else dutch.percentage(share)
        return self.facts.title(source), *map(dutch.number, counted), covered, pages, pace


def _shares(of: str, rows: Sequence[small.Row]) -> list[tuple[str, ...]]:
    """The parts of a whole with their counts; of a part too small to print, no share either."""
    total = sum(n for _, (n,) in rows)
    return [
        (
            f"{of}: {name[:1].lower()}{name[1:]}",
            small.said(n),
            "–" if small.is_small(n) else dutch.percentage(n / total),
        )
        for name, (n,) in rows
        if n
    ]


def _beside(records: list[tuple[str, ...]], columns: int) -> tuple[tuple[str, ...], ...]:
    """Short records set beside each other, read downwards; the last ones leave room."""
    height = -(-len(records) // columns)
    empty = ("",) * len(records[0]) if records else ()
    padded = records + [empty] * (height * columns - len(records))
    return tuple(
        tuple(cell for column in range(columns) for cell in padded[column * height + row]) for row in range(height)
    )


def _said(rows: Sequence[small.Row]) -> tuple[tuple[str, ...], ...]:
    return tuple((title, *map(small.said, values)) for title, values in rows)


def _part(count: int, said: str, total: int) -> str:
    return said if said in {"·", "0"} else dutch.percentage(count / total)
