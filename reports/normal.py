"""What is normal: the usual range of a figure, and whether a value lies outside it (contract, section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["hoger", "lager", "normaal"]

WEEKS = 8
"""How many complete weeks make a normal."""
LEAST_FOR_PERCENTAGE = 20
"""Under this many, one post more is a percentage that says nothing: the difference is given instead."""


@dataclass(frozen=True, slots=True)
class Range:
    """The usual range, rounded as it is printed, so that a verdict never contradicts the printed bounds."""

    low: float
    high: float
    middle: float
    """The median of the same weeks: what a change against normal is measured from."""


def normal(history: Sequence[float | None], digits: int = 0) -> Range | None:
    """The 10th to 90th percentile of the newest eight measured values, None with fewer ("nog geen normaal").

    Args:
        history: one value a week, oldest first, without the week that is judged; None where nothing was measured,
            which is never taken for 0.
        digits: how many decimals the figure is printed with.
    """
    known = sorted([value for value in history if value is not None][-WEEKS:])
    if len(known) < WEEKS:
        return None
    low, middle, high = (percentile(known, share) for share in (0.1, 0.5, 0.9))
    return Range(round(low, digits), round(high, digits), middle)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The percentile of ordered values, linear between neighbours (type 7 of Hyndman and Fan, numpy's default)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def verdict(value: float | None, usual: Range | None, digits: int = 0) -> Verdict | None:
    """Where a value lies against its normal; None where either is not known."""
    if value is None or usual is None:
        return None
    shown = round(value, digits)
    return "hoger" if shown > usual.high else "lager" if shown < usual.low else "normaal"
