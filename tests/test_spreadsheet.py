"""Cells: written and read without loss; dates and numbers as Dutch spreadsheets show them."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler import spreadsheet


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
