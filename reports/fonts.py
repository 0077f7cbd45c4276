"""Fira Sans, the one family of every report: its files, and the letters it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg_fira_sans

FILES = Path(fontpkg_fira_sans.ROOT) / "files"
FAMILY = "Fira Sans"
USED = {"Regular": (400, "normal"), "Italic": (400, "italic"), "Medium": (500, "normal"), "SemiBold": (600, "normal")}
"""The styles that the reports use, with their weight and slope."""


def path(style: str) -> Path:
    """The file of one style."""
    return FILES / f"FiraSans-{style}.ttf"


@cache
def letters() -> frozenset[int]:
    """The code points that every used style has."""
    from fontTools.ttLib import TTFont

    known = []
    for style in USED:
        with TTFont(path(style), lazy=True) as font:
            known.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*known)
