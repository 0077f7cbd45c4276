"""The weekly report: the facts of one week laid out on six pages, for the team or for the committee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from crawler.profile import Profile
from reports import kpis, sentences, small
from reports.certainty import MeasurePage
from reports.daily import SourceRow, merged_sources, source_rows, total_row, veiled
from reports.facts import HISTORY, Facts, facts
from reports.front import FrontPage
from reports.hours import HoursPart
from reports.journal import Journal
from reports.kpis import KPIS, Tile
from reports.pages import Document
from reports.period import Period
from reports.proof import TopicsPage, VolumePage
from reports.questions import Pending, Question, open_questions, waiting_for_asker, withdrawn_since
from reports.quotations import Quotations
from reports.rising import Risen, risen
from reports.tables import (
    CoverageRow,
    TopicRow,
    WorkRow,
    coverage_rows,
    merged_topics,
    merged_work,
    topic_rows,
    work_rows,
)
from reports.work import OpenPage, TeamPage

Edition = Literal["team", "committee"]
PAGES = ("front", "volume_page", "topics_page", "open_page", "team_page", "hours_part", "measure_page")


@dataclass
class Weekly:
    """Everything that stands in one weekly report, computed when a page asks for it."""

    facts: Facts
    edition: Edition = "team"
    revised: tuple[str, ...] = ()
    is_screen: bool = False
    cuts: Counter[int] = field(default_factory=Counter)
    """Per page how often it had to be cut because it ran on."""

    def tighten(self, page: int) -> None:
        """Lets a page show less."""
        self.cuts[page] += 1
        self._choose_anew()

    def show_on(self, *, screen: bool) -> None:
        """Chooses the web page, where nothing has to fit, or print."""
        self.is_screen = screen
        self._choose_anew()

    def _choose_anew(self) -> None:
        """Forgets what the pages had chosen to show."""
        for name in PAGES:
            self.__dict__.pop(name, None)

    @property
    def is_team(self) -> bool:
        """Whether this edition stays in the team: only there are links, quotations and advisers."""
        return self.edition == "team"

    @cached_property
    def document(self) -> Document:
        """The report's names and dates."""
        return Document(self)

    @cached_property
    def front(self) -> FrontPage:
        """Page 1."""
        return FrontPage(self)

    @cached_property
    def volume_page(self) -> VolumePage:
        """Page 2."""
        return VolumePage(self)

    @cached_property
    def topics_page(self) -> TopicsPage:
        """Page 3."""
        return TopicsPage(self)

    @cached_property
    def open_page(self) -> OpenPage:
        """Page 4."""
        return OpenPage(self)

    @cached_property
    def team_page(self) -> TeamPage:
        """Page 5."""
        return TeamPage(self)

    @cached_property
    def hours_part(self) -> HoursPart:
        """The lower half of page 5."""
        return HoursPart(self)

    @cached_property
    def measure_page(self) -> MeasurePage:
        """Page 6."""
        return MeasurePage(self)

    @property
    def is_first(self) -> bool:
        """Whether no earlier week was ever measured."""
        return not any(self.facts.is_usable(n) for n in range(HISTORY))

    @cached_property
    def tiles(self) -> list[Tile]:
        """The seven key figures."""
        tiles = [kpis.tile(self.facts, figure) for figure in KPIS]
        return tiles if self.is_team else [kpis.veiled(tile) for tile in tiles]

    @cached_property
    def total(self) -> SourceRow:
        """All sources together, per day."""
        return total_row(self.facts) if self.is_team else self._veiled[-1]

    @cached_property
    def sources(self) -> list[SourceRow]:
        """Volume per source, the busiest first; small ones together where the committee reads."""
        return self.every_source if self.is_team else self._veiled[:-1]

    @cached_property
    def _veiled(self) -> list[SourceRow]:
        """The rows on sources for readers outside the team, the sum last."""
        return veiled([*merged_sources(self.every_source), total_row(self.facts)])

    @cached_property
    def every_source(self) -> list[SourceRow]:
        """Volume per source, none merged."""
        return source_rows(self.facts)

    @cached_property
    def topics(self) -> list[TopicRow]:
        """Topics, the largest first; small ones together where the committee reads."""
        rows = topic_rows(self.facts)
        return rows if self.is_team else merged_topics(rows)

    @cached_property
    def risen(self) -> Risen:
        """The topics and terms that rise; where the committee reads, none that few posts hold."""
        found = risen(self.facts)
        if self.is_team:
            return found
        topics, terms = (tuple(r for r in rows if not small.is_small(r.count)) for rows in (found.topics, found.terms))
        return replace(found, topics=topics, terms=terms)

    @cached_property
    def questions(self) -> list[Question]:
        """All open questions, the most urgent first."""
        return open_questions(self.facts, frozenset(topic.identity for topic in self.risen.topics))

    @cached_property
    def longest_over(self) -> list[Question]:
        """What to answer first: the three that wait longest over the norm, else the three most urgent."""
        over = sorted((q for q in self.questions if q.is_over), key=lambda q: -q.waited)
        return (over or self.questions)[:3]

    @cached_property
    def pending(self) -> list[Pending]:
        """Threads that wait for the asker."""
        return waiting_for_asker(self.facts)

    @cached_property
    def work(self) -> list[WorkRow]:
        """Interventions per source; small ones together where the committee reads."""
        rows = work_rows(self.facts)
        return rows if self.is_team else merged_work(rows)

    @cached_property
    def coverage(self) -> list[CoverageRow]:
        """What was measured, per source."""
        return coverage_rows(self.facts)

    @cached_property
    def unanswered(self) -> int:
        """First questions that still wait for their first answer at the end of the week."""
        return sum(s.is_first and s.is_open(self.facts.end()) for s in self.facts.spells)

    @cached_property
    def withdrawn(self) -> int:
        """Questions that waited at the end of the week, and that their sites have withdrawn since."""
        return withdrawn_since(self.facts)

    @cached_property
    def week(self) -> sentences.Week:
        """What the sentences speak about."""
        return sentences.Week(
            {tile.identity: tile for tile in self.tiles}, self.total, self.sources, self.topics, self.questions,
            self.coverage, self.risen, self.facts.profile.team.norm_hours, self.facts.is_measured_at_all,
            hides_small=not self.is_team,
        )  # fmt: skip

    @cached_property
    def quotations(self) -> Quotations:
        """The words of customers that are quoted; none where the committee reads."""
        return Quotations(self.facts, self.risen, is_team=self.is_team)


def weekly(
    data: str, journal: Journal, profile: Profile, period: Period, titles: Mapping[str, str],
    edition: Edition = "team",
) -> Weekly:  # fmt: skip
    """The weekly report on one ISO week, from the data, the team's records, the profile and nothing else.

    Args:
        data: folder or object-store address of the Parquet data.
        journal: the team's own records.
        profile: the organisation.
        period: the week.
        titles: names of built-in sources, by source.
        edition: "team", or "committee" without links, quotations and advisers.
    """
    return Weekly(facts(data, journal, profile, period, titles), edition)
