"""The team's own records: read as spreadsheets leave them, from a folder or an object store, wrong lines named."""

from datetime import date
from pathlib import Path

import pytest

from crawler.errors import InputError
from crawler.profile import load
from crawler.records import records_of
from reports.journal import Answer, Event, Followers, Hours, journal, problems
from reports.journal_lines import JournalError
from tests.journals import HOURS, SIGNAL, put
from tests.reporting.builder import MONDAY, World, local
from tests.reporting.printed import printed, text_of
from webcare.journal import add, listed
from webcare.report import weekly

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


def test_a_report_reads_the_journal_of_an_object_store(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY))
    add(tmp_path / "data" / "journal", "signal", {"date": f"{MONDAY}", "text": "Storing"}, load("uwv"))
    here = [path.read_bytes() for path in printed(world)]
    far = weekly(load(str(tmp_path / "profile.toml")), f"{tmp_path.as_uri()}/data", "2026-W46", tmp_path / "far")
    assert [path.read_bytes() for path in far] == here
    assert "Storing" in text_of(far[0])
