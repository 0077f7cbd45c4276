"""Lines of the team's own records: added without loss, refused where wrong, listed and checked."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler.errors import InputError
from crawler.profile import load
from reports.journal import Hours, journal
from tests.journals import HOURS, SIGNAL, put
from webcare.journal import add, check, listed


def test_a_line_is_added_and_read_back(tmp_path: Path) -> None:
    profile = load("uwv")
    add(tmp_path, "hours", {"date": "13-7-2010", "adviser": "RN", "activity": "monitoren", "hours": "7,5"}, profile)
    add(
        tmp_path, "survey", {"date": "2010-12-13", "question": "Goed; of niet?", "answer": "ja", "count": "63"}, profile
    )
    add(tmp_path, "followers", {"date": "2010-12-13", "source": "twitter", "followers": "524"}, profile)
    add(tmp_path, "event", {"date": "2010-12-13", "text": "=Brief"}, profile)
    for text in ("Eerste", "Tweede"):
        add(tmp_path, "signal", {"date": "2010-07-13", "text": text, "department": "Brieven"}, profile)
    read = journal(tmp_path)
    assert read.hours == [Hours(date(2010, 7, 13), "RN", "monitoren", 7.5)]
    assert read.survey[0].question == "Goed; of niet?"
    assert read.events[0].text == "=Brief"
    assert "'=Brief" in (tmp_path / "events.csv").read_text("utf-8-sig")
    assert [(s.number, s.text) for s in read.signals] == [("1", "Eerste"), ("2", "Tweede")]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.glob("*.csv"))


def test_adding_keeps_every_byte_that_was_there_even_wrong_lines_and_own_columns(tmp_path: Path) -> None:
    before = "date;hours;remark;activity;adviser\r\n2010-07-13;7,5;caf\xe9;monitoren;RN\r\nonzin".encode("cp1252")
    path = tmp_path / "hours.csv"
    path.write_bytes(before)
    add(tmp_path, "hours", {"date": "2010-07-14", "adviser": "EB", "activity": "bellen", "hours": "2"}, load("uwv"))
    after = path.read_bytes()
    assert after.startswith(before)
    assert after[len(before) :] == b"\r\n2010-07-14;2;;bellen;EB\r\n"


def test_a_profile_without_a_rule_book_is_told_where_to_write_one(
    tmp_path: Path, profile_file: Callable[[str], Path]
) -> None:
    with pytest.raises(InputError, match=r"schelden, .* it is empty, so add one under \[team\.engagement\]"):
        add(tmp_path, "decision", {"url": "http://x", "decision": "no_reply:schelden"}, load(profile_file("")))


@pytest.mark.parametrize(
    ("kind", "values", "named"),
    [
        ("hours", {"adviser": "RN", "activity": "a", "hours": "veel"}, "hours is 'veel'"),
        (
            "decision",
            {"url": "http://x", "decision": "no_reply geen_zin"},
            "geen_zin, expected a reason of the rule book",
        ),
        ("decision", {"url": "http://x", "decision": "weg"}, "expected one of"),
        ("signal", {"department": "Brieven"}, "text is empty"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(tmp_path: Path, kind, values, named) -> None:
    with pytest.raises(InputError, match=named):
        add(tmp_path, kind, values, load("uwv"))
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_open_in_a_spreadsheet_is_left_alone(tmp_path: Path) -> None:
    path = put(tmp_path, "hours", f"{HOURS}\n")
    (tmp_path / ".~lock.hours.csv#").write_text("")
    with pytest.raises(InputError, match="is open in a spreadsheet"):
        add(tmp_path, "hours", {"adviser": "RN", "activity": "a", "hours": "1"}, load("uwv"))
    assert path.read_text() == f"{HOURS}\n"


def test_a_letter_that_the_file_cannot_hold_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = put(tmp_path, "events", "date;text\n2010-07-13;caf\xe9\n", "cp1252")
    with pytest.raises(InputError, match="the line was not added"):
        add(tmp_path, "event", {"date": "2010-07-14", "text": "Łódź"}, load("uwv"))
    assert path.read_bytes().count(b"\n") == 2


def test_files_are_what_dutch_excel_expects(tmp_path: Path) -> None:
    add(tmp_path, "event", {"date": "2010-07-13", "text": "Brief; naar klanten"}, load("uwv"))
    text = (tmp_path / "events.csv").read_text("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["date", "text"],
        ["2010-07-13", "Brief; naar klanten"],
    ]


# listing and checking


def test_list_shows_lines_by_date_and_does_not_lose_a_wrong_one(tmp_path: Path) -> None:
    put(tmp_path, "hours", f"{HOURS}\n14-7-2010;EB;bellen;2\nonzin;EB;x;y\n2010-07-13;RN;monitoren;7,5\n")
    assert listed(tmp_path, "hours") == [
        "2010-07-13; RN; monitoren; 7,5",
        "14-7-2010; EB; bellen; 2",
        "onzin; EB; x; y",
    ]
    assert listed(tmp_path, "hours", date(2010, 7, 14))[0] == "14-7-2010; EB; bellen; 2"
    assert listed(tmp_path, "survey") == []


def test_check_finds_what_a_report_would_silently_miss(tmp_path: Path) -> None:
    put(tmp_path, "hours", f"{HOURS}\n2010-07-13;XX;a;1\n")
    put(tmp_path, "decisions", "date;url;decision;note\n2010-07-13;http://x;no_reply zomaar;\n")
    put(tmp_path, "signals", f"{SIGNAL}\n1;2010-07-13;onbekend;Tekst;B;2010-07-15;2010-07-14;;\n")
    told = "\n".join(check(tmp_path, load("uwv"), str(tmp_path / "data")))
    for part in (
        "zomaar is not in the rule book",
        "XX is not an adviser",
        "onbekend is not a topic",
        "answered_at is not after",
        "http://x is no post or thread",
    ):
        assert part in told
    assert check(tmp_path / "leeg", load("uwv")) == []


def test_check_tells_unreadable_lines_first(tmp_path: Path) -> None:
    put(tmp_path, "hours", f"{HOURS}\nx;XX;a;1\n")
    assert [line.partition(", ")[2] for line in check(tmp_path, load("uwv"))] == [
        "line 2: date is 'x', expected a date such as 2026-11-21 or 21-11-2026"
    ]
