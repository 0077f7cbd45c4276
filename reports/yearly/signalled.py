"""Signals: what the team passed on to the organisation, and what the organisation did with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from reports import dutch
from reports.journal import Signal
from reports.tables import signal_state
from reports.texts import printable, shortened
from reports.yearly.facts import YearFacts


@dataclass(frozen=True, slots=True)
class Department:
    """The signals that were passed on to one department."""

    name: str
    sent: int
    answered: int
    outcomes: str


@dataclass
class Signalled:
    """The section on signals; the template asks for its parts by name."""

    facts: YearFacts

    @cached_property
    def signals(self) -> list[Signal]:
        """Signals that were noted in the period, in order."""
        inside = [s for s in self.facts.journal.signals if self.facts.period.first <= s.noted <= self.facts.period.last]
        return sorted(inside, key=lambda s: (s.noted, s.number))

    @property
    def sent(self) -> list[Signal]:
        """Those that were passed on to a department."""
        return [s for s in self.signals if s.sent is not None and s.sent <= self.facts.period.last]

    def is_answered(self, signal: Signal) -> bool:
        """Whether the department had answered by the end of the period."""
        return signal.answered is not None and signal.answered <= self.facts.period.last

    @property
    def departments(self) -> list[Department]:
        """The departments, the most signals first."""
        names = Counter(s.department or "zonder afdeling" for s in self.sent)
        return [self._department(name, n) for name, n in sorted(names.items(), key=lambda p: (-p[1], p[0]))[:9]]

    def _department(self, name: str, count: int) -> Department:
        own = [s for s in self.sent if (s.department or "zonder afdeling") == name]
        found = Counter(signal_state(s, self.facts.period.last) for s in own)
        said = "; ".join(f"{shortened(printable(state), 40)} {n}" for state, n in found.most_common())
        return Department(shortened(printable(name), 40), count, sum(map(self.is_answered, own)), said)

    @property
    def lead(self) -> str:
        """How many signals, and what became of them."""
        if not self.signals:
            return "Er zijn in deze periode geen signalen genoteerd."
        answered, sent = sum(map(self.is_answered, self.sent)), len(self.sent)
        done = f"{dutch.number(answered)} {'is' if answered == 1 else 'zijn'}" if answered != sent else "alle zijn"
        return f"Het team zette {dutch.counted(sent, 'signaal', 'signalen')} door; {done} beantwoord.{self._pace}"

    @property
    def _pace(self) -> str:
        days = [(s.answered - s.sent).days for s in self.sent if s.answered and s.sent and self.is_answered(s)]
        if not days:
            return ""
        whose = "Dat antwoord kwam" if len(days) == 1 else "De helft van die antwoorden kwam"
        return f" {whose} binnen {dutch.counted(round(median(days)), 'dag', 'dagen')}."

    @property
    def waiting(self) -> list[Signal]:
        """Signals without an answer, the oldest first."""
        return [s for s in self.sent if not self.is_answered(s)]

    def days_waited(self, signal: Signal) -> int:
        """How long a signal has waited at the end of the period."""
        begin: date = signal.sent or signal.noted
        return (self.facts.period.last - begin).days
