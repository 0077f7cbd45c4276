"""The annex: the table behind every chart, the search terms with their hits, the definitions, and the origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TypeVar

from crawler.reading.accountability import TermAccount
from reports import dutch, kpis
from reports.pages import OTHER_WORDS
from reports.tables import signal_state
from reports.texts import printable, shortened
from reports.yearly import counts, figures, ledger, small, survey
from reports.yearly.counts import Demand
from reports.yearly.demanded import Demanded
from reports.yearly.facts import YearFacts
from reports.yearly.ledger import Politeness
from reports.yearly.measured import Measured
from reports.yearly.signalled import Signalled
from reports.yearly.supplied import Supplied
from reports.yearly.timed import WITHIN, Timed
from reports.yearly.worth import Worth

MOST_SIGNALS = 44
SIGNALS_A_TABLE = 9
DEFINITIONS_A_TABLE = 6


Row = TypeVar("Row")


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
class Annex:
    """The annex; the template asks for its parts by name."""

    facts: YearFacts
    demanded: Demanded
    supplied: Supplied
    timed: Timed
    worth: Worth
    measured: Measured
    signalled: Signalled

    @cached_property
    def layout(self) -> list[list[Table]]:
        """The tables that hold anything, numbered, in rows of one or two that fill the width of a page."""
        planned = [
            [self._months(), self._survey()], [self._weeks()], [self._topics(), self._hours()], [self._sources()],
            [self._source_months()], [self._classes()], [self._readings()],
        ]  # fmt: skip
        rows = [row for row in ([table for table in pair if table.rows] for pair in planned) if row]
        number = count(1)
        return [[replace(table, number=next(number)) for table in row] for row in rows]

    @property
    def tables(self) -> list[Table]:
        """The same in one list."""
        return [table for row in self.layout for table in row]

    def _months(self) -> Table:
        acts = self.facts.acts_per_month
        empty = Demand(0, 0, 0)
        rows = [
            (m.name, *map(small.said, (d.posts, d.threads, d.questions, acts[m.key])))
            for m in self.facts.months
            for d in [self.demanded.monthly.get(m.key, empty)]
        ]
        whole = self.demanded.whole
        total = (
            "Samen",
            dutch.number(whole.posts),
            "–",
            dutch.number(whole.questions),
            dutch.number(self.supplied.total),
        )
        return Table(
            "Per maand", ("Maand", "Berichten", "Threads", "Vragen", "Interventies"), (*rows, total), has_sum=True
        )

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
        merged = small.merged(rows, "Overige bronnen samen")
        return Table("Per bron", ("Bron", "Berichten", "Threads", "Vragen", "Interventies"), _said(merged))

    def _topics(self) -> Table:
        rows = tuple(
            (title, small.said(asked), small.said(answered), dutch.percentage(answered / asked) if asked else "–")
            for title, answered, asked in self.supplied.topics
        )
        return Table("Concrete vragen per onderwerp", ("Onderwerp", "Gesteld", "Beantwoord", "Deel"), rows)

    def _source_months(self) -> Table:
        names = [month.name[:3] + ("*" if month.is_part else "") for month in self.facts.acting_months]
        rows = [(title, (*values, sum(values))) for title, values in self.supplied.source_months]
        return Table("Interventies per bron en maand (* deelmaand)", ("Bron", *names, "Samen"), _said(rows), first=28)

    def _classes(self) -> Table:
        total, said = len(self.timed.ordered), small.hidden(self.timed.classes)
        names = [self.timed.class_name(n) + (" (over de norm)" if n == WITHIN else "") for n in range(len(said))]
        shares = [_part(n, figure, total) for n, figure in zip(self.timed.classes, said, strict=True)] if total else []
        rows = _beside(list(zip(names, said, shares, strict=True)), 3) if total else ()
        return Table("Eerste antwoorden naar openingsuren", ("Uren", "Antwoorden", "Deel") * 3, rows, first=14)

    def _hours(self) -> Table:
        rows = [(dutch.capital(name), dutch.number(spent, 1)) for name, spent in self.timed.activities]
        return Table("Uren per activiteit", ("Activiteit", "Uren"), tuple(rows), first=68)

    def _survey(self) -> Table:
        rows = [
            (f"{n}. {dutch.capital(part.label)}", small.said(part.count))
            for n, question in enumerate(self.worth.questions, 1)
            for part in survey.printable_parts(question)
        ]
        return Table("Antwoorden in de enquête, per vraag", ("Vraag en antwoord", "Aantal"), tuple(rows), first=68)

    def _readings(self) -> Table:
        asked = {row.source: row for row in self.measured.politeness}
        heading = ("Bron", "Gepland", "Gelukt", "Dekking", "Pagina's", "Opnieuw", "Seconden per pagina")
        rows = [self._reading(source, asked.get(source)) for source in self.facts.sources]
        return Table("Meetrondes per bron, en wat ze van de site vroegen", heading, tuple(rows), first=28)

    def _reading(self, source: str, cost: Politeness | None) -> tuple[str, ...]:
        weeks, share = self.facts.weekly_coverage[source], self.measured.shares[source]
        rounds = (sum(c.planned for c in weeks), sum(c.done for c in weeks))
        pages = (dutch.number(cost.requests), dutch.number(cost.retries)) if cost else ("–", "–")
        pace = dutch.number(cost.pace, 1) if cost and cost.pace is not None else "–"
        covered = "–" if share is None else dutch.percentage(share)
        return self.facts.title(source), *map(dutch.number, rounds), covered, *pages, pace

    @cached_property
    def terms(self) -> list[TermAccount]:
        """What every search term of the profile found, the most first."""
        return counts.term_accounts(self.facts)

    @cached_property
    def term_lines(self) -> list[tuple[str, str, str, str]]:
        """The same in print: term, hits, hits that no other term had, and noise among what people judged."""
        return [(a.term, small.said(a.hits), small.said(a.unique), _noise(a)) for a in self.terms if not a.is_dead]

    @property
    def term_rows(self) -> list[list[tuple[str, str, str, str]]]:
        """The same in two columns, read downwards."""
        height = -(-len(self.term_lines) // 2)
        columns = [self.term_lines[:height], self.term_lines[height:]]
        return [[column[n] if n < len(column) else ("",) * 4 for column in columns] for n in range(height)]

    @cached_property
    def term_notes(self) -> list[str]:
        """The terms that found nothing, and the words that ought perhaps to be one."""
        dead = [a.term for a in self.terms if a.is_dead]
        said = [f"Zonder treffers: {dutch.listed(dead)}."] if dead else ["Elke zoekterm had treffers."]
        if words := counts.suggestions(self.facts):
            said.append(f"Opvallend in berichten over een onderwerp, maar zonder zoekterm: {dutch.listed(words)}.")
        return said

    @property
    def version(self) -> str:
        """The version of the definitions."""
        return kpis.DEFINITIONS_VERSION

    @property
    def signal_tables(self) -> list[list[tuple[str, str, str, str]]]:
        """All signals of the period with their state, cut into tables that fit on a page."""
        rows = [
            (dutch.short_date(s.noted)[3:], shortened(printable(s.text), 58),
             shortened(printable(s.department), 22), shortened(printable(signal_state(s, self.facts.period.last)), 23))
            for s in self.signalled.signals[:MOST_SIGNALS]
        ]  # fmt: skip
        return _even(rows, SIGNALS_A_TABLE)

    @property
    def more_signals(self) -> int:
        """How many signals are not listed."""
        return max(0, len(self.signalled.signals) - MOST_SIGNALS)

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """Every figure's definition, from the function that computes it, and the words they use."""
        shown = (kpis.berichten, kpis.nieuwe_vragen, *figures.FIGURES)
        return [(kpis.name_of(f), kpis.definition_of(f)) for f in shown] + WORDS + OTHER_WORDS

    @property
    def definition_tables(self) -> list[list[tuple[str, str]]]:
        """The definitions, cut into tables that fit at the end of a page."""
        return _even(self.definitions, DEFINITIONS_A_TABLE)

    @cached_property
    def origin(self) -> list[str]:
        """The data's fingerprint and the versions that made it."""
        posts, mark = ledger.fingerprint(self.facts)
        software, digests = ledger.versions(self.facts)
        said = [
            f"Gegevens: {dutch.number(posts)} opgeslagen berichten, kenmerk {mark}.",
            f"Profiel: {self.facts.profile.digest}" + _made_with(digests, self.facts.profile.digest) + ".",
            f"Programma: versie {dutch.listed(software) or 'onbekend'}; begrippen: versie {kpis.DEFINITIONS_VERSION}.",
        ]  # fmt: skip
        if self.facts.undated:
            said.append(
                f"{dutch.counted(self.facts.undated, 'bericht', 'berichten')} zonder leesbare datum tellen nergens mee."
            )
        return said


WORDS = [
    ("Soorten interventie", (
        "Algemene vraag: beantwoord met feiten. Eigen geval: de vrager beschrijft een eigen zaak, het gesprek gaat "
        "verder in privécontact. Klacht: zonder concrete vraag. Niemand wachtte: vervolg of informatie."
    )),
    ("Reactietijd", (
        "Tijd tussen de eerste concrete vraag in een thread en de eerste reactie van het team, in openingsuren en in "
        "klokuren; alleen waar beide op de minuut bekend zijn. Wie geen antwoord kreeg, staat ernaast."
    )),
    ("Op eigen initiatief", "Niemand had het team genoemd, en het had in de thread nog niet gereageerd."),
    ("Bedankt of bevestigd", "De vragensteller schreef na de interventie een bedankje of compliment."),
    ("Deelmaand", (
        "Maand waarvan meer dan drie werkdagen buiten het werk vallen; telt niet mee in het maandgemiddelde."
    )),
    ("Signaal", "Vastgelegde waarneming over het eigen proces, doorgegeven aan een afdeling."),
]  # fmt: skip


def _even(rows: list[Row], most: int) -> list[list[Row]]:
    """The rows in parts of about the same length, none longer than ``most``: a table of one row reads badly."""
    parts = -(-len(rows) // most)
    return [rows[len(rows) * n // parts : len(rows) * (n + 1) // parts] for n in range(parts)]


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


def _noise(account: TermAccount) -> str:
    if account.noise_share is None:
        return "–"
    return f"minder dan {small.LEAST}" if small.is_small(account.judged) else dutch.percentage(account.noise_share)


def _part(count: int, said: str, total: int) -> str:
    return said if said in {"·", "0"} else dutch.percentage(count / total)


def _made_with(digests: Sequence[str], now: str) -> str:
    others = [digest for digest in digests if digest != now]
    return f" (gelezen met {dutch.counted(len(others), 'eerdere versie', 'eerdere versies')})" if others else ""
