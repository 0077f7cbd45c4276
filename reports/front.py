"""Page 1: what stands beside the tiles."""

from __future__ import annotations

from functools import cached_property

from reports import dutch, layout, sentences
from reports.daily import SourceRow
from reports.facts import HISTORY
from reports.normal import LEAST_FOR_PERCENTAGE, WEEKS
from reports.pages import Page
from reports.tables import CoverageRow, TopicRow

MOST_TOPICS = 4


class FrontPage(Page):
    """The page that stands alone."""

    @property
    def tiles_note(self) -> str:
        """What the figures of the tiles leave out."""
        said = []
        if waiting := self.w.unanswered:
            waits = self.w.week.counted(
                waiting, "eerste vraag wacht nog en telt", "eerste vragen wachten nog en tellen"
            )
            said.append(f"Mediane reactietijd: {waits} niet mee.")
        if not self.facts.is_complete():
            said.append("Deze week is niet elke bron volledig gemeten: daarom staan er geen percentages.")
        return " ".join(said)

    @property
    def all_open(self) -> str:
        """How many open questions there are in all."""
        count = len(self.w.questions)
        if self.w.week.is_withheld(count):
            return "Alle open vragen"
        few = {1: "De open vraag", 2: "Beide open vragen"}
        return few.get(count, f"Alle {dutch.in_words(count)} open vragen")

    @property
    def day_note(self) -> str:
        """What the days say, in words and numbers."""
        total = self.w.total
        if total.total is None:
            return "Geen enkele dag is gemeten."
        if not any(total.day_usual):
            complete = min(sum(self.facts.is_usable(n) for n in range(HISTORY)), WEEKS)
            there = f"zijn er {dutch.in_words(complete)}" if complete > 1 else f"is er {dutch.in_words(complete)}"
            return f"Nog geen normaal: daarvoor zijn {WEEKS} volledig gemeten weken nodig, er {there}."
        above = [
            (dutch.WEEKDAYS[n], count - usual.high)
            for n, (count, usual) in enumerate(zip(total.days, total.day_usual, strict=True))
            if count is not None and usual and count > usual.high
        ]
        if not above:
            return "Geen enkele dag lag boven normaal."
        extra = dutch.counted(round(sum(gap for _, gap in above)), "bericht", "berichten")
        names = dutch.capital(dutch.listed([name for name, _ in above]))
        rest = "" if len(above) == 7 else " De andere dagen lagen daar niet boven."
        return f"{names} {'lag' if len(above) == 1 else 'lagen samen'} {extra} boven normaal.{rest}"

    @cached_property
    def unusual_topics(self) -> list[TopicRow]:
        """Topics outside normal, the largest first, at most four."""
        return [t for t in self.w.topics if t.verdict in {"hoger", "lager"}][:MOST_TOPICS]

    @property
    def topic_note(self) -> str:
        """What is not in the list of unusual topics."""
        if not self.facts.is_measured_at_all:
            return "Niet gemeten."
        if not self.w.topics:
            return "Geen enkel bericht gaat over een van de onderwerpen."
        if not any(t.usual for t in self.w.topics):
            if not all(t.identity for t in self.w.topics):
                return sentences.MERGED.format("onderwerpen")
            return "Nog geen normaal om de onderwerpen mee te vergelijken."
        odd = sum(t.verdict in {"hoger", "lager"} for t in self.w.topics)
        if not odd:
            return "Geen enkel onderwerp ligt buiten normaal."
        rest = odd - len(self.unusual_topics)
        where = "hieronder" if self.w.is_screen else "pagina 3"
        more = f" Nog {dutch.in_words(rest)} buiten normaal: {where}." if rest else ""
        if not self.facts.is_complete():
            return f"Zonder percentage: niet elke bron is deze week volledig gemeten.{more}"
        few = f", onder de {LEAST_FOR_PERCENTAGE} berichten als aantal"
        small = any("%" not in (t.change or "%") for t in self.unusual_topics)
        return f"Verschil met de mediaan van de afgelopen 8 weken{few if small else ''}.{more}"

    @property
    def measured(self) -> str:
        """How many sources were measured."""
        good = sum(not row.is_bad for row in self.w.coverage)
        return f"Gemeten: {good} van de {len(self.w.coverage)} {'bron' if len(self.w.coverage) == 1 else 'bronnen'}"

    @cached_property
    def source_list(self) -> list[CoverageRow]:
        """The sources for the front page: what was not measured first, then the busiest, as many as fit."""
        rows = [self._front(row, days) for row, days in zip(self.w.coverage, self.w.every_source, strict=True)]
        rows.sort(key=lambda row: not row.is_bad)
        if self.w.is_screen:
            return rows
        said = [f"{row.title} {row.remark}" for row in rows]
        changed, is_complete = sentences.changed(self.w.week), self.facts.is_complete()
        fitting = layout.front_sources(said, changed, self.w.revised, is_complete=is_complete)
        return rows[: max(1, fitting - self.w.cuts[1])]

    def _front(self, row: CoverageRow, days: SourceRow) -> CoverageRow:
        missed = [dutch.SHORT_DAYS[n] for n, count in enumerate(days.days) if count is None]
        said = row.state[:1].lower() + row.state[1:]
        if 0 < len(missed) < 7:
            said = f"{dutch.listed(missed) if len(missed) < 4 else f'{len(missed)} dagen'} niet gemeten"
        remark = said if row.is_bad or row.state != "Compleet" else ""
        return CoverageRow(row.title, row.rhythm, row.done, row.share, row.state, remark, row.is_bad)

    @property
    def more_sources(self) -> str:
        """How many sources the front page leaves out."""
        rest = sorted((row.is_bad for row in self.w.coverage), reverse=True)[len(self.source_list) :]
        if not rest:
            return ""
        bad = f", waarvan {sum(rest)} niet volledig gemeten" if any(rest) else ", gemeten"
        return f"En {dutch.counted(len(rest), 'andere bron', 'andere bronnen')}{bad}: pagina 6."
