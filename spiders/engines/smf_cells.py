"""What the cells of SMF's listings and indexes say: counts, and what moved last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler import numbers, text
from spiders.engines.page import Shown, words
from spiders.engines.reading import labelled

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def counts(row: LexborNode) -> tuple[int | None, int | None]:
    """Replies and views: two lines of one cell from 2.0 on, the two cells before the last in 1.1."""
    if cell := row.css_first(".board_stats, td.stats"):
        lines = text.own_words(cell).split("\n")
    else:
        lines = [words(td) for td in row.css("td")][-3:-1]
    found = [numbers.read(line) for line in lines if line.strip()]
    return (found[0], found[1]) if len(found) > 1 else (None, None)


def last_post(row: LexborNode) -> Shown:
    """The date in the last cell: the first of its lines that holds a number."""
    cell = row.css_first(".lastpost, td.lastpostcol") or next(iter(reversed(row.css("td"))), None)
    lines = text.own_words(cell, text.mem_ids(cell.css("img"))).split("\n") if cell else []
    return Shown(next((line for line in lines if re.search(r"\d", line)), ""))


def moved_last(row: LexborNode | None) -> Shown | None:
    """What the index says moved last in a board: the line with a time, without links and label."""
    cell = row.css_first(".lastpost") or next(iter(reversed(row.css("td"))), None) if row else None
    lines = text.own_words(cell, text.mem_ids(cell.css("a, .postby, img"))).split("\n") if cell else []
    line = next((line for line in lines if re.search(r"\d:\d\d", line)), "")
    return Shown(re.sub(r"^(?:on|op|am|le)\s+", "", labelled(line))) if line else None
