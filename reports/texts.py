"""Words of others in print: cleaned of what would break a page, cut to length, search terms marked.

The text of a post is hostile input. Jinja escapes it; this module takes out what escaping does not: control and
direction marks, stacked accents, endless words, and letters that the report's font does not have (they would pull
another font from the machine into the PDF).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from crawler.tables import Term
from reports.fonts import letters

ELLIPSIS = "…"
LONGEST_WORD = 32
_SPACE = re.compile(r"\s+")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_FOREIGN = "[ander schrift]"
_REPEATED = re.compile(re.escape(_FOREIGN) + r"(?:\s*" + re.escape(_FOREIGN) + r")+")
_HANDLE = re.compile(r"(?<![\w.@])@(\w[\w.-]*\w)")
_DEADLINE = re.compile(
    r"\b(?:uiterlijk|deadline|v[oó]{1,2}r\s+(?:maan|dins|woens|donder|vrij|zater|zon)dag|v[oó]{1,2}r\s+\d{1,2}\s+\w{3,9}"
    r"|(?:moet|moeten|dien|reageren|reactie)\b[^.?!]{0,60}\bbinnen\s+\w+\s+(?:dag|dagen|week|weken)"
    r"|(?:bezwaar|beroeps?|reactie)termijn|morgen\s+(?:moet|verloopt|sluit))\b",
    re.IGNORECASE,
)
Snippet = list[tuple[str, bool]]


def printable(text: str) -> str:
    """The text on one line, in letters that the report's font has."""
    clean = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    shown = "".join(_shown(letter) for letter in clean)
    return _REPEATED.sub(_FOREIGN, _SPACE.sub(" ", shown)).strip()


@cache
def _shown(letter: str) -> str:
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    if kind[0] == "C" or kind[0] == "M":
        return ""
    if ord(letter) in letters():
        return letter
    simpler = "".join(
        c for c in unicodedata.normalize("NFKD", letter) if ord(c) in letters() and not unicodedata.combining(c)
    )
    if simpler:
        return simpler
    return f" {_FOREIGN} " if kind[0] == "L" else ""


def without_handles(text: str, team: frozenset[str]) -> str:
    """The text with every ``@name`` that is not the team's own made unreadable."""
    return _HANDLE.sub(lambda match: match[0] if match[1].casefold() in team else "@…", text)


def shortened(text: str, length: int) -> str:
    """The text cut to a length at a word's end, endless words cut in themselves."""
    text = _LONG.sub(lambda match: match[0][:LONGEST_WORD] + ELLIPSIS, text)
    if len(text) <= length:
        return text
    cut = text[: length + 1].rpartition(" ")[0] or text[:length]
    return cut.rstrip(" ,;:.-") + ELLIPSIS


def web_address(url: str) -> str | None:
    """The address where it is safe to make it a link: http or https with a host, else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return url if is_web and not re.search(r"[\s\x00-\x1f<>\"]", url) else None


def has_deadline(text: str) -> bool:
    """Whether a post speaks of a date or term by which something must be done."""
    return _DEADLINE.search(text) is not None


def sentence_with_question(text: str, length: int) -> str:
    """The part of a text that asks something, else its beginning, cut to a length."""
    sentences = re.split(r"(?<=[.!?…])\s+", text)
    asking = next((n for n, sentence in enumerate(sentences) if sentence.endswith("?")), None)
    if asking is None:
        return shortened(text, length)
    start = asking
    while start > 0 and len(" ".join(sentences[start - 1 : asking + 1])) <= length:
        start -= 1
    return (ELLIPSIS if start else "") + shortened(" ".join(sentences[start:]), length)


def marked(text: str, spellings: tuple[str, ...]) -> Snippet:
    """The text in parts, each with whether it is a search term."""
    pattern = _spelled(spellings)
    if pattern is None:
        return [(text, False)]
    parts = [(part, n % 2 == 1) for n, part in enumerate(pattern.split(text))]
    return [(part, is_term) for part, is_term in parts if part]


@cache
def _spelled(spellings: tuple[str, ...]) -> re.Pattern[str] | None:
    words = sorted({re.escape(s).replace(r"\ ", r"[\s_-]+") for s in spellings if s}, key=len, reverse=True)
    return re.compile(rf"(?<![0-9A-Za-z])({'|'.join(words)})(?![0-9A-Za-z])", re.IGNORECASE) if words else None


def spellings(found: Sequence[str], terms: Sequence[Term]) -> tuple[str, ...]:
    """Every spelling of the search terms that a post was found by."""
    by_name = {term.term: term for term in terms}
    return tuple(s for name in found for s in (name, *(by_name[name].also if name in by_name else ())))
