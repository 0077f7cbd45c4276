"""Weeks, opening hours and holidays: which week a moment is in, and how long somebody waited."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from crawler.tables import OpeningHours
from reports.opening import Opening, public_holidays
from reports.period import PeriodError, last_complete_week, week, week_of
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
