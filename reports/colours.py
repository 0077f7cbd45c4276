"""An organisation's own colours: every blue of the house in the profile's accent, dark or light enough to read."""

from __future__ import annotations

import re
from functools import cache

from reports.shapes import ACCENT, INK, WHITE

BLACK, DEEP = "#000000", "#083B66"
TINT, PALE, MARKED = "#A9CBE6", "#E3EEF7", "#DCEAF6"
ON_DEEP, RULE_ON_DEEP = "#C9DFF1", "#4F7FA8"
"""Small words, and a rule, on the band of page 1."""
READABLE, ON_BAND = 4.5, 7.0
"""The contrast of words in the accent on white, and of white words on the band of page 1."""
TINTS = {
    "#D3E4F2": 0.82, "#9CC3E2": 0.6, "#5498CA": 0.3, TINT: 0.65, PALE: 0.88, MARKED: 0.86, ON_DEEP: 0.78,
    RULE_ON_DEEP: 0.28,
}  # fmt: skip
"""The lighter blues, and how much white is in them."""
STEP = 0.05


@cache
def palette(accent: str) -> dict[str, str]:
    """What each blue of the house becomes; nothing changes where the accent is the house's own."""
    if accent.upper() == ACCENT:
        return {}
    main = until(accent, BLACK, WHITE, READABLE)
    tints = {blue: until(mixed(main, WHITE, share), WHITE, INK, READABLE) for blue, share in TINTS.items()}
    return {ACCENT: main, DEEP: until(mixed(main, BLACK, 0.35), BLACK, WHITE, ON_BAND), **tints}


def recoloured(drawing: str, accent: str) -> str:
    """A drawing in the accent's colours."""
    colours = palette(accent)
    return re.sub("|".join(colours), lambda blue: colours[blue[0]], drawing) if colours else drawing


def until(colour: str, other: str, ground: str, least: float) -> str:
    """A colour with just so much of another in it that it stands out from a ground."""
    shares = (STEP * n for n in range(int(1 / STEP) + 1))
    shades = (mixed(colour, other, share) for share in shares)
    return next((shade for shade in shades if contrast(shade, ground) >= least), other)


def mixed(colour: str, other: str, share: float) -> str:
    """Two colours in one; ``share`` is how much of the second."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + share * (two - one)):02X}" for one, two in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (n / 255 for n in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
