"""Short words beside figures: an arrow never stands alone, a missing value says why it is missing."""

from __future__ import annotations

from reports import dutch, small
from reports.daily import SourceRow
from reports.kpis import Tile
from reports.normal import LEAST_FOR_PERCENTAGE, Range, Verdict
from reports.sentences import NO_NORMAL
from reports.tables import TopicRow

UP, DOWN, LEVEL = "↑", "↓", "→"
ARROWS: dict[Verdict | None, str] = {"hoger": UP, "lager": DOWN, "normaal": LEVEL, None: ""}


def usual(band: Range | None, digits: int = 0, judged: Verdict | None = None) -> str:
    """``normaal 955–1.090``, ``boven`` or ``onder`` where a figure lies outside it, or that there is none yet."""
    place = {"hoger": "boven", "lager": "onder"}.get(judged or "", "normaal")
    return f"{place} {bounds(band, digits)}" if band else NO_NORMAL


def bounds(band: Range | None, digits: int = 0) -> str:
    """``955–1.090``."""
    return dutch.between(band.low, band.high, digits) if band else NO_NORMAL


def difference(tile: Tile) -> str:
    """The change since last week with its arrow; empty where the two weeks may not be compared."""
    if tile.value is None or tile.previous is None or not tile.is_comparable:
        return ""
    gap = round(tile.value, tile.digits) - round(tile.previous, tile.digits)
    if not gap:
        return f"{LEVEL} gelijk"
    arrow = UP if gap > 0 else DOWN
    if tile.digits or min(tile.value, tile.previous) < LEAST_FOR_PERCENTAGE:
        return f"{arrow} {dutch.number(abs(gap), tile.digits)}"
    share = dutch.change(tile.value, tile.previous)
    return f"{LEVEL} {share}" if share == "gelijk" else f"{arrow} {share.lstrip('+' + dutch.MINUS)}"


def figure(value: float, digits: int, *, hides_small: bool) -> str:
    """A key figure in print: ``1.058``, ``4,6`` for hours, ``<5`` for few where outsiders read."""
    return dutch.number(value, digits) if digits else count(int(value), hides_small=hides_small)


def last_week(tile: Tile, *, is_first: bool, hides_small: bool = False) -> str:
    """``was 1.058``, or why that is not known."""
    if tile.previous is not None:
        return f"was {figure(tile.previous, tile.digits, hides_small=hides_small)}"
    if is_first:
        return "eerste week"
    return "vorige week zonder" if tile.digits else "vorige week onvolledig"


def source_verdict(row: SourceRow) -> str:
    """The verdict on a source in a word, with its arrow."""
    if row.is_merged:
        return "samengevoegd"
    if row.total is None:
        return "niet gemeten"
    if row.unmeasured:
        return f"{dutch.counted(row.unmeasured, 'dag', 'dagen')} niet gemeten"
    if row.verdict is None:
        return "onvolledig gemeten" if row.is_incomplete else NO_NORMAL
    return f"{ARROWS[row.verdict]} {row.verdict}"


def topic_change(row: TopicRow) -> str:
    """The change of a topic against its usual number, with its arrow; empty where it may not be given."""
    return f"{ARROWS[row.verdict]} {row.change}" if row.change and row.verdict else ""


def topic_word(row: TopicRow) -> str:
    """``hoger``, ``lager``, ``normaal``, or why there is no verdict; with its arrow where no percentage is given."""
    if not row.identity:
        return "samengevoegd"
    if row.verdict is None:
        return NO_NORMAL if row.usual is None else "onvolledig gemeten"
    return row.verdict if topic_change(row) else f"{ARROWS[row.verdict]} {row.verdict}"


def day_count(row: SourceRow, day: int) -> str:
    """A count of one day; an arrow says that it lies above or below what is normal for that weekday."""
    found, judged = row.days[day], row.day_verdicts[day]
    arrow = ARROWS[judged] if judged in {"hoger", "lager"} else ""
    if day in row.withheld and not small.is_small(found or 0):
        return f"{arrow}{small.UNSAID}"
    return f"{arrow}{count(found, hides_small=day in row.withheld)}"


def count(found: int | None, *, hides_small: bool) -> str:
    """A count in a cell: ``geen`` where nothing was measured, ``<5`` for few where outsiders read."""
    if found is None:
        return "geen"
    return small.LESS if hides_small and small.is_small(found) else dutch.number(found)


def counted(found: int, one: str, many: str, *, hides_small: bool) -> str:
    """A count with its word: ``minder dan 5 berichten`` for few where outsiders read."""
    return (small.counted if hides_small else dutch.counted)(found, one, many)
