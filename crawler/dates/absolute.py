"""Dates that name a day: numbers, month names, weekdays, "gisteren", a bare time; in any order, within safe labels."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import TypedDict

from crawler.dates.labels import around, blanked
from crawler.dates.words import DAYS_AGO, LETTER, MONTHS, PREVIOUS, WEEKDAYS, WORD, ZONES, any_of


@dataclass(slots=True)
class Shown:
    """The parts of a date that a text shows; None is a part that it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    days_ago: int | None = None
    weekday: int | None = None
    is_previous: bool = False
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: timezone | None = None


class Parts(TypedDict, total=False):
    """The fields of `Shown` that one form fills."""

    year: int | None
    month: int | None
    day: int | None
    days_ago: int | None
    weekday: int | None
    is_previous: bool
    hour: int | None
    minute: int | None
    second: int | None


Reading = Callable[[re.Match[str], str], Parts]

_MONTH = rf"(?<!{LETTER})(?P<month>{any_of(MONTHS)}|th(?:áng|g)\s?\d\d?)(?!{LETTER})\.?"
_DAY = r"(?<!\d)(?P<day>\d\d?)(?!\d)(?:st|nd|rd|th|ste|de|er|e)?\.?"
# Four digits may follow a time (`Thu Jul 15 11:43:00 2010`, blanked here); two must stand next to the month.
_YEAR = r"(?:[\s,/¦-]*(?:de |năm )?(?P<year>\d{4})(?!\d)|[\s,/-]{0,2}'?(?P<yy>\d\d)(?![\d:.]))"
_OFFSET = r"(?:\s?(?P<offset>[+-]\d\d:?\d\d|(?<=[tc])[+-]\d\d?)(?!\d))?"
_ZONE = rf"(?:\s?\(?(?P<zone>{any_of(ZONES)})(?!{LETTER})\)?)?{_OFFSET}"
_HALF = r"(?:\s?(?P<half>[ap])\.?m\b\.?)"

_TIMES = (
    # 11:43, 22h14, 9:05 pm, 21:24 :16 (seconds of a sibling), 10:35:14.123+02:00
    re.compile(
        r"(?<![\d:.])(?P<hour>\d\d?)\s?[:hu]\s?(?P<minute>\d\d)(?:\s?:\s?(?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)"
        rf"{_HALF}?{_ZONE}"
    ),
    # 10.15 uur, om 10.15, om 10u
    re.compile(r"(?<![\d:.])(?P<hour>\d\d?)\.(?P<minute>\d\d)(?:\.(?P<second>\d\d))?(?=\s?(?:uur|uhr)\b)"),
    re.compile(r"(?<=\b[ou]m )(?P<hour>\d\d?)(?:\.(?P<minute>\d\d)|\s?[uh])(?![\d.]|\w)"),
    # 3 pm, 3 uur
    re.compile(rf"(?<![\d:.,])(?P<hour>\d\d?)(?:{_HALF}|\s?(?:uur|uhr)\b)"),
)
_DAY_WORD = re.compile(rf"(?<!{LETTER})(?:{any_of(DAYS_AGO)})(?!{LETTER})")
_WEEKDAY = re.compile(rf"(?<!{LETTER})(?:{any_of(WEEKDAYS)})(?!{LETTER})")

# The Persian calendar's day 1 of month 1 of year 1 is this many days after that of our calendar.
_PERSIAN_START = 226_894


def find(text: str, order: str) -> Shown | None:
    """The date in a lower-cased `text`, when all around it is label, author or edit note; else None."""
    clock = next(filter(None, (pattern.search(text) for pattern in _TIMES)), None)
    rest, spans = text, []
    parts: Parts = {}
    if clock:
        spans.append(clock.span())
        rest = blanked(text, clock)
    for pattern, reading in _FORMS:
        if (form := pattern.search(rest)) and (parts := reading(form, order)):
            spans.append(form.span())
            rest = blanked(rest, form)
            break
    # "3 uur" alone is an age, "om 3 uur" a time.
    is_age = clock is not None and clock[0] == text and text.endswith("uur")
    if not spans or is_age:
        return None
    words = around(rest, min(start for start, _ in spans), max(end for _, end in spans))
    time: Parts | None = _time(clock) if clock else {}
    if words is None or time is None:
        return None
    found: Parts = {**_weekday(words), **parts, **time}
    return Shown(**found, offset=_offset(clock) if clock else None)


def _weekday(words: list[str]) -> Parts:
    return {"weekday": next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)}


def _time(clock: re.Match[str]) -> Parts | None:
    shown = clock.groupdict()
    hour, minute, second = int(shown["hour"]), shown.get("minute"), shown.get("second")
    if (half := shown.get("half")) and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return {"hour": hour, "minute": int(minute) if minute else None, "second": int(second) if second else None}


def _offset(clock: re.Match[str]) -> timezone | None:
    shown = clock.groupdict()
    if offset := shown.get("offset"):
        digits = offset[1:].replace(":", "")
        hours, minutes = int(digits[:2]), int(digits[2:] or 0)
        if hours > 14 or minutes > 59:
            return None
        ahead = timedelta(hours=hours, minutes=minutes)
        return timezone(-ahead if offset[0] == "-" else ahead)
    return timezone(timedelta(hours=ZONES[shown["zone"]])) if shown.get("zone") else None


def _numeric(form: re.Match[str], order: str) -> Parts:
    """`23-08-2010` in the order of the source; four digits first are a year, a month above 12 swaps with the day."""
    first, _, second, third = form.groups()
    if len(first) == 4:
        return _ymd(int(first), int(second), int(third)) if len(third) <= 2 else {}
    if order == "YMD" and len(third) <= 2:
        return _ymd(_century(int(first)), int(second), int(third))
    year = int(third) if len(third) == 4 else _century(int(third))
    return {**_day_month(int(first), int(second), order), "year": year} if len(third) != 1 else {}


def _day_month(first: int, second: int, order: str) -> Parts:
    month, day = (first, second) if order == "MDY" else (second, first)
    if month > 12 >= day:
        month, day = day, month
    return {"month": month, "day": day}


def _century(two_digits: int) -> int:
    # As POSIX reads two digits.
    return two_digits + (2000 if two_digits < 69 else 1900)


def _ymd(year: int, month: int, day: int) -> Parts:
    if not 1300 <= year < 1500:
        return {"year": year, "month": month, "day": day}
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return {}
    ours = _from_persian(year, month, day)
    return {"year": ours.year, "month": ours.month, "day": ours.day}


def _from_persian(year: int, month: int, day: int) -> date:
    """The date of a day in the Persian solar calendar, by the 33-year cycle that ICU's `PersianCalendar` uses."""
    months = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return date.fromordinal(_PERSIAN_START + 365 * (year - 1) + (8 * year + 21) // 33 + months + day)


def _two_numbers(form: re.Match[str], order: str) -> Parts:
    return _day_month(int(form["first"]), int(form["second"]), "MDY" if order == "YMD" else order)


def _named(form: re.Match[str], _: str) -> Parts:
    shown = form.groupdict()
    month = MONTHS.get(shown["month"]) or int(re.sub(r"\D", "", shown["month"]) or 0)
    year = int(shown["year"]) if shown["year"] else _century(int(shown["yy"])) if shown.get("yy") else None
    return {"year": year, "month": month, "day": int(shown["day"]) if shown.get("day") else None}


def _numbered_month(form: re.Match[str], _: str) -> Parts:
    return {"year": int(form["year"]), "month": int(form["month"])}


def _day_word(form: re.Match[str], _: str) -> Parts:
    return {"days_ago": DAYS_AGO[form[0]]}


def _weekday_alone(form: re.Match[str], _: str) -> Parts:
    before = WORD.findall(form.string[: form.start()])
    return {"weekday": WEEKDAYS[form[0]], "is_previous": bool(before) and before[-1] in PREVIOUS}


_FORMS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(r"(?<![\d.:/-])(\d{4}|\d\d?)\s?([-/.])\s?(\d\d?)\s?\2\s?'?(\d{4}|\d\d?)(?!\d|[-/.]\d)"), _numeric),
    (re.compile(rf"{_DAY}\s?(?:of |de |[-/])?\s?{_MONTH}{_YEAR}?"), _named),
    (re.compile(rf"{_MONTH}\s?{_DAY}(?:{_YEAR})?"), _named),
    (re.compile(rf"{_MONTH},?\s?(?:năm )?(?:'?(?P<year>\d{{4}})|'(?P<yy>\d\d))(?!\d)"), _named),
    (re.compile(r"(?<![\d.:/-])(?P<first>\d\d?)[-/](?P<second>\d\d?)(?![\d/-])"), _two_numbers),
    (re.compile(r"(?<![\d.:/-])(?P<first>\d\d?)\.\s?(?P<second>\d\d?)\.(?!\d)"), _two_numbers),
    (re.compile(r"(?<![\d.:/-])(?P<month>\d\d?)[-/](?P<year>\d{4})(?![\d/-])"), _numbered_month),
    (re.compile(r"(?<![\d.:/-])(?P<year>\d{4})[-/](?P<month>\d\d?)(?![\d/-])"), _numbered_month),
    (_DAY_WORD, _day_word),
    (_WEEKDAY, _weekday_alone),
)
