"""Reading parts of the data, which other processes merge meanwhile and a disk may damage."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

ATTEMPTS = 20
"""How often the parts are listed anew when one of them has gone before it was read."""
GONE = ("[errno 2]", "No such file", "No files found", "NO_SUCH_KEY")
"""How Arrow, DuckDB and an object store say that a file is not there; they pass it on in words of their own."""
_READERS = ("pyarrow", "_duckdb")
_PART = re.compile(r"'(?P<path>[^']+\.parquet)'")
Made = TypeVar("Made")


def steadily(read: Callable[[], Made]) -> Made:
    """What a reading of parts gives; read again where a part was merged into another one, or rewritten, meanwhile."""
    for _ in range(ATTEMPTS - 1):
        try:
            return read()
        except Exception as error:
            if not is_gone(error):
                raise
    return read()


def is_gone(error: Exception) -> bool:
    """Whether a part was no longer there when it was read; a template or a font that is not there never comes back."""
    told = str(error)
    return ".parquet" in told and (isinstance(error, FileNotFoundError) or any(words in told for words in GONE))


def damage(error: Exception) -> str:
    """What to do about a part that is no Parquet file, in one sentence; empty where the error is another."""
    part = _PART.search(str(error))
    if not part or not type(error).__module__.startswith(_READERS) or is_gone(error):
        return ""
    return (
        f"{part['path']}: damaged, or no Parquet file; move it out of the data and run this again "
        "(`webcare crawl --full` brings back what the sites still show)"
    )
