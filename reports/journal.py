"""The team's own records: small CSV files that may also be edited in a spreadsheet (contract, section 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from crawler import spreadsheet
from crawler.errors import InputError
from crawler.records import Records

COLUMNS = {
    "signals": ("number", "date", "topic", "text", "department", "sent_at", "answered_at", "outcome", "posts"),
    "hours": ("date", "adviser", "activity", "hours"),
    "survey": ("date", "question", "answer", "count"),
    "decisions": ("date", "url", "decision", "note"),
    "accounts": ("date", "source", "followers"),
    "events": ("date", "text"),
}
INVITED = "uitgenodigd"
"""The answer of the survey's row that holds how many people were asked."""
CLOSING = ("no_reply", "forwarded", "closed")
DECISIONS = (*CLOSING, "noise", "is_question")


class JournalError(InputError):
    """A line of the journal that cannot be read; the message names file, line and what was expected."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A registered observation on the organisation's own process."""

    number: str
    noted: date
    text: str
    department: str
    sent: date | None
    answered: date | None
    outcome: str
    posts: int | None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours that the team worked on webcare on one day."""

    day: date
    adviser: str
    activity: str
    hours: float


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on a post or thread; it always overrules a rule."""

    day: date
    url: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How many people gave one answer to one question of the survey, or were invited to."""

    day: date
    question: str
    answer: str
    count: int


@dataclass(frozen=True, slots=True)
class Followers:
    """The followers of the team's account on one source on one day."""

    day: date
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened outside and that explains a figure: a letter, a breakdown, a new law."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything that the reports read of the team's own records."""

    signals: list[Signal] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    survey: list[Answer] = field(default_factory=list)
    accounts: list[Followers] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def journal(folder: Records) -> Journal:
    """The records in a folder; a file that is absent holds nothing.

    Raises:
        JournalError: a heading or value is wrong.
    """
    wrong: list[JournalError] = []
    read = _read(folder, wrong)
    if wrong:
        raise wrong[0]
    return read


def problems(folder: Records) -> list[str]:
    """Every line that cannot be read, with file, line and what was expected; empty where all is well."""
    wrong: list[JournalError] = []
    _read(folder, wrong)
    return [str(error) for error in wrong]


def checked(name: str, cells: dict[str, str]) -> None:
    """Refuses a line for the file ``name`` that could not be read back.

    Raises:
        JournalError: a value is wrong; the message names the column and what was expected.
    """
    row = _row("the new line", COLUMNS[name], tuple(cells.get(column, "") for column in COLUMNS[name]))
    READ[name](row)


def _read(folder: Records, wrong: list[JournalError]) -> Journal:
    return Journal(
        _records(folder, "signals", _signal, wrong),
        _records(folder, "hours", _hours, wrong),
        _records(folder, "decisions", _decision, wrong),
        _records(folder, "survey", _answer, wrong),
        _records(folder, "accounts", _followers, wrong),
        _records(folder, "events", _event, wrong),
    )


Record = TypeVar("Record")


def _records(folder: Records, name: str, read: Callable[[_Row], Record], wrong: list[JournalError]) -> list[Record]:
    """The records of one file that can be read; the others are added to ``wrong``."""
    found = []
    try:
        for row in _rows(folder / f"{name}.csv", COLUMNS[name]):
            try:
                found.append(read(_checked(row)))
            except JournalError as error:
                wrong.append(error)
    except JournalError as error:
        wrong.append(error)
    return found


class _Row(dict[str, str]):
    """One line with its place, so that a wrong value can be found again."""

    place: str

    def wrong(self, column: str, expected: str) -> JournalError:
        found = repr(self[column]) if self[column] else "empty"
        return JournalError(f"{self.place}: {column} is {found}, expected {expected}")

    def words(self, column: str) -> str:
        if not self[column]:
            raise self.wrong(column, "a text")
        return self[column]

    def day(self, column: str) -> date:
        day = self.day_or_none(column)
        if day is None:
            raise self.wrong(column, "a date such as 2026-11-21 or 21-11-2026")
        return day

    def day_or_none(self, column: str) -> date | None:
        try:
            return spreadsheet.day(self[column]) if self[column] else None
        except ValueError as error:
            raise self.wrong(column, "a date such as 2026-11-21 or 21-11-2026") from error

    def amount(self, column: str) -> float:
        try:
            return spreadsheet.amount(self[column])
        except ValueError as error:
            raise self.wrong(column, "a number such as 7,5") from error

    def count(self, column: str) -> int:
        found = self.amount(column)
        if found % 1:
            raise self.wrong(column, "a whole number")
        return int(found)


def _rows(path: Records, columns: tuple[str, ...]) -> Iterator[_Row]:
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
        yield _row(f"{path}, line {line.number}", sheet.heading, line.cells)


def _row(place: str, heading: tuple[str, ...], cells: tuple[str, ...]) -> _Row:
    row = _Row(zip(heading, (cell.strip() for cell in (*cells, *[""] * len(heading))), strict=False))
    row.place = place
    row["_surplus"] = " ".join(cells[len(heading) :]).strip()
    return row


def _checked(row: _Row) -> _Row:
    if row["_surplus"]:
        expected = "no more cells than the heading; a text with a separator in it stands in quotation marks"
        raise JournalError(f"{row.place}: {row['_surplus']!r} stands outside the columns, expected {expected}")
    return row


def _signal(row: _Row) -> Signal:
    posts = row["posts"]
    count = int(posts) if posts.isdecimal() else len(posts.split()) or None
    return Signal(
        row["number"], row.day("date"), row.words("text"), row["department"],
        row.day_or_none("sent_at"), row.day_or_none("answered_at"), row["outcome"], count, row["topic"],
    )  # fmt: skip


def _hours(row: _Row) -> Hours:
    hours = row.amount("hours")
    if not 0 <= hours <= 24:
        raise row.wrong("hours", "hours of one day, 0 to 24")
    return Hours(row.day("date"), row["adviser"], row["activity"], hours)


def _answer(row: _Row) -> Answer:
    return Answer(row.day("date"), row.words("question"), row.words("answer"), row.count("count"))


def _decision(row: _Row) -> Decision:
    kind, _, reason = row["decision"].replace(":", " ").partition(" ")
    if kind not in DECISIONS:
        raise row.wrong("decision", f"one of {', '.join(DECISIONS)}")
    return Decision(row.day("date"), row.words("url"), kind, reason.strip() or row["note"])


def _followers(row: _Row) -> Followers:
    return Followers(row.day("date"), row.words("source"), row.count("followers"))


def _event(row: _Row) -> Event:
    return Event(row.day("date"), row.words("text"))


READ: dict[str, Callable[[_Row], object]] = {
    "signals": _signal, "hours": _hours, "decisions": _decision, "survey": _answer, "accounts": _followers,
    "events": _event,
}  # fmt: skip
"""How a line of each file is read."""
