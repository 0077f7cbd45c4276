"""Another organisation's colour: one family of shades, words in it legible on white and on each shade of a map."""

from pathlib import Path

import pytest

from reports import shapes
from reports.colours import DEEP, MARKED, ON_DEEP, contrast, palette
from reports.folders import TEMPLATES
from reports.render import environment
from tests.reporting.builder import World
from tests.reporting.edge_weeks import few_sources
from tests.reporting.printed import printed, sound

ACCENTS = ["#2E7D32", "#FFD500", "#111111", "#E10600", "#7B2CBF", "#FFFFFF", "#000000"]


def test_the_house_keeps_its_own_blues() -> None:
    assert palette(shapes.ACCENT) == palette(shapes.ACCENT.lower()) == {}
    own = environment(shapes.ACCENT).globals["accents"]
    assert own in (TEMPLATES / "look.css").read_text(encoding="utf-8").replace("\n ", "")


@pytest.mark.parametrize("accent", ACCENTS)
def test_words_are_legible_in_and_on_every_shade(accent: str) -> None:
    colours = palette(accent)
    assert contrast(colours[shapes.ACCENT], shapes.WHITE) >= 4.5
    assert contrast(colours[DEEP], shapes.WHITE) >= 7
    assert contrast(colours[DEEP], colours[ON_DEEP]) >= 4.5
    assert contrast(colours[MARKED], shapes.INK) >= 4.5
    for blue in shapes.HEAT[1:4]:
        assert contrast(colours[blue], shapes.INK) >= 4.5


@pytest.mark.parametrize("accent", ["#2E7D32", "#FFD500", "#E10600", "#7B2CBF"])
def test_a_darker_step_of_a_map_is_darker(accent: str) -> None:
    steps = [contrast(palette(accent)[blue], shapes.WHITE) for blue in shapes.HEAT[1:]]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


def test_a_report_in_green_has_no_blue(tmp_path: Path) -> None:
    world = World(tmp_path, report='accent = "#2E7D32"')
    few_sources(world)
    files = printed(world, html=True)
    sound(files[0])
    page = files[2].read_text(encoding="utf-8").partition("<body")[2]
    assert palette("#2E7D32")[DEEP] in page
    assert not [blue for blue in (shapes.ACCENT, DEEP, *shapes.HEAT[1:]) if blue in page]
