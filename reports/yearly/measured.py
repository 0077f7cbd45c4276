"""What was measured and what was not: coverage, the method, and what stands outside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports import dutch
from reports.coverage import Coverage
from reports.tables import REASONS
from reports.texts import shortened
from reports.yearly import counts
from reports.yearly.facts import YearFacts

MOST_SOURCES = 16
ALWAYS_OUTSIDE = "Besloten groepen, privéberichten en alles achter een inlogscherm worden nooit gelezen."
PLACES = (
    (
        "complaint",
        "klacht",
        "Klachtensites",
        "Daar staan juist klachten: de cijfers over klachten zijn dus een ondergrens.",
    ),
    ("social", "facebook", "Facebook", "Wat klanten daar schrijven, telt nergens mee."),
    ("social", "linkedin", "LinkedIn", "Wat klanten daar schrijven, telt nergens mee."),
)
"""Kinds of places where people are known to write about public bodies: kind, word in the name, title, consequence."""
STATES = {"full": "compleet", "half": "deels", "back": "achteraf", "none": "niet", "off": "nog niet"}
"""How well a source was measured in a week, as the chart draws it and the table names it."""


@dataclass
class Measured:
    """The section on method and coverage; the template asks for its parts by name."""

    facts: YearFacts

    @cached_property
    def shares(self) -> dict[str, float | None]:
        """Successful rounds as a share of the planned ones, per source; None where none were planned."""
        return {source: _share(weeks) for source, weeks in self.facts.weekly_coverage.items()}

    @property
    def is_read_back(self) -> bool:
        """Whether everything was read after the period, so that no rounds were planned in it."""
        return bool(self.shares) and all(share is None for share in self.shares.values())

    @property
    def lead(self) -> str:
        """How well was measured."""
        weeks = [c for covered in self.facts.weekly_coverage.values() for c in covered if c.grade != "not followed"]
        if not weeks:
            return "Geen enkele bron is in deze periode gemeten."
        good = sum(c.is_measured for c in weeks)
        if self.is_read_back:
            read = "De enige bron is" if len(self.shares) == 1 else f"De {len(self.shares)} bronnen zijn"
            return f"{read} achteraf gelezen: wat toen al verwijderd was, ontbreekt."
        planned, done = sum(c.planned for c in weeks), sum(c.done for c in weeks)
        rounds = f" {dutch.percentage(done / planned)} van de geplande meetrondes lukte." if planned else ""
        return (
            f"{dutch.number(good)} van de {dutch.number(len(weeks))} bron-weken zijn goed gemeten.{rounds} "
            "Wat niet gemeten is, telt nergens als rustig."
        )

    @property
    def grid(self) -> list[tuple[str, list[str], str]]:
        """Per source the state of every week, and its share."""
        rows = []
        for source in self.facts.sources[:MOST_SOURCES]:
            states = [state(c) for c in self.facts.weekly_coverage[source]]
            share = self.shares[source]
            rows.append(
                (shortened(self.facts.title(source), 24), states, "–" if share is None else dutch.percentage(share))
            )
        return rows

    @property
    def more_sources(self) -> str:
        """How many sources the grid leaves to the annex."""
        rest = len(self.facts.sources) - len(self.grid)
        return f"Nog {dutch.counted(rest, 'bron', 'bronnen')} in de bijlage." if rest else ""

    @property
    def grid_labels(self) -> list[str]:
        """Week numbers, some left out where there are many."""
        step = 1 if len(self.facts.calendar) <= 16 else 2 if len(self.facts.calendar) <= 30 else 4
        return [str(w.first.isocalendar().week) if n % step == 0 else "" for n, w in enumerate(self.facts.calendar)]

    @property
    def gap_finding(self) -> str:
        """How many weeks were missed."""
        states = [state(c) for covered in self.facts.weekly_coverage.values() for c in covered]
        none, half = states.count("none"), states.count("half")
        if self.is_read_back:
            return "Elke week is achteraf gelezen"
        if not none and not half:
            return "Geen gaten in de meting" if "off" not in states else "Geen gaten sinds elke bron wordt gevolgd"
        missed = [(none, "niet gemeten"), (half, "deels gemeten")]
        said = [f"{dutch.in_words(n)} bron-{'week' if n == 1 else 'weken'} {how}" for n, how in missed if n]
        return dutch.capital(dutch.listed(said))

    @property
    def gaps(self) -> list[str]:
        """What was not measured, per source, with the reason."""
        return [said for source in self.facts.sources if (said := self._gap(source))][:6]

    def _gap(self, source: str) -> str:
        weeks = zip(self.facts.calendar, self.facts.weekly_coverage[source], strict=True)
        missed = [(week, covered) for week, covered in weeks if state(covered) == "none"]
        if not missed:
            return ""
        numbers = [str(week.first.isocalendar().week) for week, _ in missed]
        shown = dutch.listed(numbers) if len(numbers) <= 6 else f"{', '.join(numbers[:5])} en {len(numbers) - 5} andere"
        reasons = dict.fromkeys(REASONS.get(r, r) for _, covered in missed for r in covered.reasons)
        why = f" ({dutch.listed(list(reasons))})" if reasons else ""
        return f"{self.facts.title(source)}: week {shown}{why}."

    @property
    def outside(self) -> list[str]:
        """What stands outside the figures, always or here."""
        followed = {s: self.facts.title(s).casefold() + " " + s for s in self.facts.sources}
        kinds = counts.kinds(self.facts)
        said = [ALWAYS_OUTSIDE]
        for kind, word, title, consequence in PLACES:
            is_followed = any(
                word in name or (kind == "complaint" and kinds.get(s) == kind) for s, name in followed.items()
            )
            if not is_followed:
                said.append(f"{title}: niet gevolgd. {consequence}")
        off = [(n, s) for n, s in self.facts.profile.sources.items() if not s.enabled]
        said += [
            f"{self.facts.title(name)}: uitgeschakeld. {shortened(source.reason or '', 110)}".strip()
            for name, source in off
        ]
        return said[:7]

    @property
    def method(self) -> list[str]:
        """How was measured."""
        profile = self.facts.profile
        terms = dutch.counted(len(profile.terms), "zoekterm", "zoektermen")
        return [
            f"Alleen openbare berichten, gevonden met {terms} als heel woord, in de eigen woorden van de schrijver.",
            (
                "Berichten in een thread met een zoekterm zijn tot 30 dagen na de laatste beweging gevolgd: zo telt "
                "ook het antwoord en het bedankje."
            ),
            "Onderwerp, vraag, klacht en bedankje volgen vaste regels; een besluit van een mens gaat altijd voor.",
            (
                "Interventies en reactietijden komen van de sites zelf, niet uit een eigen registratie. Uren, "
                "signalen, enquête en volgers komen uit het journaal van het team."
            ),
        ]


def _share(weeks: list[Coverage]) -> float | None:
    planned = sum(c.planned for c in weeks)
    return sum(c.done for c in weeks) / planned if planned else None


def state(covered: Coverage) -> str:
    """How well a source was measured in a week: a key of ``STATES``."""
    if covered.grade == "not followed":
        return "off"
    if covered.grade == "read back":
        return "back"
    if not any(covered.days):
        return "none"
    return "half" if covered.grade != "green" or not all(covered.days) else "full"
