"""Dutch numbers, dates and words: the one place where a value becomes text that people read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "nl"
MINUS = "−"
WORDS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@lru_cache(maxsize=10_000)
def number(value: float, digits: int = 0) -> str:
    """A number with Dutch separators and a real minus: ``1.133``, ``4,6``, ``−17``."""
    return format_decimal(round(value, digits) + 0, _pattern(digits), locale=LOCALE).replace("-", MINUS)


def _pattern(digits: int) -> str:
    return "#,##0." + "0" * digits if digits else "#,##0"


def percentage(share: float) -> str:
    """A share as a whole percentage: ``97%``."""
    return number(100 * share) + "%"


def change(new: float, old: float) -> str:
    """The relative change as ``+142%``, ``−17%`` or, under half a percent, ``gelijk``; ``old`` is not 0."""
    share = 100 * (new - old) / old
    if abs(share) < 0.5:
        return "gelijk"
    return ("+" if share > 0 else "") + number(share) + "%"


def between(low: float, high: float, digits: int = 0) -> str:
    """A range as ``955–1.090``; one number where both ends are printed the same: ``7``."""
    ends = number(low, digits), number(high, digits)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def gap(difference: float) -> str:
    """A difference in whole numbers as ``+8``, ``−3`` or ``gelijk``."""
    whole = round(difference)
    return f"{'+' if whole > 0 else ''}{number(whole)}" if whole else "gelijk"


def in_words(count: int) -> str:
    """A count as a word up to twelve, then as a number; 0 is ``geen``."""
    return WORDS[count] if 0 <= count < len(WORDS) else number(count)


def counted(count: int, one: str, more: str) -> str:
    """A count with its noun in the right number: ``1 bericht``, ``12 berichten``."""
    return f"{number(count)} {one if count == 1 else more}"


def opening_hours(value: float) -> str:
    """Hours with a decimal where they need one: ``8 openingsuren``, ``7,5 openingsuren``, ``1 openingsuur``."""
    return f"{number(value, 1 if round(value, 1) % 1 else 0)} {'openingsuur' if value == 1 else 'openingsuren'}"


def listed(words: Sequence[str]) -> str:
    """``a``, ``a en b``, ``a, b en c``."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " en " + words[-1] if words else ""


def capital(text: str) -> str:
    """The text with a capital first; accents for stress fall off a capital: ``Eén``."""
    return "E" + text[1:] if text.startswith("é") else text[:1].upper() + text[1:]


def long_date(day: date) -> str:
    """``maandag 11 oktober 2010``."""
    return format_date(day, "EEEE d MMMM y", locale=LOCALE)


def short_date(day: date) -> str:
    """``ma 11 okt``, for tables."""
    return format_date(day, "EEEEEE d MMM", locale=LOCALE).replace(".", "")


def span(first: date, last: date) -> str:
    """``maandag 11 tot en met zondag 17 oktober 2010``: what both days share is said once."""
    start = "EEEE d MMMM y" if first.year != last.year else "EEEE d MMMM" if first.month != last.month else "EEEE d"
    return f"{format_date(first, start, locale=LOCALE)} tot en met {long_date(last)}"


def short_span(first: date, last: date) -> str:
    """``11 t/m 17 oktober 2010``, for running heads."""
    start = "d MMMM y" if first.year != last.year else "d MMMM" if first.month != last.month else "d"
    return f"{format_date(first, start, locale=LOCALE)} t/m {format_date(last, 'd MMMM y', locale=LOCALE)}"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """``07.30 uur``."""
    return moment.astimezone(zone).strftime("%H.%M") + " uur"


def day_and_clock(moment: datetime, zone: ZoneInfo) -> str:
    """``wo 13 okt, 21.14 uur``."""
    return f"{short_date(moment.astimezone(zone).date())}, {clock(moment, zone)}"


def long_day_and_clock(moment: datetime, zone: ZoneInfo) -> str:
    """``maandag 18 oktober 2010 om 07.30 uur``."""
    return f"{long_date(moment.astimezone(zone).date())} om {clock(moment, zone)}"


def month_name(day: date) -> str:
    """``juli``."""
    return format_date(day, "MMMM", locale=LOCALE)


def day_and_month(day: date) -> str:
    """``13 juli``."""
    return format_date(day, "d MMMM", locale=LOCALE)


def full_date(day: date) -> str:
    """``13 juli 2010``."""
    return format_date(day, "d MMMM y", locale=LOCALE)
