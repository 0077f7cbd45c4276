"""How many follow the team's accounts, day by day: ``journal/accounts.csv`` (contract, section 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow.fs as pafs

from crawler import spreadsheet
from crawler.store import Store

HEADING = ("date", "source", "followers")


def is_noted(store: Store, day: date, source: str) -> bool:
    """Whether the file has a number for that day and source, however a spreadsheet has written the day."""
    return (day, source) in set(_noted(_content(store)))


def note_followers(store: Store, day: date, source: str, followers: int) -> None:
    """Adds a day's number. The file may have been edited in a spreadsheet: whatever else it holds stays."""
    cells = {"date": day.isoformat(), "source": source, "followers": str(followers)}
    content = spreadsheet.with_record(_content(store), HEADING, cells)
    store.put(_path(store), lambda stream: stream.write(content))


def _noted(content: bytes) -> Iterator[tuple[date, str]]:
    sheet = spreadsheet.sheet(content)
    for line in sheet.lines:
        cells = dict(zip(sheet.heading, line.cells, strict=False))
        try:
            yield spreadsheet.day(cells.get("date", "")), cells.get("source", "").strip()
        except ValueError:
            continue  # ``webcare journal check`` names a line without a readable day


def _path(store: Store) -> str:
    return f"{store.root}/journal/accounts.csv"


def _content(store: Store) -> bytes:
    if store.filesystem.get_file_info(_path(store)).type != pafs.FileType.File:
        return b""
    with store.filesystem.open_input_stream(_path(store)) as stream:
        content: bytes = stream.read()
    return content
