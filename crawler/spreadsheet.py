"""CSV files as a spreadsheet leaves them: LibreOffice and Dutch Excel each have their habits, and none loses a line.

Excel saves "CSV UTF-8" with a byte-order mark and plain "CSV" in Windows-1252; both may change ``2010-07-13`` into
``13-7-2010`` and ``7.5`` into ``7,5``, add empty columns, or write another separator. All of that is read; what cannot
be understood is left where it is and named.
"""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.records import Records

BOM = "\ufeff"
SEPARATORS = ";,\t"
_FORMULA = re.compile(r"'*[=+@-]")
"""The beginning of what a spreadsheet calculates; more apostrophes are part of the text."""
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})\.?[-/. ](\d{4}|\d{2})(?: [\d:.]+)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?|(\d+)\.(\d+)")
_TIME = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?(?: ?([AP])M)?", re.IGNORECASE)
"""``1:30``; LibreOffice saves it as ``01:30:00``, or in English as ``01:30:00 AM``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record with the number of its first line in the file, counted from 1 as editors do."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: how it is written, its heading, and every record that is not empty."""

    encoding: str
    separator: str
    heading: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet(content: bytes) -> Sheet:
    """Reads a whole file.

    Raises:
        ValueError: a quotation mark is never closed; the message says in which line it stands.
    """
    text, encoding = decoded(content)
    text = re.sub(r"\Asep=(.)\r?\n", "", text)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    records = list(_records(text, separator))
    heading = tuple(cell.strip().casefold() for cell in records[0].cells) if records else ()
    filled = [line for line in records[1:] if any(cell.strip() for cell in line.cells)]
    return Sheet(encoding, separator, heading, tuple(filled))


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8, UTF-16 with its mark, else Windows-1252 as Excel's plain CSV."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def _records(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ValueError(f"line {number}: a quotation mark does not close ({error})") from error
        yield Line(number, tuple(_plain(cell) for cell in cells))
        number = reader.line_num + 1


def _plain(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from calculating it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; ``sheet`` takes the guard off again."""
    return f"'{text}" if _FORMULA.match(text) else text


def written(cells: list[str], separator: str = ";") -> str:
    """One record as text, with its line end."""
    target = StringIO()
    csv.writer(target, delimiter=separator, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return target.getvalue()


def day(text: str) -> date:
    """A date as people and spreadsheets write it: ``2010-07-13``, ``13-7-2010``, ``13/07/10``, ``13-jul-10``.

    Raises:
        ValueError: it is none; a month before the day (``7/13/2010``) is never guessed.
    """
    if found := _ISO.fullmatch(text.strip()):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DUTCH.fullmatch(text.strip()):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return date(year, _month(found[2]), int(found[1]))
    raise ValueError(text)


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    short = text.casefold()[:3].replace("maa", "mrt")
    return MONTHS.index(short) + 1


def amount(text: str) -> float:
    """A number as Dutch or English spreadsheets write it, or a time: ``7,5``, ``7.5``, ``1.234,5``, ``7:30``.

    Raises:
        ValueError: it is none of these.
    """
    if found := _TIME.fullmatch(text.strip()):
        return _hours(int(found[1]), found[4]) + int(found[2]) / 60 + int(found[3] or 0) / 3600
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    whole, part = (found[1].replace(".", ""), found[2]) if found[1] else (found[3], found[4])
    return float(f"{whole}.{part or 0}")


def _hours(hour: int, half: str | None) -> int:
    """The hours of a time on a clock of twelve hours, where it is one."""
    return hour if half is None else hour % 12 + 12 * (half in "pP")


def appended(path: Records, heading: tuple[str, ...], values: dict[str, str]) -> None:
    """Adds one record at the end of a file, in the file's own columns, separator and encoding; nothing else changes.

    Args:
        path: the file; it is made, with a byte-order mark so that Dutch Excel opens it, where it is absent.
        heading: the columns of a new file.
        values: the cells by column.

    Raises:
        ValueError: the file's encoding has no such letters.
    """
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
    content = path.read_bytes() if path.exists() else b""
    whole = with_record(content, heading, values)
    if isinstance(path, Path) and content.strip():
        _grown(path, whole[len(content) :], len(content))
    else:
        path.write_bytes(whole)


def _grown(path: Path, added: bytes, size: int) -> None:
    """Adds to a file; on a full disk it becomes again what it was."""
    with path.open("ab", buffering=0) as file:
        if file.write(added) < len(added):
            file.truncate(size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def with_record(content: bytes, heading: tuple[str, ...], values: dict[str, str]) -> bytes:
    """The content of a file and one record behind it; the parameters are those of ``appended``."""
    if not content.strip():
        content = (BOM + written(list(heading))).encode()
    known = sheet(content)
    line = written([values.get(column, "") for column in known.heading], known.separator)
    start = "" if content.endswith((b"\n", b"\n\x00")) else "\r\n"
    return content + _encoded(start + line, known.encoding)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode("utf-16-le" if encoding == "utf-16" else encoding)
