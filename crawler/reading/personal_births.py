r"""Birth dates in a text: dates beside a word for birth, a relative, or a person."""

import re
from collections.abc import Iterator

from crawler.reading.personal_numbers import BSN_CUE, NUMBER_WORDS

_I = re.IGNORECASE
_MONTH = (
    r"(?:jan(?:uari|uary|\.)?|febr?(?:uari|uary|ruari)?|maart|march|mrt|m'rt|mar|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    r"|aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![^\W\d_])"
)
_DAY = rf"(?:\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?|(?:{NUMBER_WORDS})(?:de|ste)?|eerste|derde|achtste)"
_UNITS = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_YEAR = rf"(?:['`]?\s?\d\d(?!\d)|(?:19|20)\d\d|(?:negentien(?:honderd)?|tweeduizend)[ \-]?(?:en ?)?(?:{NUMBER_WORDS})?)"
_NUMERIC = (
    r"(?:\d \d ?[-/] ?\d \d ?[-/] ?\d \d \d \d|\d{1,2}\s?[-/._*|=~ ]\s?\d{1,2}\s?[-/._*|=~ ]\s?(?:18|19|20)\d\d|"
    r"(?:0?[1-9]|[12]\d|3[01])\s?[-/._*|=~ ]\s?(?:0?[1-9]|1[0-2])(?:\s?[-/._*|=~]\s?(?:['`]\s?)?\d\d(?![.\-]\d\d)|"
    r"[ ](?:['`]\s?)?\d\d(?!(?:[ .\-]\d\d){2}))|(?:19|"
    r"20)\d\d\s?[-/._*|=~]\s?\d{1,2}\s?[-/._*|=~]\s?\d{1,2}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)"
    r"|(?:19|20)\d\d[ ]?(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[12]\d|3[01])"
    r"|\d{1,2}[-/.]\d{1,2}\s?'\d\d|\d{1,2}(?:e|de|ste)?(?:\svan)?\sde\s\d{1,2}(?:e|de)?(?:\svan)?[\s,]{1,2}(?:['`]\d\d|(?:19|20)\d\d))"
)
_BETWEEN = r"[\s\-./_*|=~,(]{0,3}"
_ROMAN = rf"\d{{1,2}}[ ]?[-/. _][ ]?(?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}}|X|V)[ ]?[-/. _][ ]?{_YEAR}"
_SPELLED = (
    rf"{_DAY}{_BETWEEN}(?:(?:van|of|de)\s){{0,2}}{_MONTH}{_BETWEEN}"
    rf"(?:(?:van|in|anno)\s(?:het\sjaar\s)?)?(?:{_YEAR}|(?:{_UNITS})(?:en|ën)(?:{_TENS}))"
)
_MONTH_FIRST = rf"{_MONTH}{_BETWEEN}(?:the\s)?\d{{1,2}}(?:st|nd|rd|th|e)?(?:,\s?|\s)(?:['`]\d\d|(?:19|20)\d\d)"
_YEAR_FIRST = rf"(?:19|20)\d\d{_BETWEEN}{_MONTH}{_BETWEEN}\d{{1,2}}"
_DATE = rf"(?P<date>(?<!\d)(?:{_NUMERIC}|{_SPELLED}|{_ROMAN}|{_MONTH_FIRST}|{_YEAR_FIRST})(?!\d))"
_BORN = (
    r"(?:(?<![^\W\d_])ge?bo+r?te?\s?-?(?:dat[a-z]{0,3}\.?|daum|dag|dd)|\bg\.d\.|(?<![^\W\d_])g[ei]b(?:oo?|ao)r(?:en|ne?|e)\b|"
    r"\bgeb\b\.?-?(?:\s?(?:datum|dat|dd|d\.d)\.?)?|\bgeb\.?-?dat(?:um)?\b\.?|\bgebd(?:at|atum|d)?\b"
    r"|\bdatum van geboorte"
    r"|\bd\.?o\.?b\b\.?|\bgbd(?:at)?\b|\bjarig|\bverjaardag|\bborn\b|\bbirth(?:day|\s?date)?\b|\(\s?[*°†]|\bverjaar"
    r"|\b(?:het\s(?:eerste\s)?(?:levens)?licht|de\swereld\s(?:op|in)|ter\swereld|op\sde\swereld)\b"
    r"|\b(?:n[eé]e?\sle|urodz\w+))"
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
    "( *",
    "(°",
    "( °",
    "gebooo",
    "gboren",
    "gebore",
    "geboorn",
    "gebaore",
    "gibore",
    "gebd",
    "levenslicht",
    "het licht op",
    "ter wereld",
    "de wereld op",
    "op de wereld",
    "urodz",
    "né le",
    "née le",
)
PERSON_WORDS = ("was van ", "is van ", "ben van ", "zelf van ", "ook van ", "ik van ", "ik ben ", "gegevens", " *")
BIRTH_CUED = re.compile(
    rf"{_BORN}(?:[\s:.,=()\-?]|\b(?:op|den|is|was|de|den|dd|d\.d|te\s\w+|in\s\w+|zijnde|datum|ik|ben|van hem|"
    rf"van haar|staat|er|erbij|ook|hierbij|on|the|le|papier|gezien|gekomen|als|dmj|dd-?mm-?jj(?:jj)?|(?:\w+|zon)dag|"
    rf"(?:van )?(?:mijn |m'n |ons |de )?(?:kind|zoon|zoontje|dochter|dochtertje|man|vrouw|vader|moeder|partner|"
    rf"vriend|vriendin|ex))\b){{0,8}}{_DATE}",
    _I,
)
BIRTH_TOLD = re.compile(
    r"(?P<day>\b(?:(?:ge?bo+r?te?|geb\.?)-?(?:datum|dag|dat\.?|dd\.?)(?!\w)|birth\s?date|date\sof\sbirth))"
    r"|\b(?:geboren|geboorn|born)\b",
    _I,
)
"""Words for birth of which the date may stand later in the sentence: "die van mn zusje gebruikt, 05 06 07"."""
TOLD_WITHIN = 60
"""Characters in which it is looked for."""
DATE = re.compile(_DATE, _I)
MENDED = re.compile(
    r"\b(?:(?:het|die|dat|deze|hij)\s(?:is|was|moet)|moet(?:\s(?:zijn|worden))?|"
    r"(?:goede|juiste|echte)\s(?:datum\s)?(?:is|was)|namelijk)[\s:]{1,2}$",
    _I,
)
OTHER_THING = re.compile(r"[\d\n.?!]|[^\W_]$")
OTHER_DATE = re.compile(
    r"\b(?:sinds|vanaf|per(?! ongeluk)|tot|tm|t/m|sedert|since|from|werk\w*|dienst|contract\w*|uitkering|stop\w*"
    r"|start\w*|begin\w*|ga[an]*"
    r"|ging|brief|besluit|beslissing|ziek\w*|hersteld|ontsla\w*|afspraak|gesprek|keuring|oproep|betaald|betaling|verhuisd|toen"
    r"|overleden|bevall\w*|uitgerekend|gewijzigd|aangevraagd|aanvraag|gebeld|bericht|binnen|voor|vóór|na|ná|uiterlijk|vandaag|gisteren)\b",
    _I,
)
"""Words between birth and a date that tell of another day."""
ON_A_DAY = re.compile(r"\b(?:op|om|in|d\.?d\.?)\W*$", _I)
BORN_AFTER = re.compile(r"\b(?:geboren|geboorn|geb\b|geboortedatum|geboortedag|born\b|gebdat)", _I)
DATE_BEFORE = re.compile(
    rf"{_DATE}\s*[(,]?\s*(?:als\s(?:mijn\s)?|ben\s(?:ik\s)?|(?:te|in)\s\w+,?\s|\)\s(?:is|was)\s(?:mijn|m'n|mn|zijn|haar|onze)\s\w+,?\s|"
    rf"(?:is|was)\s(?:(?:mijn|m'n|mn|zijn|haar|de)\s){{0,2}}(?:juiste\s)?)?$",
    _I,
)
DATE_NEXT = re.compile(rf"\s?(?:en|&|,|/)\s(?:de ander(?:e)? )?{_DATE}(?!\s?(?:beslissing|besluit|brief))", _I)
"""A second birth date behind the first one: "kinderen geboren 4-4-2008 en 19-8-2011"."""
_NO_TERM = r"(?!\s?(?:tot|t/m|tm|-|en met)\s)"
"""No beginning of a term: "ik ben van 1 mei 1998 tot 2004 in dienst geweest"."""
DATE_OF_KIN = re.compile(
    rf"(?=[(,bi])(?:[(,]\s?(?:[mvx]\b[,/ ]{{1,2}})?(?:is\s)?(?:van\s)?|(?:ben|is)\svan\s){_DATE}{_NO_TERM}", _I
)
BIRTH_OF_KIN = re.compile(
    rf"\b(?:(?:pleeg|stief|schoon|klein)?(?:zoon|zoontje|dochter|dochtertje|vader|moeder|broer|zus|zusje|broertje|kind)|man"
    rf"|vrouw|partner|vriend|vriendin|ik|opa|oma|ex|pa|ma)\b(?:\s(?-i:[A-Z])[a-z]+)?\s?{DATE_OF_KIN.pattern}",
    _I,
)
STAFF = re.compile(
    r"\b(?:mede)?(?:werk(?:nemer|neemster|er|ster)|collega|cli[eë]nte?|cliënte?|betrokkene|mevrouw|meneer|mw\.?|dhr\.?|kandidate?"
    r"|pati[eë]nte?|leerling|stagiaire?|buurman|buurvrouw|huisgenoot|jongen|meisje|dame|heer)(?:\s(?-i:[A-Z])[\w.\-]{0,30}){0,3}"
    r"\s?\(\s?(?:[mvx]\b[,/ ]{1,2})?",
    _I,
)
"""A person who is no relative, before a date in brackets: of birth where it is long ago."""
BIRTH_OF_PERSON = re.compile(
    rf"(?:\b(?:ik|hij|zij|ze|man|vrouw|zoon|dochter|vader|moeder|broer|zus|collega|vriend|vriendin)\b[^.!?\n\d]{{0,40}}"
    rf"\b(?:was|is|ben)\s(?:zelf\s|ook\s){{0,2}}van\s"
    rf"|(?:^|[.!?,;(\n]\s?)ben\svan\s|\bben\s(?:een\s)?(?:man|vrouw|meisje|jongen|\w+er)\sen\svan\s"
    rf"|\bik ben (?-i:[A-Z])[a-z]+, |\bik van (?=[^,.;:\n]{{4,25}} ben\b)"
    rf"|(?<=[\w.]) ?,? \*\s?|\bgegevens\b[^.\n\d:]{{0,40}}:\s*(?:[^\W\d][\w.'’\-]*,?\s+){{0,5}}){_DATE}{_NO_TERM}",
    _I,
)
GROWN = re.compile(r"(?:19\d\d|200[0-6])(?:\D.*|\d{4})|.*(?:19\d\d|200[0-6]|(?<!\d)[3-9]\d)", _I | re.DOTALL)
"""A date so long ago that it is somebody's birth, where the words before it could also speak of a letter's date."""
DATE_BEFORE_BSN = re.compile(
    rf"{_DATE}[\s,;:/|()\-]*(?:en\s)?(?:mijn\s|zijn\s|haar\s|met\s)?(?:{BSN_CUE}[^\d]{{0,12}})?$", _I
)
DATE_AFTER_BSN = re.compile(rf"[\s,;:/|()\-]{{1,4}}(?:en\s)?{_DATE}", _I)


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Dates beside a word for birth."""
    for match in BIRTH_CUED.finditer(text):
        yield match.span("date")
        if second := DATE_NEXT.match(text, match.end("date")):
            yield second.span("date")
    yield from _dates_told(text)
    for born in BORN_AFTER.finditer(text):
        start = max(0, born.start() - 60)
        if before := DATE_BEFORE.search(text[start : born.start()]):
            yield start + before.start("date"), start + before.end("date")


def _dates_told(text: str) -> Iterator[tuple[int, int]]:
    """Dates later in a sentence that speaks of birth."""
    for cue in BIRTH_TOLD.finditer(text):
        for date in DATE.finditer(text, cue.end(), cue.end() + 2 * TOLD_WITHIN):
            between = text[cue.end() : date.start()]
            if len(between) <= TOLD_WITHIN and _is_told(bool(cue["day"]), between, date):
                yield date.span("date")


def _is_told(is_day: bool, between: str, date: re.Match[str]) -> bool:
    """Whether the words between one for birth and a date leave it the date of birth."""
    if is_day and MENDED.search(between):
        return not re.search(r"[\n.?!]", between)
    if OTHER_THING.search(between) or OTHER_DATE.search(between):
        return False
    return _is_long_ago(date) or (is_day and not ON_A_DAY.search(between))


def _is_long_ago(match: re.Match[str]) -> bool:
    return bool(GROWN.fullmatch(match["date"]))


def birth_dates_of_kin(text: str) -> Iterator[tuple[int, int]]:
    """Dates right after a relative or the writer."""
    if not DATE_OF_KIN.search(text):
        return
    yield from (match.span("date") for match in BIRTH_OF_KIN.finditer(text))
    for person in STAFF.finditer(text):
        date = DATE.match(text, person.end())
        if date and _is_long_ago(date):
            yield date.span("date")


def birth_dates_of_persons(text: str) -> Iterator[tuple[int, int]]:
    """Dates long ago after a person who "was van" them, or after the name in "mijn gegevens: ..."."""
    for match in BIRTH_OF_PERSON.finditer(text):
        if _is_long_ago(match):
            yield match.span("date")
