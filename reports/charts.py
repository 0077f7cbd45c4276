"""Charts as hand-made SVG: points are print sizes, looks are presentation attributes, the title is the finding."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reports import dutch, small
from reports.normal import Range
from reports.shapes import (
    ACCENT,
    AXIS,
    BAND,
    HEAT,
    INK,
    MUTED,
    NORM,
    SIGNAL,
    TRACK,
    WHITE,
    Label,
    box,
    cross,
    diamond,
    dot,
    labels,
    line,
    rect,
    shape,
    stroke,
    strokes,
    svg,
)

Mark = tuple[float, float, int, Range | None]
"""A day in a plot: its place, its height, its count and what is normal for it."""


def sparkline(
    values: Sequence[float | None], usual: Range | None, title: str, *, is_outside: bool,
    width: float = 61, height: float = 18,
) -> str:  # fmt: skip
    """Twelve weeks as a line over the band of normal: a dot now, a diamond where it is outside, a gap where unknown."""
    known = [v for v in values if v is not None] + ([usual.low, usual.high] if usual else [])
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    scale = (height - 6) / (high - low) if high > low else 0.0
    step = (width - 6) / max(1, len(values) - 1)

    def place(n: int, value: float) -> tuple[float, float]:
        return 2 + n * step, height - 3 - (value - low) * scale if scale else height / 2

    parts = []
    if usual:
        top, bottom = place(0, usual.high)[1], place(0, usual.low)[1]
        parts.append(rect(0, top - 0.4, width, max(1.2, bottom - top + 0.8), BAND))
    for run in _runs(values):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in (place(n, v) for n, v in run))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{MUTED}" stroke-width="0.8" stroke-linejoin="round" '
            'stroke-linecap="round"/>'
        )
    newest = len(values) - 1
    if values and values[-1] is not None:
        x, y = place(newest, values[-1])
        parts.append(shape([diamond(x, y, 2.9)], SIGNAL) if is_outside else shape([dot(x, y)], ACCENT))
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
    days: Sequence[int | None], usual: Sequence[Range | None], title: str, width: float = 150, height: float = 74,
    *, withheld: Collection[int] = (),
) -> str:  # fmt: skip
    """Posts per weekday as lollipops over the band of normal of that weekday; a cross where nothing was measured.

    ``withheld`` are the days whose figure is left out for readers outside the team: they stand at one height.
    """
    heights = [small.COARSE if day in withheld else n or 0 for day, n in enumerate(days)]
    highest = max(heights + [u.high for u in usual if u] + [1])
    base, cell = height - 11, width / len(days)
    scale = (base - 14) / highest
    middles = [(n + 0.5) * cell for n in range(len(days))]
    seen = zip(middles, heights, days, usual, strict=True)
    counted = [(x, base - height * scale, n, band) for x, height, n, band in seen if n is not None]
    figures = [mark for mark in counted if middles.index(mark[0]) not in withheld]
    parts = [
        *_bands(usual, base, scale, cell),
        line(0, base, width, base, AXIS, 0.6),
        strokes([cross(x, base - 8) for x, n in zip(middles, days, strict=True) if n is None], SIGNAL, 1.3),
        *_lollipops([mark for mark in counted if not _is_outside(*mark[2:])], base, is_outside=False),
        *_lollipops([mark for mark in counted if _is_outside(*mark[2:])], base, is_outside=True),
        _halos(figures),
        labels([_figure(mark) for mark in figures if not _is_outside(*mark[2:])]),
        labels([_figure(mark) for mark in figures if _is_outside(*mark[2:])], SIGNAL, 600),
        labels([Label(x, height - 2.5, day) for x, day in zip(middles, dutch.SHORT_DAYS, strict=True)], MUTED),
    ]
    return svg("dayplot", width, height, title, parts)


def _bands(usual: Sequence[Range | None], base: float, scale: float, cell: float) -> tuple[str, str]:
    """The bands of all days, and their edges."""
    known = [(n * cell + 1, base - u.high * scale, base - u.low * scale) for n, u in enumerate(usual) if u]
    edges = [(left, y) for left, top, bottom in known for y in (top, bottom)]
    return (
        shape([box(left, top, cell - 2, bottom - top) for left, top, bottom in known], BAND),
        strokes([stroke(left, y, left + cell - 2, y) for left, y in edges], AXIS, 0.5),
    )


def _is_outside(count: int, usual: Range | None) -> bool:
    return usual is not None and not usual.low <= count <= usual.high


def _lollipops(marks: Sequence[Mark], base: float, *, is_outside: bool) -> tuple[str, str]:
    """The stems of some days, and their heads."""
    colour, width, head = (SIGNAL, 1.6, diamond) if is_outside else (ACCENT, 1, dot)
    stems = strokes([stroke(x, base, x, y) for x, y, count, _ in marks if count], colour, width)
    return stems, shape([head(x, y) for x, y, *_ in marks], colour)


def _halos(marks: Sequence[Mark]) -> str:
    """What keeps the figures legible above a band."""
    sizes = [(x, y, 3.3 * len(dutch.number(count)) + 2.2) for x, y, count, _ in marks]
    return shape([box(x - wide / 2, y - 10.4, wide, 6.6) for x, y, wide in sizes], WHITE, ' fill-opacity="0.75"')


def _figure(mark: Mark) -> Label:
    x, y, count, _ = mark
    return Label(x, y - 4.6, dutch.number(count))


def bullet(value: float, norm: float, longest: float, title: str, width: float = 62, height: float = 9) -> str:
    """A measure against its norm: bar, tick at the norm; ``longest`` is the end of the scale of all rows."""
    scale = width / max(longest, norm, 0.1)
    length = min(value, longest) * scale
    parts = [
        rect(0, 0, width, height, TRACK),
        rect(0, 0, norm * scale, height, NORM),
        rect(0, 3, length, 3, SIGNAL if value > norm else ACCENT),
        line(norm * scale, 0, norm * scale, height, INK, 1.2),
    ]
    return svg("bullet", width, height, title, parts)


def bar(value: float, mean: float, longest: float, title: str, width: float = 104, height: float = 10) -> str:
    """A bar with a tick at the mean of the weeks before."""
    scale = width / max(longest, 0.1)
    parts = [
        rect(0, 1, value * scale, height - 2, ACCENT),
        line(mean * scale, 0, mean * scale, height, INK, 1.1),
    ]
    return svg("hbar", width, height, title, parts)


def heat_map(
    counts: Sequence[Sequence[int]], opening: Sequence[tuple[float, float] | None], title: str,
    days: Sequence[int | None],
    *, hides_small: bool = False, width: float = 504,
) -> str:  # fmt: skip
    """Hour × weekday: darker is busier, the figure in every cell, opening hours framed.

    Args:
        counts: seven rows of 24 counts, Monday first.
        opening: per weekday the first and last opening hour, None where it is closed.
        title: the finding.
        days: the total of every day, None where it was not measured.
        hides_small: for readers outside the team: figures under five and what would tell them are left out, and
            cells of them look alike.
        width: in points.
    """
    left, top, cell, row = 48.0, 12.0, (width - 48 - 34) / 24, 15.4
    least, totals = small.LEAST if hides_small else 1, [sum(hours) for hours in counts]
    if hides_small:
        counts = [_coarse(hours) for hours in counts]
    highest = max(max(line) for line in counts)
    foot = [top + day * row + 10.2 for day in range(7)]
    names = [Label(left - 5, y, day, 1) for y, day in zip(foot, dutch.WEEKDAYS, strict=True)]
    said = [small.LESS if 0 < total < least else dutch.number(total) for total in totals]
    known = [Label(width, foot[n], said[n], 1) for n in range(7) if days[n] is not None]
    light, dark = _figures(counts, highest, left, cell, foot, least)
    parts = [
        labels(
            [*(Label(left + (h + 0.5) * cell, 8.5, str(h)) for h in range(24)), Label(width, 8.5, "totaal", 1)], MUTED
        ),
        *_cells(counts, highest, left, top, cell, row),
        labels([*names, *light]),
        labels(dark, WHITE),
        labels(known, INK, 600),
        labels([Label(width, foot[n], "geen", 1) for n in range(7) if days[n] is None], SIGNAL, 600),
        *_frames(opening, left, top, cell, row),
    ]
    return svg("heat", width, top + 7 * row + 1.5, title, parts)


def _coarse(hours: Sequence[int]) -> list[int]:
    """The counts of a day as far as readers outside the team may know them: what is withheld is all alike."""
    withheld = small.withheld([hours])[0]
    return [small.COARSE if hour in withheld else count for hour, count in enumerate(hours)]


def _figures(
    counts: Sequence[Sequence[int]], highest: int, left: float, cell: float, foot: Sequence[float], least: int
) -> tuple[list[Label], list[Label]]:
    """The figures in the cells, of ``least`` and more: those on light ground and those on dark."""
    light: list[Label] = []
    dark: list[Label] = []
    for hours, y in zip(counts, foot, strict=True):
        for hour, count in enumerate(hours):
            if count >= least:
                ground = dark if _step(count, highest) >= 4 else light
                ground.append(Label(left + (hour + 0.5) * cell, y, dutch.number(count)))
    return light, dark


def _cells(
    counts: Sequence[Sequence[int]], highest: int, left: float, top: float, cell: float, row: float
) -> list[str]:
    """The cells of the map, one shape a step of its colours."""
    boxes: dict[int, list[str]] = {}
    for day, hours in enumerate(counts):
        for hour, count in enumerate(hours):
            place = box(left + hour * cell + 0.4, top + day * row + 0.4, cell - 0.8, row - 0.8)
            boxes.setdefault(_step(count, highest), []).append(place)
    return [shape(boxes[step], HEAT[step]) for step in sorted(boxes)]


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
            frames.append(rect(x, y, (hours[1] - hours[0]) * cell, (day - first) * row, "none", stroke))
    return frames
