"""Coverage: rounds that succeeded against rounds that were planned, and days that were measured."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.profile import load
from crawler.tables import Crawl
from reports.coverage import Round, coverage
from reports.period import week
from tests.reporting.builder import ZONE, local

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
