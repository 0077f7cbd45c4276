"""Finders of numbers, mail addresses and names: each yields where one kind of personal data stands in a text."""

import re
from collections.abc import Callable, Iterator

import phonenumbers
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as bsn_number

from crawler.reading import personal_cases
from crawler.reading import personal_numbers as numbers
from crawler.reading.personal_names import NO_NAMES

Finder = Callable[[str], Iterator[tuple[int, int]]]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Mail addresses."""
    if numbers.AT_SIGN.search(text):
        yield from (match.span() for match in numbers.EMAIL.finditer(text))
        if "staart" in text.casefold():
            yield from (match.span() for match in numbers.SPOKEN_EMAIL.finditer(text))


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Account numbers; where a word and a number look like the beginning of one ("de 23e op NL..."), search goes on."""
    start = 0
    while match := numbers.IBAN.search(text, start):
        found = list(_iban_part(match))
        yield from found
        start = found[-1][1] if found else match.start() + 2


def dutch_ibans(text: str) -> Iterator[tuple[int, int]]:
    """Dutch account numbers, whether the check fits or not."""
    yield from (match.span() for match in numbers.DUTCH_IBAN.finditer(text))


def bank_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Account numbers that start at the bank's letters."""
    yield from (match.span() for match in numbers.BANK_ACCOUNT.finditer(text))


def old_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Account numbers of before the IBAN, after a word for account."""
    yield from (match.span("number") for match in numbers.OLD_ACCOUNT.finditer(text))


def _iban_part(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The head of a match that is as long as its country's account numbers: what follows is another word."""
    raw = match[0]
    letters = [place for place, letter in enumerate(raw) if letter.isalnum()]
    country = "".join(raw[place] for place in letters[:2]).upper()
    length = numbers.IBAN_LENGTHS.get(country, 0)
    if 0 < length <= len(letters):
        end = letters[length - 1] + 1
        if not raw[end : end + 1].isalnum() and _is_iban(raw[:end]):
            yield match.start(), match.start() + end


def _is_iban(text: str) -> bool:
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    try:
        iban_number.validate(compact, check_country=False)
    except ValidationError:
        return False
    return True


def cases(text: str) -> Iterator[tuple[int, int]]:
    """Numbers after a word for a case, claim or client."""
    links = _links(text)
    for match in personal_cases.CASE.finditer(text):
        if _is_case(match["number"]) and not _is_inside(match.start("number"), links):
            yield match.span("number")


def cases_before(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of which the next words say that they are a case's."""
    if not personal_cases.DIGITS.search(text):
        return
    for cue in personal_cases.CASE_AFTER.finditer(text):
        start = max(0, cue.start() - 60)
        if not personal_cases.DIGITS.search(text, start, cue.start()):
            continue
        if before := personal_cases.NUMBER_BEFORE.search(text[start : cue.start()]):
            place = start + before.start("number")
            if len(_digits(before["number"])) > 4 and _is_case(before["number"]) and not _is_order(text, place):
                yield place, start + before.end("number")


def case_finder(pattern: re.Pattern[str], needed: re.Pattern[str] | None = None) -> Finder:
    """A finder of the numbers of a pattern that are no amount, date, order or part of an address of a page."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        if needed and not needed.search(text):
            return
        links = _links(text)
        for match in pattern.finditer(text):
            start, end = match.span("number")
            if _is_case(match["number"]) and not _is_order(text, match.start()) and not _is_inside(start, links):
                yield start, end

    return find


def _is_case(number: str) -> bool:
    bare = personal_cases.CASE_HEAD.sub("", number)
    if bare.startswith(numbers.SERVICE_HEADS) and _is_service_number(bare):
        return False
    return not personal_cases.NO_CASE.fullmatch(bare)


def _is_inside(place: int, links: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in links)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers, but for public service numbers."""
    links = _links(text)
    for match in numbers.PHONE.finditer(text):
        is_phone = (
            not _is_inside(match.start(), links)
            and not numbers.DATE_START.match(match[0])
            and not _is_order(text, match.start())
        )
        if is_phone and not _is_service_number(match[0]):
            yield match.span()
    yield from _foreign_phones(text)


def phones_cued(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers of any shape in a link or after a word for a telephone."""
    yield from (match.span("number") for match in numbers.PHONE_LINK.finditer(text))
    yield from (match.span("number") for match in numbers.PHONE_CUED.finditer(text) if _is_subscriber(match["number"]))


def _links(text: str) -> list[tuple[int, int]]:
    """Addresses of pages, in which numbers are ids."""
    return [match.span() for match in numbers.URL.finditer(text)] if "/" in text or "www." in text else []


def _is_subscriber(number: str) -> bool:
    return 6 <= len(_digits(number)) <= 13 and not numbers.DATE_START.match(number) and not _is_service_number(number)


def _is_service_number(number: str) -> bool:
    national = re.sub(r"^(?:0031|31)0?", "0", _digits(number))
    return not re.search(r"[A-Za-z]", number) and bool(numbers.SERVICE_NUMBER.fullmatch(national))


def _is_short_service_number(number: str) -> bool:
    """A service number that cannot be a BSN: nine digits in a row are one after its cue, whatever they start with."""
    return not (number.isdigit() and len(number) == 9) and _is_service_number(number)


def _foreign_phones(text: str) -> Iterator[tuple[int, int]]:
    for match in numbers.FOREIGN_PHONE.finditer(text):
        digits = "+" + _digits(match[0]).removeprefix("00")
        try:
            number = phonenumbers.parse(digits)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and not _is_service_number(match[0]):
            yield match.span()


def spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers in words."""
    for start, end, digits in _spoken(text):
        if numbers.SPOKEN_PHONE.fullmatch(digits):
            yield start, end


def _spoken(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers written out in words, or half in words ("nul zes twaalf vierendertig ..."): start, end, digits."""
    for match in numbers.SPOKEN.finditer(text):
        words = numbers.SPOKEN_TOKEN.findall(match[0].casefold())
        if not all(word.isdigit() for word in words):
            yield *match.span(), "".join(numbers.spoken_digits(word) for word in words)


def bsns_after_cue(text: str) -> Iterator[tuple[int, int]]:
    """Nine digits beside a word for BSN, whether the check fits or not."""
    for pattern in (numbers.BSN_CUED, numbers.CUED_BSN):
        for match in pattern.finditer(text):
            if not numbers.DATE.fullmatch(match["number"]) and not _is_short_service_number(match["number"]):
                yield match.span("number")
    for cue in numbers.BSN_WORD.finditer(text):
        for start, end, digits in _spoken(text[cue.end() : cue.end() + 200]):
            if len(digits) in {8, 9} and start < 40:
                yield cue.end() + start, cue.end() + end
        begin = max(0, cue.start() - 90)
        for start, end, digits in _spoken(text[begin : cue.start()]):
            if len(digits) in {8, 9} and numbers.BSN_NEXT.match(text, begin + end):
                yield begin + start, begin + end


def bsns_alone(text: str) -> Iterator[tuple[int, int]]:
    """Nine digits that pass the eleven-test and are no order number."""
    links = _links(text)
    for match in (*numbers.BSN_SHAPE.finditer(text), *filter(_is_grouped, numbers.BSN_GROUPED.finditer(text))):
        if not _is_inside(match.start(), links) and _is_bsn(_digits(match[0])) and not _is_order(text, match.start()):
            yield match.span()


def _is_grouped(match: re.Match[str]) -> bool:
    """Whether groups of digits are those of one number, no pair of years or amounts."""
    return bool(numbers.BSN_GROUPS.fullmatch(match[0])) and not numbers.YEAR_GROUP.search(match[0])


def _is_bsn(digits: str) -> bool:
    return len(digits) == 9 and digits not in numbers.EXAMPLE_NUMBERS and bsn_number.is_valid(digits)


def _is_order(text: str, start: int) -> bool:
    return bool(numbers.ORDER_BEFORE.search(text[max(0, start - 40) : start]))


def names(pattern: re.Pattern[str]) -> Finder:
    """A finder of the names that a pattern cues."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            if match["name"].casefold().split()[0] not in NO_NAMES:
                yield match.span("name")

    return find
