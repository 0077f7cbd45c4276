"""The generator of the practice world: the same arguments give the same world, and it holds what it must."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler import profile
from crawler.reading.terms import Terms
from practice import ledger
from practice.people import bsn, iban
from practice.places import PLACES
from practice.records import World
from practice.rhythm import midnight, monday, opening, worked_between
from practice.world import RISING, build

UNTIL = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return build(UNTIL, places=PLACES)


def told(world: World) -> list[tuple[object, ...]]:
    return [
        (thread.place, thread.thread_id, thread.title, post.post_id, post.author, post.at, post.text, post.signature)
        for threads in world.threads.values()
        for thread in threads
        for post in thread.posts
    ]


def test_same_arguments_give_the_same_world(world):
    assert told(build(UNTIL, places=PLACES)) == told(world)
    assert told(build(UNTIL, seed=2, places=PLACES)) != told(world)


def test_nothing_is_posted_after_the_moment_and_threads_run_in_time(world):
    for threads in world.threads.values():
        for thread in threads:
            times = [post.at for post in thread.posts]
            assert times == sorted(set(times))
            assert times[-1] <= UNTIL


def test_ids_are_unique_and_rise_with_time(world):
    for threads in world.threads.values():
        posts = sorted((post for thread in threads for post in thread.posts), key=lambda post: post.post_id)
        assert len({post.post_id for post in posts}) == len(posts)
        assert [post.at for post in posts] == sorted(post.at for post in posts)


def test_every_week_holds_every_sort_of_figure(world):
    for name, week in ledger.weekly(world).items():
        assert week.demand.relevant > 0, name
        assert week.supply.interventions > 0, name
        assert week.waiting.questions + week.waiting.complaints > 0, name


def test_terms_are_those_that_the_profile_finds(world):
    own = profile.load("uwv")
    terms = Terms((term.term, term.also, term.not_near) for term in own.terms)
    for thread in world.readable():
        assert set(terms.find(thread.title)) == thread.title_terms, thread.title
        for post in thread.posts:
            assert post.is_team or set(terms.find(post.text)) == post.terms, post.text


def test_the_rising_topic_rises_in_the_last_complete_week(world):
    weeks = [week.demand.topics[RISING] for week in ledger.weekly(world).values()]
    assert weeks[-1] > 2 * max(1, sum(weeks[:-1]) / len(weeks[:-1]))


def test_the_team_answers_in_its_working_hours(world):
    answers = [post for thread in world.readable() for post in thread.posts if post.role == "answer"]
    assert answers
    for post in answers:
        window = opening(post.at.date())
        assert window is not None
        assert window[0] <= post.at <= window[1] + timedelta(hours=1), post.at


def test_working_hours_skip_weekend_and_public_holiday():
    friday = datetime(2026, 4, 24, 13, 0, tzinfo=UTC)  # 15:00 in Amsterdam, before King's Day on Monday
    tuesday = datetime(2026, 4, 28, 6, 0, tzinfo=UTC)
    assert worked_between(friday, tuesday) == 2.0


def test_an_earlier_moment_knows_nothing_of_later_posts(world):
    then = UNTIL - timedelta(days=10)
    before = world.at(then)
    assert {post[3] for post in told(before)} < {post[3] for post in told(world)}
    assert all(post[5] <= then for post in told(before))
    ends = [spell.end for threads in before.threads.values() for thread in threads for spell in thread.spells]
    assert all(end is None or end.at <= then for end in ends)


def test_figures_of_weeks_add_up_to_those_of_all_weeks_together(world):
    this_week = midnight(monday(UNTIL))
    whole = world.truth(this_week - timedelta(weeks=world.weeks), this_week)
    weeks = ledger.weekly(world).values()
    assert whole.demand.posts == sum(week.demand.posts for week in weeks)
    assert whole.supply.interventions == sum(week.supply.interventions for week in weeks)
    assert whole.waiting.questions == sum(week.waiting.questions for week in weeks)


def test_made_up_personal_data_is_well_formed(world):
    from random import Random

    from stdnum import iban as iban_number
    from stdnum.nl import bsn as bsn_number

    assert bsn_number.is_valid(bsn(Random(3)))
    assert iban_number.is_valid(iban(Random(3)), check_country=False)
    assert world.secrets()
    assert any(secret.endswith(".example") for secret in world.secrets())


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware moment"):
        build(datetime(2026, 11, 21))  # noqa: DTZ001
