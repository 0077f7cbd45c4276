"""Dates that count back from now: "zojuist", "anderhalf uur geleden", "1 year, 2 months ago", "4 w", "vorige week"."""

import re
from datetime import UTC, datetime, timedelta

from crawler.dates.labels import around, blanked
from crawler.dates.moments import Precision
from crawler.dates.words import AMOUNTS, JUST_NOW, LETTER, ROUGHLY, SOME, UNITS, Unit, any_of

_AMOUNT = (
    rf"(?<!{LETTER})(?:(?:{any_of(ROUGHLY)})\s?)*"
    rf"(?:(?<!\d)(?P<number>\d{{1,4}}(?:[.,]5)?)|(?P<word>{any_of(SOME | AMOUNTS.keys())})(?=[\s-]))?"
    rf"[\s-]?(?P<unit>{any_of(UNITS)})(?!{LETTER})\.?"
)
_EACH = re.compile(_AMOUNT)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _AMOUNT)
_AMOUNTS = rf"(?P<amounts>{_UNNAMED}(?:(?:,\s?|\s)(?:(?:en|and|und|et|и)\s)?{_UNNAMED}){{0,3}})"
_BACK = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_AMOUNTS}\s?(?:geleden|ago|terug|назад|trước)(?!{LETTER})",
        rf"(?<!{LETTER})(?:il y a|vor)\s{_AMOUNTS}",
        # As phones print it ("4 w", "3d"), or as the markup leaves it with "geleden" outside the element ("4 dagen").
        rf"^(?=\d){_AMOUNTS}",
    )
)
_LAST = re.compile(
    rf"(?<!{LETTER})(?:(?:vorige?|afgelopen|verleden|last|letzten?|letzter|letztes|vergangene)\s(?P<unit>week|maand|month"
    rf"|jaar|year|woche|monat|jahr)|(?:la |le |l')?(?P<unit2>semaine|mois|année)\s(?:dernière?|passée?))(?!{LETTER})"
)
_UNDER_A_MINUTE = (
    r"(?:minder dan|less than|(?:vor )?weniger als|(?:il y a )?moins d')\s?(?:een|a|one|1|einer?|une)\sminu"
)
_NOW = re.compile(rf"(?<!{LETTER})(?:{any_of(JUST_NOW)}|{_UNDER_A_MINUTE}{LETTER}+(?:\s(?:geleden|ago))?)(?!{LETTER})")

_SECONDS: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12}
# The finest first. The store knows no hour: what is rounded to hours is not exact to the minute.
_PRECISION: dict[Unit, Precision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "month",
}
_UNITS = list(_PRECISION)


def find(text: str, now: datetime) -> tuple[datetime, Precision] | None:
    """The moment that a lower-cased `text` counts back to, in UTC, with its precision; None when it does not."""
    if (match := _NOW.search(text)) and _is_safe(text, match):
        return now.astimezone(UTC), "minute"
    if (match := _LAST.search(text)) and _is_safe(text, match):
        return _before(now, [(1, UNITS[match["unit"] or match["unit2"]])], is_vague=False)
    match = next(filter(None, (pattern.search(text) for pattern in _BACK)), None)
    if not match or not _is_safe(text, match):
        return None
    amounts = list(_EACH.finditer(match["amounts"]))
    return _before(
        now, [(_number(each), UNITS[each["unit"]]) for each in amounts], any(each["word"] in SOME for each in amounts)
    )


def _is_safe(text: str, match: re.Match[str]) -> bool:
    return around(blanked(text, match), *match.span()) is not None


def _number(amount: re.Match[str]) -> float:
    if amount["number"]:
        return float(amount["number"].replace(",", "."))
    return 3 if amount["word"] in SOME else AMOUNTS.get(amount["word"], 1)


def _before(now: datetime, amounts: list[tuple[float, Unit]], is_vague: bool) -> tuple[datetime, Precision] | None:
    months = sum(number * _MONTHS.get(unit, 0) for number, unit in amounts)
    seconds = sum(number * _SECONDS.get(unit, 0) for number, unit in amounts)
    at = _months_before(now.astimezone(UTC), int(months))
    if at is None:
        return None
    # What is left of a half month counts as days of a month of thirty.
    at -= timedelta(seconds=seconds, days=30 * (months % 1))
    finest = min(_UNITS.index(unit) for _, unit in amounts)
    # "Some minutes" is as precise as an hour, and so on.
    return at, _PRECISION[_UNITS[min(finest + is_vague, len(_UNITS) - 1)]]


def _months_before(now: datetime, months: int) -> datetime | None:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if year < 1900:
        return None
    last = (datetime(year + (month == 11), (month + 1) % 12 + 1, 1, tzinfo=UTC) - timedelta(days=1)).day
    return now.replace(year=year, month=month + 1, day=min(now.day, last))
