"""How was read: where people overruled a rule, what is done for privacy, and what was asked of the sites."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports import dutch, small
from reports.journal import CLOSING
from reports.overruled import overruled
from reports.yearly import counts, erased, ledger
from reports.yearly.facts import YearFacts
from reports.yearly.ledger import Politeness

CLOSED_BY = {"no_reply": "niet reageren", "forwarded": "doorgezet", "closed": "afgesloten"}
MASKED = {
    "bsn": "burgerservicenummers", "phone": "telefoonnummers", "email": "e-mailadressen", "iban": "rekeningnummers",
    "address": "adressen", "dob": "geboortedata", "case": "dossiernummers", "name": "namen",
}  # fmt: skip


@dataclass
class Conduct:
    """The section on quality and privacy; the template asks for its parts by name."""

    facts: YearFacts

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


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{dutch.number(count / 1000)} kB"
    return f"{dutch.number(count / 1_000_000)} MB" if count < 2_000_000_000 else f"{dutch.number(count / 1e9, 1)} GB"
