"""What a report keeps to itself: figures per adviser, small counts for the committee, and handles."""

from pathlib import Path

from reports.figures import as_csv
from reports.journal import Journal
from reports.period import week
from reports.weekly import weekly
from tests.reporting.builder import MONDAY, ZONE, World, local
from tests.reporting.key_figures import made


def test_figures_per_adviser_are_off_unless_the_profile_says_otherwise(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9))
    world.answer(local(MONDAY, 10), adviser="RN")
    assert made(world).team_page.advisers == []
    world.report = "per_adviser = true"
    told = weekly(str(tmp_path / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})
    assert told.team_page.advisers == ["RN"]
    told.edition = "committee"
    assert told.team_page.advisers == []


def test_the_committee_reads_no_count_under_five(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "lot", "radar"])
    for source, posts, topic in (
        ("welderforum", 9, "ww"),
        ("fok", 2, "wia"),
        ("lot", 1, "vakantie"),
        ("radar", 6, "ww"),
    ):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source, topics=[topic])
    told = made(world)
    told.edition = "committee"
    assert [(row.title, row.total) for row in told.sources] == [
        ("Welderforum", 9), ("TROS Radar forum", 6), ("Twee kleine bronnen samen", 3),
    ]  # fmt: skip
    assert [(row.title, row.count) for row in told.topics] == [("WW", 15), ("Twee kleine onderwerpen samen", 3)]
    assert sum(row.total or 0 for row in told.sources) == told.tiles[0].value
    rows = as_csv(told).decode("utf-8-sig").splitlines()
    assert not [row for row in rows if row.endswith((";1", ";2", ";3", ";4")) and "samen" not in row]


def test_one_small_source_is_never_left_alone_beside_the_total(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "radar"])
    for source, posts in (("welderforum", 9), ("fok", 2), ("radar", 6)):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source)
    told = made(world)
    told.edition = "committee"
    assert [row.total for row in told.sources] == [9, 8]


def test_nobodys_handle_is_printed_but_the_teams_own(tmp_path: Path) -> None:
    world = World(tmp_path)
    text = "@UWV_Webcare en @jan.klant: hoe zit dat, mail me niet op a@b.nl?"
    world.question(local(MONDAY, 9), text=text, thread_title="")
    profile = world.profile('[[team.accounts]]\nsource = "welderforum"\nname = "uwv_webcare"\n')
    world.write()
    told = weekly(str(tmp_path / "data"), Journal(), profile, week("2026-W46", ZONE), {})
    (question,) = told.questions
    said = "".join(part for part, _ in question.snippet)
    assert "@UWV_Webcare en @…: hoe" in said
    assert "jan.klant" not in said + question.title
    assert question.title.startswith("@UWV_Webcare")
