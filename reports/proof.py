"""Pages 2 and 3: the volume per source and the topics, cut to what fits."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup, escape

from crawler.reading.rising import LEAST_AUTHORS, LEAST_POSTS
from reports import dutch, layout, small
from reports.daily import SourceRow
from reports.pages import Page
from reports.rising import SAMPLE, Rising
from reports.tables import TopicRow

MOST_TOPICS, MOST_TERMS = 9, 5
TOPICS_ROOM = 545.0
TOPIC_ROW, TERM_ROW, PLAIN_ROW = 42.0, 31.0, 20.0
"""Room on page 3 below its headings and notes, and the height of rows with and without an example, in points."""
WITHHELD = (
    f"“{small.LESS}” en “{small.UNSAID}”: een aantal onder de {small.LEAST}, en een dat zo'n aantal zou verraden; in "
    "de grafieken staan ze zonder getal, alle even hoog."
)
LETTERS_A_MILLIMETRE = 0.62
"""Letters of a name in the table of sources."""


class VolumePage(Page):
    """Small multiples and the table of posts per source and day."""

    @cached_property
    def volume(self) -> layout.VolumePage:
        """How much of the volume fits."""
        return layout.volume_page([row.title for row in self.w.sources], self.per_line, self.w.cuts[2])

    @cached_property
    def widths(self) -> tuple[float, float, float, float]:
        """Millimetres of the table's columns: the name, a day, the total, normal; large figures take of the names."""
        rows = [*self.w.sources, self.w.total]
        most = max(n or 0 for row in rows for n in row.days)
        if most >= 10_000:
            return 27, 12.9, 13, 22
        if most >= 1_000 or any(row.usual and row.usual.low >= 1_000 for row in rows):
            return 34, 11.2, 13, 22
        return 41, 10.5, 13, 18

    @property
    def per_line(self) -> int:
        """Letters of a name on one line of the table."""
        return int(LETTERS_A_MILLIMETRE * (self.widths[0] - 2))

    @property
    def multiples(self) -> list[SourceRow]:
        """The sources with a chart: what is outside normal first, then the busiest, in the order of the table."""
        urgent = sorted(self.w.sources, key=lambda row: not row.is_outside)[: self.volume.multiples]
        return [row for row in self.w.sources if row in urgent]

    @property
    def multiples_note(self) -> str:
        """Which sources have no chart."""
        return (
            "" if len(self.w.sources) <= self.volume.multiples else " Eerst de bronnen buiten normaal, dan de drukste."
        )

    @property
    def volume_rows(self) -> list[SourceRow]:
        """The rows of the table, the sum last."""
        return [*self.w.sources[: self.volume.rows], self.w.total]

    @cached_property
    def volume_note(self) -> str:
        """What the table of volume leaves out or counts apart."""
        rest = len(self.w.sources) - self.volume.rows
        parts = [f"{dutch.counted(rest, 'bron staat', 'bronnen staan')} alleen in de bijlage."] if rest > 0 else []
        if any(row.has_unusual_day for row in self.volume_rows):
            parts.insert(0, "Pijl voor een dag: boven of onder normaal voor die weekdag.")
        if any(row.withheld for row in self.volume_rows):
            parts.append(WITHHELD)
        by_title = self.facts.posts.of_week("count(*) filter (where match_reason = 'title')", table="kept")
        by_thread = self.facts.posts.of_week("count(*) filter (where match_reason = 'thread')", table="kept")
        if by_title:
            parts.append(
                f"Niet meegeteld: {self.w.week.counted(by_title, 'bericht', 'berichten')} alleen via de titel gevonden."
            )
        if by_thread:
            posts = self.w.week.counted(by_thread, "bericht", "berichten")
            parts.append(f"Niet meegeteld: {posts} uit gevolgde threads zonder zoekterm.")
        return " ".join(parts)


class TopicsPage(Page):
    """Topics and rising terms."""

    @cached_property
    def topics(self) -> list[TopicRow]:
        """The topics that fit above what rises: those outside normal first, then the largest, in the table's order."""
        shown = [t for t in self.w.topics if t.count or t.questions or t.verdict in {"hoger", "lager"}]
        row, term = (TOPIC_ROW, TERM_ROW) if self.w.is_team else (PLAIN_ROW, PLAIN_ROW)
        room = int((TOPICS_ROOM - term * len(self.terms)) / row)
        if self.w.is_screen:
            return shown
        fitting = max(1, min(MOST_TOPICS, room) - self.w.cuts[3])
        urgent = sorted(shown, key=lambda t: t.verdict not in {"hoger", "lager"})[:fitting]
        return [t for t in shown if t in urgent]

    @property
    def terms(self) -> list[Rising]:
        """The rising terms that are printed."""
        return self.shown(self.w.risen.terms, MOST_TERMS)

    @cached_property
    def _risen(self) -> dict[str, Rising]:
        return {topic.identity: topic for topic in self.w.risen.topics}

    def titled(self, topic: TopicRow) -> Markup:
        """A topic's title; where it rises, with the words that explain it, which may be of few people, for the team."""
        found = self._risen.get(topic.identity)
        if found is None:
            return escape(topic.title)
        words = f": {', '.join(found.terms)}" if found.terms and self.w.is_team else ""
        return escape(topic.title) + Markup('<br/><span class="muted">stijgt{}</span>').format(words)

    def example(self, topic: TopicRow) -> str:
        """A few words of one post: of one that shows why the topic rises, where it does."""
        found, quotations = self._risen.get(topic.identity), self.w.quotations
        return (quotations.rising_example(found, 100) if found else "") or quotations.topic_example(topic.identity)

    @property
    def topics_note(self) -> str:
        """How many topics are left out."""
        rest = sum(bool(t.count or t.questions) and t not in self.topics for t in self.w.topics)
        return (
            f" {dutch.counted(rest, 'ander onderwerp staat', 'andere onderwerpen staan')} in de bijlage."
            if rest > 0
            else ""
        )

    @property
    def longest_bar(self) -> float:
        """The end of the scale of the bars of rising terms."""
        return max([max(t.count, t.mean) for t in self.terms], default=1)

    @property
    def rising_note(self) -> str:
        """What counts as rising; nothing where it cannot be known."""
        if not self.w.risen.is_known or not (self.terms or self.w.risen.topics):
            return ""
        rest = len(self.w.risen.terms) - len(self.terms)
        more = f"Nog {dutch.counted(rest, 'term', 'termen')} in de bijlage. " if rest else ""
        tick = " De streep in de balk is het gemiddelde van die weken." if self.terms else ""
        posts = dutch.number(SAMPLE)
        sample = (
            f" Termen in drukke weken: uit een steekproef van {posts} berichten." if self.w.risen.is_sampled else ""
        )
        return (
            f"{more}“Stijgt”: meer dan toeval verklaart, vergeleken met de 8 weken ervoor, met minstens {LEAST_POSTS} "
            f"berichten van {LEAST_AUTHORS} schrijvers.{tick}{sample}"
        )
