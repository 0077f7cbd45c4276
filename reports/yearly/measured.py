"""What was measured and what was not: coverage, what stands outside, privacy, politeness, and people's judgement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports import dutch, small
from reports.coverage import Coverage
from reports.journal import CLOSING
from reports.overruled import overruled
from reports.tables import REASONS
from reports.texts import shortened
from reports.yearly import counts, erased, ledger
from reports.yearly.facts import YearFacts
from reports.yearly.ledger import Politeness

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
CLOSED_BY = {"no_reply": "niet reageren", "forwarded": "doorgezet", "closed": "afgesloten"}
MASKED = {
    "bsn": "burgerservicenummers", "phone": "telefoonnummers", "email": "e-mailadressen", "iban": "rekeningnummers",
    "address": "adressen", "dob": "geboortedata", "case": "dossiernummers", "name": "namen",
}  # fmt: skip


@dataclass
class Measured:
    """The sections on method, coverage and quality; the template asks for their parts by name."""

    facts: YearFacts

    # coverage

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

    # people, privacy, politeness

    @property
    def overruled(self) -> list[str]:
        """How often a person decided otherwise than a rule."""
        against, made = overruled(self.facts), counts.notes(self.facts, CLOSING)
        corrected, closed = against.total(), sum(made.values())
        kept = self.facts.posts.of_week("count(*)", "not is_team", "seen")
        rules = (
            f"{dutch.number(corrected)} keer besliste een mens anders dan de regel: {against['is_question']} × wel een "
            f"vraag, {against['noise']} × ruis. Dat is {dutch.number(100 * corrected / max(1, kept), 1)}% van de "
            f"{dutch.number(kept)} berichten."
        )
        ends = (
            f"{dutch.counted(closed, 'besluit sloot', 'besluiten sloten')} een vraag: "
            + ", ".join(f"{dutch.number(made[kind])} × {how}" for kind, how in CLOSED_BY.items() if made[kind])
            + "."
        )
        return [
            rules if corrected else "Geen enkele keer besliste een mens anders dan de regel.",
            ends if closed else "Geen enkele vraag is door een besluit gesloten.",
        ]

    @property
    def privacy(self) -> list[str]:
        """What is done with what people wrote."""
        posts, found = counts.redacted(self.facts)
        profile = self.facts.profile
        said = []
        if profile.privacy.redact:
            kinds = small.merged(
                ((MASKED.get(kind, kind), (n,)) for kind, n in sorted(found.items(), key=lambda p: -p[1])),
                "andere gegevens",
            )
            parts = dutch.listed([f"{small.said(n)} × {name}" for name, (n,) in kinds])
            said.append(
                f"In {small.said(posts)} berichten zijn persoonsgegevens onleesbaar gemaakt vóór het opslaan: {parts}."
                if posts
                else "In geen enkel bericht zijn persoonsgegevens herkend om onleesbaar te maken."
            )
        if profile.privacy.authors == "pseudonym":
            said.append("Schrijvers zijn alleen als code opgeslagen; de sleutel ligt buiten de gegevens.")
        said += erased.sentences(self.facts)
        said.append(
            f"Dit overzicht noemt geen klanten en geen cijfers per adviseur. Aantallen onder {small.LEAST} zijn "
            f"samengevoegd. Citaten zijn brokstukken die bij minstens {small.LEAST} schrijvers letterlijk zo "
            "voorkomen, en dus naar niemand leiden."
        )  # fmt: skip
        return said

    @cached_property
    def politeness(self) -> list[Politeness]:
        """What the reading asked of the sites."""
        return ledger.politeness(self.facts)

    @property
    def politeness_words(self) -> list[str]:
        """The same in sentences."""
        rows = self.politeness
        requests, seconds = sum(r.requests for r in rows), sum(r.seconds for r in rows)
        if not requests:
            return ["Van het lezen zelf zijn geen rondes vastgelegd."]
        rounds = dutch.counted(sum(r.rounds for r in rows), "ronde", "rondes")
        slowed, blocked = sum(r.slowed for r in rows), sum(r.blocked for r in rows)
        return [
            f"{dutch.number(requests)} opgevraagde pagina’s in {rounds}, samen {_size(sum(r.bytes for r in rows))}.",
            f"Gemiddeld één pagina per {dutch.number(seconds / requests, 1)} seconden per site.",
            _objections(slowed, blocked),
        ]


def _objections(slowed: int, blocked: int) -> str:
    """How often a site asked for less, or for nothing at all."""
    if not slowed and not blocked:
        return "Geen enkele site vroeg om langzamer te lezen of stond lezen niet toe."
    asked = f"Sites vroegen {dutch.in_words(slowed)} keer" if slowed else "Geen enkele site vroeg"
    stopped = dutch.capital(dutch.in_words(blocked)) + (" ronde stopte" if blocked == 1 else " rondes stopten")
    return f"{asked} om langzamer te lezen. {stopped} omdat een site lezen niet toestond."


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


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{dutch.number(count / 1000)} kB"
    return f"{dutch.number(count / 1_000_000)} MB" if count < 2_000_000_000 else f"{dutch.number(count / 1e9, 1)} GB"
