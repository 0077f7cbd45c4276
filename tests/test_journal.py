"""The team's own records: read as spreadsheets leave them, added to without loss, wrong lines named."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler import spreadsheet
from crawler.errors import InputError
from crawler.profile import load
from crawler.records import records_of
from reports.journal import Answer, Event, Followers, Hours, JournalError, journal, problems
from tests.reporting.builder import MONDAY, World, local
from tests.reporting.printed import printed, text_of
from webcare.journal import add, check, listed
from webcare.report import weekly

SIGNAL = "number;date;topic;text;department;sent_at;answered_at;outcome;posts"
HOURS = "date;adviser;activity;hours"


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / f"{name}.csv"
    path.write_bytes(text.encode(encoding))
    return path


# how spreadsheets leave a file

AS_WRITTEN = "\ufeffdate;adviser;activity;hours\r\n2010-07-13;RN;monitoren;7,5\r\n2010-07-14;EB;reageren;2\r\n"
HABITS = {
    "as we write it": AS_WRITTEN.encode(),
    "Dutch Excel, CSV UTF-8: dates turned, columns widened": (
        "\ufeffdate;adviser;activity;hours;;\r\n13-7-2010;RN;monitoren;7,5;;\r\n14-7-2010;EB;reageren;2;;\r\n;;;;;\r\n"
    ).encode(),
    "Dutch Excel, plain CSV: no mark, Windows letters": (
        "date;adviser;activity;hours\r\n13-07-2010;RN;monitoren;7,50\r\n14-07-2010;EB;reageren;2,00\r\n"
    ).encode("cp1252"),
    "LibreOffice, Dutch: short years, everything quoted": (
        b'"date";"adviser";"activity";"hours"\n"13-07-10";"RN";"monitoren";"7,5"\n"14-07-10";"EB";"reageren";"2"\n'
    ),
    "LibreOffice, English: comma between cells, point in numbers": (
        b"date,adviser,activity,hours\n2010-07-13,RN,monitoren,7.5\n2010-07-14,EB,reageren,2\n"
    ),
    "tabs, as Unicode text": (
        "date\tadviser\tactivity\thours\r\n13/07/2010\tRN\tmonitoren\t7,5\r\n14/07/2010\tEB\treageren\t2\r\n"
    ).encode("utf-16"),
    "with the line that tells Excel its separator": ("sep=;\r\n" + AS_WRITTEN.lstrip("\ufeff")).encode(),
    "month names and times": (
        b"date;adviser;activity;hours\n13-jul-10;RN;monitoren;7:30\n14 jul 2010;EB;reageren;2:00\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", HABITS.values(), ids=HABITS.keys())
def test_every_habit_of_a_spreadsheet_gives_the_same_records(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hours.csv").write_bytes(content)
    assert journal(tmp_path).hours == [
        Hours(date(2010, 7, 13), "RN", "monitoren", 7.5),
        Hours(date(2010, 7, 14), "EB", "reageren", 2.0),
    ]


def test_a_quoted_separator_a_line_break_and_doubled_quotes_are_part_of_the_text(tmp_path: Path) -> None:
    put(tmp_path, "signals", f'{SIGNAL}\n1;2010-07-13;ww;"Formulier; leeg\nna ""verzenden""";Brieven;;;;3\n')
    signal = journal(tmp_path).signals[0]
    assert signal.text == 'Formulier; leeg\nna "verzenden"'
    assert (signal.department, signal.posts, signal.topic) == ("Brieven", 3, "ww")


def test_survey_followers_and_events_are_read(tmp_path: Path) -> None:
    put(tmp_path, "survey", "date;question;answer;count\n2010-12-13;Goed?;ja;1.204\n")
    put(tmp_path, "accounts", "date;source;followers\n2010-12-13;twitter;524\n")
    put(tmp_path, "events", "date;text\n2010-10-12;Brief verstuurd\n")
    read = journal(tmp_path)
    assert read.survey == [Answer(date(2010, 12, 13), "Goed?", "ja", 1204)]
    assert read.accounts == [Followers(date(2010, 12, 13), "twitter", 524)]
    assert read.events == [Event(date(2010, 10, 12), "Brief verstuurd")]


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("hours", f"{HOURS}\n2010-07-13;RN;a;1\n7/13/2010;RN;a;1\n", "line 3: date is '7/13/2010', expected a date"),
        ("hours", f"{HOURS}\n;RN;a;1\n", "line 2: date is empty, expected a date"),
        ("hours", f"{HOURS}\n2010-07-13;RN;a;veel\n", "line 2: hours is 'veel', expected a number"),
        ("hours", f"{HOURS}\n2010-07-13;RN;a;75\n", "line 2: hours is '75', expected hours of one day"),
        ("hours", "date;adviser;hours\n2010-07-13;RN;1\n", "column activity is missing, expected date;adviser"),
        ("hours", f"{HOURS}\n2010-07-13;RN;lezen; schrijven;1\n", "line 2: '1' stands outside the columns"),
        ("decisions", "date;url;decision;note\n2010-07-13;http://x;misschien;\n", "line 2: decision is 'misschien'"),
        ("decisions", "date;url;decision;note\n2010-07-13;;noise;\n", "line 2: url is empty"),
        ("survey", "date;question;answer;count\n2010-07-13;Goed?;ja;2,5\n", "line 2: count is '2,5', expected a whole"),
        ("signals", f'{SIGNAL}\n1;2010-07-13;ww;"nooit dicht;Brieven;;;;3\n', "line 2: a quotation mark does not"),
        ("signals", f'{SIGNAL}\n1;2010-07-13;ww;"a\nb";B;;;;\n2;31-02-2010;ww;x;;;;;\n', "line 4: date is '31"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_with_file_line_and_what_was_expected(
    tmp_path: Path, name: str, content: str, named: str
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(JournalError) as raised:
        journal(tmp_path)
    assert str(path) in str(raised.value)
    assert named in str(raised.value)
    assert isinstance(raised.value, InputError)
    assert path.read_bytes() == content.encode()


def test_all_wrong_lines_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, "hours", f"{HOURS}\nx;RN;a;1\n2010-07-13;RN;a;1\ny;RN;a;1\n")
    put(tmp_path, "events", "date;text\n2010-07-13;\n")
    told = problems(tmp_path)
    assert len(told) == 3
    assert ["line 2" in told[0], "line 4" in told[1], "events.csv, line 2: text is empty" in told[2]] == [True] * 3


# adding


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


def test_a_journal_in_an_object_store_is_the_same_as_in_a_folder(tmp_path: Path) -> None:
    far = records_of(f"{tmp_path.as_uri()}/data")  # an address, so that nothing of ours opens it as a local folder
    assert journal(far).hours == []
    assert listed(far, "hours") == []
    for day in ("2010-07-13", "2010-07-14"):
        add(far, "hours", {"date": day, "adviser": "RN", "activity": "lezen", "hours": "2"}, load("uwv"))
    near = tmp_path / "data" / "journal"
    assert journal(far).hours == journal(near).hours
    assert listed(far, "hours") == listed(near, "hours") == ["2010-07-13; RN; lezen; 2", "2010-07-14; RN; lezen; 2"]
    (near / "hours.csv").write_text(f"{HOURS}\n2010-07-13;RN;a;veel\n")
    with pytest.raises(JournalError, match=r"hours\.csv, line 2: hours is 'veel'"):
        journal(far)
    with pytest.raises(InputError, match="no place for data"):
        records_of("gopher://x/y")


@example(["'=1+1", "''-2", "-", "'s ochtends"])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=2, max_size=5))
def test_any_cells_survive_writing_and_reading(cells: list[str]) -> None:
    heading = spreadsheet.written([f"k{n}" for n in range(len(cells))])
    read = spreadsheet.sheet((heading + spreadsheet.written(cells)).encode())
    expected = [tuple(cells)] if any(cell.strip() for cell in cells) else []
    assert [line.cells for line in read.lines] == expected


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.floats(0, 24).map(lambda h: round(h, 2)))
def test_dates_and_numbers_in_dutch_notation_are_what_was_meant(day: date, hours: float) -> None:
    for text in (day.isoformat(), f"{day.day}-{day.month}-{day.year}", day.strftime("%d/%m/%Y"), f"{day} 00:00:00"):
        assert spreadsheet.day(text) == day
    assert spreadsheet.amount(str(hours).replace(".", ",")) == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("01:30:00", 1.5),
        ("1:30", 1.5),
        ("01:30:00 AM", 1.5),
        ("12:15:00 AM", 0.25),
        ("01:30 PM", 13.5),
        ("0:00:36", 0.01),
    ],
)
def test_a_time_is_a_number_of_hours_however_a_spreadsheet_shows_it(text: str, hours: float) -> None:
    assert spreadsheet.amount(text) == hours


@pytest.mark.parametrize("text", ["1:60", "1:30:61", "7:3", "AM", "1:30 XM", "7,5,5", "1.23,4"])
def test_what_is_no_number_is_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        spreadsheet.amount(text)


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


def test_files_are_what_dutch_excel_expects(tmp_path: Path) -> None:
    add(tmp_path, "event", {"date": "2010-07-13", "text": "Brief; naar klanten"}, load("uwv"))
    text = (tmp_path / "events.csv").read_text("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["date", "text"],
        ["2010-07-13", "Brief; naar klanten"],
    ]


def test_a_report_reads_the_journal_of_an_object_store(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY))
    add(tmp_path / "data" / "journal", "signal", {"date": f"{MONDAY}", "text": "Storing"}, load("uwv"))
    here = [path.read_bytes() for path in printed(world)]
    far = weekly(load(str(tmp_path / "profile.toml")), f"{tmp_path.as_uri()}/data", "2026-W46", tmp_path / "far")
    assert [path.read_bytes() for path in far] == here
    assert "Storing" in text_of(far[0])
