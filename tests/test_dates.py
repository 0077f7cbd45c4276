"""Dates as boards show them: the table of forms in dates.tsv, the laws of `read`, the dates of real captures."""

import csv
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.dates import Clock, Moment, read

HERE = Path(__file__).resolve().parent
MANIFEST = HERE.parent / ".." / "shared" / "captures" / "manifest.json"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FRIDAY = datetime(2010, 10, 15, 12, 30, tzinfo=UTC)
SUNDAY = datetime(2024, 12, 15, 17, 0, tzinfo=UTC)

CLOCKS = {
    "autumn": Clock(FRIDAY, AMSTERDAM),
    "fixed": Clock(FRIDAY, ZoneInfo("Etc/GMT-1")),
    "fold": Clock(datetime(2010, 10, 31, 0, 45, tzinfo=UTC), AMSTERDAM),
    "winter": Clock(datetime(2011, 1, 3, 8, 0, tzinfo=UTC), AMSTERDAM),
    "late": Clock(datetime(2026, 11, 21, 18, 30, tzinfo=UTC), AMSTERDAM),
    "american": Clock(SUNDAY, ZoneInfo("America/New_York"), "MDY"),
    "asian": Clock(SUNDAY, ZoneInfo("Asia/Tokyo"), "YMD"),
}


def rows() -> list[dict[str, str]]:
    with (HERE / "dates.tsv").open(encoding="utf-8") as table:
        lines = (line.replace(r"\u00a0", "\u00a0") for line in table if not line.startswith("# "))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['clock']}: {row['form']} {row['machine']}".strip())
def test_reads_the_form(row):
    moment = read(row["form"], CLOCKS[row["clock"]], row["machine"] or None)
    expected = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC) if row["at"] else None
    assert (moment.at, moment.precision or "", moment.problem) == (expected, row["precision"], row["problem"])


def test_the_table_is_complete():
    table = rows()
    assert len(table) >= 250
    assert {row["clock"] for row in table} == set(CLOCKS)
    assert {row["precision"] for row in table} == {"second", "minute", "day", "week", "month", ""}
    assert {row["problem"] for row in table} == {"", "gap", "fold", "future", "unreadable", "empty"}


def test_the_text_is_kept_as_shown_with_its_whitespace_folded():
    assert read("  Gisteren,\n\t\u00a017:22 ", CLOCKS["autumn"]).text == "Gisteren, 17:22"
    assert read("wat nu?", CLOCKS["autumn"]).text == "wat nu?"
    assert len(read("x" * 10_000, CLOCKS["autumn"]).text) == 300


def test_the_order_is_that_of_the_source():
    asked = {order: read("03-04-2010", Clock(FRIDAY, ZoneInfo("UTC"), order)).at for order in ("DMY", "MDY", "YMD")}
    april, march = datetime(2010, 4, 3, tzinfo=UTC), datetime(2010, 3, 4, tzinfo=UTC)
    assert asked == {"DMY": april, "MDY": march, "YMD": april}


def test_a_date_read_before_comes_from_the_cache():
    later = Clock(FRIDAY + timedelta(seconds=29), AMSTERDAM)
    assert read("17 mar 2009, 19:30", CLOCKS["autumn"]) is read("17 mar 2009, 19:30", later)


def test_hours_are_subtracted_in_utc_across_the_change_of_the_clocks():
    clock = Clock(datetime(2010, 3, 28, 4, 0, tzinfo=UTC), AMSTERDAM)
    assert read("6 uur geleden", clock).at == datetime(2010, 3, 27, 22, 0, tzinfo=UTC)


def test_the_clock_may_stand_in_any_zone():
    tokyo = Clock(FRIDAY.astimezone(ZoneInfo("Asia/Tokyo")), AMSTERDAM)
    assert read("Vandaag, 09:01", tokyo) == read("Vandaag, 09:01", CLOCKS["autumn"])


def test_a_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        Clock(datetime(2010, 10, 15, 12, 30), AMSTERDAM)  # noqa: DTZ001 - the naive clock is what is tested


def test_an_unknown_order_is_refused():
    with pytest.raises(ValueError, match="not DMY, MDY or YMD"):
        Clock(FRIDAY, AMSTERDAM, "DYM")


def test_dateparser_reads_what_the_tables_do_not_know():
    moment = read("2010 mei 3, 11:43", CLOCKS["autumn"])
    assert (moment.at, moment.precision) == (datetime(2010, 5, 3, 9, 43, tzinfo=UTC), "minute")


def test_an_error_of_dateparser_makes_a_date_unreadable(monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("dateparser.date.DateDataParser.get_date_data", fail)
    assert read("2010 juni 3, 11:43", CLOCKS["autumn"]).problem == "unreadable"


WORDS = """
15 jul mar 2010 11:43 vandaag gisteren om geleden 1 uur een week maandag do 31-12 2010-07-15 99:99 am +02:00 29 feb 9999
0 - / . : @ » ( door tháng ago il y a vor 00 T Z 1394/11/27 1499/12/31 ² ½ é CET 13 -15:00
"""
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=9)


def assert_lawful(moment: Moment, clock: Clock) -> None:
    assert (moment.at is None) == (moment.precision is None) == (moment.problem in ("future", "unreadable", "empty"))
    if moment.at:
        assert moment.at.tzinfo is UTC
        assert datetime(1979, 12, 31, tzinfo=UTC) <= moment.at <= clock.now + timedelta(minutes=10)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=60) | PHRASES.map(" ".join) | PHRASES.map("".join),
    machine=st.none() | st.text(max_size=30) | PHRASES.map("".join) | st.from_regex(r"\A\d{1,20}\Z"),
    clock=st.sampled_from(list(CLOCKS.values())),
)
def test_reads_or_refuses_any_text(text, machine, clock):
    assert_lawful(read(text, clock, machine), clock)


LONG = (
    "1",
    "1 ",
    "(",
    ": ",
    "\u00a0",
    "½",
    "1 uur, ",
    "door ",
    "ongeveer ",
    "een paar ",
    "een half ",
    "jan 1 ",
    "1 jan 2010 ",
)


@pytest.mark.parametrize("part", LONG)
def test_long_texts_are_cheap(part):
    start = time.process_time()
    for length in (80, 300, 10_000):
        text = (part * length)[:length]
        assert_lawful(read(text, CLOCKS["autumn"], text), CLOCKS["autumn"])
    assert time.process_time() - start < 0.5


def shown_dates(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from shown_dates(child)
    if isinstance(node, dict):
        for key, child in node.items():
            if key.endswith("date_text") and child:
                yield child
            else:
                yield from shown_dates(child)


@pytest.mark.skipif(not MANIFEST.exists(), reason="the client's folder with captures is not here")
def test_reads_every_date_of_the_real_captures():
    files = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    evening = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    american, european = Clock(evening, ZoneInfo("UTC"), "MDY"), Clock(evening, ZoneInfo("UTC"), "DMY")
    shown = [
        (text, american if file.get("language", "") in ("en", "en-us") else european)
        for file in files
        for text in shown_dates(file.get("ground_truth"))
    ]
    assert len(shown) > 100
    assert [(text, problem) for text, clock in shown if (problem := read(text, clock).problem)] == []
