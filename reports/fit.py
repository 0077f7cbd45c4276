"""Six parts on six pages: estimated heights come first; what still runs on is found in the PDF and cut further."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

from reports.weekly import Weekly

SECTIONS = ("Volume per bron", "Onderwerpen", "Open vragen", "Wat het team deed", "Is alles gemeten?")
"""The headings that begin pages 2 to 6."""
TRIES = 8


def fitted(weekly: Weekly, drawn: Callable[[], bytes]) -> bytes:
    """The PDF after as many cuts as it takes for each part to stay on its page; at most ``TRIES``.

    Args:
        weekly: what the report says; its pages show less each time ``tighten`` is called.
        drawn: makes the PDF of what it says now.
    """
    content = drawn()
    for _ in range(TRIES):
        page = overfull(content)
        if page is None:
            break
        weekly.tighten(page)
        content = drawn()
    return content


def overfull(content: bytes) -> int | None:
    """The first of the six parts (from 1) that runs on to a next page; None when each keeps to its own."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as document, document.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        begins = {
            item.title: numbers[item.destination[0].objgen]
            for item in outline.root
            if isinstance(item.destination, pikepdf.Array)
        }
        starts = [1, *(begins[title] for title in SECTIONS if title in begins), len(document.pages) + 1]
    return next((part for part, (this, after) in enumerate(pairwise(starts), start=1) if after - this > 1), None)
