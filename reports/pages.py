"""What every page of a weekly report shares: words of others made printable, and the report's own names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reports import dutch
from reports.facts import HISTORY
from reports.questions import Question
from reports.texts import printable, shortened

if TYPE_CHECKING:
    from reports.facts import Facts
    from reports.weekly import Weekly

Entry = TypeVar("Entry")
OTHER_WORDS = [
    (
        "Normaal",
        (
            "10e tot 90e percentiel van hetzelfde cijfer over de afgelopen 8 volledig gemeten weken, per week of per "
            "weekdag; met minder weken “nog geen normaal”."
        ),
    ),
    (
        "Dekking",
        "Gelukte meetrondes ÷ geplande meetrondes per bron en week: goed vanaf 95%, matig vanaf 80%, slecht daaronder.",
    ),
    (
        "Openingsuren",
        "Uren waarin het team bereikbaar is volgens de kalender van die dag, zonder feestdagen en sluitingsdagen.",
    ),
]
"""Words that the definitions of the figures use, with their own definition."""


@dataclass
class Page:
    """What every page of a weekly report can say; a page's template asks for its words and lists by name."""

    w: Weekly

    def short(self, text: str, length: int) -> str:
        """Words of others, cleaned and cut."""
        return shortened(printable(text), length)

    def quote(self, text: str) -> str:
        """Words of others in quotation marks; nothing where there are none."""
        return f"“{text.strip('“”')}”" if text else ""

    def shown(self, rows: Sequence[Entry], most: int) -> list[Entry]:
        """The first rows, as many as fit on paper; the web page has room for all."""
        return list(rows if self.w.is_screen else rows[:most])

    @property
    def decimals(self) -> int:
        """Digits behind the comma of a waiting time: with one, an outsider could find the minute of a question."""
        return 1 if self.w.is_team else 0

    def topics_of(self, question: Question) -> str:
        """What a question is about, for readers who may not see its title."""
        titles = [self.facts.topic(t) for t in question.topics]
        return dutch.listed(titles) or "Onderwerp onbekend"

    @property
    def facts(self) -> Facts:
        """The facts of the week."""
        return self.w.facts


class Document(Page):
    """The report as a whole: its names and dates."""

    @property
    def week_number(self) -> int:
        """The ISO week's number."""
        return self.facts.period.first.isocalendar().week

    @property
    def week_year(self) -> int:
        """The ISO week's year."""
        return self.facts.period.first.isocalendar().year

    @property
    def previous(self) -> str:
        """Last week by its number."""
        return f"week {self.facts.weeks[HISTORY - 1].first.isocalendar().week}"

    @property
    def made(self) -> str:
        """The data's cut-off, as the date of the document."""
        return self.facts.cutoff.isoformat(timespec="seconds")

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        known = dutch.day_and_clock(self.facts.cutoff, self.facts.profile.zone)
        return f"{self.facts.profile.organisation.name} · gegevens tot {known}"

    @property
    def attachment(self) -> str:
        """The name of the table inside the PDF."""
        return f"weekcijfers-{self.facts.period.week_name}.csv"
