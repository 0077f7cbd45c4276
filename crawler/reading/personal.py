"""Personal data in Dutch posts: where it stands, and the text with typed tokens in its place.

Kinds are those of the public interface: bsn, phone, email, iban, address, dob, case, name. What serves the public
stays readable: service numbers (0900, 0800, 088, 14xxx), other dates, amounts, order and invoice numbers, addresses
of pages. Pass the organisation's own mail domains and its advisers' names as `public` to keep those as well.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

import phonenumbers
from ahocorasick_rs import AhoCorasick
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as bsn_number

from crawler.reading import personal_numbers as numbers
from crawler.reading import personal_places as places


class Span(NamedTuple):
    """One piece of personal data: its kind, its words, and where it stands in the text (end exclusive)."""

    type: str
    text: str
    start: int
    end: int


Finder = Callable[[str], Iterator[tuple[int, int]]]

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
    found: list[Span] = []
    for kind, find in _possible(text):
        for start, end in find(text):
            if not any(start < span.end and span.start < end for span in found):
                found.append(Span(kind, text[start:end], start, end))
    if not found:
        return []
    found += [span for span in _dates_beside(text, found) if not _overlaps(span, found)]
    known = {word.casefold() for word in public}
    return sorted((span for span in found if not _is_public(span, known)), key=lambda span: span.start)


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
    for span in reversed(found):
        text = text[: span.start] + TOKENS[span.type] + text[span.end :]
    return text


def _possible(text: str) -> list[tuple[str, Finder]]:
    """The finders that may find something in a text: it has the digits and one of the words that they need."""
    count = len(text) - len(text.translate(_NO_DIGITS))
    cued = set().union(*(_CUED[cue] for cue, _, _ in _CUES.find_matches_as_indexes(text.casefold(), overlapping=True)))
    return [
        (kind, find)
        for number, (kind, least, words, find) in enumerate(_FINDERS)
        if count >= least and (not words or number in cued)
    ]


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _is_public(span: Span, public: set[str]) -> bool:
    if span.type == "email":
        return any(span.text.casefold().endswith(("@" + word, "." + word)) for word in public)
    return span.type == "name" and any(word in public for word in span.text.casefold().split())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    if numbers.AT_SIGN.search(text):
        yield from (match.span() for match in numbers.EMAIL.finditer(text))


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in numbers.IBAN.finditer(text):
        yield from _iban_part(match)
    yield from (match.span("number") for match in numbers.OLD_ACCOUNT.finditer(text))


def _iban_part(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The head of a match that is as long as its country's account numbers: what follows is another word."""
    raw = match[0]
    letters = [place for place, letter in enumerate(raw) if letter.isalnum()]
    length = numbers.IBAN_LENGTHS.get(raw[:2].upper(), 0)
    if 0 < length <= len(letters):
        end = letters[length - 1] + 1
        if not raw[end : end + 1].isalnum() and _is_iban(raw[:end]):
            yield match.start(), match.start() + end


def _is_iban(text: str) -> bool:
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    try:
        iban_number.validate(compact, check_country=False)
    except ValidationError:  # a typing error in a Dutch account number is still somebody's account number
        return bool(numbers.DUTCH_IBAN.fullmatch(compact))
    return True


def _cases(text: str) -> Iterator[tuple[int, int]]:
    for match in places.CASE.finditer(text):
        if not places.NO_CASE.fullmatch(match["number"]) and not (
            match["number"].startswith(numbers.SERVICE_HEADS) and _is_service_number(match["number"])
        ):
            yield match.span("number")


def _case_shapes(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in places.CASE_SHAPE.finditer(text) if not _is_order(text, match.start()))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    links = _links(text)
    for match in numbers.PHONE.finditer(text):
        inside = any(start <= match.start() < end for start, end in links)
        is_phone = not inside and not numbers.DATE_START.match(match[0]) and not _is_order(text, match.start())
        if is_phone and not _is_service_number(match[0]):
            yield match.span()
    yield from (match.span("number") for match in numbers.PHONE_LINK.finditer(text))
    yield from (match.span("number") for match in numbers.PHONE_CUED.finditer(text) if _is_subscriber(match["number"]))
    yield from _foreign_phones(text)


def _links(text: str) -> list[tuple[int, int]]:
    """Addresses of pages, in which numbers are ids."""
    return [match.span() for match in numbers.URL.finditer(text)] if "/" in text or "www." in text else []


def _is_subscriber(number: str) -> bool:
    return 6 <= len(_digits(number)) <= 12 and not numbers.DATE_START.match(number) and not _is_service_number(number)


def _is_service_number(number: str) -> bool:
    national = re.sub(r"^(?:0031|31)0?", "0", _digits(number))
    return not re.search(r"[A-Za-z]", number) and bool(numbers.SERVICE_NUMBER.fullmatch(national))


def _foreign_phones(text: str) -> Iterator[tuple[int, int]]:
    for match in numbers.FOREIGN_PHONE.finditer(text):
        digits = "+" + _digits(match[0]).removeprefix("00")
        try:
            number = phonenumbers.parse(digits)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and not _is_service_number(match[0]):
            yield match.span()


def _spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    for start, end, digits in _spoken(text):
        if numbers.SPOKEN_PHONE.fullmatch(digits):
            yield start, end


def _spoken(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers written out in words, or half in words ("nul zes twaalf vierendertig ..."): start, end, digits."""
    for match in numbers.SPOKEN.finditer(text):
        words = numbers.SPOKEN_TOKEN.findall(match[0].casefold())
        if not all(word.isdigit() for word in words):
            yield *match.span(), "".join(numbers.spoken_digits(word) for word in words)


def _bsns_after_cue(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("number") for match in numbers.BSN_CUED.finditer(text))
    for start, end, digits in _spoken(text):
        if len(digits) in {8, 9} and numbers.BSN_WORD.search(text[max(0, start - 40) : start]):
            yield start, end


def _bsns_alone(text: str) -> Iterator[tuple[int, int]]:
    links = _links(text)
    for match in numbers.BSN_SHAPE.finditer(text):
        inside = any(start <= match.start() < end for start, end in links)
        digits = _digits(match[0])
        if (
            not inside
            and digits not in numbers.EXAMPLE_NUMBERS
            and bsn_number.is_valid(digits)
            and not _is_order(text, match.start())
        ):
            yield match.span()


def _is_order(text: str, start: int) -> bool:
    return bool(numbers.ORDER_BEFORE.search(text[max(0, start - 40) : start]))


def _streets(text: str) -> Iterator[tuple[int, int]]:
    if places.POSTCODE_SHAPE.search(text):
        yield from _postcodes(text)
    yield from (match.span("address") for match in places.STREET_NUMBER.finditer(text))


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (places.STREET_POSTCODE, places.POSTCODE_NUMBER, places.NUMBER_POSTCODE):
        for match in pattern.finditer(text):
            is_year = pattern is places.POSTCODE_NUMBER and places.YEAR_AND_WORD.fullmatch(match["postcode"])
            if not is_year and not places.NO_POSTCODE.fullmatch(match["postcode"]):
                yield match.span("address")


def _homes(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("address") for match in places.STREET_CUED.finditer(text))


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("date") for match in places.BIRTH_CUED.finditer(text))
    for born in places.BORN_AFTER.finditer(text):
        start = max(0, born.start() - 40)
        if match := places.DATE_BEFORE.search(text[start : born.start()]):
            yield start + match.start("date"), start + match.end("date")


def _birth_dates_of_kin(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("date") for match in places.BIRTH_OF_KIN.finditer(text))


def _dates_beside(text: str, found: list[Span]) -> Iterator[Span]:
    """Full dates that stand beside a BSN, as in "Stan, 3 mei 2006, burgerservicenummer ...": birth dates."""
    for span in found:
        if span.type == "bsn":
            start = max(0, span.start - 60)
            if match := places.DATE_BEFORE_BSN.search(text[start : span.start]):
                yield Span("dob", match["date"], start + match.start("date"), start + match.end("date"))
            if match := places.DATE_AFTER_BSN.match(text, span.end):
                yield Span("dob", match["date"], match.start("date"), match.end("date"))


def _names(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            if match["name"].casefold().split()[0] not in places.NO_NAMES:
                yield match.span("name")

    return find


_FINDERS: tuple[tuple[str, int, tuple[str, ...], Finder], ...] = (
    ("email", 0, numbers.AT_WORDS, _emails),
    ("iban", 6, (), _ibans),
    ("bsn", 0, numbers.BSN_WORDS, _bsns_after_cue),
    ("dob", 2, places.BIRTH_WORDS, _birth_dates),
    ("dob", 4, places.KIN_WORDS, _birth_dates_of_kin),
    ("address", 1, (), _streets),
    ("address", 1, places.HOME_WORDS, _homes),
    ("phone", 8, (), _phones),
    ("phone", 0, numbers.SPOKEN_WORDS, _spoken_phones),
    ("case", 4, places.CASE_WORDS, _cases),
    ("case", 8, (), _case_shapes),
    ("bsn", 9, (), _bsns_alone),
    *(("name", 0, words, _names(pattern)) for words, pattern in places.NAMES),
)
"""Kind, the least number of digits and the words (any of them) without which there is nothing to find, the finder.

Surest first: where two overlap, the first one stands.
"""
_CUE_WORDS = sorted({word for _, _, words, _ in _FINDERS for word in words})
_CUES = AhoCorasick(_CUE_WORDS)
_CUED = [{number for number, (_, _, words, _) in enumerate(_FINDERS) if word in words} for word in _CUE_WORDS]
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))
