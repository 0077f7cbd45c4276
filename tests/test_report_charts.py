"""The charts, held against the drawings that were looked at: a change in one is seen, and must be wanted."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pymupdf
import pytest

from reports import fonts
from reports.charts import bar, bullet, day_plot, heat_map, sparkline
from reports.normal import Range
from reports.shapes import STYLES, Label, labels

SNAPSHOTS = Path(__file__).parent / "reporting" / "charts"
BAND = Range(4, 9, 6)
HOURS = [[(day * hour) % 7 for hour in range(24)] for day in range(7)]
OPEN = [(8.0, 17.0)] * 5 + [None, None]
CHARTS = {
    "sparkline": sparkline([5, 7, None, 6, 8, 14], BAND, "Verloop.", is_outside=True),
    "sparkline-without-normal": sparkline([5, 7, 6], None, "Verloop.", is_outside=False),
    "day-plot": day_plot([5, 12, None, 0, 7, 1, 3], [BAND] * 7, "Berichten per dag."),
    "day-plot-for-committee": day_plot([5, 12, None, 0, 7, 1, 3], [None] * 7, "Berichten per dag.", withheld={5, 6}),
    "bullet": bullet(18.0, 8.0, 24.0, "Achttien openingsuren gewacht."),
    "bar": bar(29, 2, 64, "Negenentwintig berichten."),
    "heat-map": heat_map(HOURS, OPEN, "Berichten per uur.", [1, 2, None, 3, 4, 5, 6]),
    "heat-map-for-committee": heat_map(HOURS, OPEN, "Berichten per uur.", [1, 2, None, 3, 4, 5, 6], hides_small=True),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_the_drawing_that_was_looked_at(name: str) -> None:
    known = SNAPSHOTS / f"{name}.svg"
    assert CHARTS[name] == known.read_text(encoding="utf-8").rstrip("\n"), (
        f"{name} is drawn differently; look at it, and write the new drawing to {known} if it is better"
    )


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_its_finding_first_and_prints_nothing_too_small(name: str) -> None:
    root = ET.fromstring(CHARTS[name])
    first = root[0]
    assert first.tag.endswith("title")
    assert (first.text or "").endswith(".")
    assert 'role="img"' in CHARTS[name]
    assert all(float(size) >= 6.8 for size in re.findall(r'font-size="([\d.]+)"', CHARTS[name]))
    assert "class=" not in CHARTS[name].split(">", 1)[1], "a stylesheet does not reach inline SVG"


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_drawn_outside_its_frame(name: str) -> None:
    root = ET.fromstring(CHARTS[name])
    width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
    for node in root:
        for key, most in {"x": width, "x1": width, "x2": width, "y": height, "y1": height, "y2": height}.items():
            for place in node.attrib.get(key, "").split():
                assert -1 <= float(place) <= most + 1, (name, node.attrib)
        for x, y, long in re.findall(r"[ML]([\d.-]+) ([\d.-]+)(?:h([\d.-]+))?", node.attrib.get("d", "")):
            assert -1 <= float(x) <= float(x) + float(long or 0) <= width + 1, (name, x)
            assert -1 <= float(y) <= height + 1, (name, y)


def test_outside_the_team_counts_under_five_look_alike() -> None:
    plots = {day_plot([n, 12, None, 0, 7, 5, 9], [None] * 7, "Dagen.", withheld={0, 5}) for n in range(1, 5)}
    hours = [[0] * 24 for _ in range(7)]
    maps = set()
    for n in range(1, 5):
        hours[0][9] = n
        maps.add(heat_map(hours, OPEN, "Uren.", [n, *[0] * 6], hides_small=True))
    assert (len(plots), len(maps)) == (1, 1)
    assert "&lt;5" in maps.pop()


def test_an_unmeasured_day_is_a_cross_and_never_a_zero() -> None:
    drawn = day_plot([None] * 7, [None] * 7, "Niets gemeten.")
    (text,) = re.findall(r"<text.*?>(.*?)</text>", drawn)
    assert text == "madiwodovrzazo"
    (crosses,) = re.findall(r'<path d="(.*?)" stroke="#B3420A" stroke-width="1.3"/>', drawn)
    assert crosses.count("M") == 14


@pytest.mark.parametrize(("weight", "style"), STYLES.items())
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_label_stands_where_its_own_width_puts_it(share: float, weight: int, style: str) -> None:
    drawn = ET.fromstring(labels([Label(50, 9, "zo 1.203", share), Label(90, 8, "7", 0)], weight=weight, size=10))
    font = pymupdf.Font(fontfile=str(fonts.path(style)))
    begins = 50 - share * font.text_length("zo 1.203", 10)
    expected = [begins + font.text_length("zo 1.203"[:n], 10) for n in range(8)]
    assert [float(x) for x in drawn.attrib["x"].split()] == pytest.approx([*expected, 90], abs=0.01)
    assert (drawn.text, drawn.attrib["y"]) == ("zo 1.2037", "9.00 " * 8 + "8.00")


def test_words_in_a_chart_are_escaped() -> None:
    assert "<b>" not in bar(1, 1, 1, "<b>hoi</b>.")
