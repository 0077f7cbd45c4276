"""Six parts on six pages: estimated heights come first; what still runs on is seen in the layout and cut further."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from reports.pdf import laid_out
from reports.weekly import Weekly

if TYPE_CHECKING:
    from weasyprint.document import Document

SECTIONS = ("Volume per bron", "Onderwerpen", "Open vragen", "Wat het team deed", "Is alles gemeten?")
"""The headings that begin pages 2 to 6."""
TRIES = 8


def fitted(weekly: Weekly, told: Callable[[], str]) -> tuple[Document, str]:
    """The laid-out pages and their HTML, after as many cuts as it takes for each part to stay on its page.

    Args:
        weekly: what the report says; its pages show less each time ``tighten`` is called.
        told: makes the HTML of what it says now.
    """
    html = told()
    document = laid_out(html)
    for _ in range(TRIES):
        parts = overfull(document)
        if not parts:
            break
        for part in parts:
            weekly.tighten(part)
        html = told()
        document = laid_out(html)
    return document, html


def overfull(document: Document) -> list[int]:
    """Those of the six parts (from 1) that run on to a next page; none when each keeps to its own."""
    begins = {title: place[0] + 1 for title, place, *_ in document.make_bookmark_tree()}
    starts = [1, *(begins[title] for title in SECTIONS if title in begins), len(document.pages) + 1]
    return [part for part, (this, after) in enumerate(pairwise(starts), start=1) if after - this > 1]
