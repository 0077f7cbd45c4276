"""Counts under five never stand alone where the committee reads: they are merged, so that nobody is singled out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports import dutch

LEAST = 5
"""The smallest count of people's posts that is printed by itself."""
REST = "Overige"
MOST = 12
"""The most rows of a table about sources, the last one for all others together."""

Row = tuple[str, tuple[int, ...]]


def is_small(count: int) -> bool:
    """Whether a count is too small to print; nothing at all may always be said."""
    return 0 < count < LEAST


def merged(rows: Iterable[Row], rest: str = REST) -> list[Row]:
    """The rows, with those that hold a small count added up into one last row.

    Where that last row would itself hold a small count, the smallest other row joins it, until it does not: so no
    count can be found back by subtracting. A row that already bears the last row's name becomes part of it. Rows are
    given as a name and its counts, of equal number.
    """
    kept: list[Row] = []
    joined: list[Row] = []
    for row in rows:
        (joined if any(map(is_small, row[1])) else kept).append(row)
    if joined:
        joined += [row for row in kept if row[0] == rest]
        kept = [row for row in kept if row[0] != rest]
    while joined and kept and any(map(is_small, _sum(joined))):
        smallest = min(kept, key=lambda row: (sum(row[1]), row[0]))
        kept.remove(smallest)
        joined.append(smallest)
    if len(joined) < 2:
        return [*kept, *joined]
    return [*kept, (rest, _sum(joined))]


def busiest(rows: Sequence[Row], rest: str = REST, most: int = MOST) -> list[Row]:
    """The first rows, with all that come after them added up into one, and what is small merged as well."""
    others = [(rest, _sum(rows[most:]))] if len(rows) > most else []
    return merged([*rows[:most], *others], rest)


def _sum(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(counts for _, counts in rows), strict=True)))


def said(count: int) -> str:
    """A count in print; one that is small and has nothing to be merged with becomes words."""
    return f"minder dan {LEAST}" if is_small(count) else dutch.number(count)


def hidden(counts: Sequence[int]) -> list[str]:
    """The counts of a row in print, small ones as a dot.

    Where only one would be a dot, the next smallest becomes one too: else it could be found by subtracting.
    """
    dots = {n for n, count in enumerate(counts) if is_small(count)}
    others = [n for n, count in enumerate(counts) if count and n not in dots]
    if len(dots) == 1 and others:
        dots.add(min(others, key=lambda n: counts[n]))
    return ["·" if n in dots else dutch.number(count) for n, count in enumerate(counts)]
