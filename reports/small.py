"""Counts under five never stand alone where the committee reads: they are merged, so that nobody is singled out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from reports import dutch

LEAST = 5
"""The smallest count of people's posts that is printed by itself."""
LESS = f"<{LEAST}"
"""A small count in a cell."""
COARSE = LEAST // 2
"""Where a small count is drawn."""
UNSAID = "·"
"""A count in a cell that is not small, but would tell one that is."""
REST = "Overige"
MOST = 12
"""The most rows of a table about sources, the last one for all others together."""

Counts = tuple[int, ...]
Cell = tuple[int, int]
"""A row and a column."""
Row = tuple[str, Counts]
Entry = TypeVar("Entry")


def is_small(count: int) -> bool:
    """Whether a count is too small to print; nothing at all may always be said."""
    return 0 < count < LEAST


def merged(rows: Iterable[Row], rest: str = REST) -> list[Row]:
    """The rows, with those that hold a small count added up into one last row.

    Where that last row would itself hold a small count, the smallest other row joins it, until it does not: so no
    count can be found back by subtracting. A row that already bears the last row's name becomes part of it. Rows are
    given as a name and its counts, of equal number.
    """
    kept, joined = parted(list(rows), lambda row: row[1], lambda row: row[0] == rest)
    return [*kept, (rest, _sum([counts for _, counts in joined]))] if joined else kept


def parted(
    rows: Sequence[Entry], counts: Callable[[Entry], Counts], is_rest: Callable[[Entry], bool] = lambda _: False
) -> tuple[list[Entry], list[Entry]]:
    """The rows that stand alone, and those to add up into one, if any: the rule of ``merged`` for rows of any kind.

    Rows of nothing at all join last, where only they can hide which row it was that held so few.
    """
    joined = [row for row in rows if any(map(is_small, counts(row)))]
    joined += [row for row in rows if joined and is_rest(row) and row not in joined]
    others = sorted((row for row in rows if row not in joined), key=lambda row: sum(counts(row)) or math.inf)
    while joined and others and any(map(is_small, _sum([counts(row) for row in joined]))):
        joined.append(others.pop(0))
    return ([row for row in rows if row not in joined], joined) if len(joined) > 1 else (list(rows), [])


def busiest(rows: Sequence[Row], rest: str = REST, most: int = MOST) -> list[Row]:
    """The first rows, with all that come after them added up into one, and what is small merged as well."""
    others = [(rest, _sum([counts for _, counts in rows[most:]]))] if len(rows) > most else []
    return merged([*rows[:most], *others], rest)


def together(joined: Sequence[object], many: str) -> str:
    """What rows are called that were added up: ``Drie kleine bronnen samen``."""
    return f"{dutch.capital(dutch.in_words(len(joined)))} kleine {many} samen"


def _sum(rows: Sequence[Counts]) -> Counts:
    return tuple(map(sum, zip(*rows, strict=True)))


def said(count: int) -> str:
    """A count in print; one that is small and has nothing to be merged with becomes words."""
    return f"minder dan {LEAST}" if is_small(count) else dutch.number(count)


def coarse(line: Iterable[float | None]) -> tuple[float | None, ...]:
    """Counts as far as readers outside the team may see them drawn: those under five are all alike."""
    return tuple(COARSE if n is not None and is_small(int(n)) else n for n in line)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun in print: ``minder dan 5 berichten``, ``12 berichten``."""
    return f"{said(count)} {many}" if is_small(count) else dutch.counted(count, one, many)


def hidden(counts: Sequence[int]) -> list[str]:
    """The counts of a row in print, those that are withheld as a dot."""
    dots = withheld([counts])[0]
    return [UNSAID if n in dots else dutch.number(count) for n, count in enumerate(counts)]


def withheld(rows: Sequence[Sequence[int | None]]) -> list[frozenset[int]]:
    """Per row of a table whose last row holds the sums, the places of the counts that are not printed.

    Where only one count of a row or column would be withheld, the next smallest is too: else it could be found by
    subtracting.
    """
    counts = {(r, c): count or 0 for r, row in enumerate(rows) for c, count in enumerate(row)}
    found = {cell for cell, count in counts.items() if is_small(count)}
    lines = [[cell for cell in counts if cell[axis] == n] for axis in (0, 1) for n in {cell[axis] for cell in counts}]
    pending = lines if len(rows) > 1 else lines[:1]
    while others := next((rest for line in pending if (rest := _others(line, counts, found))), None):
        found.add(min(others, key=lambda cell: (counts[cell], cell)))
    return [frozenset(c for r, c in found if r == n) for n in range(len(rows))]


def _others(line: Sequence[Cell], counts: Mapping[Cell, int], found: set[Cell]) -> list[Cell]:
    """What could hide the one count of a line that is withheld alone; nothing where none or several are."""
    is_alone = len(found.intersection(line)) == 1
    return [cell for cell in line if counts[cell] and cell not in found] if is_alone else []
