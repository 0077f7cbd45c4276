"""What a report keeps to itself: figures per adviser, small counts for the committee, and handles."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from reports.charts import day_plot
from reports.daily import SourceRow, merged_sources, veiled
from reports.edition import web_page
from reports.figures import as_csv
from reports.journal import Journal, journal
from reports.normal import Range
from reports.period import week
from reports.questions import HIDDEN
from reports.sentences import day_finding
from reports.weekly import weekly
from tests.reporting.builder import MONDAY, SUNDAY, ZONE, World, local
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
    world = World(tmp_path, ["welderforum", "fok", "lot", "radar", "start"])
    for source, posts, topic in (
        ("welderforum", 9, "ww"),
        ("fok", 2, "wia"),
        ("lot", 1, "vakantie"),
        ("radar", 6, "ww"),
        ("start", 3, "vakantie"),
    ):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source, topics=[topic])
    told = made(world)
    told.edition = "committee"
    assert [(row.title, row.total) for row in told.sources] == [
        ("Welderforum", 9), ("TROS Radar forum", 6), ("Drie kleine bronnen samen", 6),
    ]  # fmt: skip
    assert [(row.title, row.count) for row in told.topics] == [("WW", 15), ("Twee kleine onderwerpen samen", 6)]
    assert sum(row.total or 0 for row in told.sources) == told.tiles[0].value
    rows = as_csv(told).decode("utf-8-sig").splitlines()
    assert not [row for row in rows if row.endswith((";1", ";2", ";3", ";4"))]


def test_one_small_source_is_never_left_alone_beside_the_total(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "radar"])
    for source, posts in (("welderforum", 9), ("fok", 2), ("radar", 6)):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source)
    told = made(world)
    told.edition = "committee"
    assert [row.total for row in told.sources] == [9, 8]


def test_the_committee_reads_reasons_of_few_together(tmp_path: Path) -> None:
    world = World(tmp_path)
    abusive = [world.post(local(MONDAY, 9), f"{n}", abusive=True) for n in range(3)]
    world.post(local(MONDAY, 9), "9")
    noted = {"schelden": 6, "geen_concrete_vraag": 3, "politiek": 2}
    lines = [f"2026-11-11;{abusive[0].url};no_reply {reason};" for reason, count in noted.items() for _ in range(count)]
    (tmp_path / "decisions.csv").write_text("\n".join(["date;url;decision;note", *lines]) + "\n", encoding="utf-8")
    world.write()
    told = weekly(str(tmp_path / "data"), journal(tmp_path), world.profile(), week("2026-W46", ZONE), {})
    assert told.team_page.unanswered_facts[1:] == [
        "3 × Wij beantwoorden alleen concrete vragen.", "2 × politiek",
        "3 berichten met schelden of een bedreiging (automatisch herkend).",
    ]  # fmt: skip
    told = replace(told, edition="committee")
    assert told.team_page.unanswered_facts == [
        "6 × Wij reageren niet op berichten met buitensporig schelden.", "5 × om andere redenen samen",
        "Minder dan 5 berichten met schelden of een bedreiging (automatisch herkend).",
    ]  # fmt: skip


def test_the_committee_reads_sources_of_few_interventions_together(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "radar"])
    for source, answers in (("welderforum", 6), ("fok", 2), ("radar", 7)):
        for n in range(answers):
            world.question(local(MONDAY, 9), f"{n}", source)
            world.answer(local(MONDAY, 10), f"{n}", source)
    told = made(world)
    assert [(row.title, row.count) for row in told.work][1:] == [("Welderforum", 6), ("Fok.nl", 2)]
    told = replace(told, edition="committee")
    assert [(row.title, row.count) for row in told.work] == [("TROS Radar forum", 7), ("Twee kleine bronnen samen", 8)]


def test_no_normal_tells_the_committee_which_count_under_five_it_was() -> None:
    usual = [Range(2, 9, 4), Range(6, 9, 8), Range(0, 4, 2), Range(0, 0, 0), Range(2, 3, 2), Range(2, 9, 4), None]

    def row(count: int) -> SourceRow:
        days = (count, count, count, count, count, 12, count)
        return veiled([SourceRow("Fok.nl", days, 12 + 6 * count, None, tuple(usual), None, is_incomplete=False)])[0]

    assert row(1).day_usual == (None, *usual[1:4], None, *usual[5:])
    assert row(1).day_verdicts[1:6] == ["lager", "normaal", "hoger", None, "hoger"]
    plots = {day_plot(row(n).days, row(n).day_usual, "Dagen.", withheld=row(n).withheld) for n in range(1, 5)}
    findings = {day_finding(row(n)) for n in range(1, 5)}
    assert len(plots) == len(findings) == 1


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


def test_abusive_words_stand_nowhere(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum"])
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    bad = {"text": "SCHELDWOORD, hoe lang duurt mijn WW bij het UWV?", "thread_title": "", "abusive": True}
    world.question(local(MONDAY, 9), "open", **bad)
    world.question(local(MONDAY, 9), "wacht", **bad)
    world.answer(local(MONDAY, 11), "wacht", text="Kun je ons bellen?")
    world.question(local(MONDAY, 9), "dank")
    world.answer(local(MONDAY, 11), "dank")
    world.thanks(local(MONDAY, 12), "dank", **bad)
    told = made(world)
    assert (len(told.questions), len(told.pending)) == (1, 1)
    assert told.questions[0].snippet == [(HIDDEN, False)]
    assert "SCHELD" not in web_page(told) + as_csv(told).decode()


def test_a_source_that_was_not_measured_is_never_merged_with_small_ones() -> None:
    def row(title: str, total: int | None) -> SourceRow:
        return SourceRow(title, (total,) * 7, total, None, (None,) * 7, None, is_incomplete=False)

    merged = merged_sources([row("Fok.nl", 2), row("Radar", 0), row("Klacht.nl", None)])
    assert [(m.title, m.total) for m in merged] == [("Klacht.nl", None), ("Twee kleine bronnen samen", 2)]
