"""Weeks, opening hours, what is normal, Dutch words: the small parts under every figure of a report."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from crawler.profile import load
from crawler.tables import Crawl, OpeningHours
from reports import dutch
from reports.coverage import Round, coverage
from reports.normal import normal, percentile, verdict
from reports.opening import Opening, public_holidays
from reports.period import PeriodError, last_complete_week, week, week_of
from reports.texts import has_deadline, marked, sentence_with_question
from tests.reporting.builder import ZONE, local

OFFICE = OpeningHours.model_validate(
    {"from": date(2010, 6, 1), "days": ["ma", "di", "wo", "do", "vr"], "open": time(8), "close": time(17)}
)


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        ("2011-01-02T23:30+00:00", "2011-W01"),
        ("2011-01-02T22:30+00:00", "2010-W52"),
        ("2021-01-03T12:00+00:00", "2020-W53"),
        ("2024-12-30T00:00+01:00", "2025-W01"),
        ("2026-11-21T12:00+00:00", "2026-W47"),
    ],
)
def test_a_week_is_the_iso_week_in_the_organisations_zone(moment: str, name: str) -> None:
    found = week_of(datetime.fromisoformat(moment).astimezone(ZONE).date(), ZONE)
    assert found.week_name == name
    assert week(name, ZONE) == found


def test_the_default_week_is_the_last_that_is_over() -> None:
    assert last_complete_week(datetime(2026, 11, 22, 22, 59, tzinfo=UTC), ZONE).week_name == "2026-W46"
    assert last_complete_week(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), ZONE).week_name == "2026-W47"


def test_a_week_in_which_the_clock_changes_is_an_hour_longer_or_shorter() -> None:
    lengths = {name: week(name, ZONE).until - week(name, ZONE).begin for name in ("2026-W13", "2026-W43", "2026-W44")}
    assert lengths["2026-W13"] == timedelta(days=7, hours=-1)
    assert lengths["2026-W43"] == timedelta(days=7, hours=1)
    assert lengths["2026-W44"] == timedelta(days=7)


@pytest.mark.parametrize("name", ["2026-W54", "2026-47", "W47", "2025-W53", "2026-W00"])
def test_a_week_that_does_not_exist_is_one_clear_sentence(name: str) -> None:
    with pytest.raises(PeriodError, match=name):
        week(name, ZONE)


def hours(start: datetime, end: datetime, *tables: OpeningHours) -> float:
    return Opening(tables or (OFFICE,), ZONE).hours(start.timestamp(), end.timestamp())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (local(date(2026, 11, 13), 16), local(date(2026, 11, 16), 9), 2.0),
        (local(date(2026, 11, 14), 10), local(date(2026, 11, 15), 23), 0.0),
        (local(date(2026, 11, 11), 21.25), local(date(2026, 11, 12), 8.5), 0.5),
        (local(date(2026, 3, 27), 16), local(date(2026, 3, 30), 9), 2.0),
        (local(date(2026, 4, 2), 16), local(date(2026, 4, 7), 9), 2.0),
        (local(date(2026, 12, 24), 16), local(date(2026, 12, 28), 9), 2.0),
        (local(date(2026, 11, 15), 23), local(date(2026, 11, 16), 8), 0.0),
        (local(date(2026, 11, 9), 8), local(date(2026, 11, 16), 0), 45.0),
        (local(date(2026, 11, 10), 12), local(date(2026, 11, 10), 11), 0.0),
    ],
    ids=[
        "weekend",
        "whole weekend",
        "evening",
        "clock change",
        "Easter",
        "Christmas",
        "week boundary",
        "whole week",
        "backwards",
    ],
)
def test_waiting_counts_only_opening_hours(start: datetime, end: datetime, expected: float) -> None:
    assert hours(start, end) == pytest.approx(expected)


def test_a_day_follows_the_calendar_that_was_valid_on_it() -> None:
    later = OpeningHours.model_validate(
        {"from": date(2026, 11, 11), "days": ["ma", "di", "wo", "do", "vr", "za"], "open": time(9), "close": time(13)}
    )
    start, end = local(date(2026, 11, 10), 0), local(date(2026, 11, 15), 0)
    assert hours(start, end, later, OFFICE) == pytest.approx(9 + 4 * 4)
    assert hours(local(date(2009, 1, 5), 0), local(date(2009, 1, 6), 0)) == pytest.approx(9)


def table(first: date, **keys: object) -> OpeningHours:
    days = {"days": ["ma", "di", "wo", "do", "vr"], "open": time(8), "close": time(17)}
    return OpeningHours.model_validate({"from": first, **days, **keys})


@pytest.mark.parametrize("country", ["NL", "BE", "GB", "DE"])
def test_holidays_are_those_of_the_public_calendar(country: str) -> None:
    for year in range(2015, 2031):
        assert public_holidays(country, year) == frozenset(country_holidays(country, years=year))


def test_closing_days_and_worked_holidays_are_the_profiles() -> None:
    ascension, friday = date(2026, 5, 14), date(2026, 5, 15)
    start, end = local(date(2026, 5, 13), 16), local(date(2026, 5, 18), 9)
    first = date(2026, 1, 1)
    assert hours(start, end, table(first)) == pytest.approx(1 + 9 + 1)
    assert hours(start, end, table(first, closed=[friday])) == pytest.approx(1 + 1)
    assert hours(start, end, table(first, not_closed=[ascension])) == pytest.approx(1 + 9 + 9 + 1)
    assert hours(start, end, table(first, holidays="")) == pytest.approx(1 + 9 + 9 + 1)
    assert hours(start, end, table(first, holidays="GB")) == pytest.approx(1 + 9 + 9 + 1)


def test_closing_days_of_a_later_table_never_rewrite_an_earlier_month() -> None:
    friday = date(2026, 5, 15)
    start, end = local(friday, 0), local(friday, 24)
    later = table(date(2026, 6, 1), holidays="")
    assert hours(start, end, table(date(2026, 1, 1)), later) == pytest.approx(9)
    assert hours(start, end, table(date(2026, 1, 1), closed=[friday]), later) == 0


@given(st.integers(0, 60 * 24 * 40), st.integers(0, 60 * 24 * 40))
def test_opening_hours_equal_a_count_minute_by_minute(first: int, length: int) -> None:
    start = local(date(2026, 3, 20), 0)
    opening = Opening((OFFICE,), ZONE)
    begin = start.timestamp() + 60 * first
    sampled = sum(opening.is_open(begin + 60 * n) for n in range(min(length, 600))) / 60
    assert opening.hours(begin, begin + 60 * min(length, 600)) == pytest.approx(sampled)


def test_normal_is_the_10th_to_90th_percentile_of_eight_measured_weeks() -> None:
    weeks = [None, 3, 100, 12, 15, 11, 19, None, 14, 13, 16, 12]
    newest = [100, 12, 15, 11, 19, 14, 13, 16, 12][-8:]
    found = normal(weeks)
    tenths = quantiles(newest, n=10, method="inclusive")
    assert found is not None
    assert (found.low, found.high) == (round(tenths[0]), round(tenths[-1]))
    assert found.middle == quantiles(newest, n=2, method="inclusive")[0]


def test_with_fewer_than_eight_measured_weeks_there_is_no_normal_yet() -> None:
    assert normal([5] * 7) is None
    assert normal([5] * 7 + [None] * 5) is None
    assert verdict(5, None) is None


@given(st.lists(st.floats(0, 1e6), min_size=8, max_size=8), st.floats(0, 1e6), st.sampled_from([0, 1]))
def test_a_verdict_never_contradicts_the_printed_bounds(history: list[float], value: float, digits: int) -> None:
    band = normal(history, digits)
    assert band is not None
    shown = round(value, digits)
    expected = (
        "hoger" if shown > round(band.high, digits) else "lager" if shown < round(band.low, digits) else "normaal"
    )
    assert verdict(value, band, digits) == expected
    assert percentile(sorted(history), 0.5) == pytest.approx(band.middle)


WEEK = week("2026-W46", ZONE)


def rounds(*outcomes: str, first: date = date(2026, 11, 9)) -> list[Round]:
    early = Round("s", local(first - timedelta(days=30)), "complete", None, 1, 0)
    days = [Round("s", local(first + timedelta(days=n), 6), o, "http_5xx", 1, 0) for n, o in enumerate(outcomes)]
    return [early, *days]


@pytest.mark.parametrize(
    ("outcomes", "share", "grade"),
    [
        (["complete"] * 7, 1.0, "green"),
        (["complete"] * 5 + ["silent"] * 2, 1.0, "green"),
        (["complete"] * 6 + ["failed"], 6 / 7, "amber"),
        (["complete"] * 6 + ["partial"], 6 / 7, "amber"),
        (["complete"] * 5 + ["failed", "blocked"], 5 / 7, "red"),
        (["failed"] * 7, 0.0, "red"),
    ],
)
def test_coverage_is_successful_runs_divided_by_planned_runs(outcomes: list[str], share: float, grade: str) -> None:
    found = coverage("s", rounds(*outcomes), WEEK, Crawl())
    assert found.share == pytest.approx(share)
    assert found.grade == grade


def test_a_day_whose_runs_all_failed_was_not_measured() -> None:
    found = coverage(
        "s", rounds("complete", "complete", "complete", "failed", "blocked", "complete", "silent"), WEEK, Crawl()
    )
    assert found.days == (True, True, True, False, False, True, True)


def test_days_after_the_last_run_were_not_measured_until_a_later_run_reads_them() -> None:
    stopped = rounds("complete", "complete")
    assert coverage("s", stopped, WEEK, Crawl()).days == (True, True, *[False] * 5)
    caught_up = [*stopped, Round("s", local(date(2026, 11, 17), 6), "complete", None, 1, 0)]
    assert all(coverage("s", caught_up, WEEK, Crawl()).days)


def test_a_followed_source_without_a_run_in_the_week_is_not_measured() -> None:
    later = Round("s", local(date(2026, 11, 17), 6), "complete", None, 1, 0)
    found = coverage("s", [*rounds(), later], WEEK, Crawl())
    assert (found.grade, any(found.days)) == ("red", False)


TWICE_A_DAY = Crawl(rounds_a_week=14)


def twice_a_day(first: date, last: date, off: tuple[date, ...] = ()) -> list[Round]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [Round("s", local(day, h), "complete", None, 1, 0) for day in days if day not in off for h in (6, 18)]


@pytest.mark.parametrize("crawl", [TWICE_A_DAY, Crawl()], ids=["planned in the profile", "as usual before"])
@pytest.mark.parametrize(
    ("days_off", "grade", "done"),
    [((), "green", 14), ((2,), "amber", 12), ((2, 3), "red", 10), ((0, 1, 2, 3, 4, 5, 6), "red", 0)],
)
def test_rounds_that_left_no_row_count_against_coverage(
    crawl: Crawl, days_off: tuple[int, ...], grade: str, done: int
) -> None:
    off = tuple(WEEK.first + timedelta(days=n) for n in days_off)
    found = coverage("s", twice_a_day(WEEK.first - timedelta(weeks=3), WEEK.last, off), WEEK, crawl)
    assert (found.planned, found.done, found.grade) == (14, done, grade)
    assert found.reasons == (("not_started",) if days_off else ())


def test_rounds_are_planned_from_the_first_run_ever_until_the_end_of_what_is_reported() -> None:
    thursday = WEEK.first + timedelta(days=3)
    assert coverage("s", twice_a_day(thursday, WEEK.last), WEEK, TWICE_A_DAY).planned == 8
    assert coverage("s", [], WEEK, TWICE_A_DAY).share is None
    early = twice_a_day(WEEK.first - timedelta(weeks=2), thursday - timedelta(days=1))
    assert coverage("s", early, WEEK, TWICE_A_DAY).grade == "red"
    cut = coverage("s", early, WEEK, TWICE_A_DAY, until=local(thursday, 0))
    assert (cut.planned, cut.grade) == (6, "green")


def test_the_schedule_starts_the_rounds_that_the_profile_plans() -> None:
    root = Path(__file__).resolve().parents[1]
    (crawls,) = [line for line in (root / "scheduler.cron").read_text().splitlines() if line.endswith("$WEBCARE crawl")]
    minute, hour, *days = crawls.split()[:5]
    assert minute.isdigit()
    assert days == ["*", "*", "*"]
    starts = len(range(0, 24, int(hour.removeprefix("*/"))))
    assert load("uwv").crawl.rounds_a_week == 7 * starts


def test_a_source_that_is_new_was_read_back_or_not_followed_yet_but_never_zero() -> None:
    first = [Round("s", local(date(2026, 11, 20), 6), "complete", None, 1, 0)]
    assert coverage("s", first, WEEK, Crawl()).grade == "read back"
    assert coverage("s", first, WEEK.back(4), Crawl()).grade == "not followed"
    failed = [Round("s", local(date(2026, 11, 20), 6), "blocked", "login_wall", 1, 0)]
    assert coverage("s", failed, WEEK, Crawl()).grade == "not followed"


def test_numbers_and_dates_are_dutch() -> None:
    assert dutch.number(1133) == "1.133"
    assert dutch.number(4.55, 1) in {"4,5", "4,6"}
    assert dutch.number(-17) == "−17"
    assert dutch.number(-0.2) == "0"
    assert dutch.percentage(0.974) == "97%"
    assert [dutch.change(n, 100) for n in (242, 83, 100.4)] == ["+142%", "−17%", "gelijk"]
    assert dutch.span(date(2010, 10, 11), date(2010, 10, 17)) == "maandag 11 tot en met zondag 17 oktober 2010"
    assert (
        dutch.span(date(2010, 12, 27), date(2011, 1, 2)) == "maandag 27 december 2010 tot en met zondag 2 januari 2011"
    )
    assert dutch.short_span(date(2010, 9, 27), date(2010, 10, 3)) == "27 september t/m 3 oktober 2010"
    assert (
        dutch.day_and_clock(datetime(2010, 10, 13, 19, 14, tzinfo=UTC), ZoneInfo("Europe/Amsterdam"))
        == "wo 13 okt, 21.14 uur"
    )
    assert dutch.listed(["a", "b", "c"]) == "a, b en c"
    assert [dutch.in_words(n) for n in (0, 1, 12, 13)] == ["geen", "één", "twaalf", "13"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ik moet het formulier uiterlijk maandag inleveren.", True),
        ("Ik moet binnen twee weken reageren op de brief.", True),
        ("De bezwaartermijn loopt af.", True),
        ("Kan dat voor 1 december?", True),
        ("Binnen 8 dagen was alles geregeld, een compliment waard.", False),
        ("Hoe lang duurt mijn WW?", False),
    ],
)
def test_a_deadline_is_a_date_by_which_something_must_be_done(text: str, is_one: bool) -> None:
    assert has_deadline(text) == is_one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hallo allemaal. Ik heb een vraag. Hoe lang duurt het?",
            "Hallo allemaal. Ik heb een vraag. Hoe lang duurt het?",
        ),
        ("Eerst een heel lang verhaal dat niets vraagt. Hoe lang duurt het?", "…Hoe lang duurt het?"),
        ("Geen vraag hier, wel een heel lang verhaal dat doorgaat.", "Geen vraag hier, wel een heel lang…"),
    ],
)
def test_a_snippet_shows_what_is_asked(text: str, expected: str) -> None:
    assert sentence_with_question(text, 60 if text.startswith("Hallo") else 36) == expected


def test_search_terms_are_marked_as_words_in_any_spelling() -> None:
    spelled = ("UWV", "u.w.v.", "WW")
    assert marked("Het uwv en bouwvakkers, WW-uitkering.", spelled) == [
        ("Het ", False), ("uwv", True), (" en bouwvakkers, ", False), ("WW", True), ("-uitkering.", False),
    ]  # fmt: skip
    assert marked("niets", ()) == [("niets", False)]
