"""``webcare journal``: the team's own records from the command line; the files may also be edited in a spreadsheet.

A line is checked before it is written, and a file that is open in a spreadsheet is left alone: its next save would
overwrite the new line.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from crawler.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.profile import Profile
    from crawler.records import Records
    from reports.journal import Decision

Kind = Literal["signal", "hours", "survey", "decision", "followers", "event"]
FILES: dict[Kind, str] = {
    "signal": "signals",
    "hours": "hours",
    "survey": "survey",
    "decision": "decisions",
    "followers": "accounts",
    "event": "events",
}
"""The file in which each kind of line is kept."""


def add(folder: Records, kind: Kind, values: dict[str, str], profile: Profile) -> str:
    """Adds one line at the end of its file; returns what was written, as ``file: cells``.

    Args:
        folder: the folder of the records.
        kind: what the line is.
        values: the cells by column; ``date`` is today where it is left out, a signal is numbered by itself.
        profile: the organisation, whose rule book a decision must follow.

    Raises:
        InputError: a value is wrong, or the file cannot take the line; nothing was written.
    """
    from crawler import spreadsheet
    from reports import journal

    path, columns = folder / f"{FILES[kind]}.csv", journal.COLUMNS[FILES[kind]]
    if (folder / f".~lock.{path.name}#").exists():
        raise InputError(f"{path}: is open in a spreadsheet; save and close it first")
    cells = {"date": datetime.now(UTC).astimezone(profile.zone).date().isoformat(), **values}
    if kind == "signal":
        cells.setdefault("number", str(_next_number(folder)))
    journal.checked(FILES[kind], cells)
    if kind == "decision":
        _check_reason(cells["decision"], profile)
    try:
        spreadsheet.appended(path, columns, cells)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: the line was not added ({error})") from error
    return f"{path}: " + ";".join(cells.get(column, "") for column in columns)


def _next_number(folder: Records) -> int:
    from reports.journal import journal

    numbers = [int(signal.number) for signal in journal(folder).signals if signal.number.isdecimal()]
    return max(numbers, default=0) + 1


def _check_reason(decision: str, profile: Profile) -> None:
    kind, _, reason = decision.replace(":", " ").partition(" ")
    rules = profile.team.engagement
    if kind == "no_reply" and reason.strip() not in rules:
        known = ", ".join(rules) or "it is empty, so add one under [team.engagement] in the profile"
        raise InputError(f"decision: {reason.strip() or 'no reason'}, expected a reason of the rule book: {known}")


def listed(folder: Records, kind: Kind, first: date | None = None) -> list[str]:
    """The lines of one kind as text, oldest first, from a day on; lines that cannot be read are shown as they stand.

    Raises:
        InputError: a quotation mark in the file is never closed.
    """
    from crawler import spreadsheet

    path = folder / f"{FILES[kind]}.csv"
    if not path.exists():
        return []
    try:
        sheet = spreadsheet.sheet(path.read_bytes())
    except ValueError as error:
        raise InputError(f"{path}, {error}") from error
    place = sheet.heading.index("date") if "date" in sheet.heading else 0
    dated = [(_day(line.cells[place] if place < len(line.cells) else ""), line) for line in sheet.lines]
    chosen = [line for day, line in sorted(dated, key=lambda pair: pair[0]) if first is None or day >= first]
    return ["; ".join(cell.strip() for cell in line.cells if cell.strip()) for line in chosen]


def _day(text: str) -> date:
    from crawler import spreadsheet

    try:
        return spreadsheet.day(text)
    except ValueError:
        return date.max


def check(folder: Records, profile: Profile, data: str | None = None) -> list[str]:
    """Everything in the records that a report would stumble over or silently miss; empty where all is well.

    Args:
        folder: the folder of the records.
        profile: the organisation: its rule book, advisers, sources and topics.
        data: the datasets, to see whether the address of every decision is known there; None leaves that out.
    """
    from reports import journal

    found = journal.problems(folder)
    if found:
        return found
    records = journal.journal(folder)
    rules, topics = profile.team.engagement, {topic.id for topic in profile.topics}
    for decision in records.decisions:
        if decision.kind == "no_reply" and decision.reason not in rules:
            found.append(f"decisions.csv, {decision.day}: {decision.reason or 'no reason'} is not in the rule book")
    for noted in records.hours:
        if noted.adviser and profile.team.advisers and noted.adviser not in profile.team.advisers:
            found.append(f"hours.csv, {noted.day}: {noted.adviser} is not an adviser of the profile")
    for signal in records.signals:
        if signal.topic and topics and signal.topic not in topics:
            found.append(f"signals.csv, {signal.noted}: {signal.topic} is not a topic of the profile")
        if signal.answered and (signal.sent is None or signal.answered < signal.sent):
            found.append(f"signals.csv, {signal.noted}: answered_at is not after sent_at")
    return found + (_unknown_addresses(records.decisions, data) if data else [])


def _unknown_addresses(decisions: Sequence[Decision], data: str) -> list[str]:
    from reports.parquet import connected

    query = (
        "select url from (select unnest($1::varchar[]) as url) "
        "where url not in (select url from posts union select thread_url from posts)"
    )
    with connected(data) as connection:
        found = connection.execute(query, [sorted({decision.url for decision in decisions})]).fetchall()
    return [f"decisions.csv: {url} is no post or thread in the data" for (url,) in found]
