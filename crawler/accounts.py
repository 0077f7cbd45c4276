"""How many follow the team's accounts, day by day: ``journal/accounts.csv`` (contract, section 7)."""

from __future__ import annotations

from datetime import date

import pyarrow.fs as pafs

from crawler.store import Store

HEADING = "date;source;followers"


def is_noted(store: Store, day: date, source: str) -> bool:
    """Whether the file has a number for that day and source."""
    return any(line.startswith(f"{day};{source};") for line in _lines(store))


def note_followers(store: Store, day: date, source: str, followers: int) -> None:
    """Adds a day's number. The file may have been edited in a spreadsheet: whatever else it holds stays."""
    lines = [*(_lines(store) or [HEADING]), f"{day};{source};{followers}", ""]
    store.filesystem.create_dir(f"{store.root}/journal", recursive=True)
    with store.filesystem.open_output_stream(_path(store)) as stream:
        stream.write("\r\n".join(lines).encode("utf-8-sig"))


def _path(store: Store) -> str:
    return f"{store.root}/journal/accounts.csv"


def _lines(store: Store) -> list[str]:
    if store.filesystem.get_file_info(_path(store)).type != pafs.FileType.File:
        return []
    with store.filesystem.open_input_stream(_path(store)) as stream:
        text: str = stream.read().decode("utf-8-sig")
    return text.splitlines()
