"""Rendered weeks in which a clock, a calendar, a machine or a setting is at its edge; the text of the PDF is read."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pymupdf
import pytest

from reports.shapes import diamond, dot
from tests.reporting.builder import MONDAY, SUNDAY, World, local
from tests.reporting.edge_weeks import few_sources
from tests.reporting.printed import flat, printed, sound, text_of

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("name", "dates", "sunday", "zone", "posts"),
    [
        ("2026-W43", "maandag 19 tot en met zondag 25 oktober 2026", date(2026, 10, 25), "+02:00", 25),
        ("2026-W13", "maandag 23 tot en met zondag 29 maart 2026", date(2026, 3, 29), "+01:00", 23),
    ],
    ids=["autumn", "spring"],
)
def test_a_week_in_which_the_clock_changes(
    tmp_path: Path, name: str, dates: str, sunday: date, zone: str, posts: int
) -> None:
    """A Sunday of 25 or 23 hours: a post every hour from half past midnight, and a wait of three real hours."""
    world = World(tmp_path)
    world.daily_runs(sunday - timedelta(days=20), sunday)
    start = moment(f"{sunday}T00:30{zone}")
    world.question(start)
    world.answer(start + timedelta(hours=3))
    for n in range(25):
        world.post(start + timedelta(hours=n), f"h{n}")
    text = sound(printed(world, name)[0])
    assert dates in text
    assert "op de klok 3,0 uur" in text
    assert f"{posts + 1} van de {posts + 1} berichten met een bekend uur" in text


def test_the_hour_that_comes_twice_holds_the_posts_of_both(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(date(2026, 10, 1), date(2026, 10, 26))
    for at in ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00"):
        world.question(moment(at), at, thread_title=at)
    text = sound(printed(world, "2026-W43")[0])
    assert text.count("zo 25 okt, 02.30 uur") == 2
    assert text.count("zo 25 okt, 03.30 uur") == 1
    assert "3 van de 3 berichten met een bekend uur (100%) kwamen buiten openingstijd" in text


def test_week_53_is_named_by_its_iso_year(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(date(2021, 1, 1), 9), fetched_at=local(date(2021, 1, 4)))
    path = printed(world, "2020-W53")[0]
    assert path.name == "weekoverzicht-2020-W53.pdf"
    text = sound(path)
    assert "maandag 28 december 2020 tot en met zondag 3 januari 2021" in text
    assert "Week 53" in text


def test_late_finds_make_the_next_edition_of_a_week_revised(tmp_path: Path) -> None:
    world = World(tmp_path)
    few_sources(world)
    first = printed(world)[0]
    assert "herzien" not in text_of(first)
    world.posts, world.runs = [], []
    world.post(local(MONDAY, 20), post_id="late", fetched_at=local(MONDAY + timedelta(days=9)))
    second = printed(world)[0]
    text = flat(text_of(second))
    assert "Week 46, herzien" in text
    assert "Berichten 2 (was 1)" in text
    before = second.read_bytes()
    world.posts = []
    assert printed(world)[0].read_bytes() == before


def machine_off(world: World) -> None:
    world.daily_runs(MONDAY - timedelta(weeks=13), MONDAY + timedelta(days=4))
    for n in range(7 * 14):
        for k in range(4):
            world.post(local(MONDAY - timedelta(weeks=13) + timedelta(days=n), 9 + k), f"{n}-{k}")


def never_ran(world: World) -> None:
    world.sources = ["welderforum", "fok"]
    world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY)
    world.question(local(MONDAY, 9))


def new_source(world: World) -> None:
    world.sources = ["welderforum", "fok"]
    world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY)
    world.run(local(SUNDAY + timedelta(days=1), 9), "fok", "blocked", "login_wall")
    world.question(local(MONDAY, 9))


def silent_source(world: World) -> None:
    world.sources = ["welderforum", "fok"]
    world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY)
    for n in range(7):
        world.run(local(MONDAY + timedelta(days=n), 9), "fok", "silent", "below_expectation")
    world.question(local(MONDAY, 9))


UNMEASURED: dict[str, tuple[Callable[[World], None], list[str], list[str]]] = {
    "the machine was off two days": (
        machine_off,
        ["ronde niet gestart", "20 van 28 71%", "Gemeten: 0 van de 1 bron", "daarom staan er geen percentages"],
        ["Ja: alle bronnen"],
    ),
    "a source that never ran": (
        never_ran,
        ["Niet volledig gemeten: Fok.nl.", "Fok.nl geen geen geen geen geen geen geen geen", "Niet gemeten"],
        ["Fok.nl 0"],
    ),
    "a source that is new": (new_source, ["Nog niet gevolgd", "Gemeten: 1 van de 2 bronnen"], ["Fok.nl 0"]),
    "a silent source": (silent_source, ["Stil, wel bereikbaar", "Fok.nl 0 0 0 0 0 0 0 0"], ["Fok.nl geen"]),
}


@pytest.mark.parametrize("case", UNMEASURED)
def test_what_was_not_measured_is_never_printed_as_zero(tmp_path: Path, case: str) -> None:
    build, said, unsaid = UNMEASURED[case]
    world = World(tmp_path)
    build(world)
    text = sound(printed(world)[0])
    for words in said:
        assert words in text, words
    for words in unsaid:
        assert words not in text, words


@pytest.mark.parametrize(
    ("report", "edition", "is_shown"),
    [("", "team", False), ("per_adviser = true", "team", True), ("per_adviser = true", "committee", False)],
    ids=["off", "on", "committee"],
)
def test_figures_per_adviser_are_printed_only_where_the_profile_says_so_and_never_leave_the_team(
    tmp_path: Path, report: str, edition: str, is_shown: bool
) -> None:
    world = World(tmp_path, report=report)
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    for n in range(6):
        world.question(local(MONDAY, 9 + n / 10), str(n))
        world.answer(local(MONDAY, 10 + n / 10), str(n), adviser="XQ", text=f"Dat staat op uwv.nl, nummer {n}. ^XQ")
    files = printed(world, edition=edition, html=True)
    text = sound(files[0])
    assert "6 interventies." in text
    assert ("^XQ" in text) == is_shown
    assert ("^XQ" in files[2].read_text(encoding="utf-8")) == is_shown
    assert "XQ" not in files[1].read_text(encoding="utf-8")
    assert "XQ" not in attached(files[0])
    assert ("bedoeld om werk te verdelen" in text) == is_shown


def attached(path: Path) -> str:
    with pymupdf.open(path) as document:
        return document.embfile_get(0).decode("utf-8-sig")


def test_above_and_below_normal_differ_without_colour(tmp_path: Path) -> None:
    """In grey a diamond, an arrow or a word says what the colour says, and which side of normal it is."""
    world = World(tmp_path, first_visit_days=120)
    world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY)
    for n in range(7 * 13):
        for k in range(5):
            world.post(local(MONDAY - timedelta(weeks=13) + timedelta(days=n), 9 + k), f"{n}-{k}")
    for day, count in ((0, 1), (1, 5), (2, 14), (3, 5), (4, 5), (5, 5), (6, 5)):
        for k in range(count):
            world.post(local(MONDAY + timedelta(days=day), 9 + k / 2), f"now-{day}-{k}", topics=["werknl"])
    files = printed(world, html=True)
    text = sound(files[0])
    assert "Welderforum ↓1 5 ↑14 5 5 5 5 40" in text
    assert "boven 35" in text
    assert "“Boven” of “onder” en een oranje ruit" in text
    html = files[2].read_text(encoding="utf-8")
    plots = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    days = [plot for plot in plots if "berichten per dag van maandag" in plot]
    assert len(days) == 2
    round_head, pointed_head = dot(0, 0).partition("a")[2], diamond(0, 0).partition("l")[2]
    assert {(plot.count(round_head), plot.count(pointed_head)) for plot in days} == {(5, 2)}
