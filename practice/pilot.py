"""The practice year: a pilot of 23 weeks whose known truth reproduces the results slide of the real one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from practice.journal import Rows
from practice.ledger import truth
from practice.places import PLACES, readable
from practice.records import Place, World
from practice.rhythm import midnight, mondays
from practice.world import build

UNTIL = datetime(2010, 12, 19, 22, 30, tzinfo=UTC)
WEEKS = 22
"""Whole weeks before the one that holds ``UNTIL``; with it there are 23, from 12 July to 19 December 2010."""
STORIES = {
    "twitter": 20, "zwangerschapspagina": 6, "welderforum": 7, "goeievraag": 3, "lotgenotenforum": 3, "startpagina": 2,
    "fok": 4, "trosradar": 3,
}  # fmt: skip
"""The places of the pilot, and how many conversations each has in a week."""
TWEETS_A_WEEK = 760
ASKED = "Laat het webcareteam na de pilot doorgaan, of stop ermee: het besluit is aan de Raad van Bestuur."
"""What the committee of the practice pilot is asked."""
READS = 18_060
"""Views of the pinned thread with questions at the end of the pilot."""


@dataclass(frozen=True, slots=True)
class Slide:
    """The figures of the results slide.

    Attributes:
        tweets_a_day: relevant posts on X per day.
        interventions: of the whole pilot; ``a_month`` is their mean over months of 30.4 days.
        reads: views, on the board with the pinned thread, of the threads that the team answered in.
        followers: of the team's account on X at the end.
        good, satisfied, useful: per cent of those who answered each question of the survey.
    """

    tweets_a_day: float
    interventions: int
    a_month: float
    signals: int
    followers: int
    reads: int
    good: int
    satisfied: int
    useful: int


def places() -> tuple[Place, ...]:
    """The places of the pilot with its volumes; those without a reader yet are left out."""
    read = {place.name for place in readable()}
    looks = {"goeievraag": "exact"}
    return tuple(
        replace(
            place,
            stories=STORIES[place.name],
            look=looks.get(place.name, place.look),
            murmur=TWEETS_A_WEEK if place.name == "twitter" else place.murmur,
        )
        for place in PLACES
        if place.name in STORIES and place.name in read
    )


def build_pilot(seed: int = 1, where: tuple[Place, ...] | None = None) -> World:
    """The world of the pilot as it stands on its last evening.

    Args:
        seed: another number gives other people and posts.
        where: the places; without it those of the pilot that a crawl can read.
    """
    world = build(UNTIL, WEEKS, seed, places() if where is None else where)
    for thread in world.readable():
        if thread.sticky:
            thread.views = READS
    return world


def slide(world: World, journal: dict[str, Rows]) -> Slide:
    """The figures of the slide from the generator's ledger and the rows of the journal."""
    first = midnight(mondays(world)[0])
    ledger = truth(world)
    days = (world.until - first) / timedelta(days=1)
    return Slide(
        tweets_a_day=ledger.demand.sources["twitter"] / days,
        interventions=ledger.supply.interventions,
        a_month=ledger.supply.interventions / (days / (365 / 12)),
        signals=len(journal["signals"]),
        followers=max(int(row["followers"]) for row in journal["accounts"]),
        reads=ledger.supply.views["zwangerschapspagina"],
        good=share(journal["survey"], 0, {"goed idee"}),
        satisfied=share(journal["survey"], 1, {"zeer tevreden", "tevreden"}),
        useful=share(journal["survey"], 2, {"ja"}),
    )


def share(survey: Rows, number: int, answers: set[str]) -> int:
    """The per cent of the answers to a question (by its place, from 0) that are one of these."""
    question = list(dict.fromkeys(row["question"] for row in survey))[number]
    given = [row for row in survey if row["question"] == question and row["answer"] != "uitgenodigd"]
    counted = sum(int(row["count"]) for row in given if row["answer"] in answers)
    return round(100 * counted / sum(int(row["count"]) for row in given))
