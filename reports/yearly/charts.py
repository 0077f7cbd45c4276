"""The charts of the year-end summary, from the same strokes as the weekly's, in print that a committee can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import dutch
from reports.shapes import ACCENT, AXIS, HEAT, INK, MUTED, SIGNAL, WHITE, cross, diamond, line, rect, svg
from reports.shapes import text as drawn

WIDTH = 504.0
SIZE = 8.2
"""The size of chart text in points."""
DEEP, TINT, PALE, QUIET = "#083B66", "#A9CBE6", "#E3EEF7", "#DDE3E8"
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
        parts.append(text(label - 6, y + row / 2 + 2.8, bar.label, anchor="end"))
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


def week_line(
    counts: Sequence[int | None], labels: Sequence[str], marked: Sequence[tuple[int, str]], title: str,
    *, height: float = 118,
) -> str:  # fmt: skip
    """Posts per week as columns; a cross where nothing was measured, a numbered diamond where something stood out.

    Args:
        counts: per week, None where nothing was measured.
        labels: under each week; empty strings leave room.
        marked: weeks by their place with the letter that the list below the chart explains.
        title: the finding.
        height: in points.
    """
    base, cell = height - 13, WIDTH / max(1, len(counts))
    scale = (base - 24) / (max([n or 0 for n in counts], default=0) or 1)
    letters = dict(marked)
    parts = [line(0, base, WIDTH, base, AXIS, 0.8)]
    for n, count in enumerate(counts):
        middle, y = (n + 0.5) * cell, base - (count or 0) * scale
        if count is None:
            parts.append(cross(middle, base - 7))
        else:
            parts.append(rect(middle - cell * 0.36, y, cell * 0.72, base - y, ACCENT))
        if n in letters:
            parts.append(diamond(middle, y - 5) + text(middle, y - 11, letters[n], SIGNAL, weight=600))
        parts.append(text(middle, height - 2.5, labels[n], MUTED))
    return svg("weekline", WIDTH, height, title, parts)


def grid(
    rows: Sequence[tuple[str, Sequence[str], str]], labels: Sequence[str], title: str, row: float = 15.0
) -> str:  # fmt: skip
    """Source × week: full, half, a cross, or a dash for a week in which the source was not followed.

    Args:
        rows: a name, per week ``full``, ``half``, ``back``, ``none`` or ``off``, and what stands at the right.
        labels: above each week; empty strings leave room.
        title: the finding.
        row: height of a row.
    """
    left, right = 128.0, 40.0
    cell = (WIDTH - left - right) / max(1, len(labels))
    parts = [text(left + (n + 0.5) * cell, 8, label, MUTED) for n, label in enumerate(labels)]
    for place, (name, weeks, figure) in enumerate(rows):
        y = 12 + place * row
        parts.append(text(left - 6, y + row / 2 + 2.8, name, anchor="end"))
        parts += [_cell(left + n * cell, y, cell, row, state) for n, state in enumerate(weeks)]
        parts.append(text(WIDTH, y + row / 2 + 2.8, figure, anchor="end", weight=600))
    return svg("grid", WIDTH, 13 + len(rows) * row, title, parts)


def _cell(x: float, y: float, cell: float, row: float, state: str) -> str:
    inner, tall = max(1.0, cell - 1.4), row - 2.4
    if state == "off":
        return line(x + cell * 0.25, y + row / 2, x + cell * 0.75, y + row / 2, AXIS, 0.8)
    if state == "none":
        frame = f' stroke="{SIGNAL}" stroke-width="1"'
        return rect(x + 1, y + 1.4, inner - 0.6, tall - 0.4, WHITE, frame) + cross(x + cell / 2, y + row / 2, 2.4)
    if state == "back":
        return rect(x + 0.7, y + 1.2, inner, tall, TINT)
    top = rect(x + 0.7, y + 1.2, inner, tall, TINT) if state == "half" else ""
    part = tall / 2 if state == "half" else tall
    return top + rect(x + 0.7, y + 1.2 + tall - part, inner, part, ACCENT)


def heat_table(
    rows: Sequence[tuple[str, Sequence[int], Sequence[str]]], labels: Sequence[str], title: str,
    *, label: float = 128, right: float = 46, row: float = 16.0,
) -> str:  # fmt: skip
    """Topic × month: darker is busier within the row, so that the season of each topic shows.

    Args:
        rows: a name, the counts, and the figures that are printed; the last figure stands at the right edge.
        labels: above the columns, the last one for the right edge.
        title: the finding.
        label: room for the names.
        right: room at the right edge.
        row: height of a row.
    """
    cell = (WIDTH - label - right) / max(1, len(labels) - 1)
    parts = [text(label + (n + 0.5) * cell, 8.5, words, MUTED) for n, words in enumerate(labels[:-1])]
    parts.append(text(WIDTH, 8.5, labels[-1], MUTED, "end"))
    for place, (name, counts, figures) in enumerate(rows):
        y, highest = 12 + place * row, max(counts, default=0) or 1
        parts.append(text(label - 6, y + row / 2 + 2.8, name, anchor="end"))
        for n, count in enumerate(counts):
            step = 0 if not count else min(5, 1 + int(5 * count / (highest + 1)))
            parts.append(rect(label + n * cell + 0.5, y + 0.5, cell - 1, row - 1, HEAT[step]))
            colour = WHITE if step >= 4 else INK
            parts.append(text(label + (n + 0.5) * cell, y + row / 2 + 2.8, figures[n], colour))
        parts.append(text(WIDTH, y + row / 2 + 2.8, figures[-1], anchor="end", weight=600))
    return svg("heattable", WIDTH, 13 + len(rows) * row, title, parts)


def growth(
    points: Sequence[tuple[float, float]], labels: Sequence[tuple[float, str]], figure: str, title: str,
    *, width: float = WIDTH, height: float = 104,
) -> str:  # fmt: skip
    """A line from zero over time with its last value named; ``points`` and ``labels`` lie between 0 and 1 in time."""
    base, plot = height - 14, width - 78
    highest = max((value for _, value in points), default=0) or 1
    scale = (base - 12) / highest
    parts = [line(0, base, plot, base, AXIS, 0.8)]
    for step in _steps(highest):
        y = base - step * scale
        parts.append(line(0, y, plot, y, QUIET, 0.5) + text(0, y - 2.5, dutch.number(step), MUTED, "start", size=7.6))
    places = " ".join(f"{x * plot:.2f},{base - value * scale:.2f}" for x, value in points)
    parts.append(f'<polyline points="{places}" fill="none" stroke="{ACCENT}" stroke-width="1.8"/>')
    if points:
        x, y = points[-1][0] * plot, base - points[-1][1] * scale
        parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="3" fill="{ACCENT}"/>')
        parts.append(text(plot + 8, y + 3, figure, anchor="start", weight=600, size=10))
    parts += [text(place * plot, height - 2.5, words, MUTED, "start") for place, words in labels]
    return svg("growth", width, height, title, parts)


def _steps(highest: float) -> list[int]:
    size = 10 ** (len(str(int(highest))) - 1)
    size = size // 2 if size > 1 and highest / size < 3 else size
    return list(range(size, int(highest) + 1, size))[:6]
