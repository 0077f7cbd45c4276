"""What rises on page 3 and what the search terms are worth in the annex, from a store."""

from datetime import timedelta
from pathlib import Path

from reports import leads
from reports.figures import as_csv
from reports.journal import Journal, journal
from reports.period import Period, week
from reports.rising import as_written
from reports.weekly import Weekly, weekly
from reports.yearly import counts
from reports.yearly.annex import Annex
from reports.yearly.files import as_csv as year_csv
from reports.yearly.report import yearly
from tests.reporting.builder import MONDAY, SUNDAY, ZONE, World, local

FIRST = MONDAY - timedelta(weeks=9)
USUAL = "Hoe lang duurt mijn WW bij het UWV?"
NEW = "Is er weer een storing met de reïntegratiebrief bij het UWV?"


def told(root: Path, authors: int = 9) -> Weekly:
    """Nine quiet weeks, and one in which nine posts by some people speak of something new."""
    world = World(root)
    world.first_visit_days = 90
    world.daily_runs(FIRST, SUNDAY)
    for n in range(9 * 7 + 7):
        world.post(local(FIRST + timedelta(days=n), 9), f"u{n}", author=f"k{n}", text=USUAL)
    for n in range(9):
        at = local(MONDAY + timedelta(days=n % 5), 11)
        world.post(at, f"n{n}", author=f"k{n % authors}", text=NEW, topics=["werknl"])
    world.write()
    return weekly(str(root / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})


def test_a_topic_above_chance_rises_with_its_words_and_a_post_that_holds_them(tmp_path: Path) -> None:
    found = told(tmp_path)
    (topic,) = found.risen.topics
    assert (topic.name, topic.count, topic.mean, topic.factor) == ("Werk.nl en inloggen", 9, 0.0, None)
    assert {"reïntegratiebrief", "storing"} <= {term.name for term in found.risen.terms}
    assert all(term.count == 9 and term.mean == 0 for term in found.risen.terms)
    assert "reïntegratiebrief" in found.quotations.rising_example(found.risen.terms[0])
    assert "Werk.nl en inloggen" in leads.rising(found.week)
    cells = as_csv(found).decode("utf-8-sig")
    assert "opkomende onderwerpen;Werk.nl en inloggen;berichten;9" in cells
    assert "opkomende termen;storing;berichten;9" in cells


def test_the_row_of_a_rising_topic_names_its_words_and_only_to_the_team(tmp_path: Path) -> None:
    found = told(tmp_path)
    (row,) = [t for t in found.topics_page.topics if t.title == "Werk.nl en inloggen"]
    assert "stijgt: " in found.topics_page.titled(row)
    assert "reïntegratiebrief" in found.topics_page.titled(row)
    assert any(word in found.topics_page.example(row) for word in ("storing", "reïntegratiebrief"))
    found.edition = "committee"
    found.tighten(3)
    assert found.topics_page.titled(row).endswith('<span class="muted">stijgt</span>')


def test_two_people_are_no_trend(tmp_path: Path) -> None:
    found = told(tmp_path, authors=2).risen
    assert found.is_known
    assert not found.topics
    assert not found.terms


def test_an_open_question_about_a_rising_topic_says_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.first_visit_days = 90
    world.daily_runs(FIRST, SUNDAY)
    for n in range(9):
        world.question(local(MONDAY, 9 + n / 10), f"n{n}", author=f"k{n}", text=NEW, topics=["werknl"])
    world.write()
    found = weekly(str(tmp_path / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})
    assert [t.name for t in found.risen.topics] == ["Werk.nl en inloggen"]
    assert all(("onderwerp stijgt", False) in q.tags for q in found.questions)


def test_what_rises_is_not_known_without_eight_weeks_before(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=2), SUNDAY)
    for n in range(9):
        world.post(local(MONDAY, 9), f"n{n}", author=f"k{n}", text=NEW)
    world.write()
    found = weekly(str(tmp_path / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})
    assert not found.risen.is_known
    assert leads.rising(found.week).startswith("Nog niet te bepalen")


def test_a_term_is_printed_as_people_write_it() -> None:
    assert as_written("rode brief", "Wéér zo'n Rode Brief gekregen") == "rode brief"
    assert as_written("reintegratie", "De Re\u0308integratie loopt, reïntegratie dus") == "reïntegratie"
    assert as_written("werk.nl", "Op www.werk.nl of werk.nl?") == "werk.nl"
    assert as_written("afwezig", "niets") == "afwezig"


def annex(world: World, records: Journal) -> tuple[Annex, str]:
    world.write()
    report = yearly(
        str(world.root / "data"), records, world.profile(), Period(MONDAY, SUNDAY, ZONE), {}, name="jaar",
        heading="Jaar", asked="",
    )  # fmt: skip
    return report.annex, year_csv(report).decode("utf-8-sig")


def test_every_search_term_answers_for_its_hits_in_the_annex(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(6):
        world.post(local(MONDAY, 9), f"b{n}", terms=["UWV", "WW"])
        world.post(local(MONDAY, 10), f"w{n}", terms=["WW"])
    noise = [post.url for post in world.posts if post.terms == ["WW"]][:5]
    kept = world.posts[0].url
    lines = [f"2026-11-10;{url};noise;" for url in noise] + [f"2026-11-10;{kept};forwarded;"]
    (tmp_path / "decisions.csv").write_text("date;url;decision;note\n" + "\n".join(lines) + "\n", encoding="utf-8")
    found, cells = annex(world, journal(tmp_path))
    assert found.term_lines == [("WW", "12", "6", "83%"), ("UWV", "6", "0", "minder dan 5")]
    assert found.term_notes == ["Zonder treffers: werk.nl."]
    assert "WW;12;6;83%" in cells
    assert "Zonder treffers: werk.nl." in cells


def test_words_of_posts_about_a_topic_without_a_search_term_are_suggested(tmp_path: Path) -> None:
    world = World(tmp_path)
    words = {"terms": [], "match_reason": "thread"}
    for n in range(7):
        world.post(local(MONDAY, 9), "1", author=f"k{n}", text="De keuringsarts belde nooit terug", **words)
    for n in range(30):
        world.post(local(MONDAY, 9), "2", author=f"m{n}", text="Mooi weer om te fietsen", topics=[], **words)
    world.post(local(MONDAY, 10))
    found, _ = annex(world, Journal())
    assert "keuringsarts belde" in counts.suggestions(found.facts)
    assert "keuringsarts belde" in found.term_notes[1]
