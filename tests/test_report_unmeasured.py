"""What was not measured is named, is never zero and is compared with nothing."""

from datetime import timedelta
from pathlib import Path

from reports.journal import Journal
from reports.period import Period
from reports.sentences import changed
from reports.yearly.facts import year_facts
from tests.reporting.builder import MONDAY, SUNDAY, ZONE, World, lively, local
from tests.reporting.key_figures import made


def test_a_red_source_forbids_every_percentage_of_change(tmp_path: Path) -> None:
    world = lively(tmp_path, sources=7, weeks=13)
    told = made(world)
    assert "Startpagina.nl" in [row.title for row in told.coverage if row.is_bad]
    assert not any(t.is_comparable for t in told.tiles)
    assert all(topic.change is None for topic in told.topics)


def test_a_machine_that_was_off_two_days_is_no_quiet_week(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=13), MONDAY + timedelta(days=4))
    for n in range(7 * 14):
        world.post(local(MONDAY - timedelta(weeks=13) + timedelta(days=n), 9), str(n))
    told = made(world)
    (row,) = told.coverage
    assert (row.done, row.share, row.state, row.remark, row.is_bad) == (
        "20 van 28", "71%", "Deels gemist", "ronde niet gestart", True,
    )  # fmt: skip
    assert not told.facts.is_complete()
    assert "Niet volledig gemeten: Welderforum." in changed(told.week)


def test_the_year_counts_rounds_that_did_not_start_as_the_week_does(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=4), MONDAY + timedelta(days=4))
    world.post(local(MONDAY - timedelta(weeks=4), 9))
    world.post(local(SUNDAY, 9))
    world.write()
    period = Period(MONDAY - timedelta(weeks=4), SUNDAY, ZONE)
    year = year_facts(str(tmp_path / "data"), Journal(), world.profile(), period, {})
    assert [(c.done, c.planned) for c in year.weekly_coverage["welderforum"]] == [(28, 28)] * 4 + [(20, 28)]
    assert [c.grade for c in year.weekly_coverage["welderforum"]][-2:] == ["green", "red"]


def test_unmeasured_is_never_zero(tmp_path: Path) -> None:
    failing = frozenset(MONDAY + timedelta(days=n) for n in range(7))
    world = World(tmp_path, ["welderforum", "start", "lot", "fok"])
    world.daily_runs(MONDAY - timedelta(weeks=4), SUNDAY)
    world.daily_runs(MONDAY - timedelta(weeks=4), SUNDAY, "start", failing)
    for n in range(7):
        world.run(local(MONDAY + timedelta(days=n), 6), "lot", "silent")
    world.post(local(MONDAY, 9))
    rows = {row.title: row for row in made(world).sources}
    assert rows["Startpagina.nl"].days == (None,) * 7
    assert rows["Startpagina.nl"].total is None
    assert rows["Lotgenotenforum.nl"].days == (0,) * 7
    assert rows["Fok.nl"].total is None
    assert rows["Welderforum"].days == (1, 0, 0, 0, 0, 0, 0)
