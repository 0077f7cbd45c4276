"""The practice year reproduces the results slide of the pilot from its own ledger."""

import pytest

from crawler import profile
from practice.journal import journal
from practice.ledger import truth
from practice.people import ADVISERS
from practice.pilot import STORIES, build_pilot, places, slide
from practice.places import PLACES
from practice.records import Place
from practice.rhythm import monday


def whole_pilot() -> tuple[Place, ...]:
    """The pilot's places as if every one of them had a reader."""
    from dataclasses import replace

    read = {place.name: place for place in places()}
    return tuple(
        read.get(place.name, replace(place, stories=STORIES[place.name], murmur=760 * (place.name == "twitter")))
        for place in PLACES
        if place.name in STORIES
    )


@pytest.fixture(scope="module")
def world():
    return build_pilot(where=whole_pilot())


@pytest.fixture(scope="module")
def figures(world):
    return slide(world, journal(world, lambda thread: f"http://praktijk.example/{thread.thread_id}"))


def test_pilot_runs_from_mid_july_to_mid_december_for_23_weeks(world):
    moments = [post.at for thread in world.readable() for post in thread.posts]
    assert str(monday(min(moments))) == "2010-07-12"
    assert (monday(world.until) - monday(min(moments))).days == 22 * 7


def test_slide_of_the_pilot(figures):
    assert figures.tweets_a_day > 100
    assert figures.interventions > 600
    assert figures.a_month > 140
    assert figures.signals > 30
    assert figures.followers > 500
    assert figures.reads > 18_000
    assert (figures.good, figures.satisfied, figures.useful) == (97, 81, 94)


def test_pilot_has_25_terms_and_each_is_found(world):
    terms = {term.term for term in profile.load("uwv").terms}
    assert len(terms) == 25
    assert truth(world).demand.terms.keys() == terms


def test_four_advisers_answer(world):
    assert truth(world).supply.advisers.keys() == ADVISERS.keys()
    assert len(ADVISERS) == 4
