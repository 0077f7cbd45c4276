"""Charts over time and place: weeks, coverage, the season of a topic, growth; in the same strokes and print."""

from __future__ import annotations

from collections.abc import Sequence

from reports import dutch
from reports.colours import TINT
from reports.shapes import (
    ACCENT,
    AXIS,
    HEAT,
    INK,
    MUTED,
    SIGNAL,
    WHITE,
    cross,
    diamond,
    line,
    rect,
    shape,
    strokes,
    svg,
)
from reports.texts import shortened
from reports.yearly.charts import LETTER, QUIET, WIDTH, text


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
            parts.append(strokes([cross(middle, base - 7)], SIGNAL, 1.3))
        else:
            parts.append(rect(middle - cell * 0.36, y, cell * 0.72, base - y, ACCENT))
        if n in letters:
            parts.append(shape([diamond(middle, y - 5)], SIGNAL) + text(middle, y - 11, letters[n], SIGNAL, weight=600))
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
        missed = strokes([cross(x + cell / 2, y + row / 2, 2.4)], SIGNAL, 1.3)
        return rect(x + 1, y + 1.4, inner - 0.6, tall - 0.4, WHITE, frame) + missed
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
        parts.append(text(label - 6, y + row / 2 + 2.8, shortened(name, int(label / LETTER)), anchor="end"))
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
