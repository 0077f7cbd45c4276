"""Pages 2 and 3: the volume per source and the topics, cut to what fits."""

from __future__ import annotations

from functools import cached_property

from reports import dutch, layout
from reports.daily import SourceRow
from reports.pages import Page
from reports.rising import FACTOR, LEAST, LEAST_AUTHORS, SAMPLE, compared_weeks, is_sampled
from reports.tables import TopicRow

MOST_TOPICS = 9


class VolumePage(Page):
    """Small multiples and the table of posts per source and day."""

    @cached_property
    def volume(self) -> layout.VolumePage:
        """How much of the volume fits."""
        return layout.volume_page(len(self.w.sources), cuts=self.w.cuts[2])

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

    @property
    def volume_note(self) -> str:
        """What the table of volume leaves out or counts apart."""
        rest = len(self.w.sources) - self.volume.rows
        parts = [f"{dutch.counted(rest, 'bron staat', 'bronnen staan')} alleen in de bijlage."] if rest > 0 else []
        by_title = self.facts.posts.of_week("count(*) filter (where match_reason = 'title')", table="kept")
        by_thread = self.facts.posts.of_week("count(*) filter (where match_reason = 'thread')", table="kept")
        if by_title:
            parts.append(
                f"Niet meegeteld: {dutch.counted(by_title, 'bericht', 'berichten')} alleen via de titel gevonden."
            )
        if by_thread:
            posts = dutch.counted(by_thread, "bericht", "berichten")
            parts.append(f"Niet meegeteld: {posts} uit gevolgde threads zonder zoekterm.")
        return " ".join(parts)


class TopicsPage(Page):
    """Topics and rising terms."""

    @cached_property
    def topics(self) -> list[TopicRow]:
        """The topics that are printed."""
        shown = [t for t in self.w.topics if t.count or t.questions or t.verdict in {"hoger", "lager"}]
        return shown[: max(1, MOST_TOPICS - self.w.cuts[3])]

    @property
    def topics_note(self) -> str:
        """How many topics are left out."""
        rest = sum(bool(t.count or t.questions) for t in self.w.topics) - len(self.topics)
        return (
            f" {dutch.counted(rest, 'kleiner onderwerp staat', 'kleinere onderwerpen staan')} in de bijlage."
            if rest > 0
            else ""
        )

    @property
    def longest_bar(self) -> float:
        """The end of the scale of the bars of rising terms."""
        return max([max(t.count, t.mean) for t in self.w.rising], default=1)

    @property
    def rising_note(self) -> str:
        """What counts as a rising term, or why there are none."""
        if not compared_weeks(self.facts):
            return "Nog geen normaal: opkomende termen zijn te zien vanaf 8 volledig gemeten weken."
        if not self.facts.is_usable():
            return "Deze week is niet volledig gemeten; opkomende termen worden dan niet bepaald."
        rule = (
            f"Minstens {LEAST} berichten van {LEAST_AUTHORS} schrijvers, {dutch.number(FACTOR, 1)} keer het gemiddelde "
            "en meer dan toeval. "
            "De streep geeft het gemiddelde."
        )
        sample = (
            f" Drukke weken zijn gelezen met een steekproef van {dutch.number(SAMPLE)} berichten."
            if is_sampled(self.facts)
            else ""
        )
        return ("" if self.w.rising else "Geen enkele term steekt boven de afgelopen weken uit. ") + rule + sample
