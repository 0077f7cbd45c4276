"""One, two and a part: days, sources, questions and hours in the number that Dutch wants, in the printed week."""

from datetime import timedelta
from pathlib import Path

from tests.reporting.builder import MONDAY, SUNDAY, TITLES, World, local
from tests.reporting.printed import printed, printed_again, sound


def busy_everywhere(world: World) -> None:
    """Ten sources on which the team answered once, and two questions that wait: of 29 days ago and of today."""
    world.sources = [*TITLES, "tiende"]
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=6), SUNDAY, source)
        world.question(local(MONDAY, 9), f"a-{source}", source)
        world.answer(local(MONDAY, 9.5), f"a-{source}", source, text=f"Dat staat op uwv.nl, bij {source}.")
    world.question(local(SUNDAY - timedelta(days=29), 23), "oud")
    world.question(local(SUNDAY, 11), "nieuw")


def test_one_day_one_source_and_two_questions(tmp_path: Path) -> None:
    world = World(tmp_path)
    busy_everywhere(world)
    text = sound(printed(world)[0])
    assert "verloopt over 1 dag" in text
    assert "verloopt over 1 dagen" not in text
    assert "Nog 1 bron telt mee in de som." in text
    assert "Beide open vragen: pagina 4." in text
    assert "Twee vragen staan nog open, één daarvan langer dan de norm." in text


def test_a_norm_with_a_half_hour_is_the_same_everywhere(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    for n in range(3):
        world.question(local(MONDAY, 9), str(n))
    world.answer(local(MONDAY, 10), "0")
    world.write()
    world.profile()
    path = tmp_path / "profile.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("norm_hours = 8", "norm_hours = 7.5"), encoding="utf-8")
    text = sound(printed_again(tmp_path)[0])
    assert "wat langer wacht dan 7,5 openingsuren" in text
    assert "de norm van 7,5 openingsuren; de balk" in text
    assert "Dat is binnen de norm van 7,5 openingsuren." in text
    assert "allebei langer dan de norm" in text


def test_page_1_says_where_the_questions_are_that_page_4_leaves_out(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    for n in range(30):
        world.question(local(MONDAY, 9), str(n))
    assert "Alle 30 open vragen: pagina 4 en de bijlage." in sound(printed(world)[0])
