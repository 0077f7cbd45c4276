"""The strokes that every chart is drawn with: sizes in points, looks as presentation attributes, our own colours.

WeasyPrint does not let the document's stylesheet reach inline SVG, and tabular figures have no effect in it; so every
colour and size stands here and figures are anchored at their middle or end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

INK, MUTED, WHITE = "#16222E", "#51606E", "#FFFFFF"
ACCENT, SIGNAL = "#0B5C9E", "#B3420A"
AXIS, BAND, TRACK, NORM = "#8794A0", "#E4E9ED", "#F0F2F4", "#DDE3E8"
HEAT = ("#F2F5F7", "#D3E4F2", "#9CC3E2", "#5498CA", "#0B5C9E", "#083B66")
TEXT = 6.8
"""The size of the smallest print in a weekly report, in points."""


def svg(kind: str, width: float, height: float, title: str, parts: Sequence[str]) -> str:
    """An SVG of this size in points; ``title`` is its text alternative, a sentence with the finding."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" width="{width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width:g} {height:g}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """A filled rectangle; ``more`` is further attributes."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"{more}/>'


def area(boxes: Iterable[tuple[float, float, float, float]], fill: str) -> str:
    """Filled rectangles of one colour (left, top, width, height) as one shape: each shape costs time when printed."""
    path = "".join(f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h{-width:.2f}z" for x, y, width, height in boxes)
    return f'<path d="{path}" fill="{fill}"/>' if path else ""


def rules(lines: Iterable[tuple[float, float, float]], colour: str, width: float) -> str:
    """Level lines of one colour (left, height, length) as one shape."""
    path = "".join(f"M{x:.2f} {y:.2f}h{length:.2f}" for x, y, length in lines)
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width:g}"/>' if path else ""


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


def dot(x: float, y: float) -> str:
    """A measured point."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.3" fill="{ACCENT}"/>'


def diamond(x: float, y: float, size: float = 3.3) -> str:
    """A point outside normal."""
    points = f"{x:.2f},{y - size:.2f} {x + size:.2f},{y:.2f} {x:.2f},{y + size:.2f} {x - size:.2f},{y:.2f}"
    return f'<polygon points="{points}" fill="{SIGNAL}"/>'


def cross(x: float, y: float, size: float = 3.0) -> str:
    """A place where nothing was measured."""
    return line(x - size, y - size, x + size, y + size, SIGNAL, 1.3) + line(
        x - size, y + size, x + size, y - size, SIGNAL, 1.3
    )
