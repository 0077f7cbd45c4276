r"""Birth dates in a text: dates beside a word for birth, a relative, or a person."""

import re
from collections.abc import Iterator

from crawler.reading.personal_numbers import BSN_CUE, NUMBER_WORDS

_I = re.IGNORECASE
_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|maart|mrt|mar|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|oct|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:e|ste|de)?|(?:{NUMBER_WORDS})(?:de|ste)?|eerste|derde|achtste)"
_YEAR = rf"(?:['’]?\d\d(?!\d)|(?:19|20)\d\d|(?:negentien(?:honderd)?|tweeduizend)[ \-]?(?:en ?)?(?:{NUMBER_WORDS})?)"
_NUMERIC = (
    r"(?:\d \d ?[-/] ?\d \d ?[-/] ?\d \d \d \d|\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{4}|"
    r"(?:0?[1-9]|[12]\d|3[01])\s?[-/. ]\s?(?:0?[1-9]|1[0-2])(?:\s?[-/.]\s?(?:['’]\s?)?\d\d(?![.\-]\d\d)|"
    r"[ ](?:['’]\s?)?\d\d(?!(?:[ .\-]\d\d){2}))|(?:19|"
    r"20)\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_ROMAN = rf"\d{{1,2}}[-/. ](?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}}|X|V)[-/. ]{_YEAR}"
_SPELLED = rf"{_DAY}[\s\-./]*(?:van\s)?{_MONTH}[\s\-./]*,?\s?{_YEAR}"
_US_ORDER = rf"{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d"
_DATE = rf"(?P<date>(?<!\d)(?:{_NUMERIC}|{_SPELLED}|{_ROMAN}|{_US_ORDER})(?!\d))"
_BORN = (
    r"(?:(?<![^\W\d_])ge?bo+r?te?\s?(?:dat[a-z]{0,3}\.?|daum|dag|dd)|\bg\.d\.|(?<![^\W\d_])gebor(?:en|ne)|"
    r"\bgeb\b\.?(?:\s?(?:datum|dat|dd|d\.d)\.?)?|"
    r"\bgeb\.?dat(?:um)?\b\.?|\bgebdatum|\bdatum van geboorte|\bd\.?o\.?b\b\.?|\bgbd\b|\bjarig|\bverjaardag|\bborn"
    r"|\bbirthday|\(\*|\bverjaar)"
)
BIRTH_WORDS = (
    "geboor",
    "gboor",
    "gebort",
    "g.d.",
    "geboren",
    "geb.",
    "geb ",
    "geb:",
    "gebdat",
    "jarig",
    "verja",
    "born",
    "birth",
    "dob",
    "d.o.b",
    "gbd",
    "(*",
)
PERSON_WORDS = ("was van ", "is van ", "ben van ", "zelf van ", "ook van ", "ik van ", "ik ben ", "gegevens", " *")
BIRTH_CUED = re.compile(
    rf"{_BORN}(?:[\s:.,=()\-]|\b(?:op|is|was|de|den|dd|d\.d|te\s\w+|in\s\w+|zijnde|datum|ik|ben|van hem|"
    rf"van haar|staat|er|erbij|ook|hierbij|dmj|dd-?mm-?jj(?:jj)?|(?:\w+|zon)dag|"
    rf"(?:van )?(?:mijn |m'n |ons |de )?(?:kind|zoon|zoontje|dochter|dochtertje|man|vrouw|vader|moeder|partner|"
    rf"vriend|vriendin|ex))\b){{0,8}}{_DATE}",
    _I,
)
BIRTH_SAID = re.compile(
    rf"\bgeboorte(?:datum|dag)\b[^\d\n.?!]{{0,60}}\b(?:(?:het|die|dat|deze|hij)\s(?:is|was|moet)|moet(?:\s(?:zijn|worden))?|"
    rf"(?:goede|juiste|echte)\s(?:datum\s)?(?:is|was)|namelijk)[\s:]{{1,2}}{_DATE}",
    _I,
)
BORN_AFTER = re.compile(r"\b(?:geboren|geb\.|geboortedatum)", _I)
DATE_BEFORE = re.compile(
    rf"{_DATE}\s*[(,]?\s*(?:als\s(?:mijn\s)?|ben\s(?:ik\s)?|(?:te|in)\s\w+,?\s|\)\s(?:is|was)\s(?:mijn|m'n|mn|zijn|haar|onze)\s\w+,?\s|"
    rf"(?:is|was)\s(?:(?:mijn|m'n|mn|zijn|haar|de)\s){{0,2}}(?:juiste\s)?)?$",
    _I,
)
DATE_NEXT = re.compile(rf"\s?(?:en|&|,|/)\s(?:de ander(?:e)? )?{_DATE}(?!\s?(?:beslissing|besluit|brief))", _I)
"""A second birth date behind the first one: "kinderen geboren 4-4-2008 en 19-8-2011"."""
DATE_OF_KIN = re.compile(
    rf"(?=[(,bi])(?:[(,]\s?(?:[mvx]\b[,/ ]{{1,2}})?(?:is\s)?(?:van\s)?|(?:ben|is)\svan\s){_DATE}", _I
)
BIRTH_OF_KIN = re.compile(
    rf"\b(?:(?:pleeg|stief|schoon|klein)?(?:zoon|dochter|vader|moeder|broer|zus|kind)|man|vrouw|partner|vriend|"
    rf"vriendin|ik|opa|oma|ex|pa|ma)\b(?:\s(?-i:[A-Z])[a-z]+)?\s?{DATE_OF_KIN.pattern}",
    _I,
)
BIRTH_OF_PERSON = re.compile(
    rf"(?:\b(?:ik|hij|zij|ze|man|vrouw|zoon|dochter|vader|moeder|broer|zus|collega|vriend|vriendin)\b[^.!?\n\d]{{0,40}}"
    rf"\b(?:was|is|ben)\s(?:zelf\s|ook\s){{0,2}}van\s|\bik ben (?-i:[A-Z])[a-z]+, |\bik van (?=[^,.;:\n]{{4,25}} ben\b)"
    rf"|(?<=[\w.]) ?,? \*\s?|\bgegevens\b[^.\n\d:]{{0,40}}:\s*(?:[^\W\d][\w.'’\-]*,?\s+){{0,5}}){_DATE}",
    _I,
)
GROWN = re.compile(r"(?:19\d\d|200[0-6])\D.*|.*(?:19\d\d|200[0-6]|(?<!\d)[3-9]\d)", _I | re.DOTALL)
"""A date so long ago that it is somebody's birth, where the words before it could also speak of a letter's date."""
DATE_BEFORE_BSN = re.compile(
    rf"{_DATE}[\s,;:/|()\-]*(?:en\s)?(?:mijn\s|zijn\s|haar\s|met\s)?(?:{BSN_CUE}[^\d]{{0,12}})?$", _I
)
DATE_AFTER_BSN = re.compile(rf"[\s,;:/|()\-]{{1,4}}(?:en\s)?{_DATE}", _I)


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Dates beside a word for birth."""
    for pattern in (BIRTH_CUED, BIRTH_SAID):
        for match in pattern.finditer(text):
            yield match.span("date")
            if second := DATE_NEXT.match(text, match.end("date")):
                yield second.span("date")
    for born in BORN_AFTER.finditer(text):
        start = max(0, born.start() - 40)
        if before := DATE_BEFORE.search(text[start : born.start()]):
            yield start + before.start("date"), start + before.end("date")


def birth_dates_of_kin(text: str) -> Iterator[tuple[int, int]]:
    """Dates right after a relative or the writer."""
    if not DATE_OF_KIN.search(text):
        return
    yield from (match.span("date") for match in BIRTH_OF_KIN.finditer(text))


def birth_dates_of_persons(text: str) -> Iterator[tuple[int, int]]:
    """Dates long ago after a person who "was van" them, or after the name in "mijn gegevens: ..."."""
    for match in BIRTH_OF_PERSON.finditer(text):
        if GROWN.fullmatch(match["date"]):
            yield match.span("date")
