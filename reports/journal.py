"""The team's own records: small CSV files that may also be edited in a spreadsheet (contract, section 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from crawler.records import Records
from reports.journal_lines import JournalError, Line, line_of, lines, within_columns

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
    line = line_of("the new line", COLUMNS[name], tuple(cells.get(column, "") for column in COLUMNS[name]))
    READ[name](line)


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


def _records(folder: Records, name: str, read: Callable[[Line], Record], wrong: list[JournalError]) -> list[Record]:
    """The records of one file that can be read; the others are added to ``wrong``."""
    found = []
    try:
        for line in lines(folder / f"{name}.csv", COLUMNS[name]):
            try:
                found.append(read(within_columns(line)))
            except JournalError as error:
                wrong.append(error)
    except JournalError as error:
        wrong.append(error)
    return found


def _signal(line: Line) -> Signal:
    posts = line["posts"]
    count = int(posts) if posts.isdecimal() else len(posts.split()) or None
    return Signal(
        line["number"], line.day("date"), line.words("text"), line["department"],
        line.day_or_none("sent_at"), line.day_or_none("answered_at"), line["outcome"], count, line["topic"],
    )  # fmt: skip


def _hours(line: Line) -> Hours:
    hours = line.amount("hours")
    if not 0 <= hours <= 24:
        raise line.wrong("hours", "hours of one day, 0 to 24")
    return Hours(line.day("date"), line["adviser"], line["activity"], hours)


def _answer(line: Line) -> Answer:
    return Answer(line.day("date"), line.words("question"), line.words("answer"), line.count("count"))


def _decision(line: Line) -> Decision:
    kind, _, reason = line["decision"].replace(":", " ").partition(" ")
    if kind not in DECISIONS:
        raise line.wrong("decision", f"one of {', '.join(DECISIONS)}")
    return Decision(line.day("date"), line.words("url"), kind, reason.strip() or line["note"])


def _followers(line: Line) -> Followers:
    return Followers(line.day("date"), line.words("source"), line.count("followers"))


def _event(line: Line) -> Event:
    return Event(line.day("date"), line.words("text"))


READ: dict[str, Callable[[Line], object]] = {
    "signals": _signal, "hours": _hours, "decisions": _decision, "survey": _answer, "accounts": _followers,
    "events": _event,
}  # fmt: skip
"""How a line of each file is read."""
