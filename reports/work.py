"""Pages 4 and 5: what waits, and what the team did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reports import dutch, kpis, layout, wording
from reports.journal import Signal
from reports.overruled import overruled
from reports.pages import Page
from reports.questions import Pending, Question
from reports.tables import WorkRow, merged_reasons, signal_state, signals, unanswered_by_reason

MOST_ON_SCREEN = 400
MOST_PENDING = 3
MOST_WORK_ROWS = 9


class OpenPage(Page):
    """The open questions."""

    @property
    def open(self) -> list[Question]:
        """The open questions that are shown in full: as many as fit on the page, on the web page far more."""
        if self.w.is_screen:
            return self.w.questions[:MOST_ON_SCREEN]
        room = layout.QUESTIONS_ROOM - (70 if self.pending or self.expiring else 0) - 40 * self.w.cuts[4]
        return self.w.questions[: layout.fitting(self.w.questions, room, is_told=self.w.is_team)]

    @property
    def longest_wait(self) -> float:
        """The end of the scale of the waiting bars: three norms, so that every row and week compares."""
        return 3 * self.facts.profile.team.norm_hours

    @property
    def is_cut(self) -> bool:
        """Whether some open questions are not shown here."""
        return len(self.open) < len(self.w.questions)

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
            return _withdrawn(self.w.withdrawn)
        marks = " Gemarkeerd: de zoektermen. Klik op de titel om de thread te openen." if self.w.is_team else ""
        norm = dutch.opening_hours(self.facts.profile.team.norm_hours)
        vague = (
            " Met ±: van de vraag is alleen de dag bekend." if any(not q.is_asked_precise for q in self.open) else ""
        )
        return (
            f"{more}Wachttijd telt alleen openingstijden, zonder feestdagen, tot het einde van deze week (zondag 24 "
            f"uur). De streep in de balk is de norm van {norm}; de balk loopt tot drie keer de norm."
            f"{vague}{marks} {_withdrawn(self.w.withdrawn)}".rstrip()
        )

    @property
    def pending(self) -> list[Pending]:
        """The first threads that wait for the asker."""
        return list(self.w.pending[:MOST_PENDING])

    def since(self, pending: Pending) -> str:
        """Where and since when a thread waits for its asker."""
        return f"{pending.source}, sinds {dutch.short_date(pending.since.astimezone(self.facts.profile.zone).date())}"

    @property
    def more_pending(self) -> str:
        """How many of them are not named."""
        rest = len(self.w.pending) - MOST_PENDING
        others = "andere" if self.w.week.is_withheld(rest) else dutch.in_words(rest)
        return f"; en nog {others}." if rest > 0 else "."

    @property
    def expiring(self) -> str:
        """What runs out next week if nothing moves."""
        soon = sum(q.is_expiring for q in self.w.questions)
        if not soon:
            return ""
        verb = "vraag verloopt" if soon == 1 and not self.w.week.hides_small else "vragen verlopen"
        return f"{dutch.capital(self.w.week.worded(soon))} open {verb} binnen een week als er niets beweegt."


class TeamPage(Page):
    """What the team did, what it chose not to do, and its signals."""

    @property
    def advisers(self) -> list[str]:
        """Whose figures are shown: nobody's, unless the profile asks for it, and never outside the team."""
        if not (self.w.is_team and self.facts.profile.report.per_adviser):
            return []
        return sorted({a for row in self.w.work for a in row.per_adviser})

    def per_adviser(self, adviser: str) -> int:
        """All interventions of one adviser."""
        return sum(row.per_adviser.get(adviser, 0) for row in self.w.work)

    @property
    def work(self) -> list[WorkRow]:
        """The sources where the team reacted that are printed."""
        return self.shown(self.w.work, MOST_WORK_ROWS)

    @property
    def work_notes(self) -> list[str]:
        """What the table of work leaves out."""
        notes = []
        if rest := len(self.w.work) - len(self.work):
            notes.append(f"Nog {dutch.counted(rest, 'bron telt', 'bronnen tellen')} mee in de som.")
        if own := sum(i.in_own_thread for i in kpis.acted(self.facts)):
            notes.append(f"Daarnaast {self.w.week.counted(own, 'bericht', 'berichten')} van het team in eigen threads.")
        if self.advisers:
            notes.append("Aantallen per adviseur zijn bedoeld om werk te verdelen, niet om te beoordelen.")
        return notes

    @property
    def response_facts(self) -> list[str]:
        """The response time with everything that belongs beside it."""
        if not self.facts.is_measured_at_all:
            return ["Niet gemeten."]
        said = self._first_answers()
        if again := kpis.response_hours(self.facts, first=False):
            answers, middle = (
                self.w.week.counted(len(again), "antwoord", "antwoorden"),
                dutch.number(kpis.middle(again), 1),
            )
            said.append(f"Vervolgvragen: {answers}, mediaan {middle} openingsuren.")
        waits, lapsed = self.w.week.worded(self.w.unanswered), self.w.week.worded(kpis.expired(self.facts))
        return [*said, f"Nog zonder eerste antwoord: {waits}. Verlopen deze week: {lapsed}."]

    def _first_answers(self) -> list[str]:
        hours = kpis.response_hours(self.facts)
        if not hours:
            return []
        norm = self.facts.profile.team.norm_hours
        answers = self.w.week.counted(len(hours), "eerste antwoord", "eerste antwoorden")
        middle, late = dutch.number(kpis.middle(hours), 1), dutch.number(kpis.ninetieth(hours) or 0.0, 1)
        on_clock = dutch.number(kpis.middle(kpis.clock_hours(self.facts)), 1)
        return [
            f"Mediaan {middle} openingsuren, op de klok {on_clock} uur; 90% binnen {late} openingsuren ({answers}).",
            f"{self._within(hours, norm)} de norm van {dutch.opening_hours(norm)}.",
        ]

    def _within(self, hours: Sequence[float], norm: float) -> str:
        """How many answers came within the norm; few that did not, where outsiders read."""
        week, count, inside = self.w.week, len(hours), sum(h <= norm for h in hours)
        if week.is_withheld(count):
            return "Die waren allemaal binnen" if inside == count else "Die waren niet allemaal binnen"
        if week.is_withheld(count - inside) and not week.is_withheld(inside):
            return f"{dutch.capital(week.worded(count - inside))} van de {dutch.in_words(count)} boven"
        if count == 1:
            return "Dat is binnen" if inside else "Dat is boven"
        return f"{dutch.capital(week.worded(inside))} van de {dutch.in_words(count)} binnen"

    @cached_property
    def thanks(self) -> list[str]:
        """What customers said in thanks."""
        return self.w.quotations.thanks()

    @cached_property
    def unanswered_facts(self) -> list[str]:
        """What the team chose not to answer, by reason, and how often people overruled the rules."""
        hides_small = not self.w.is_team
        reasons = unanswered_by_reason(self.facts)
        said = [
            f"{wording.count(count, hides_small=hides_small)} × {self.short(reason, 80)}"
            for reason, count in (merged_reasons(reasons) if hides_small else reasons)[:4]
        ]
        abusive = self.facts.posts.of_week("count(*) filter (where abusive)")
        if abusive:
            posts = wording.counted(abusive, "bericht", "berichten", hides_small=hides_small)
            said.append(f"{dutch.capital(posts)} met schelden of een bedreiging (automatisch herkend).")
        if against := overruled(self.facts).total():
            times = dutch.capital(wording.counted(against, "keer", "keer", hides_small=hides_small))
            said.append(f"{times} besliste een mens anders dan de regel.")
        return said or ["Geen besluiten genoteerd."]

    @cached_property
    def signals(self) -> list[Signal]:
        """The signals that are printed."""
        said = [*self.response_facts, *self.unanswered_facts]
        fitting = layout.fitting_signals(len(self.work), said, self.thanks)
        return self.shown(signals(self.facts), max(1, fitting - self.w.cuts[5]))

    def signal_state(self, signal: Signal) -> str:
        """Where a signal stands."""
        return signal_state(signal, self.facts.period.last)

    @property
    def signals_note(self) -> str:
        """How many signals are left out, or that there are none."""
        rest = len(signals(self.facts)) - len(self.signals)
        if not self.signals:
            return "Geen signalen genoteerd die nog lopen of deze week zijn beantwoord."
        return (
            f"Nog {dutch.counted(rest, 'signaal', 'signalen')} in het eigen register."
            if rest
            else "Signalen die nog lopen of deze week zijn beantwoord."
        )


def _withdrawn(count: int) -> str:
    """What counts as open and is not shown, because it was withdrawn after the week."""
    if not count:
        return ""
    are, stand = ("open vraag is", "staat") if count == 1 else ("open vragen zijn", "staan")
    return (
        f"{dutch.capital(dutch.in_words(count))} {are} na deze week van de site gehaald: wel geteld, {stand} hier niet."
    )
