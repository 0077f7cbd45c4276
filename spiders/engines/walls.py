"""Walls that a site puts before its pages, recognised by name."""

from __future__ import annotations

from spiders.engines.page import Page, PageKind


def wall(page: Page) -> PageKind | None:
    """The wall that a page is, or None."""
    return PageKind("wall", "consent_wall") if "DPG Media Privacy Gate" in page.content else None
