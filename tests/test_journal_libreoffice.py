"""The journal as LibreOffice Calc 7.4 saved it again: the same records, byte for byte as it wrote them.

``written`` is what ``webcare journal add`` made; the other folders are those files opened and saved by LibreOffice with
the choices of its import and export windows. A text cell that is nothing but a date or a number is no longer ours: the
spreadsheet makes it one, unless the column is opened as text.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crawler.profile import load
from reports.journal import Hours, Journal, journal, problems
from webcare.journal import check, listed

FOLDER = Path(__file__).with_name("libreoffice")
SAVED = ("dutch", "dutch-quoted-cp1252", "english")


def read(name: str) -> Journal:
    """The records of a folder; a spreadsheet drops the zeros before a number."""
    found = journal(FOLDER / name)
    return replace(found, signals=[replace(signal, number=str(int(signal.number))) for signal in found.signals])


def test_what_was_written_holds_everything_that_spreadsheets_stumble_over() -> None:
    written = read("written")
    assert [len(part) for part in (written.signals, written.hours, written.decisions, written.survey)] == [4, 4, 3, 2]
    assert [signal.text for signal in written.signals] == [
        'Formulier; leeg na "verzenden"\nen ook na opslaan',
        "0900-9294 geeft in gesprek, ook 0612345678",
        "=1+1 staat in de brief: café, naïef, € 5,-",
        "- eerste streepje",
    ]
    assert [hours.hours for hours in written.hours] == [7.5, 0.25, 8, 1.5]


@pytest.mark.parametrize("name", SAVED)
def test_records_survive_being_opened_and_saved(name: str) -> None:
    assert read(name) == read("written")
    assert check(FOLDER / name, load("uwv")) == []
    assert "; EB; reageren; " in listed(FOLDER / name, "hours")[1]


def test_dates_and_times_typed_by_hand_are_read_as_the_spreadsheet_shows_them() -> None:
    assert read("typed-by-hand").hours == [
        Hours(date(2010, 7, 13), "RN", "monitoren", 7.5),
        Hours(date(2010, 7, 14), "EB", "reageren", 0.25),
        Hours(date(2010, 11, 5), "BV", "", 8),
        Hours(date(2010, 12, 13), "MS", "bellen; mailen", 1.5),
    ]


def test_a_file_that_was_opened_with_the_wrong_separator_is_named_and_not_half_read() -> None:
    told = problems(FOLDER / "opened-by-commas")
    assert len(told) == 6
    for name in ("signals", "hours", "decisions", "survey", "accounts", "events"):
        assert [line for line in told if f"{name}.csv, line 1: column " in line and "is missing, expected " in line]
    assert journal_lines("opened-by-commas", "hours") == journal_lines("written", "hours")


def journal_lines(name: str, kind: str) -> int:
    """How many lines a file has: nothing of it is lost."""
    return len((FOLDER / name / f"{kind}.csv").read_bytes().splitlines())
