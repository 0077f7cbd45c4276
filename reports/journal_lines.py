"""Lines of the team's own records, each with its place, so that a wrong value can be found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crawler import spreadsheet
from crawler.errors import InputError
from crawler.records import Records


class JournalError(InputError):
    """A line of the journal that cannot be read; the message names file, line and what was expected."""


class Line(dict[str, str]):
    """The cells of one line by their column; ``place`` is its file and number."""

    place: str

    def wrong(self, column: str, expected: str) -> JournalError:
        """What is said where a value is not what was expected."""
        found = repr(self[column]) if self[column] else "empty"
        return JournalError(f"{self.place}: {column} is {found}, expected {expected}")

    def words(self, column: str) -> str:
        """A text that must be there."""
        if not self[column]:
            raise self.wrong(column, "a text")
        return self[column]

    def day(self, column: str) -> date:
        """A date that must be there."""
        day = self.day_or_none(column)
        if day is None:
            raise self.wrong(column, "a date such as 2026-11-21 or 21-11-2026")
        return day

    def day_or_none(self, column: str) -> date | None:
        """A date, None where the cell is empty."""
        try:
            return spreadsheet.day(self[column]) if self[column] else None
        except ValueError as error:
            raise self.wrong(column, "a date such as 2026-11-21 or 21-11-2026") from error

    def amount(self, column: str) -> float:
        """A number in any notation of a spreadsheet."""
        try:
            return spreadsheet.amount(self[column])
        except ValueError as error:
            raise self.wrong(column, "a number such as 7,5") from error

    def count(self, column: str) -> int:
        """A whole number."""
        found = self.amount(column)
        if found % 1:
            raise self.wrong(column, "a whole number")
        return int(found)


def lines(path: Records, columns: tuple[str, ...]) -> Iterator[Line]:
    """The lines of a file, none where it is absent; every column must be in its heading."""
    if not path.exists():
        return
    try:
        sheet = spreadsheet.sheet(path.read_bytes())
    except ValueError as error:
        raise JournalError(f"{path}, {error}") from error
    missing = [column for column in columns if column not in sheet.heading]
    if missing:
        raise JournalError(f"{path}, line 1: column {missing[0]} is missing, expected {';'.join(columns)}")
    for line in sheet.lines:
        yield line_of(f"{path}, line {line.number}", sheet.heading, line.cells)


def line_of(place: str, heading: tuple[str, ...], cells: tuple[str, ...]) -> Line:
    """A line of cells under their heading; cells that are missing are empty."""
    line = Line(zip(heading, (cell.strip() for cell in (*cells, *[""] * len(heading))), strict=False))
    line.place = place
    line["_surplus"] = " ".join(cells[len(heading) :]).strip()
    return line


def within_columns(line: Line) -> Line:
    """The line, which may have no more cells than its heading."""
    if line["_surplus"]:
        expected = "no more cells than the heading; a text with a separator in it stands in quotation marks"
        raise JournalError(f"{line.place}: {line['_surplus']!r} stands outside the columns, expected {expected}")
    return line
