"""Fira Sans, the one family of every report: its files, and the letters it has."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from io import BytesIO
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
def embedded() -> str:
    """The used styles as ``@font-face`` rules with the letters of western European languages inside, for web pages."""
    return "".join(_rule(style, *look) for style, look in USED.items())


def _rule(style: str, weight: int, slope: str) -> str:
    from fontTools.subset import Options, Subsetter, load_font, save_font  # type: ignore[import-untyped]  # no types

    options = Options(flavor="woff2", layout_features=["*"], timing=False)
    target = BytesIO()
    with load_font(str(path(style)), options) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for code in letters() if code < 0x250 or 0x2000 <= code < 0x2300])
        subsetter.subset(font)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        save_font(font, target, options)
    letters_inside = b64encode(target.getvalue()).decode()
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {slope}; '
        f"src: url(data:font/woff2;base64,{letters_inside}) }}\n"
    )


@cache
def letters() -> frozenset[int]:
    """The code points that every used style has."""
    return frozenset.intersection(*(frozenset(advances(style)) for style in USED))


@cache
def advances(style: str) -> dict[int, float]:
    """How wide the letters of a style are, by code point, as a share of the size of print."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # no types

    with TTFont(path(style), lazy=True) as font:
        # names of glyphs are slow to read, and nobody asks for them here
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}
