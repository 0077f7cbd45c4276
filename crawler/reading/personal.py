"""Personal data in Dutch posts: where it stands, and the text with typed tokens in its place.

Kinds are those of the public interface: bsn, phone, email, iban, address, dob, case, name. What serves the public
stays readable: service numbers (0900, 0800, 088, 14xxx), other dates, amounts, order and invoice numbers, addresses
of pages. Pass the organisation's own mail domains and its advisers' names as `public` to keep those as well.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from crawler.reading import personal_births as births
from crawler.reading import personal_cases as cases
from crawler.reading import personal_finders as finders
from crawler.reading import personal_names as names
from crawler.reading import personal_numbers as numbers
from crawler.reading import personal_places
from crawler.reading import personal_signs as signs


class Span(NamedTuple):
    """One piece of personal data: its kind, its words, and where it stands in the text (end exclusive)."""

    type: str
    text: str
    start: int
    end: int


TOKENS = {
    "bsn": "[BSN]",
    "phone": "[TELEFOON]",
    "email": "[E-MAIL]",
    "iban": "[IBAN]",
    "address": "[ADRES]",
    "dob": "[GEBOORTEDATUM]",
    "case": "[DOSSIERNUMMER]",
    "name": "[NAAM]",
}


def spans(text: str, public: Collection[str] = ()) -> list[Span]:
    """The personal data in a text, in reading order, without overlaps.

    Args:
        text: the post as written.
        public: words that are no secret: mail domains (`uwv.nl`) and names of advisers.
    """
    bare, places = signs.bare(text)
    found = _found(bare)
    if not found:
        return found
    known = {word.casefold() for word in public}
    kept = sorted((span for span in found if not _is_public(span, known)), key=lambda span: span.start)
    return [_moved(span, text, places) for span in kept]


def _found(text: str) -> list[Span]:
    """The personal data in a text of plain signs, kind by kind."""
    found: list[Span] = []
    taken = bytearray(len(text))

    def keep(kind: str, start: int, end: int) -> None:
        if kind == "address":
            start = _behind(text, taken, start, end)
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Span(kind, text[start:end], start, end))

    for kind, find in _possible(text):
        for place in find(text):
            keep(kind, *place)
    for place in [*_dates_beside(text, found)]:
        keep("dob", *place)
    return found


def _behind(text: str, taken: bytearray, start: int, end: int) -> int:
    """Where an address begins behind what is found already, as a mail address before a street."""
    if not taken[start]:
        return start
    while start < end and (taken[start] or text[start].isspace()):
        start += 1
    return start if any(letter.isdigit() for letter in text[start:end]) else end


def _moved(span: Span, text: str, places: Sequence[int]) -> Span:
    """A span of the bare text where it stands in the text as written."""
    start, end = places[span.start], places[span.end - 1] + 1
    return Span(span.type, text[start:end], start, end)


def mask(text: str, public: Collection[str] = ()) -> tuple[str, list[str]]:
    """The text with a typed token for each piece of personal data, and the kinds that were masked.

    Masking a masked text changes nothing: what only shows once its neighbour is gone is masked in the same call.
    """
    kinds: set[str] = set()
    while found := spans(text, public):
        kinds.update(span.type for span in found)
        text = masked(text, found)
    return text, sorted(kinds, key=list(TOKENS).index)


def masked(text: str, found: Sequence[Span]) -> str:
    """The text with the token of its kind for each span that was found in it."""
    pieces: list[str] = []
    begin = 0
    for span in found:
        pieces += text[begin : span.start], TOKENS[span.type]
        begin = span.end
    return "".join([*pieces, text[begin:]])


def _possible(text: str) -> list[tuple[str, finders.Finder]]:
    """The finders that may find something in a text: it has the digits and one of the words that they need."""
    raw = text.encode("utf-8", "replace")
    count = len(raw) - len(raw.translate(None, b"0123456789"))
    cued = 0
    for cue, _, _ in _CUES.find_matches_as_indexes(text.casefold(), overlapping=True):
        cued |= _CUED[cue]
    return _able(cued, min(count, _MOST))


@lru_cache(maxsize=4096)
def _able(cued: int, count: int) -> list[tuple[str, finders.Finder]]:
    """The finders that need no word or have theirs (a bit each), of those that have digits enough."""
    return [
        (kind, find)
        for number, (kind, least, words, find) in enumerate(_FINDERS)
        if count >= least and (not words or cued >> number & 1)
    ]


def _is_public(span: Span, public: set[str]) -> bool:
    if span.type == "email":
        parts = [part for part in _MAIL_PARTS.findall(span.text.casefold()) if part not in _MAIL_SIGNS]
        return any(parts[-1 - word.count(".") :] == word.split(".") for word in public)
    return span.type == "name" and any(word in public for word in span.text.casefold().split())


_MAIL_PARTS = re.compile(r"[a-z0-9\-]+")
_MAIL_SIGNS = {"punt", "dot", "at"}


def _dates_beside(text: str, found: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Full dates that stand beside a BSN, as in "Stan, 3 mei 2006, burgerservicenummer ...": birth dates."""
    for span in found:
        if span.type == "bsn":
            start = max(0, span.start - 60)
            if match := births.DATE_BEFORE_BSN.search(text[start : span.start]):
                yield start + match.start("date"), start + match.end("date")
            if match := births.DATE_AFTER_BSN.match(text, span.end):
                yield match.span("date")


_FINDERS: tuple[tuple[str, int, tuple[str, ...], finders.Finder], ...] = (
    ("email", 0, numbers.AT_WORDS, finders.emails),
    ("iban", 9, ("nl",), finders.dutch_ibans),
    ("iban", 6, (), finders.ibans),
    ("iban", 10, numbers.BANK_WORDS, finders.bank_accounts),
    ("iban", 6, numbers.ACCOUNT_WORDS, finders.old_accounts),
    ("bsn", 0, numbers.BSN_WORDS, finders.bsns_after_cue),
    ("dob", 0, births.BIRTH_WORDS, births.birth_dates),
    ("dob", 3, births.PERSON_WORDS, births.birth_dates_of_persons),
    ("address", 5, (), personal_places.postcodes),
    ("address", 1, personal_places.STREET_WORDS, personal_places.streets),
    ("address", 1, personal_places.HOME_WORDS, personal_places.homes),
    ("address", 1, personal_places.MARK_WORDS, personal_places.streets_marked),
    ("address", 0, personal_places.SPELLED_WORDS, personal_places.streets_spelled),
    ("phone", 8, (), finders.phones),
    ("phone", 8, numbers.PHONE_WORDS, finders.phones_cued),
    ("dob", 4, (), births.birth_dates_of_kin),
    ("phone", 0, numbers.SPOKEN_WORDS, finders.spoken_phones),
    ("case", 4, cases.CASE_WORDS, finders.cases),
    ("case", 5, cases.AFTER_WORDS, finders.cases_before),
    ("case", 6, cases.TOLD_WORDS, finders.case_finder(cases.CASE_TOLD)),
    ("case", 5, cases.LAW_WORDS, finders.case_finder(cases.CASE_OF_LAW)),
    ("case", 6, (), finders.case_finder(cases.CASE_SHAPE, cases.GROUPED)),
    ("case", 6, cases.BARE_WORDS, finders.case_finder(cases.CASE_BARE)),
    ("bsn", 9, (), finders.bsns_alone),
    *(("name", 0, words, finders.names(pattern)) for words, pattern in names.NAMES),
)
"""Kind, the least number of digits and the words (any of them) without which there is nothing to find, the finder.

Surest first: where two overlap, the first one stands.
"""
_CUE_WORDS = sorted({word for _, _, words, _ in _FINDERS for word in words})
_CUES = AhoCorasick(_CUE_WORDS, implementation=Implementation.DFA)
_CUED = [sum(1 << number for number, (_, _, words, _) in enumerate(_FINDERS) if word in words) for word in _CUE_WORDS]
"""The finders that each word is for, a bit each."""
_MOST = max(least for _, least, _, _ in _FINDERS)
