"""What stands on each page besides the tables: notes, cut lists and their counts, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import TYPE_CHECKING

from reports import dutch, kpis, layout
from reports.facts import HISTORY
from reports.journal import Signal
from reports.kpis import DEFINITIONS_VERSION, KPIS
from reports.questions import Question
from reports.rising import FACTOR, LEAST, LEAST_AUTHORS, SAMPLE, compared_weeks, is_sampled
from reports.tables import (
    CoverageRow,
    SourceRow,
    TopicRow,
    signal_state,
    signals,
    unanswered_by_reason,
)
from reports.texts import printable, shortened

if TYPE_CHECKING:
    from reports.weekly import Weekly

MOST_TOPICS = 9
MOST_SOURCES_ON_FRONT = 12
MOST_WORK_ROWS = 9
MOST_SIGNALS = 4
MOST_COVERAGE_ROWS = 18
MOST_PENDING = 3
MOST_ON_SCREEN = 400


@dataclass
class Pages:
    """The words and lists of one weekly report; the template asks for them by name."""

    w: Weekly

    def short(self, text: str, length: int) -> str:
        """Words of others, cleaned and cut."""
        return shortened(printable(text), length)

    def quote(self, text: str) -> str:
        """Words of others in quotation marks; nothing where there are none."""
        return f"“{text.strip('“”')}”" if text else ""

    def topics_of(self, question: Question) -> str:
        """What a question is about, for readers who may not see its title."""
        titles = [self.w.facts.topic(t) for t in question.topics]
        return dutch.listed(titles) or "Onderwerp onbekend"

    @property
    def week_number(self) -> int:
        """The ISO week's number."""
        return self.w.facts.period.first.isocalendar().week

    @property
    def week_year(self) -> int:
        """The ISO week's year."""
        return self.w.facts.period.first.isocalendar().year

    @property
    def previous(self) -> str:
        """Last week by its number."""
        return f"week {self.w.facts.weeks[HISTORY - 1].first.isocalendar().week}"

    @property
    def made(self) -> str:
        """The data's cut-off, as the date of the document."""
        return self.w.facts.cutoff.isoformat(timespec="seconds")

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        return f"{self.w.facts.profile.organisation.name} · gegevens tot {dutch.day_and_clock(self.w.facts.cutoff, self.w.facts.profile.zone)}"

    @property
    def attachment(self) -> str:
        """The name of the table inside the PDF."""
        return f"weekcijfers-{self.w.facts.period.week_name}.csv"

    # page 1

    @property
    def all_open(self) -> str:
        """How many open questions there are in all."""
        count = len(self.w.questions)
        return "De open vraag" if count == 1 else f"Alle {dutch.in_words(count)} open vragen"

    @property
    def day_note(self) -> str:
        """What the days say, in words and numbers."""
        total = self.w.total
        if not any(total.day_usual):
            complete = sum(self.w.facts.is_usable(n) for n in range(HISTORY))
            return f"Nog geen normaal: daarvoor zijn 8 volledig gemeten weken nodig, er zijn er {min(complete, 8)}."
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
        return [t for t in self.w.topics if t.verdict in {"hoger", "lager"}][:4]

    @property
    def topic_note(self) -> str:
        """What is not in the list of unusual topics."""
        if not self.w.facts.is_measured_at_all:
            return "Niet gemeten."
        if not any(t.usual for t in self.w.topics):
            return "Nog geen normaal om de onderwerpen mee te vergelijken."
        odd = sum(t.verdict in {"hoger", "lager"} for t in self.w.topics)
        if not odd:
            return "Geen enkel onderwerp ligt buiten normaal."
        rest = odd - len(self.unusual_topics)
        more = f" Nog {dutch.in_words(rest)} buiten normaal: pagina 3." if rest else ""
        return f"Verschil met de mediaan van de afgelopen 8 weken.{more}"

    @property
    def measured(self) -> str:
        """How many sources were measured."""
        good = sum(not row.is_bad for row in self.w.coverage)
        return f"Gemeten: {good} van de {len(self.w.coverage)} {'bron' if len(self.w.coverage) == 1 else 'bronnen'}"

    @cached_property
    def source_list(self) -> list[CoverageRow]:
        """The sources for the front page: what was not measured first, then the busiest."""
        rows = [self._front(row, days) for row, days in zip(self.w.coverage, self.w.sources, strict=True)]
        return sorted(rows, key=lambda row: not row.is_bad)[:MOST_SOURCES_ON_FRONT]

    def _front(self, row: CoverageRow, days: SourceRow) -> CoverageRow:
        missed = [dutch.SHORT_DAYS[n] for n, count in enumerate(days.days) if count is None]
        said = f"{dutch.listed(missed)} niet gemeten" if 0 < len(missed) < 7 else row.state[:1].lower() + row.state[1:]
        remark = said if row.is_bad or row.state != "Compleet" else ""
        return CoverageRow(row.title, row.rhythm, row.done, row.share, row.state, remark, row.is_bad)

    @property
    def more_sources(self) -> str:
        """How many sources the front page leaves out."""
        rest = sorted((row.is_bad for row in self.w.coverage), reverse=True)[MOST_SOURCES_ON_FRONT:]
        if not rest:
            return ""
        bad = f", waarvan {sum(rest)} niet volledig gemeten" if any(rest) else ", gemeten"
        return f"En {dutch.counted(len(rest), 'andere bron', 'andere bronnen')}{bad}: pagina 6."

    # page 2

    @cached_property
    def volume(self) -> layout.VolumePage:
        """How much of the volume fits."""
        return layout.volume_page(len(self.w.sources))

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
        by_title = self.w.facts.posts.of_week("count(*) filter (where match_reason = 'title')", table="kept")
        by_thread = self.w.facts.posts.of_week("count(*) filter (where match_reason = 'thread')", table="kept")
        if by_title:
            parts.append(
                f"Niet meegeteld: {dutch.counted(by_title, 'bericht', 'berichten')} alleen via de titel gevonden."
            )
        if by_thread:
            parts.append(
                f"Niet meegeteld: {dutch.counted(by_thread, 'bericht', 'berichten')} uit gevolgde threads zonder zoekterm."
            )
        return " ".join(parts)

    # page 3

    @cached_property
    def topics(self) -> list[TopicRow]:
        """The topics that are printed."""
        shown = [t for t in self.w.topics if t.count or t.questions or t.verdict in {"hoger", "lager"}]
        return shown[:MOST_TOPICS]

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
        if not compared_weeks(self.w.facts):
            return "Nog geen normaal: opkomende termen zijn te zien vanaf 8 volledig gemeten weken."
        if not self.w.facts.is_usable():
            return "Deze week is niet volledig gemeten; opkomende termen worden dan niet bepaald."
        rule = (
            f"Minstens {LEAST} berichten van {LEAST_AUTHORS} schrijvers, {dutch.number(FACTOR, 1)} keer het gemiddelde en meer dan toeval. "
            "De streep geeft het gemiddelde."
        )
        sample = (
            f" Drukke weken zijn gelezen met een steekproef van {dutch.number(SAMPLE)} berichten."
            if is_sampled(self.w.facts)
            else ""
        )
        return ("" if self.w.rising else "Geen enkele term steekt boven de afgelopen weken uit. ") + rule + sample

    # page 4

    @property
    def open(self) -> list[Question]:
        """The open questions that are shown in full: as many as fit on the page, on the web page far more."""
        if self.w.is_screen:
            return self.w.questions[:MOST_ON_SCREEN]
        room = layout.QUESTIONS_ROOM - (70 if self.pending or self.expiring else 0)
        return self.w.questions[: layout.fitting(self.w.questions, room)]

    @property
    def longest_wait(self) -> float:
        """The end of the scale of the waiting bars: three norms, so that every row and week compares."""
        return 3 * self.w.facts.profile.team.norm_hours

    @property
    def open_note(self) -> str:
        """How to read the page, and what it leaves out."""
        rest = len(self.w.questions) - len(self.open)
        more = (
            f"Nog {dutch.counted(rest, 'open vraag', 'open vragen')}: in de bijlage en op de webpagina. "
            if rest
            else ""
        )
        if not self.w.questions:
            return ""
        marks = " Gemarkeerd: de zoektermen. Klik op de titel om de thread te openen." if self.w.is_team else ""
        return (
            f"{more}Wachttijd telt alleen openingstijden, zonder feestdagen, tot het einde van deze week (zondag 24 uur). De streep in de "
            f"balk is de norm van {dutch.number(self.w.facts.profile.team.norm_hours)} openingsuren; de balk loopt tot drie keer de norm.{marks}"
        )

    @property
    def pending(self) -> list[object]:
        """The first threads that wait for the asker."""
        return list(self.w.pending[:MOST_PENDING])

    @property
    def more_pending(self) -> str:
        """How many of them are not named."""
        rest = len(self.w.pending) - MOST_PENDING
        return f"; en nog {dutch.in_words(rest)}." if rest > 0 else "."

    @property
    def expiring(self) -> str:
        """What runs out next week if nothing moves."""
        soon = sum(q.is_expiring for q in self.w.questions)
        if not soon:
            return ""
        return f"{dutch.capital(dutch.in_words(soon))} open {'vraag verloopt' if soon == 1 else 'vragen verlopen'} binnen een week als er niets beweegt."

    # page 5

    @property
    def advisers(self) -> list[str]:
        """Whose figures are shown: nobody's, unless the profile asks for it, and never outside the team."""
        if not (self.w.is_team and self.w.facts.profile.report.per_adviser):
            return []
        return sorted({a for row in self.w.work for a in row.per_adviser})

    def per_adviser(self, adviser: str) -> int:
        """All interventions of one adviser."""
        return sum(row.per_adviser.get(adviser, 0) for row in self.w.work)

    @property
    def work(self) -> list[object]:
        """The sources where the team reacted that are printed."""
        return list(self.w.work[:MOST_WORK_ROWS])

    @property
    def work_notes(self) -> list[str]:
        """What the table of work leaves out."""
        notes = []
        if len(self.w.work) > MOST_WORK_ROWS:
            notes.append(f"Nog {len(self.w.work) - MOST_WORK_ROWS} bronnen tellen mee in de som.")
        if own := sum(i.in_own_thread for i in kpis.acted(self.w.facts)):
            notes.append(f"Daarnaast {dutch.counted(own, 'bericht', 'berichten')} van het team in eigen threads.")
        if self.advisers:
            notes.append("Aantallen per adviseur zijn bedoeld om werk te verdelen, niet om te beoordelen.")
        return notes

    @property
    def response_facts(self) -> list[str]:
        """The response time with everything that belongs beside it."""
        hours, clock = kpis.response_hours(self.w.facts), kpis.clock_hours(self.w.facts)
        said = []
        if hours:
            middle, late = self.w.tiles[5].value or 0.0, kpis.ninetieth(hours) or 0.0
            norm = self.w.facts.profile.team.norm_hours
            inside = sum(h <= norm for h in hours)
            said.append(
                f"Mediaan {dutch.number(middle, 1)} openingsuren, 90% binnen {dutch.number(late, 1)} uur "
                f"({dutch.counted(len(hours), 'eerste antwoord', 'eerste antwoorden')})."
            )
            said.append(
                f"{dutch.capital(dutch.in_words(inside))} van de {dutch.in_words(len(hours))} binnen de norm van {dutch.number(norm)} uur."
            )
            said.append(f"Op de klok: mediaan {dutch.number(kpis.middle(clock), 1)} uur.")
        again = kpis.response_hours(self.w.facts, first=False)
        if again:
            said.append(
                f"Vervolgvragen: {dutch.counted(len(again), 'antwoord', 'antwoorden')}, mediaan {dutch.number(kpis.middle(again), 1)} openingsuren."
            )
        waits = self.w.unanswered
        said.append(
            f"Nog zonder eerste antwoord: {dutch.in_words(waits)}. Verlopen deze week: {dutch.in_words(kpis.expired(self.w.facts))}."
        )
        return said

    @cached_property
    def thanks(self) -> list[str]:
        """What customers said in thanks."""
        return self.w.thanks()

    @property
    def unanswered_facts(self) -> list[str]:
        """What the team chose not to answer, by reason, and how often people overruled the rules."""
        reasons = unanswered_by_reason(self.w.facts)
        said = [f"{dutch.number(count)} × {self.short(reason, 80)}" for reason, count in reasons[:4]]
        abusive = self.w.facts.posts.of_week("count(*) filter (where abusive)")
        if abusive:
            said.append(
                f"{dutch.counted(abusive, 'bericht', 'berichten')} met schelden of een bedreiging (door de regel herkend)."
            )
        period = self.w.facts.period
        overruled = [
            d
            for d in self.w.facts.journal.decisions
            if period.first <= d.day <= period.last and d.kind in {"noise", "is_question"}
        ]
        if overruled:
            said.append(f"{dutch.counted(len(overruled), 'keer', 'keer')} besliste een mens anders dan de regel.")
        return said or ["Geen besluiten genoteerd."]

    @cached_property
    def signals(self) -> list[Signal]:
        """The signals that are printed."""
        return signals(self.w.facts)[:MOST_SIGNALS]

    def signal_state(self, signal: Signal) -> str:
        """Where a signal stands."""
        return signal_state(signal, self.w.facts.period.last)

    @property
    def signals_note(self) -> str:
        """How many signals are left out, or that there are none."""
        rest = len(signals(self.w.facts)) - len(self.signals)
        if not self.signals:
            return "Geen signalen genoteerd die nog lopen of deze week zijn beantwoord."
        return (
            f"Nog {dutch.counted(rest, 'signaal', 'signalen')} in het eigen register."
            if rest
            else "Signalen die nog lopen of deze week zijn beantwoord."
        )

    @cached_property
    def hours(self) -> list[list[int]]:
        """Posts per weekday and hour."""
        return self.w.facts.posts.per_hour()

    @property
    def known_hours(self) -> int:
        """Posts of which the hour is known."""
        return sum(map(sum, self.hours))

    @cached_property
    def outside(self) -> int:
        """Posts of which the hour is known and the team was not at work."""
        rows = self.w.facts.posts.moments()
        return sum(not self.w.facts.opening.is_open(moment) for moment in rows)

    @property
    def unknown_hours(self) -> int:
        """Posts of the week of which the hour is not known."""
        return self.w.facts.posts.of_week("count(*) filter (where not is_precise)")

    @property
    def opening_frame(self) -> list[tuple[float, float] | None]:
        """Per weekday the opening hours, as hours of the day."""
        frame: list[tuple[float, float] | None] = []
        for day in self.w.facts.period.days:
            window = self.w.facts.opening.window(day)
            start = self.w.facts.opening.table_on(day)
            frame.append((_hour(start.open), _hour(start.close)) if window else None)
        return frame

    @property
    def heat_finding(self) -> str:
        """The text alternative of the map of hours."""
        cells = [(count, day, hour) for day, line in enumerate(self.hours) for hour, count in enumerate(line)]
        count, day, hour = max(cells, key=lambda cell: (cell[0], -cell[1], -cell[2]))
        if not count:
            return "Berichten per uur en weekdag: van geen enkel bericht is het uur bekend."
        return (
            f"Berichten per uur en weekdag. {dutch.number(self.outside)} van {dutch.number(self.known_hours)} kwamen buiten openingstijd. "
            f"Het drukste uur is {dutch.WEEKDAYS[day]} van {hour} tot {hour + 1} uur, met {dutch.counted(count, 'bericht', 'berichten')}. "
            "Alle aantallen staan in de bijlage."
        )

    # page 6

    @cached_property
    def coverage(self) -> list[CoverageRow]:
        """The sources that are printed; where they are too many, what was not measured first."""
        rows = self.w.coverage
        if len(rows) > MOST_COVERAGE_ROWS:
            rows = sorted(rows, key=lambda row: not row.is_bad)
        return rows[:MOST_COVERAGE_ROWS]

    @property
    def coverage_note(self) -> str:
        """What the states mean."""
        rest = len(self.w.coverage) - len(self.coverage)
        more = f"Nog {dutch.counted(rest, 'bron', 'bronnen')} in de bijlage. " if rest > 0 else ""
        return (
            f"{more}“Deel”: gelukte rondes ÷ geplande rondes; onder 80% (rood) staan er geen percentages van "
            "verandering. “Stil, wel bereikbaar”: alle rondes lukten, er was niets nieuws. “Achteraf gelezen”: de bron "
            "werd pas later gevolgd en is toen teruggelezen."
        )

    @property
    def certainty(self) -> list[str]:
        """What the figures do not know."""
        found = int(self.w.tiles[0].value or 0)
        said = []
        if found:
            vague = self.unknown_hours
            said.append(
                f"Van {dutch.number(vague)} van de {dutch.counted(found, 'bericht', 'berichten')} ({dutch.percentage(vague / found)}) is de tijd niet op de minuut bekend."
            )
        delay, waited = kpis.crawl_delay(self.w.facts), kpis.team_time(self.w.facts)
        if delay is not None:
            said.append(
                f"Vertraging van het meten: de helft van de berichten was binnen {dutch.number(delay, 1)} klokuren gevonden."
            )
        if waited is not None:
            said.append(
                f"Tijd van het team: de helft van de antwoorden kwam binnen {dutch.number(waited, 1)} openingsuren nadat de vraag gevonden was."
            )
        late = kpis.late_finds(self.w.facts)
        if late:
            said.append(
                f"{dutch.counted(late, 'bericht', 'berichten')} van deze week {'is' if late == 1 else 'zijn'} pas na het einde van de week gevonden."
            )
        undated = self.w.facts.undated
        if undated:
            said.append(
                f"{dutch.counted(undated, 'bericht heeft', 'berichten hebben')} geen leesbare datum en {'telt' if undated == 1 else 'tellen'} in geen enkele week mee."
            )
        return said or ["Er zijn deze week geen berichten om iets over te zeggen."]

    @property
    def definitions_version(self) -> str:
        """The version of the definitions."""
        return DEFINITIONS_VERSION

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """Every figure's definition, from the function that computes it, and the words they use."""
        return [(kpis.name_of(f), kpis.definition_of(f)) for f in KPIS] + OTHER_WORDS


OTHER_WORDS = [
    ("Normaal", "10e tot 90e percentiel van hetzelfde cijfer over de afgelopen 8 volledig gemeten weken, per week of per weekdag; met minder weken “nog geen normaal”."),
    ("Dekking", "Gelukte meetrondes ÷ geplande meetrondes per bron en week: groen vanaf 95%, oranje vanaf 80%, daaronder rood."),
    ("Openingsuren", "Uren waarin het team bereikbaar is volgens de kalender van die dag, zonder Nederlandse feestdagen."),
]  # fmt: skip


def _hour(moment: time) -> float:
    return moment.hour + moment.minute / 60
