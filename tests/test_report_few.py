"""A quiet week where the committee reads: no count under five is said, drawn, attached, or found by subtracting."""

import json
import random
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reports import leads, small
from reports.charts import heat_map
from reports.edition import web_page
from reports.figures import as_csv, key_figures
from reports.sentences import MERGED, changed
from reports.weekly import Weekly
from tests.reporting.builder import MONDAY, SUNDAY, World, local
from tests.reporting.drawn import WEEKS
from tests.reporting.key_figures import made

FEW = r"(?<!minstens )\b(?:[1-4]|één|twee|drie|vier)\b"
OF_POSTS = (
    rf"{FEW} (?:nieuwe |open |eerste |concrete )?(?:bericht|vra|interventie|antwoord|reactie|keer(?! de norm)|daarvan)"
    rf"|{FEW} van de(?! \d+ bron)"
    rf"|(?:laagste|hoogste|deze week|normaal:|beantwoord|week:|vragensteller:) {FEW}(?![.,\d–])"
)
"""How a sentence or a text alternative would say a small count of posts, questions or reactions."""


@pytest.fixture
def quiet(tmp_path: Path) -> Weekly:
    world = World(tmp_path, ["welderforum", "fok", "lot"])
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY, source)
    for n in range(14 * 7):
        source, thread = world.sources[n % 3], f"o{n}"
        at = local(SUNDAY - timedelta(weeks=2, days=n), 9.4 + n % 5)
        world.question(at, thread, source, topics=[("ww", "wia", "vakantie")[n % 3]])
        if n % 2:
            world.answer(at + timedelta(hours=2), thread, source)
            world.thanks(at + timedelta(hours=3), thread, source)
    for n, text in enumerate(("Dat staat op uwv.nl.", "Kun je ons bellen?")):
        world.question(local(MONDAY, 9), f"n{n}", "fok")
        world.answer(local(MONDAY, 11), f"n{n}", "fok", text=text)
    world.thanks(local(MONDAY, 12), "n0", "fok")
    world.question(local(MONDAY, 23), "n2", "lot", precision="day")
    told = made(world)
    told.edition = "committee"
    return told


def test_no_words_of_a_quiet_week_hold_a_small_count(quiet: Weekly) -> None:
    page = re.sub(r"<(script|style).*?</\1>", "", web_page(quiet), flags=re.DOTALL)
    words = " ".join(re.sub(r"<[^>]*>", " | ", page).split())
    said = [match[0] for match in re.finditer(OF_POSTS, words, re.IGNORECASE)]
    assert said == []
    values = re.findall(r'class="v">\s*([^<]*?)\s*<', page) + re.findall(r'class="r(?: total)?">([^<]*)</td>', page)
    assert "&lt;5" in values
    assert not {"1", "2", "3", "4"} & set(values)


def test_no_file_of_a_quiet_week_holds_a_small_count(quiet: Weekly) -> None:
    told = key_figures(quiet)
    assert told["figures"]["berichten"] == told["figures"]["waardering"] == "minder dan 5"
    counts = {**told["figures"], **told["previous"], **told["sources"], **told["topics"]}
    del counts["mediane_reactietijd"]
    assert not {1, 2, 3, 4} & set(counts.values())
    assert "response_count" in json.dumps(told)
    assert told["response_count"] == "minder dan 5"
    kinds = ("berichten", "onderwerpen", "interventies", "kerncijfers")
    rows = [row.split(";") for row in as_csv(quiet).decode("utf-8-sig").splitlines() if row.startswith(kinds)]
    assert not [row for row in rows if row[3] in {"1", "2", "3", "4"} and row[1] != "Mediane reactietijd"]


def test_the_sentence_of_what_changed_says_no_small_count_in_a_thousand_weeks() -> None:
    for week in WEEKS:
        said = changed(replace(week, hides_small=True))
        assert not re.search(rf"{FEW} (?:nieuwe|bericht|vra|daarvan)|normaal: {FEW}(?![.,\d–])", said, re.IGNORECASE), (
            said
        )


@pytest.mark.parametrize(("outside", "known"), [(3, 4), (2, 50), (48, 50)])
def test_the_lead_on_hours_tells_neither_part_where_one_is_small(outside: int, known: int) -> None:
    assert not re.search(r"\d", leads.hours(outside, known, hides_small=True))


@pytest.mark.parametrize("seed", range(40))
def test_no_count_of_a_table_is_found_by_subtracting(seed: int) -> None:
    chance = random.Random(seed)
    rows = [[chance.choice([0, 0, 1, 3, 4, 5, 9, 20]) for _ in range(7)] for _ in range(chance.randrange(1, 9))]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    found = small.withheld(rows)
    hidden = {(r, c) for r, places in enumerate(found) for c in places}
    assert hidden >= {(r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if small.is_small(n)}
    lines = [[(r, c) for c in range(7)] for r in range(len(rows))]
    for line in [*lines, *([(r, c) for r in range(len(rows))] for c in range(7))]:
        alone = hidden.intersection(line)
        assert len(alone) != 1 or not any(rows[r][c] for r, c in line if (r, c) not in hidden)


def test_rows_that_were_merged_are_not_called_too_new_for_a_normal(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok"])
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=13), SUNDAY, source)
    for n in range(9 * 7 * 2):
        topics = [f"t{n % 3}"] if n < 14 else []
        world.question(local(SUNDAY - timedelta(days=n // 2), 9), f"{n}", world.sources[n % 2], topics=topics)
    world.posts = [post for n, post in enumerate(world.posts) if n > 13 or n in {1, 2, 4, 5}]
    told = made(world)
    told.edition = "committee"
    assert [row.is_merged for row in told.sources] == [row.identity == "" for row in told.topics] == [True]
    assert leads.volume(told.week) == MERGED.format("bronnen")
    assert leads.topics(told.week) == told.front.topic_note == MERGED.format("onderwerpen")
    assert "onderwerpen samen" not in changed(told.week)


def test_no_mark_in_the_page_tells_when_a_question_was_asked(quiet: Weekly) -> None:
    page = web_page(quiet)
    assert all(float(hours).is_integer() for hours in re.findall(r'data-wait="([^"]*)"', page))
    assert not re.findall(r"data-(?:asked|views)=|\d\d\.\d\d uur</span>", page)


def test_no_line_of_weeks_is_drawn_at_the_height_of_a_small_count(quiet: Weekly) -> None:
    lines = [tile.line for tile in quiet.tiles if not tile.digits] + [topic.line for topic in quiet.topics]
    drawn = {n for line in lines for n in line if n and n < small.LEAST}
    assert drawn == {small.COARSE}


def test_the_map_of_hours_leaves_out_what_would_tell_a_small_count() -> None:
    hours = [[8, 2, *[0] * 22], *([0] * 24 for _ in range(6))]
    drawn = heat_map(hours, [None] * 7, "Uren.", [10, *[0] * 6], hides_small=True)
    alike = heat_map([[6, 4, *[0] * 22], *hours[1:]], [None] * 7, "Uren.", [10, *[0] * 6], hides_small=True)
    assert drawn == alike


def test_few_late_answers_and_few_thanks_are_told_by_no_other_figure(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok"])
    for n in range(16):
        source = world.sources[n % 2]
        world.question(local(MONDAY, 9), f"{n}", source)
        world.answer(local(MONDAY + timedelta(days=2 if n == 0 else 0), 11), f"{n}", source)
        if n % 2 or n < 4:
            world.thanks(local(MONDAY + timedelta(days=3), 12), f"{n}", source)
    told = made(world)
    assert "15 van de 16 binnen de norm van 8 openingsuren." in told.team_page.response_facts
    assert [(row.count, row.thanked) for row in told.work] == [(8, 8), (8, 2)]
    told = replace(told, edition="committee")
    assert "Minder dan 5 van de 16 boven de norm van 8 openingsuren." in told.team_page.response_facts
    assert [(row.count, row.thanked) for row in told.work] == [(16, 10)]
