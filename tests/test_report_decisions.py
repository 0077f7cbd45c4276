"""A person's decision overrules the rule wherever something is counted, and both reports say how often."""

from datetime import date
from pathlib import Path

import pytest

from crawler.items import Post
from reports.journal import Journal, journal
from reports.period import Period, week
from reports.weekly import Weekly, weekly
from reports.yearly.report import Yearly, yearly
from tests.reporting.builder import MONDAY, ZONE, World, local


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Four posts in threads of their own: the rules took the first and the last for a question."""
    made = World(tmp_path)
    made.question(local(MONDAY, 9), "1")
    made.post(local(MONDAY, 10), "2", is_asker=True, position=1)
    made.post(local(MONDAY, 11), "3")
    made.question(local(MONDAY, 12), "4")
    made.write()
    return made


def decided(world: World, *made: tuple[str, str]) -> Journal:
    lines = "".join(f"2026-11-11;{url};{decision};\n" for url, decision in made)
    (world.root / "decisions.csv").write_text("date;url;decision;note\n" + lines, encoding="utf-8")
    return journal(world.root)


def of_week(world: World, records: Journal) -> Weekly:
    return weekly(str(world.root / "data"), records, world.profile(), week("2026-W46", ZONE), {})


def of_year(world: World, records: Journal) -> Yearly:
    year = Period(date(2026, 1, 1), date(2026, 12, 31), ZONE)
    return yearly(str(world.root / "data"), records, world.profile(), year, {}, name="proef", heading="Proef")


def told(world: World, records: Journal) -> tuple[list[str], dict[str, float | None], int, int]:
    """The threads that are open, the key figures of the week, and the posts and questions of the year."""
    weekly_told, yearly_told = of_week(world, records), of_year(world, records)
    tiles = {tile.identity: tile.value for tile in weekly_told.tiles}
    return (
        sorted(question.key[1] for question in weekly_told.questions),
        tiles,
        yearly_told.demanded.whole.posts,
        len(yearly_told.facts.questions),
    )


def test_without_decisions_the_rules_say_it_all(world: World) -> None:
    open_threads, tiles, posts, questions = told(world, decided(world))
    assert open_threads == ["1", "4"]
    assert (tiles["berichten"], tiles["nieuwe_vragen"], tiles["open_vragen"]) == (4, 2, 2)
    assert (posts, questions) == (4, 2)


@pytest.mark.parametrize("which", ["url", "thread_url"])
def test_noise_leaves_the_open_list_and_every_count(world: World, which: str) -> None:
    open_threads, tiles, posts, questions = told(world, decided(world, (getattr(world.posts[0], which), "noise")))
    assert open_threads == ["4"]
    assert (tiles["berichten"], tiles["nieuwe_vragen"], tiles["open_vragen"]) == (3, 1, 1)
    assert (posts, questions) == (3, 1)


@pytest.mark.parametrize("which", ["url", "thread_url"])
def test_what_a_person_calls_a_question_waits_and_counts(world: World, which: str) -> None:
    open_threads, tiles, posts, questions = told(world, decided(world, (getattr(world.posts[1], which), "is_question")))
    assert open_threads == ["1", "2", "4"]
    assert (tiles["berichten"], tiles["nieuwe_vragen"], tiles["open_vragen"]) == (4, 3, 3)
    assert (posts, questions) == (4, 3)


@pytest.mark.parametrize("decision", ["no_reply schelden", "forwarded", "closed"])
def test_what_a_person_closed_no_longer_waits_and_still_counts(world: World, decision: str) -> None:
    records = decided(world, (world.posts[0].url, decision))
    open_threads, tiles, posts, questions = told(world, records)
    assert open_threads == ["4"]
    assert (tiles["nieuwe_vragen"], tiles["open_vragen"]) == (2, 1)
    assert (posts, questions) == (4, 2)
    assert [s.end for s in of_year(world, records).facts.questions] == [decision.partition(" ")[0], None]


def test_both_reports_say_how_often_and_count_only_where_the_rule_said_otherwise(world: World) -> None:
    asked, other, noise, also = world.posts
    agreed = (asked.url, "is_question")
    records = decided(
        world, agreed, (other.url, "is_question"), (other.url, "is_question"), (noise.url, "noise"),
        (also.thread_url, "noise"), ("https://elders.example.nl/p9", "noise"),
    )  # fmt: skip
    assert any(
        fact.startswith("3 keer besliste een mens") for fact in of_week(world, records).team_page.unanswered_facts
    )
    rules, ends = of_year(world, records).conduct.overruled
    assert rules.startswith("3 keer besliste een mens anders dan de regel: 1 × wel een vraag, 2 × ruis.")
    assert ends == "Geen enkele vraag is door een besluit gesloten."


def test_a_decision_that_agrees_with_the_rule_overrules_nothing(world: World) -> None:
    records = decided(world, (world.posts[0].url, "is_question"))
    assert not [fact for fact in of_week(world, records).team_page.unanswered_facts if "besliste een mens" in fact]
    assert of_year(world, records).conduct.overruled[0] == "Geen enkele keer besliste een mens anders dan de regel."


def test_the_newest_version_of_a_post_is_what_was_overruled(world: World) -> None:
    post = world.posts[1]
    later = Post(**{name: getattr(post, name) for name in post.__dataclass_fields__})
    later.concrete_question, later.fetched_at = True, local(MONDAY, 30)
    World(world.root, posts=[later]).write()
    records = decided(world, (post.url, "is_question"))
    assert of_year(world, records).conduct.overruled[0] == "Geen enkele keer besliste een mens anders dan de regel."
