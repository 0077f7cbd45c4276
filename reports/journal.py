"""The team's own records: small CSV files that may also be edited in a spreadsheet (contract, section 7)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

COLUMNS = {
    "signals": ("number", "date", "topic", "text", "department", "sent_at", "answered_at", "outcome", "posts"),
    "hours": ("date", "adviser", "activity", "hours"),
    "decisions": ("date", "url", "decision", "note"),
}
CLOSING = ("no_reply", "forwarded", "closed")
DECISIONS = (*CLOSING, "noise", "is_question")


class JournalError(ValueError):
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
class Journal:
    """Everything that the weekly report reads of the team's own records."""

    signals: list[Signal] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def journal(folder: Path) -> Journal:
    """The records in a folder; a file that is absent holds nothing.

    Raises:
        JournalError: a heading or value is wrong.
    """
    return Journal(
        [_signal(row) for row in _rows(folder, "signals")],
        [
            Hours(row.day("date"), row["adviser"], row["activity"], row.amount("hours"))
            for row in _rows(folder, "hours")
        ],
        [_decision(row) for row in _rows(folder, "decisions")],
    )


class _Row(dict[str, str]):
    """One line with its place, so that a wrong value can be found again."""

    place: str

    def day(self, column: str) -> date:
        day = self.day_or_none(column)
        if day is None:
            raise JournalError(f"{self.place}: {column} is empty, expected a date such as 2026-11-21")
        return day

    def day_or_none(self, column: str) -> date | None:
        text = self[column].strip()
        for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
            try:
                return datetime.strptime(text[:10], form).date()  # noqa: DTZ007 (a date has no zone)
            except ValueError:
                continue
        if text:
            raise JournalError(f"{self.place}: {column} is {text!r}, expected a date such as 2026-11-21")
        return None

    def amount(self, column: str) -> float:
        try:
            return float(self[column].replace(",", "."))
        except ValueError as error:
            raise JournalError(f"{self.place}: {column} is {self[column]!r}, expected a number") from error


def _rows(folder: Path, name: str) -> Iterator[_Row]:
    path = folder / f"{name}.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=";")
        missing = [column for column in COLUMNS[name] if column not in (reader.fieldnames or ())]
        if missing:
            raise JournalError(f"{path}: column {missing[0]} is missing, expected {';'.join(COLUMNS[name])}")
        for line, values in enumerate(reader, 2):
            row = _Row({column: values[column] or "" for column in COLUMNS[name]})
            row.place = f"{path}, line {line}"
            if any(value.strip() for value in row.values()):
                yield row


def _signal(row: _Row) -> Signal:
    posts = row["posts"].strip()
    count = int(posts) if posts.isdigit() else len(posts.split()) or None
    return Signal(
        row["number"], row.day("date"), row["text"], row["department"],
        row.day_or_none("sent_at"), row.day_or_none("answered_at"), row["outcome"], count,
    )  # fmt: skip


def _decision(row: _Row) -> Decision:
    kind, _, reason = row["decision"].strip().replace(":", " ").partition(" ")
    if kind not in DECISIONS:
        raise JournalError(f"{row.place}: decision is {row['decision']!r}, expected one of {', '.join(DECISIONS)}")
    return Decision(row.day("date"), row["url"].strip(), kind, reason.strip() or row["note"].strip())
