"""Which posts a week counts: the latest version, with a date, relevant, unless a person decided otherwise."""

from datetime import timedelta
from pathlib import Path

import pytest

from reports import kpis
from reports.journal import journal
from tests.reporting.builder import MONDAY, SUNDAY, World, local
from tests.reporting.key_figures import made


def test_the_latest_version_of_a_post_counts_once_where_it_was_posted(tmp_path: Path) -> None:
    world = World(tmp_path)
    first = world.post(local(MONDAY, 9))
    for hours, text in ((30, "later"), (50, "laatst")):
        world.post(first.posted_at, post_id=first.post_id, text=text, fetched_at=local(MONDAY, 9 + hours))
    world.post(local(MONDAY, 10), post_id="moved", fetched_at=local(MONDAY, 11))
    world.post(local(MONDAY - timedelta(days=1), 10), post_id="moved", fetched_at=local(MONDAY, 12))
    assert made(world).tiles[0].value == 1


@pytest.mark.parametrize("weeks", [8, 60, -60])
def test_a_version_whose_date_lies_in_a_month_that_is_not_reported_still_wins(tmp_path: Path, weeks: int) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    world.post(local(MONDAY, 10), post_id="stays", text="Wat zegt het UWV?", fetched_at=local(MONDAY, 12))
    elsewhere = local(MONDAY - timedelta(weeks=weeks), 10)
    for post_id, moments in {"gone": (local(MONDAY, 10), elsewhere), "came": (elsewhere, local(MONDAY, 10))}.items():
        for hour, at in enumerate(moments, 20):
            world.post(at, post_id=post_id, fetched_at=local(MONDAY, hour))
    assert kpis.berichten(made(world).facts) == 2


def test_late_finds_of_every_source_that_was_followed_count(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "start"])
    for source, since in (("welderforum", 3), ("fok", 3), ("start", -1)):
        world.daily_runs(MONDAY - timedelta(weeks=since), SUNDAY + timedelta(weeks=2), source)
        world.post(local(MONDAY, 9), source=source, first_seen_at=local(SUNDAY, 40))
        for hour in (10, 11):
            world.post(local(MONDAY, hour), source=source)
    assert kpis.late_finds(made(world).facts) == 2


def test_a_post_that_lost_its_date_counts_in_no_week(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    world.post(local(MONDAY, 10), post_id="stays")
    world.post(local(MONDAY, 10), post_id="lost", fetched_at=local(MONDAY, 12))
    world.post(None, post_id="lost", fetched_at=local(MONDAY, 13))
    facts = made(world).facts
    assert (kpis.berichten(facts), facts.undated) == (1, 1)


def test_runs_without_a_post_are_a_week_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    facts = made(world).facts
    assert (kpis.berichten(facts), facts.is_measured_at_all, facts.posts.fetched) == (0, True, None)
    assert facts.cutoff == local(SUNDAY, 23) + timedelta(minutes=5)


def test_team_posts_noise_and_posts_without_a_term_in_their_own_words_do_not_count(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9), thread="1")
    world.answer(local(MONDAY, 10), thread="1")
    for reason in ("title", "thread", None):
        world.post(local(MONDAY, 11), thread="1", match_reason=reason)
    noise = world.post(local(MONDAY, 12), thread="2")
    (tmp_path / "decisions.csv").write_text(
        f"\ufeffdate;url;decision;note\r\n2026-11-10;{noise.url};noise;reclame\r\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert [t.value for t in told.tiles[:2]] == [1, 1]
    assert "alleen via de titel gevonden" in told.volume_page.volume_note


def test_a_person_overrules_the_rule_on_what_is_a_question(tmp_path: Path) -> None:
    world = World(tmp_path)
    post = world.post(local(MONDAY, 9))
    (tmp_path / "decisions.csv").write_text(
        f"date;url;decision;note\n2026-11-10;{post.url};is_question;\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert (told.tiles[2].value, len(told.questions)) == (1, 1)
    assert any("besliste een mens" in fact for fact in told.team_page.unanswered_facts)


def test_a_decision_not_to_react_closes_the_question_and_is_counted_by_its_reason(tmp_path: Path) -> None:
    world = World(tmp_path)
    post = world.question(local(MONDAY, 9), intent="question")
    (tmp_path / "decisions.csv").write_text(
        f"date;url;decision;note\n2026-11-15;{post.url};no_reply;schelden\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert told.tiles[3].value == 0
    assert told.team_page.unanswered_facts == ["1 × Wij reageren niet op berichten met buitensporig schelden."]
