"""A source without its key in the reports: not measured, and said to lack its key, not to be for members only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from crawler.items import SKIPPED
from reports.journal import Journal
from reports.period import Period, week
from reports.weekly import weekly
from reports.yearly.report import yearly
from tests.reporting.builder import MONDAY, ZONE, World, local

REMARK = "sleutel of instelling ontbreekt"


def told(root: Path) -> World:
    """A week of one source that is read, one without its key, and one that is for members only."""
    world = World(root, ["welderforum", "twitter", "fok"])
    world.post(local(MONDAY, 9))
    for day in (MONDAY + timedelta(days=n) for n in range(7)):
        world.run(local(day, 6))
        world.run(local(day, 6), "twitter", "blocked", "login_wall").detail = f"{SKIPPED} zet WEBCARE_X_TOKEN."
        world.run(local(day, 6), "fok", "blocked", "login_wall").detail = "De bron laat ons niet toe."
    world.write()
    return world


def test_the_week_says_which_source_lacks_its_key(tmp_path: Path) -> None:
    world = told(tmp_path)
    made = weekly(str(tmp_path / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})
    shown = {row.title: (row.state, row.remark) for row in made.coverage}
    assert shown["Welderforum"] == ("Compleet", "")
    assert shown["Twitter"] == ("Niet gemeten", REMARK)
    assert shown["Fok.nl"] == ("Niet gemeten", "alleen voor leden")
    assert made.front.measured == "Gemeten: 1 van de 3 bronnen"
    assert {row.title: row.remark for row in made.front.source_list}["Twitter"] == "niet gemeten"


def test_the_year_says_which_source_lacks_its_key(tmp_path: Path) -> None:
    world = told(tmp_path)
    period = Period(MONDAY, MONDAY + timedelta(days=6), ZONE)
    made = yearly(str(tmp_path / "data"), Journal(), world.profile(), period, {}, name="proef", heading="Proef")
    assert f"Twitter: week 46 ({REMARK})." in made.measured.gaps
    assert "Fok.nl: week 46 (alleen voor leden)." in made.measured.gaps
