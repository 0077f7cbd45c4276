"""The strokes that every chart is drawn with: sizes in points, looks as presentation attributes, our own colours.

WeasyPrint does not let the document's stylesheet reach inline SVG, and tabular figures have no effect in it; so every
colour and size stands here and figures are placed by their own width. Every element of a drawing costs time when it is
printed: what has one look is one element.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from reports import fonts

INK, MUTED, WHITE = "#16222E", "#51606E", "#FFFFFF"
ACCENT, SIGNAL = "#0B5C9E", "#B3420A"
AXIS, BAND, TRACK, NORM = "#8794A0", "#E4E9ED", "#F0F2F4", "#DDE3E8"
HEAT = ("#F2F5F7", "#D3E4F2", "#9CC3E2", "#5498CA", "#0B5C9E", "#083B66")
TEXT = 6.8
"""The size of the smallest print in a weekly report, in points."""
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold"}


class Label(NamedTuple):
    """A word or figure on its base line."""

    x: float
    y: float
    text: str
    share: float = 0.5
    """How much of its width stands before ``x``: ``x`` is its middle, and its end for 1."""


def svg(kind: str, width: float, height: float, title: str, parts: Sequence[str]) -> str:
    """An SVG of this size in points; ``title`` is its text alternative, a sentence with the finding."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" width="{width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width:g} {height:g}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def shape(paths: Iterable[str], fill: str, more: str = "") -> str:
    """Outlines, filled with one colour; ``more`` is further attributes."""
    path = "".join(paths)
    return f'<path d="{path}" fill="{fill}"{more}/>' if path else ""


def strokes(paths: Iterable[str], colour: str, width: float) -> str:
    """Lines of one look."""
    path = "".join(paths)
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width:g}"/>' if path else ""


def labels(placed: Iterable[Label], colour: str = INK, weight: int = 400, size: float = TEXT) -> str:
    """Words and figures of one look, every letter at its own place: WeasyPrint places letter by letter anyhow."""
    letters = [place for label in placed for place in _letters(label, fonts.advances(STYLES[weight]), size)]
    if not letters:
        return ""
    across, down = (" ".join(f"{letter[n]:.2f}" for letter in letters) for n in (0, 1))
    return (
        f'<text x="{across}" y="{down}" font-family="Fira Sans" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{colour}">{escape("".join(letter for _, _, letter in letters))}</text>'
    )


def _letters(label: Label, widths: dict[int, float], size: float) -> Iterable[tuple[float, float, str]]:
    x = label.x - label.share * size * sum(widths[ord(letter)] for letter in label.text)
    for letter in label.text:
        yield x, label.y, letter
        x += size * widths[ord(letter)]


def box(x: float, y: float, width: float, height: float) -> str:
    """The outline of a rectangle."""
    return f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h{-width:.2f}z"


def dot(x: float, y: float) -> str:
    """The outline of a measured point."""
    return f"M{x - 2.3:.2f} {y:.2f}a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0z"


def diamond(x: float, y: float, size: float = 3.3) -> str:
    """The outline of a point outside normal."""
    return f"M{x:.2f} {y - size:.2f}l{size:g} {size:g}l{-size:g} {size:g}l{-size:g} {-size:g}z"


def stroke(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line, to be drawn with others of its look."""
    return f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"


def cross(x: float, y: float, size: float = 3.0) -> str:
    """The lines of a place where nothing was measured."""
    return stroke(x - size, y - size, x + size, y + size) + stroke(x - size, y + size, x + size, y - size)


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """A filled rectangle; ``more`` is further attributes."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"{more}/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """A straight line."""
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}" stroke-width="{width:g}"/>'


def text(
    x: float, y: float, text: str, colour: str = INK, anchor: str = "middle", weight: int = 400, size: float = TEXT
) -> str:
    """A line of text, placed by its base line."""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Fira Sans" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'
    )
