"""Waiting times in opening hours, and the order of the questions that are still open."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from reports import kpis
from tests.reporting.builder import MONDAY, SUNDAY, World, local
from tests.reporting.key_figures import made


def test_an_imprecise_time_is_counted_but_never_timed(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 0), thread="1", precision="day")
    world.answer(local(MONDAY, 15), thread="1")
    world.question(local(MONDAY, 9), thread="2")
    world.answer(local(MONDAY, 11), thread="2")
    told = made(world)
    assert told.tiles[5].value == pytest.approx(2.0)
    assert told.tiles[4].value == 2
    assert "Van 1 van de 2 berichten (50%)" in told.measure_page.certainty[0]


def test_crawl_delay_and_team_time_are_told_apart(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(days=1), SUNDAY)
    world.question(local(MONDAY, 9), first_seen_at=local(MONDAY, 12))
    world.answer(local(MONDAY, 16))
    told = made(world)
    assert kpis.crawl_delay(told.facts) == pytest.approx(3.0)
    assert kpis.team_time(told.facts) == pytest.approx(4.0)


def test_open_questions_come_in_the_order_over_the_norm_deadline_views(tmp_path: Path) -> None:
    world = World(tmp_path)
    chance = random.Random(3)
    for n in range(30):
        late = chance.random() < 0.5
        at = local(MONDAY + timedelta(days=chance.randrange(4) if late else 5), 9)
        text = "Hoe zit dat bij het UWV? " + ("Ik moet het uiterlijk maandag weten." if chance.random() < 0.4 else "")
        world.question(at, thread=str(n), text=text)
        world.thread(str(n), views=chance.randrange(5000))
    questions = made(world).questions
    assert len(questions) == 30
    keys = [(not q.is_over, not q.has_deadline, -(q.views or 0)) for q in questions]
    assert keys == sorted(keys)
    assert any(q.has_deadline for q in questions)


def test_the_first_to_answer_are_the_three_that_wait_longest_over_the_norm(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(6):
        world.question(local(MONDAY + timedelta(days=n), 9), thread=str(n))
        world.thread(str(n), views=100 * n)
    told = made(world)
    assert [round(q.waited) for q in told.longest_over] == [44, 35, 26]


@pytest.mark.parametrize(("hours", "waited"), [("", 11.0), ("closed = [2026-11-10]", 2.0)])
def test_a_closing_day_of_the_profile_is_no_waiting_time(tmp_path: Path, hours: str, waited: float) -> None:
    world = World(tmp_path, hours=hours)
    world.question(local(MONDAY, 16))
    world.answer(local(MONDAY + timedelta(days=2), 9))
    world.question(local(MONDAY, 16), thread="2")
    told = made(world)
    assert told.tiles[5].value == pytest.approx(waited)
    assert told.questions[0].waited == pytest.approx(waited + 8 + 9 + 9)
    assert told.hours_part.opening_frame[1] == (None if hours else (8.0, 17.0))


def test_what_waits_for_the_asker_and_what_expires_is_named(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9), thread="1")
    world.answer(local(MONDAY, 10), thread="1", text="Kun je ons een DM sturen?")
    world.question(local(MONDAY - timedelta(days=20), 9), thread="2")
    told = made(world)
    assert [p.source for p in told.pending] == ["Welderforum"]
    assert told.open_page.expiring == "Eén open vraag verloopt binnen een week als er niets beweegt."
