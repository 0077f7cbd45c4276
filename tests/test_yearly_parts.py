"""The parts of the year-end summary one by one: months, merging, survey, quotations, outcomes, hostile data."""

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import InputError
from crawler.profile import load
from reports import small
from reports.journal import Answer, Journal, journal
from reports.opening import Opening
from reports.period import Period, PeriodError
from reports.yearly import survey
from reports.yearly.files import documents, html
from reports.yearly.phrases import fragments, phrases
from reports.yearly.report import Yearly, yearly
from reports.yearly.span import months, weeks
from tests.reporting.builder import MONDAY, ZONE, World, local

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), ZONE)


def made(world: World, records: Journal | None = None, period: Period = YEAR, asked: str | None = None) -> Yearly:
    world.write()
    data = str(world.root / "data")
    return yearly(data, records or Journal(), world.profile(), period, {}, name="proef", heading="Proef", asked=asked)


def decided(root: Path, *lines: str) -> Journal:
    (root / "decisions.csv").write_text("date;url;decision;note\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return journal(root)


# months and weeks


def test_pilot_months_are_full_where_the_work_covered_them() -> None:
    opening = Opening(load("uwv").opening_hours, ZONE)
    found = months(date(2010, 7, 13), date(2010, 12, 17), opening)
    assert [(m.name, m.is_part) for m in found] == [
        ("juli", True), ("augustus", False), ("september", False), ("oktober", False), ("november", False),
        ("december", True),
    ]  # fmt: skip


def test_weekend_and_holidays_at_the_edge_do_not_make_a_part_month() -> None:
    opening = Opening(load("uwv").opening_hours, ZONE)
    assert [m.is_part for m in months(date(2026, 1, 5), date(2026, 12, 30), opening)] == [False] * 12
    assert [m.is_part for m in months(date(2026, 1, 9), date(2026, 12, 24), opening)] == [True, *[False] * 10, True]


def test_one_month_that_begins_and_ends_inside_it_counts_both_ends() -> None:
    opening = Opening(load("uwv").opening_hours, ZONE)
    assert [m.is_part for m in months(date(2026, 9, 3), date(2026, 9, 28), opening)] == [True]
    assert [m.is_part for m in months(date(2026, 9, 1), date(2026, 9, 30), opening)] == [False]


def test_weeks_of_a_period_are_whole_iso_weeks_over_the_turn_of_the_year() -> None:
    names = [week.week_name for week in weeks(Period(date(2026, 12, 30), date(2027, 1, 5), ZONE))]
    assert names == ["2026-W53", "2027-W01"]


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PeriodError, match="the last day lies before the first"):
        made(World(tmp_path), period=Period(date(2026, 5, 1), date(2026, 4, 1), ZONE))


# small counts


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8))
def test_merged_rows_keep_the_sum_and_show_no_small_count_unless_all_are_one(pairs: list[tuple[int, int]]) -> None:
    rows = [(f"r{n}", pair) for n, pair in enumerate(pairs)]
    shown = small.merged(rows)
    assert [sum(column) for column in zip(*(values for _, values in shown), strict=True)] == [
        sum(column) for column in zip(*pairs, strict=True)
    ]
    if any(small.is_small(n) for _, values in shown for n in values):
        assert len(shown) == 1


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_no_hidden_count_can_be_found_by_subtracting(counts: list[int]) -> None:
    shown = small.hidden(counts)
    dots = [count for count, said in zip(counts, shown, strict=True) if said == "·"]
    assert not [n for n, said in zip(counts, shown, strict=True) if small.is_small(n) and said != "·"]
    assert len(dots) != 1 or sum(bool(n) for n in counts) == 1


# the survey


def answers(text: str, **counts: int) -> list[Answer]:
    return [Answer(date(2026, 6, 1), text, word.replace("_", " "), n) for word, n in counts.items()]


def test_survey_counts_only_known_good_answers_and_keeps_n_and_invited() -> None:
    given_answers = answers("Goed?", uitgenodigd=100, ja=30, nee=6, vroeger_beter=10)
    (question,) = survey.questions(given_answers, YEAR)
    assert (question.answered, question.invited) == (46, 100)
    assert question.good == pytest.approx(30 / 46)
    assert question.bad == pytest.approx(6 / 46)
    assert question.response == pytest.approx(0.46)


def test_few_dissatisfied_are_shown_together_never_left_out() -> None:
    (question,) = survey.questions(answers("Goed?", ja=65, nee=1, geen_mening=1), YEAR)
    assert [(p.label, p.count) for p in survey.printable_parts(question)] == [("ja", 65), ("geen mening en nee", 2)]
    (question,) = survey.questions(answers("Hoe?", tevreden=30, ontevreden=3, zeer_ontevreden=2), YEAR)
    assert [(p.label, p.count) for p in survey.printable_parts(question)] == [
        ("tevreden", 30),
        ("ontevreden of zeer ontevreden", 5),
    ]


def test_margin_of_a_share_is_wilsons() -> None:
    (question,) = survey.questions(answers("Goed?", ja=65, nee=2), YEAR)
    p, n, z = 65 / 67, 67, 1.96
    expected = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    assert question.margin == pytest.approx(expected)


# quotations


def test_fragments_stay_inside_a_sentence_and_hold_nothing_masked() -> None:
    found = fragments("Dank je wel. Mijn nummer is [telefoon] toch? Zie https://x.nl/a en @jan hier.")
    assert "dank je wel" in found
    assert "mijn nummer is" in found
    assert not [f for f in found if "telefoon" in f or "wel mijn" in f or "jan" in f or "nl" in f]


def thanked(world: World, number: int, text: str, author: str) -> None:
    at = local(MONDAY, 9 + number / 100)
    world.question(at, f"t{number}", author=author)
    world.answer(at + timedelta(hours=1), f"t{number}")
    world.thanks(at + timedelta(hours=2), f"t{number}", author=author, text=text)


def test_words_of_four_people_are_never_quoted_and_of_five_are(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(4):
        thanked(world, n, "Top geregeld dit keer", f"k{n}")
    thanked(world, 10, "Top geregeld dit keer", "k3")
    assert phrases(made(world).facts, "compliment") == []
    thanked(world, 11, "Werkelijk top geregeld dit keer!", "k9")
    (phrase,) = phrases(made(World(tmp_path / "b", posts=world.posts)).facts, "compliment")
    assert (phrase.text, phrase.authors) == ("top geregeld dit keer", 5)


def test_a_fragment_with_an_advisers_name_is_left_out(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(6):
        thanked(world, n, "bedankt lieve René hoor", f"k{n}")
    world.report = '[team.advisers]\nRN = "René"'
    assert phrases(made(world).facts, "compliment") == []


# interventions


def test_kinds_approach_and_outcome_of_interventions(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9), "1", author="a")
    world.answer(local(MONDAY, 10), "1")
    world.thanks(local(MONDAY, 11), "1", author="a")
    world.question(local(MONDAY, 9), "2", author="b", specific_case=True, text="UWV Webcare Team, help?")
    world.answer(local(MONDAY, 10), "2")
    world.question(local(MONDAY, 12), "2", author="b")
    world.answer(local(MONDAY, 13), "2")
    world.post(local(MONDAY, 9), "3", author="c", intent="complaint", is_asker=True)
    world.answer(local(MONDAY, 10), "3")
    world.post(local(MONDAY, 9), "4", author="d", intent="other", is_asker=True)
    world.answer(local(MONDAY, 10), "4")
    acts = made(world).facts.acts
    told = {(act.kind, act.is_reactive, act.outcome) for act in acts}
    assert len(acts) == 5
    assert told == {
        ("question", False, "thanked"), ("case", True, "returned"), ("question", True, "silent"),
        ("complaint", False, "silent"), ("follow-up", False, "silent"),
    }  # fmt: skip


def test_another_persons_question_is_no_return(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9), "1", author="a")
    world.answer(local(MONDAY, 10), "1")
    world.question(local(MONDAY, 12), "1", author="b", is_asker=False)
    assert [act.outcome for act in made(world).facts.acts] == ["silent"]


def test_decisions_overrule_rules_and_the_report_says_how_often(tmp_path: Path) -> None:
    world = World(tmp_path)
    noise, asks, refused = (world.post(local(MONDAY, 9), thread=str(n)) for n in range(3))
    refused.concrete_question = refused.is_asker = True
    records = decided(
        tmp_path,
        f"2026-11-10;{noise.url};noise;",
        f"2026-11-10;{asks.url};is_question;",
        f"2026-11-12;{refused.url};no_reply;schelden",
    )
    report = made(world, records)
    assert report.demanded.whole.posts == 2
    assert len(report.facts.questions) == 2
    assert [s.end for s in report.facts.questions].count("no_reply") == 1
    rules, ends = report.conduct.overruled
    assert rules.startswith("2 keer besliste een mens anders dan de regel: 1 × wel een vraag, 1 × ruis.")
    assert ends.startswith("1 besluit sloot een vraag: 1 × niet reageren")
    assert report.supplied.reasons[0][0] == "Wij reageren niet op berichten met buitensporig schelden."


def test_what_is_asked_comes_from_the_profile_or_the_option_and_is_never_invented(tmp_path: Path) -> None:
    world = World(tmp_path, report='asked = "Ga door."')
    world.question(local(MONDAY, 9))
    assert made(world).asked == "Ga door."
    assert made(world, asked="Stop.").asked == "Stop."
    world.report = ""
    assert "Er is geen besluit opgegeven" in html(made(world))


def test_an_empty_year_is_a_report_that_says_so(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum"])
    world.daily_runs(MONDAY, MONDAY + timedelta(days=3))
    page = html(made(world))
    assert "In deze periode is geen vraag, klacht of interventie gevonden" in page
    assert "Er zijn in deze periode geen berichten gevonden." in page


@pytest.mark.parametrize("year", [1999, 2040])
def test_what_was_not_measured_is_not_called_nothing(tmp_path: Path, year: int) -> None:
    world = World(tmp_path, ["welderforum"])
    world.daily_runs(MONDAY, MONDAY + timedelta(days=3))
    report = made(world, period=Period(date(year, 1, 1), date(year, 12, 31), YEAR.zone))
    assert report.answers.conclusion.startswith("In deze periode is niets gemeten")
    assert (report.answers.first, report.answers.second) == ("Er is niets gemeten.", "Er is niets gemeten.")
    assert report.facts.period.last == date(year, 12, 31)


def test_hostile_words_and_long_names_stay_inside_the_page(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9), topics=["ww"])
    (tmp_path / "signals.csv").write_text(
        "number;date;topic;text;department;sent_at;answered_at;outcome;posts\n"
        f"1;2026-11-09;ww;<script>alert(1)</script> {'x' * 300} \u202e;{'Afdeling' * 20};2026-11-10;;;\n",
        encoding="utf-8",
    )
    report = made(world, journal(tmp_path))
    page = html(made(World(tmp_path / "b", posts=world.posts), journal(tmp_path)))
    assert "<script>" not in page
    assert "\u202e" not in page
    content = documents(report)["proef.pdf"]
    (tmp_path / "proef.pdf").write_bytes(content)
    command = ["pdftotext", "-bbox", str(tmp_path / "proef.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    edges = [float(part.split('"')[1]) for part in boxes.split("xMax=")[1:]]
    assert max(edges) < 595 - 40


def test_a_wrong_journal_line_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text("date;adviser;activity;hours\n2026-11-09;RN;lezen;veel\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"hours\.csv, line 2: hours is 'veel'"):
        journal(tmp_path)


def test_events_of_the_journal_mark_their_week(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9))
    world.post(local(MONDAY + timedelta(days=20), 9))
    (tmp_path / "events.csv").write_text("date;text\n2026-11-19;Brief over de WW\n", encoding="utf-8")
    (mark,) = made(world, journal(tmp_path)).demanded.marks
    assert (mark.letter, mark.place, mark.text) == ("A", 1, "19 november: Brief over de WW")


def test_sources_that_are_not_followed_are_named_as_outside(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9))
    outside = " ".join(made(world).measured.outside)
    for part in ("Besloten groepen", "Klachtensites: niet gevolgd", "Facebook: niet gevolgd"):
        assert part in outside
    other = World(tmp_path / "b", ["klacht"])
    other.post(local(MONDAY, 9), source="klacht", kind="complaint")
    assert "Klachtensites" not in " ".join(made(other).measured.outside)
