"""The same week on paper and on a screen, twice, and not measured at all: each says only what holds for it."""

import re
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest

from reports.figures import as_csv, revisions
from reports.journal import Journal
from reports.period import week
from reports.weekly import Weekly, weekly
from tests.reporting.builder import MONDAY, SUNDAY, ZONE, World, local
from tests.reporting.edge_weeks import all_failed, many_sources
from tests.reporting.printed import printed, sound


def told(world: World) -> Weekly:
    world.write()
    return weekly(str(world.root / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})


def test_a_web_page_has_no_page_numbers_and_leaves_nothing_to_the_annex(tmp_path: Path) -> None:
    world = World(tmp_path)
    many_sources(world)
    files = printed(world, html=True)
    assert "En 18 andere bronnen, gemeten: pagina 6." in sound(files[0])
    page = re.sub(r"<script.*?</script>|<style.*?</style>", "", files[2].read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"pagina \d", page)
    assert page.count('<i class="dot"></i>') == 30
    assert "onderwerp-29" in page


def test_a_revision_names_only_what_reads_otherwise() -> None:
    before = {"figures": {"berichten": 53, "mediane_reactietijd": 2.81, "waardering": 4}}
    now = {"figures": {"berichten": 54, "mediane_reactietijd": 2.84, "waardering": 4}}
    assert revisions(now, before) == ["Berichten 54 (was 53)"]
    later = {"figures": {**before["figures"], "mediane_reactietijd": 3}}
    assert revisions(later, before) == ["Mediane reactietijd 3,0 uur (was 2,8 uur)"]


def test_the_annex_of_a_week_that_was_not_measured_holds_no_zero(tmp_path: Path) -> None:
    world = World(tmp_path)
    all_failed(world)
    lines = as_csv(told(world)).decode("utf-8-sig").splitlines()
    asked = [line for line in lines if line.startswith(("onderwerpen;", "berichten per uur;", "berichten per bron"))]
    assert len(asked) > 170
    assert {line.rpartition(";")[2] for line in asked} == {"geen"}


@pytest.mark.parametrize("advisers", [2, 5])
def test_words_and_figures_are_not_broken_in_narrow_columns(tmp_path: Path, advisers: int) -> None:
    world = World(tmp_path, report="per_adviser = true")
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    world.question(local(MONDAY, 9), "veel")
    world.thread("veel", views=12_345_678)
    for n in range(advisers):
        world.question(local(MONDAY, 9), str(n))
        world.answer(local(MONDAY, 10), str(n), adviser=f"A{n}", text=f"Dat staat op uwv.nl, {n}.")
    path = printed(world)[0]
    sound(path)
    with pymupdf.open(path) as document:
        words = {w[4] for page in document for w in page.get_text("words")}
    assert {"Interventies", "Bedankt", "12.345.678", "Dekking"} <= words
