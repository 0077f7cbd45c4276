"""Charts as hand-made SVG: points are print sizes, looks are presentation attributes, the title is the finding.

WeasyPrint does not let the document's stylesheet reach inline SVG, and tabular figures have no effect in it; so every
colour and size stands here and figures are anchored at their middle or end.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reports import dutch
from reports.normal import Range

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


def _rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"{more}/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}" stroke-width="{width:g}"/>'


def _text(x: float, y: float, text: str, colour: str = INK, anchor: str = "middle", weight: int = 400) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Fira Sans" font-size="{TEXT}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.3" fill="{ACCENT}"/>'


def _diamond(x: float, y: float, size: float = 3.3) -> str:
    points = f"{x:.2f},{y - size:.2f} {x + size:.2f},{y:.2f} {x:.2f},{y + size:.2f} {x - size:.2f},{y:.2f}"
    return f'<polygon points="{points}" fill="{SIGNAL}"/>'


def _cross(x: float, y: float, size: float = 3.0) -> str:
    return _line(x - size, y - size, x + size, y + size, SIGNAL, 1.3) + _line(
        x - size, y + size, x + size, y - size, SIGNAL, 1.3
    )


def sparkline(
    values: Sequence[float | None], usual: Range | None, title: str, *, is_outside: bool,
    width: float = 61, height: float = 18,
) -> str:  # fmt: skip
    """Twelve weeks as a line over the band of normal; a dot now, a diamond where it is outside, gaps unmeasured."""
    known = [v for v in values if v is not None] + ([usual.low, usual.high] if usual else [])
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    scale = (height - 6) / (high - low) if high > low else 0.0
    step = (width - 6) / max(1, len(values) - 1)

    def place(n: int, value: float) -> tuple[float, float]:
        return 2 + n * step, height - 3 - (value - low) * scale if scale else height / 2

    parts = []
    if usual:
        top, bottom = place(0, usual.high)[1], place(0, usual.low)[1]
        parts.append(_rect(0, top - 0.4, width, max(1.2, bottom - top + 0.8), BAND))
    for run in _runs(values):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in (place(n, v) for n, v in run))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{MUTED}" stroke-width="0.8" stroke-linejoin="round" '
            'stroke-linecap="round"/>'
        )
    newest = len(values) - 1
    if values and values[-1] is not None:
        x, y = place(newest, values[-1])
        parts.append(_diamond(x, y, 2.9) if is_outside else _dot(x, y))
    elif values:
        parts.append(_cross(2 + newest * step, height / 2, 2.2))
    return svg("spark", width, height, title, parts)


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for n, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((n, value))
    return [run for run in runs if len(run) > 1]


def day_plot(
    days: Sequence[int | None], usual: Sequence[Range | None], title: str, width: float = 150, height: float = 74
) -> str:
    """Posts per weekday as lollipops over the band of normal of that weekday; a cross where nothing was measured."""
    highest = max([n or 0 for n in days] + [u.high for u in usual if u] + [1])
    base, cell = height - 11, width / len(days)
    scale = (base - 14) / highest
    parts = [_band(n, u, base, scale, cell) for n, u in enumerate(usual) if u]
    parts.append(_line(0, base, width, base, AXIS, 0.6))
    for n, (count, band) in enumerate(zip(days, usual, strict=True)):
        middle = (n + 0.5) * cell
        parts.append(_cross(middle, base - 8) if count is None else _lollipop(middle, base, count, band, scale))
        parts.append(_text(middle, height - 2.5, dutch.SHORT_DAYS[n], MUTED))
    return svg("dayplot", width, height, title, parts)


def _band(n: int, usual: Range, base: float, scale: float, cell: float) -> str:
    left, right = n * cell + 1, (n + 1) * cell - 1
    top, bottom = base - usual.high * scale, base - usual.low * scale
    return (
        _rect(left, top, right - left, bottom - top, BAND)
        + _line(left, top, right, top, AXIS, 0.5)
        + _line(left, bottom, right, bottom, AXIS, 0.5)
    )


def _lollipop(x: float, base: float, count: int, usual: Range | None, scale: float) -> str:
    y = base - count * scale
    is_outside = usual is not None and not usual.low <= count <= usual.high
    colour, figure = (SIGNAL, INK if not is_outside else SIGNAL) if is_outside else (ACCENT, INK)
    label = dutch.number(count)
    halo = 3.3 * len(label) + 2.2
    is_on_band = usual is not None and usual.low * scale <= base - y + 7 <= usual.high * scale + 7
    return (
        (_line(x, base, x, y, colour, 1.6 if is_outside else 1) if count else "")
        + (_diamond(x, y) if is_outside else _dot(x, y))
        + _rect(x - halo / 2, y - 10.4, halo, 6.6, BAND if is_on_band else WHITE, ' fill-opacity="0.75"')
        + _text(x, y - 4.6, label, figure, weight=600 if is_outside else 400)
    )


def bullet(value: float, norm: float, longest: float, title: str, width: float = 62, height: float = 9) -> str:
    """A measure against its norm: bar, tick at the norm; ``longest`` is the end of the scale of all rows."""
    scale = width / max(longest, norm, 0.1)
    length = min(value, longest) * scale
    parts = [
        _rect(0, 0, width, height, TRACK),
        _rect(0, 0, norm * scale, height, NORM),
        _rect(0, 3, length, 3, SIGNAL if value > norm else ACCENT),
        _line(norm * scale, 0, norm * scale, height, INK, 1.2),
    ]
    return svg("bullet", width, height, title, parts)


def bar(value: float, mean: float, longest: float, title: str, width: float = 104, height: float = 10) -> str:
    """A bar with a tick at the mean of the weeks before."""
    scale = width / max(longest, 0.1)
    parts = [
        _rect(0, 1, value * scale, height - 2, ACCENT),
        _line(mean * scale, 0, mean * scale, height, INK, 1.1),
    ]
    return svg("hbar", width, height, title, parts)


def heat_map(
    counts: Sequence[Sequence[int]], opening: Sequence[tuple[float, float] | None], title: str,
    *, hides_small: bool = False, width: float = 504,
) -> str:  # fmt: skip
    """Hour × weekday: darker is busier, the figure in every cell, opening hours framed.

    Args:
        counts: seven rows of 24 counts, Monday first.
        opening: per weekday the first and last opening hour, None where it is closed.
        title: the finding.
        hides_small: leaves figures under five out, for readers outside the team.
        width: in points.
    """
    left, top, cell, row = 48.0, 12.0, (width - 48 - 34) / 24, 15.4
    highest = max(max(line) for line in counts)
    parts = [_text(left + (h + 0.5) * cell, 8.5, str(h), MUTED) for h in range(24)]
    parts.append(_text(width, 8.5, "totaal", MUTED, "end"))
    for day, line in enumerate(counts):
        y = top + day * row
        parts.append(_text(left - 5, y + 10.2, dutch.WEEKDAYS[day], INK, "end"))
        for hour, count in enumerate(line):
            step = _step(count, highest)
            parts.append(_rect(left + hour * cell + 0.4, y + 0.4, cell - 0.8, row - 0.8, HEAT[step]))
            if count >= (5 if hides_small else 1):
                colour = WHITE if step >= 4 else INK
                parts.append(_text(left + (hour + 0.5) * cell, y + 10.2, dutch.number(count), colour))
        parts.append(_text(width, y + 10.2, dutch.number(sum(line)), INK, "end", 600))
    parts += _frames(opening, left, top, cell, row)
    return svg("heat", width, top + 7 * row + 1.5, title, parts)


def _step(count: int, highest: int) -> int:
    return 0 if count == 0 else min(5, 1 + int(5 * count / (highest + 1)))


def _frames(
    opening: Sequence[tuple[float, float] | None], left: float, top: float, cell: float, row: float
) -> list[str]:
    frames, day = [], 0
    while day < len(opening):
        first, hours = day, opening[day]
        while day < len(opening) and opening[day] == hours:
            day += 1
        if hours:
            x, y = left + hours[0] * cell, top + first * row
            stroke = f' stroke="{INK}" stroke-width="1.6"'
            frames.append(_rect(x, y, (hours[1] - hours[0]) * cell, (day - first) * row, "none", stroke))
    return frames
