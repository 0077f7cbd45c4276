"""What our own tables do not know, read by dateparser: about a millisecond a call, so last."""

import re
from datetime import datetime

from crawler.dates.moments import UNREADABLE, Clock, Precision, Reading
from crawler.dates.placing import judged, placed

_LANGUAGES = ["nl", "en", "de", "fr"]
# dateparser makes a date of any number, and its time grows with the text.
_IS_WORTH_IT = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{2}).{4,80}", re.DOTALL)
_PRECISION: dict[str, Precision] = {"time": "minute", "day": "day", "week": "week", "month": "month"}


def read(text: str, clock: Clock) -> Reading:
    """The reading by dateparser, from the local wall time of the source; a bare year is too coarse for us."""
    found = _parsed(text, clock) if _IS_WORTH_IT.fullmatch(text) else None
    if not found:
        return UNREADABLE
    at, precision = found
    if at.tzinfo:
        return judged(at, precision, clock)
    return placed(at.date(), at.time() if precision == "minute" else None, precision, clock)


def _parsed(text: str, clock: Clock) -> tuple[datetime, Precision] | None:
    # Imported here: it costs 0.1 s, and most runs never need it.
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": clock.order,
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RELATIVE_BASE": clock.now.astimezone(clock.zone).replace(tzinfo=None),
        "RETURN_TIME_AS_PERIOD": True,
    }
    try:
        found = DateDataParser(languages=_LANGUAGES, settings=settings).get_date_data(text)
    except Exception:  # noqa: BLE001 - dateparser raises errors of many kinds on odd text; the date is counted unreadable
        return None
    precision = _PRECISION.get(found.period)
    return (found.date_obj, precision) if precision and found.date_obj and _is_borne_out(text, found.date_obj) else None


def _is_borne_out(text: str, at: datetime) -> bool:
    """Whether each number of the text is a part of the date found; if not, dateparser guessed ("om 12u" is no 0:30)."""
    parts = {at.year, at.year % 100, at.month, at.day, at.hour, at.hour % 12 or 12, at.minute, at.second}
    return parts.issuperset(int(number) for number in re.findall(r"\d+", text))
