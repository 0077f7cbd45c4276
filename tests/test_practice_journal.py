"""The practice team's records: what the reports read of them is what happened on the boards."""

from datetime import UTC, date, datetime

import pytest

from practice.journal import HOURS_A_DAY
from practice.places import PLACES
from practice.serve import PracticeWorld
from practice.world import build
from reports.journal import journal

UNTIL = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("journal")
    world = build(UNTIL, places=PLACES)
    with PracticeWorld(world) as served:
        served.write_journal(folder)
    return world, folder


def test_reports_read_every_file(written):
    world, folder = written
    read = journal(folder)
    assert len(read.signals) >= world.weeks
    assert {(d.kind, d.reason) for d in read.decisions} == {("no_reply", "schelden")}
    abusive = sum(post.abusive for thread in world.readable() for post in thread.posts)
    assert len(read.decisions) <= abusive


def test_hours_of_a_working_day_are_those_of_the_team(written):
    hours = [entry.hours for entry in journal(written[1]).hours if entry.day == date(2026, 11, 18)]
    assert sum(hours) == HOURS_A_DAY
    assert not [entry for entry in journal(written[1]).hours if entry.day.weekday() > 4]


def test_files_open_in_dutch_excel(written):
    for path in written[1].glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), path.name
        assert b";" in content.splitlines()[0], path.name


def test_survey_gives_the_shares_of_the_pilot():
    import tomllib
    from pathlib import Path

    stock = tomllib.loads((Path(__file__).parents[1] / "practice" / "words.toml").read_text(encoding="utf-8"))
    good = [{"goed idee"}, {"zeer tevreden", "tevreden"}, {"ja"}]
    shares = [
        round(100 * sum(asked["answers"][answer] for answer in wanted) / sum(asked["answers"].values()))
        for asked, wanted in zip(stock["survey"], good, strict=True)
    ]
    assert shares == [97, 81, 94]
