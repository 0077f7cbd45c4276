"""The charts of the year-end summary, from the same strokes as the weekly's, in print that a committee can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.colours import DEEP, TINT
from reports.shapes import ACCENT, AXIS, INK, MUTED, NORM, SIGNAL, WHITE, line, rect, svg
from reports.shapes import text as drawn
from reports.texts import shortened

WIDTH = 504.0
SIZE = 8.2
"""The size of chart text in points."""
LETTER = 4.6
"""The width of a letter of a name, in points, with some room."""
QUIET = NORM
ON = {DEEP: WHITE, ACCENT: WHITE, SIGNAL: WHITE}
"""The colour of letters on a filled part; ink where none is named."""


def text(
    x: float, y: float, words: str, colour: str = INK, anchor: str = "middle", weight: int = 400, size: float = SIZE
) -> str:
    """A line of chart text."""
    return drawn(x, y, words, colour, anchor, weight, size)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, what is printed at its end and what at the right edge of the chart."""

    label: str
    value: float
    figure: str
    right: str = ""
    is_light: bool = False


def bars(
    rows: Sequence[Bar], title: str, *, width: float = WIDTH, label: float = 150, right: float = 96, row: float = 17.5
) -> str:
    """Horizontal bars from zero, for long names.

    Args:
        rows: from the top.
        title: the finding.
        width: of the whole chart, in points.
        label: room for the names.
        right: room for what stands at the right edge.
        row: height of a row.
    """
    longest = max([bar.value for bar in rows], default=0) or 1
    room = width - label - right - 44
    parts = [line(label, 0, label, len(rows) * row, AXIS, 0.8)]
    for n, bar in enumerate(rows):
        y, length = n * row, bar.value / longest * room
        name = shortened(bar.label, int(label / LETTER))
        parts.append(text(label - 6, y + row / 2 + 2.8, name, anchor="end"))
        parts.append(rect(label, y + 3, length, row - 6, TINT if bar.is_light else ACCENT))
        parts.append(text(label + length + 5, y + row / 2 + 2.8, bar.figure, anchor="start", weight=600))
        if bar.right:
            parts.append(text(width, y + row / 2 + 2.8, bar.right, MUTED, "end"))
    return svg("bars", width, max(1, len(rows)) * row, title, parts)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands under it, its height, its figure, and whether it counts only in part."""

    label: str
    value: float
    figure: str
    is_part: bool = False


def columns(
    rows: Sequence[Column], title: str, *, mean: tuple[float, str, str] | None = None, width: float = WIDTH,
    height: float = 120,
) -> str:  # fmt: skip
    """Columns from zero; part months are lighter, a mean is a dotted line with its name at its end.

    Args:
        rows: from the left.
        title: the finding.
        mean: a value with two short lines of text.
        width: in points.
        height: in points.
    """
    plot = width - (96 if mean else 0)
    base, cell = height - 14, plot / max(1, len(rows))
    scale = (base - 14) / (max([c.value for c in rows] + [mean[0] if mean else 0]) or 1)
    wide = min(cell * 0.64, 46.0)
    parts = [line(0, base, plot, base, AXIS, 0.8)]
    for n, column in enumerate(rows):
        middle, y = (n + 0.5) * cell, base - column.value * scale
        edge = f' stroke="{ACCENT}" stroke-width="0.8"' if column.is_part else ""
        parts.append(rect(middle - wide / 2, y, wide, base - y, TINT if column.is_part else ACCENT, edge))
        parts.append(_figure(column, middle, y, base, is_inside=mean is not None))
        parts.append(text(middle, height - 3, column.label, MUTED))
    if mean:
        y = base - mean[0] * scale
        parts.append(f'<path d="M0 {y:.2f}H{plot:.2f}" stroke="{INK}" stroke-width="0.9" stroke-dasharray="1.6 2.4"/>')
        parts.append(text(plot + 5, y + 1, mean[1], anchor="start", weight=600))
        parts.append(text(plot + 5, y + 11, mean[2], anchor="start"))
    return svg("columns", width, height, title, parts)


def _figure(column: Column, middle: float, y: float, base: float, *, is_inside: bool) -> str:
    """A column's figure: in its foot where a line may cross its top, else above it."""
    if is_inside and base - y > 18:
        return text(middle, base - 5, column.figure, INK if column.is_part else WHITE, weight=600)
    return text(middle, y - 3.5, column.figure, weight=600)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its name, its share between 0 and 1, what is printed in it, and its colour."""

    label: str
    share: float
    figure: str
    colour: str


def whole(parts: Sequence[Share], title: str, *, width: float = WIDTH, height: float = 22, named: bool = True) -> str:
    """One bar of 100 %, figures inside where they fit, names below where they fit."""
    drawings, x = [], 0.0
    for part in parts:
        length = part.share * width
        drawings.append(rect(x, 0, max(0.0, length - 0.8), height, part.colour))
        if length > 5 * len(part.figure) + 6:
            drawings.append(text(x + 5, height / 2 + 3, part.figure, ON.get(part.colour, INK), "start", 600))
        if named and length > 4.1 * len(part.label) + 3:
            drawings.append(text(x + 1, height + 11, part.label, MUTED, "start"))
        x += length
    return svg("whole", width, height + (14 if named else 0), title, drawings)


def histogram(
    classes: Sequence[Column], title: str, *, norm: int, middle: float | None, unit: str, height: float = 150
) -> str:
    """Answers by how long they took, in classes of one width; those over the norm in the signal colour.

    Args:
        classes: equal classes, the last one "longer".
        title: the finding.
        norm: how many classes lie within the norm.
        middle: the median, in classes from the left; None leaves it out.
        unit: what the axis counts.
        height: in points.
    """
    base, cell = height - 26, WIDTH / len(classes)
    scale = (base - 26) / (max(c.value for c in classes) or 1)
    parts = []
    for n, bar in enumerate(classes):
        y = base - bar.value * scale
        colour = SIGNAL if n >= norm else ACCENT
        parts.append(rect(n * cell + 0.8, y, cell - 1.6, base - y, colour))
        if bar.figure:
            parts.append(text((n + 0.5) * cell, y - 3.5, bar.figure, weight=600))
        parts.append(text((n + 0.5) * cell, base + 10.5, bar.label, MUTED, size=7.6))
    parts.append(line(0, base, WIDTH, base, AXIS, 0.8))
    parts.append(line(norm * cell, 2, norm * cell, base, INK, 1.6))
    parts.append(text(norm * cell + 4, 9, "norm", anchor="start", weight=600))
    if middle is not None:
        x = min(middle, len(classes)) * cell
        parts.append(f'<path d="M{x:.2f} 2V{base:.2f}" stroke="{INK}" stroke-width="1" stroke-dasharray="2 2"/>')
        parts.append(text(x + 4, 9, "mediaan", anchor="start"))
    parts.append(text(WIDTH, height - 3, unit, MUTED, "end"))
    return svg("histogram", WIDTH, height, title, parts)
