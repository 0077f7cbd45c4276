"""Counts as boards print them: ``9.007``, ``24,734``, ``1 160``, ``3K``, ``1,2 mln``."""

from __future__ import annotations

import re

COUNT = re.compile(r"(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)\s*(k|m|mln|duizend)?(?![\w])", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+")
LONGEST = 300
"""Characters of a text in which a count is looked for: no cell with a count is longer."""
TIMES = {"": 1, "k": 1_000, "duizend": 1_000, "m": 1_000_000, "mln": 1_000_000}


def read(text: str | None) -> int | None:
    """The first whole count in a text; None where there is none.

    A separator before exactly three digits marks thousands, whichever sign the board uses: no board prints a fraction
    of a reply.
    """
    found = COUNT.search((text or "")[:LONGEST])
    if not found:
        return None
    digits, unit = found[1], (found[2] or "").lower()
    if GROUPED.fullmatch(digits) and not unit:
        return int(re.sub(r"\D", "", digits))
    return round(float(digits.replace(",", ".")) * TIMES[unit]) if unit else int(re.split(r"[.,]", digits)[0])
