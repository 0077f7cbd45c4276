"""The order of work: the machine's date, our absolute forms, our relative phrases, dateparser; all of it cached."""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.dates import absolute, fallback, relative
from crawler.dates.moments import UNREADABLE, Clock, Moment, Precision, Reading
from crawler.dates.placing import judged, placed, placed_shown

# A longer text is not a date but a selector that grew wide: no more of it is read or kept.
LONGEST = 300

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RUNNING_NUMBER = re.compile(r"(?:reply |antwoord |reactie )?#\s?\d+")
_BRACKET = re.compile(r"(?<=[\w.])\s*[(\[]")
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\.\d+)?|\d{12,13}", re.ASCII)
_ISO = re.compile(r"(\d{4}-?\d\d-?\d\d)(?:[T ]\d\d:?\d\d(?P<seconds>:?\d\d)?.*)?", re.ASCII)


def read(text: str, clock: Clock, machine: str | None = None) -> Moment:
    """The moment a shown date stands for; never raises, whatever the text.

    A date without a year, a weekday or a time alone is the most recent one not after the clock. Month names of all our
    languages are read on every source, because Dutch boards mix in English ones.

    Args:
        text: As shown. Parts of one date from two cells or elements come joined by a space.
        clock: What it is read against.
        machine: What the markup says beside it: a `datetime` or `title`, or an epoch in seconds or milliseconds. It
            comes first; ISO without an offset is in the zone of the source. When it shows no time of day and the text
            does, the text is read.
    """
    minute = clock.now.astimezone(UTC).replace(second=0, microsecond=0)
    return _read(text[: 4 * LONGEST], machine[:LONGEST] if machine else "", minute, clock.zone, clock.order)


@lru_cache(maxsize=16_384)
def _read(text: str, machine: str, now: datetime, zone: ZoneInfo, order: str) -> Moment:
    clock = Clock(now, zone, order)
    folded, machine = " ".join(text.split())[:LONGEST], machine.strip()
    if not folded and not machine:
        return Moment(None, None, "", "empty")
    at, precision, problem = reading = _by_machine(machine, clock)
    if problem == "unreadable" or precision in ("day", "week", "month"):
        day = at.astimezone(zone).date() if at and precision == "day" else None
        by_text = _by_text(folded, clock, day)
        if problem == "unreadable" or by_text[1] in ("second", "minute"):
            reading = by_text
    at, precision, problem = reading
    return Moment(at, precision, folded, problem)


def _by_machine(machine: str, clock: Clock) -> Reading:
    if not machine:
        return UNREADABLE
    if epoch := _EPOCH.fullmatch(machine):
        seconds = float(machine) if epoch["seconds"] else int(machine) / 1000
        return judged(datetime.fromtimestamp(seconds, UTC), "second", clock)
    return _iso(machine, clock) or _by_words(_plain(machine), clock, None)


def _iso(machine: str, clock: Clock) -> Reading | None:
    form = _ISO.fullmatch(machine)
    if not form:
        return None
    try:
        at = datetime.fromisoformat(machine.upper())
    except ValueError:
        return None
    if len(machine) <= len("2010-07-15"):
        return placed(at.date(), None, "day", clock)
    precision: Precision = "second" if form["seconds"] else "minute"
    return judged(at, precision, clock) if at.tzinfo else placed(at.date(), at.time(), precision, clock)


def _by_text(folded: str, clock: Clock, day: date | None) -> Reading:
    """Reads what is shown; `day` is the one that the machine gave, for a text that shows only the time of day."""
    plain = _plain(folded)
    reading = (_iso(folded, clock) if plain[4:5] == "-" else None) or _by_words(plain, clock, day)
    return fallback.read(folded, clock) if reading == UNREADABLE else reading


def _by_words(plain: str, clock: Clock, day: date | None) -> Reading:
    # An edit note in brackets may hold a second date.
    head = _BRACKET.split(plain, maxsplit=1)[0]
    for text in (plain, head) if head != plain else (plain,):
        if shown := absolute.find(text, clock.order):
            return placed_shown(shown, clock, day)
        if back := relative.find(text, clock.now):
            return judged(*back, clock)
    return UNREADABLE


def _plain(text: str) -> str:
    """Lower case, one form of each character, nothing invisible, no running number of a post."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2019", "'")
    return " ".join(_RUNNING_NUMBER.sub(" ", text.lower()).split())
