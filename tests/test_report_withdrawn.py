"""A post that its site no longer shows: it still counts, nobody waits for its answer, and no word of it is shown."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.items import Post
from crawler.retention import withdrawn
from reports import figures
from reports.edition import web_page
from reports.journal import Journal
from reports.period import Period, week
from reports.weekly import Weekly, weekly
from reports.yearly.report import Yearly, yearly
from tests.reporting.builder import MONDAY, ZONE, World, lively, local

WORDS = "Waarom belt het UWV zwartkoppig niet terug?"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two open questions, of which the first was deleted on Thursday; a thanked answer in another thread."""
    made = World(tmp_path)
    made.daily_runs(MONDAY, MONDAY + timedelta(days=13))
    made.question(local(MONDAY, 9), "1", text=WORDS, position=1)
    made.question(local(MONDAY, 12), "2")
    made.question(local(MONDAY, 10), "3")
    made.answer(local(MONDAY, 11), "3")
    made.thanks(local(MONDAY, 13), "3", text="Bedankt, zwartkoppige redder!", match_reason="text")
    return made


def delete(world: World, *numbers: int, day: int = 3) -> World:
    """Lets posts be missed on a day of the week."""
    at = local(MONDAY + timedelta(days=day))
    world.posts += [withdrawn(world.posts[number], at, "r2") for number in numbers]
    return world


def of_week(world: World, name: str = "2026-W46") -> Weekly:
    return weekly(str(world.root / "data"), Journal(), world.profile(), week(name, ZONE), {})


def of_year(world: World) -> Yearly:
    year = Period(date(2026, 1, 1), date(2026, 12, 31), ZONE)
    return yearly(str(world.root / "data"), Journal(), world.profile(), year, {}, name="proef", heading="Proef")


def tiles(report: Weekly) -> dict[str, float | None]:
    return {tile.identity: tile.value for tile in report.tiles}


def test_only_the_open_questions_change_when_a_question_is_withdrawn(world: World) -> None:
    world.write()
    before = of_week(world)
    world.posts = delete(world, 0).posts[-1:]
    world.threads, world.runs = [], []
    world.write()
    after = of_week(world)
    assert tiles(before) | {"open_vragen": 1} == tiles(after)
    assert (tiles(before)["open_vragen"], [q.key[1] for q in after.questions]) == (2, ["2"])
    assert after.facts.daily == before.facts.daily
    assert [(s.post_id, s.end) for s in after.facts.ended] == [("3", "answered"), ("1", "gone")]
    assert figures.key_figures(after)["expired"] == 0
    assert [row.count for row in after.topics] == [row.count for row in before.topics]


def test_nothing_of_a_withdrawn_post_is_printed(world: World) -> None:
    delete(world, 0, 4).write()
    report = of_week(world)
    assert tiles(report)["waardering"] == 1
    shown = web_page(report) + figures.as_csv(report).decode()
    assert "zwartkoppig" not in shown.casefold()
    assert world.posts[0].url not in shown


def test_an_earlier_week_counts_what_waited_then_and_says_why_it_is_not_shown(world: World) -> None:
    delete(world, 0, day=9).write()
    report = of_week(world)
    assert (tiles(report)["open_vragen"], [q.key[1] for q in report.questions], report.withdrawn) == (2, ["2"], 1)
    note = "Eén open vraag is na deze week van de site gehaald: wel geteld, staat hier niet."
    assert report.open_page.open_note.endswith(note), report.open_page.open_note
    later = of_week(world, "2026-W47")
    assert (tiles(later)["open_vragen"], later.withdrawn) == (1, 0)
    assert "van de site gehaald" not in later.open_page.open_note


def test_the_year_counts_a_withdrawn_question_apart(world: World) -> None:
    delete(world, 0).post(local(MONDAY + timedelta(days=6)), "4")
    world.write()
    report = of_year(world)
    assert dict(report.timed.fates)["van de site gehaald"] == 1
    assert sum(n for _, n in report.timed.fates) == len(report.timed.first) == 3
    assert report.supplied.answered == 1


def test_a_post_that_came_back_waits_again(world: World) -> None:
    delete(world, 0)
    back: Post = world.posts[0]
    world.post(back.posted_at, "1", **{**_fields(back), "fetched_at": local(MONDAY + timedelta(days=4))})
    world.write()
    assert sorted(q.key[1] for q in of_week(world).questions) == ["1", "2"]


def _fields(post: Post) -> dict[str, object]:
    return {name: getattr(post, name) for name in Post.__slots__}  # type: ignore[attr-defined]


def test_volumes_of_a_lively_week_do_not_move(tmp_path: Path) -> None:
    world = lively(tmp_path, weeks=2)
    world.write()
    before = of_week(world)
    told = [post for post in world.posts if not post.is_team][::9]
    world.posts = [withdrawn(post, local(MONDAY + timedelta(days=6)), "r2") for post in told]
    world.threads, world.runs = [], []
    world.write()
    after = of_week(world)
    for name in ("berichten", "threads", "nieuwe_vragen", "interventies", "mediane_reactietijd", "waardering"):
        assert tiles(after)[name] == tiles(before)[name], name
    assert after.facts.daily == before.facts.daily
    assert after.facts.per_topic == before.facts.per_topic
