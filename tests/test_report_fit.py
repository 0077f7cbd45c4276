"""A page that would run on shows less: estimated heights may be wrong, six pages may not."""

from pathlib import Path

import pytest

from reports import fit, layout
from reports.fit import fitted, overfull
from tests.reporting.builder import MONDAY, World, local
from tests.reporting.edge_weeks import many_sources
from tests.reporting.key_figures import made
from tests.reporting.printed import check_page_edges, printed


def test_a_part_that_runs_on_is_found_and_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[int]] = []
    monkeypatch.setattr(layout, "QUESTIONS_ROOM", layout.QUESTIONS_ROOM + 130)
    monkeypatch.setattr(fit, "overfull", lambda document: seen.append(overfull(document)) or seen[-1])
    world = World(tmp_path)
    many_sources(world)
    path = printed(world)[0]
    assert seen[0] == [4], "the estimate lets too many questions in"
    assert seen[-1] == []
    check_page_edges(path)


def test_trying_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Never:
        cuts = 0

        def tighten(self, _page: int) -> None:
            self.cuts += 1

    never = Never()
    monkeypatch.setattr(fit, "overfull", lambda _: [3])
    monkeypatch.setattr(fit, "laid_out", lambda html: html)
    assert fitted(never, lambda: "pages") == ("pages", "pages")  # type: ignore[arg-type]
    assert never.cuts == fit.TRIES


def test_what_paper_leaves_out_for_want_of_room_stands_on_the_web_page(tmp_path: Path) -> None:
    world = World(tmp_path)
    many_sources(world)
    for source in world.sources:
        world.answer(local(MONDAY, 12), f"{source}-1", source)
    told = made(world)
    page, done = told.measure_page, told.team_page
    assert len(page.coverage) < 30 == len(told.coverage)
    assert "in de bijlage" in page.coverage_note
    assert len(done.work) < len(told.work)
    told.show_on(screen=True)
    assert told.measure_page.coverage == sorted(told.coverage, key=lambda row: not row.is_bad)
    assert "in de bijlage" not in told.measure_page.coverage_note
    assert told.team_page.work == told.work
    assert not told.team_page.work_notes
