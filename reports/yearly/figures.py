"""The figures of the results slide and those beside them; each computes itself, its docstring is its definition.

The first line of such a docstring is the figure's name, the rest its definition, in Dutch, as in ``reports.kpis``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean

from reports import kpis
from reports.yearly import counts
from reports.yearly.facts import YearFacts
from reports.yearly.span import Month

YearFigure = Callable[[YearFacts], float | None]


def zoektermen(facts: YearFacts) -> float | None:
    """Zoektermen.

    Het aantal zoektermen in het profiel; schrijfwijzen van dezelfde term tellen niet apart.
    """
    return len(facts.profile.terms)


def berichten_per_dag(facts: YearFacts) -> float | None:
    """Tweets per dag.

    Relevante berichten op sociale media in de periode, gedeeld door het aantal dagen: wat het team gemiddeld per dag
    te lezen kreeg.
    """
    social = [source for source, kind in counts.kinds(facts).items() if kind == "social"]
    if not social:
        return None
    return sum(map(facts.week_total, social)) / len(facts.period.days)


def interventies(facts: YearFacts) -> float | None:
    """Interventies.

    Openbare reacties van het team in threads die het niet zelf begon. Reacties in dezelfde thread binnen 60
    minuten, zonder iemand ertussen, tellen als één.
    """
    return kpis.interventies(facts)


def interventies_per_maand(facts: YearFacts) -> float | None:
    """Interventies per volle maand.

    Het gemiddelde over de maanden waarin het team de hele maand werkte; deelmaanden tellen niet mee.
    """
    full = [acts_in(facts, month) for month in facts.acting_months if not month.is_part]
    return mean(full) if full else None


def signalen(facts: YearFacts) -> float | None:
    """Signalen doorgezet.

    Geregistreerde waarnemingen over het eigen proces die in de periode naar een afdeling zijn gestuurd.
    """
    return sum(s.sent is not None and facts.period.first <= s.sent <= facts.period.last for s in facts.journal.signals)


def volgers(facts: YearFacts) -> float | None:
    """Volgers.

    De laatste telling in de periode van het account van het team met de meeste volgers, uit het journaal.
    """
    return max((count for _, count in latest_followers(facts)), default=None)


def keren_gelezen(facts: YearFacts) -> float | None:
    """Keren gelezen.

    De teller van de site van threads waarin het team reageerde, op het forum waar die het hoogst is. Herhaalde
    bezoeken tellen mee; vertoningen op sociale media niet.
    """
    best = most_read(facts)
    return best.views if best else None


FIGURES: tuple[YearFigure, ...] = (
    interventies, interventies_per_maand, berichten_per_dag, zoektermen, signalen, volgers, keren_gelezen,
)  # fmt: skip


def most_read(facts: YearFacts) -> counts.Read | None:
    """The place, social media left out, where the threads that the team answered in were read most."""
    return first_forum(facts, counts.views(facts))


def first_forum(facts: YearFacts, read: Sequence[counts.Read]) -> counts.Read | None:
    """The first of these that is no social medium and shows how often it was read."""
    kinds = counts.kinds(facts)
    return next((place for place in read if place.views and kinds.get(place.source) != "social"), None)


def working_days(facts: YearFacts) -> int:
    """Days of the period on which the team is at work."""
    return sum(facts.opening.window(day) is not None for day in facts.period.days)


def acts_in(facts: YearFacts, month: Month) -> int:
    """Interventions in a month of the period."""
    return facts.acts_per_month[month.key]


def latest_followers(facts: YearFacts) -> list[tuple[str, int]]:
    """The last count of followers in the period, per source, the most first."""
    inside = [c for c in facts.journal.accounts if facts.period.first <= c.day <= facts.period.last]
    last = {counted.source: counted.count for counted in sorted(inside, key=lambda c: c.day)}
    return sorted(last.items(), key=lambda pair: (-pair[1], pair[0]))
