"""The annex: the table behind every chart, the search terms with their hits, the definitions, and the origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TypeVar

from crawler.reading.accountability import TermAccount
from reports import dutch, kpis, small
from reports.pages import OTHER_WORDS
from reports.tables import signal_state
from reports.texts import printable, shortened
from reports.yearly import counts, figures, ledger
from reports.yearly.behind import Behind, Table
from reports.yearly.facts import YearFacts
from reports.yearly.signalled import Signalled

MOST_SIGNALS = 44
SIGNALS_A_TABLE = 12
DEFINITIONS_A_TABLE = 9


Row = TypeVar("Row")


@dataclass
class Annex:
    """The annex; the template asks for its parts by name."""

    facts: YearFacts
    behind: Behind
    signalled: Signalled

    @cached_property
    def layout(self) -> list[list[Table]]:
        """The tables that hold anything, numbered, in rows of one or two that fill the width of a page."""
        rows = [row for row in ([table for table in pair if table.rows] for pair in self.behind.planned) if row]
        number = count(1)
        return [[replace(table, number=next(number)) for table in row] for row in rows]

    @property
    def tables(self) -> list[Table]:
        """The same in one list."""
        return [table for row in self.layout for table in row]

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
            (dutch.short_date(s.noted)[3:], shortened(printable(s.text), 120),
             shortened(printable(s.department), 40), shortened(printable(signal_state(s, self.facts.period.last)), 60))
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


def _noise(account: TermAccount) -> str:
    if account.noise_share is None:
        return "–"
    return f"minder dan {small.LEAST}" if small.is_small(account.judged) else dutch.percentage(account.noise_share)


def _made_with(digests: Sequence[str], now: str) -> str:
    others = [digest for digest in digests if digest != now]
    return f" (gelezen met {dutch.counted(len(others), 'eerdere versie', 'eerdere versies')})" if others else ""
