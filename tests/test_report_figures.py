"""Every key figure of page 1 counted again from the same posts, by other means than the report's."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.reporting.builder import MONDAY, lively, local
from tests.reporting.key_figures import made, recomputed


@pytest.mark.parametrize("seed", [1, 2])
def test_every_key_figure_equals_an_independent_count(tmp_path: Path, seed: int) -> None:
    world = lively(tmp_path, sources=4, weeks=13, seed=seed)
    told = made(world)
    for back, tiles in ((0, [t.value for t in told.tiles]), (1, [t.previous for t in told.tiles])):
        expected = recomputed(world.posts, MONDAY - timedelta(weeks=back))
        for tile, value in zip(told.tiles, tiles, strict=True):
            assert value == pytest.approx(expected[tile.identity], abs=0.02), (tile.identity, back)


@pytest.mark.parametrize(("monday", "name"), [(date(2026, 10, 19), "2026-W43"), (date(2020, 12, 28), "2020-W53")])
def test_figures_hold_in_a_week_with_a_clock_change_and_in_week_53(tmp_path: Path, monday: date, name: str) -> None:
    world = lively(tmp_path, sources=2, weeks=2, monday=monday)
    for day, hour in ((6, 0.5), (6, 2.5), (6, 23.9), (0, 0.0)):
        world.post(local(monday + timedelta(days=day), hour), f"edge-{day}-{hour}")
    told = made(world, name)
    expected = recomputed(world.posts, monday)
    for tile in told.tiles:
        if tile.identity != "mediane_reactietijd" or name == "2026-W43":
            assert tile.value == pytest.approx(expected[tile.identity], abs=0.02), tile.identity
    assert told.total.total == told.tiles[0].value == sum(map(sum, told.hours_part.hours))


def test_normal_on_page_1_is_the_percentile_of_the_eight_weeks_before(tmp_path: Path) -> None:
    world = lively(tmp_path, sources=3, weeks=13)
    tiles = {t.identity: t for t in made(world).tiles}
    history = [recomputed(world.posts, MONDAY - timedelta(weeks=n))["berichten"] for n in range(8, 0, -1)]
    low, high = np.percentile([float(n or 0) for n in history], [10, 90])
    assert tiles["berichten"].usual
    assert (tiles["berichten"].usual.low, tiles["berichten"].usual.high) == (round(low), round(high))
