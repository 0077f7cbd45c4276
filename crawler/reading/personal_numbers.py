r"""The patterns for numbers and mail addresses, behind `crawler.reading.personal`: how people type them.

Every pattern states one habit of writing. Separators are bounded (`{0,3}`), so that no text takes long.
"""

import re

_SEP = r"[ .\-/_*|=~]{0,3}"
_BSN_SEP = r"(?:,|[ \n.\-/_*|=~]{0,3})"
_I = re.IGNORECASE


# -- e-mail -----------------------------------------------------------------------------------------------------------
AT_SIGN = re.compile(
    r"@\s{0,2}[a-z0-9\-]+(?:\.\s?[a-z0-9]|,|\s*[\[({<*|_]|\s+(?:\.|punt|dot))|@\s?(?:gmail|hotmail|outlook|ziggo|kpnmail|telenet)|apen?staart"
    r"|[\[({<*|\"']\s*(?:at?|@)\s*[\])}>*|\"']|[\s_\-#~/]at[\s_\-#~/]|at[- ]teken",
    _I,
)
"""What every mail address has of its sign and its domain; a name such as @UWV has less."""
_TLD = r"(?:nl|com|net|org|be|de|eu|info|example|fr|pl|uk|frl)\b"
_TAIL = r"apen?staart(?:je|teken)?|at[- ]?teken"
_AT = (
    rf"(?:\s{{0,2}}(?:@\s{{0,2}}|[\[({{<*|\"']\s*(?:at|@|a|{_TAIL})\s*[\])}}>*|\"']\s*|(?:[_\-#~]|//)at(?:[_\-#~]|//)\s*)"
    rf"|\s+(?:(?:{_TAIL})\s+|at\s+(?=[a-z0-9.\-]+?(?:\.|\s(?:punt|dot)\s){_TLD})))"
)
_DOT = (
    r"(?:\.|\s*[\[({<*|\"']\s*(?:dot|punt|\.)\s*[\])}>*|\"']\s*|\s*(?:[_\-#~]|//)(?:dot|punt)(?:[_\-#~]|//)\s*|\s+(?:punt|dot)\s+"
    rf"|\s\.\s(?=[a-z0-9\-]+\s\.\s{_TLD})|(?:\s\.\s?|,|\s(?:punt|dot)|\.\s(?=(?:nl|com|org|example)\b))(?={_TLD}))"
)
_MARK = r"(?:punt|dot|(?:liggend |laag )?streepje|underscore)"
_POINT = (
    rf"(?:\.(?:\s(?=[a-z0-9_]+\s@\s))?|\s{{0,2}}[\[({{<*]\s*(?:dot|punt|\.)\s*[\])}}>*]\s*"
    rf"|\s(?:\.\s?|_\s|\s?{_MARK}\s+))"
)
_LOCAL = rf"[a-z0-9_+%\-]+(?:{_POINT}[a-z0-9_+%\-]+){{0,4}}"
_PROVIDER = r"(?:gmail|hotmail|outlook|ziggo|kpnmail|telenet)(?![\w.\-])"
EMAIL = re.compile(
    rf"(?<![\w.+\-]){_LOCAL}{_AT}(?:[a-z0-9\-]+(?:{_DOT}[a-z0-9\-]+)*{_DOT}[a-z]{{2,}}(?![\w])|{_PROVIDER})", _I
)
SPOKEN_EMAIL = re.compile(rf"(?<![\w.+\-]){_LOCAL}\s+(?:{_TAIL})\s+(?:[a-z0-9\-]+\s+){{1,3}}?(?:punt|dot)\s+{_TLD}", _I)
AT_WORDS = (
    "@",
    "apenst",
    "apest",
    "(at",
    "[at",
    "{at",
    "<at",
    "*at",
    "( at",
    "[ at",
    " at ",
    "-at-",
    "_at_",
    "#at#",
    "~at~",
    "//at",
    "|at",
    "'at'",
    '"at"',
    "at-teken",
    "at teken",
    "(a)",
    "[a]",
)

# -- account numbers --------------------------------------------------------------------------------------------------
_BANKS = "ABNA|ADYB|AEGO|ANDL|ARBN|ASNB|BUNQ|BNGH|DEUT|FRBK|FVLB|HAND|INGB|KNAB|NNBA|RABO|RBRB|REVO|SNSB|TRIO|UGBI|BITS"
_ANY = r"[ \n.,\-/_*|=:]{0,3}"
IBAN = re.compile(
    rf"(?:(?<![A-Za-z0-9])|(?<=[a-z])(?=NL\d\d ?(?:{_BANKS})))"
    r"[A-Z][ ]?[A-Z][ .\-/_:=]{0,3}\d[ ]?\d(?:[ \n.\-/_*|=]{0,3}[A-Z0-9]){11,30}(?![A-Za-z0-9])",
    _I,
)
IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MA": 28,
    "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
"""Letters and digits of an account number, by country (ISO 13616 register)."""
BANK_WORDS = tuple(_BANKS.casefold().split("|"))
ACCOUNT_WORDS = ("rek", "giro", "iban")
DUTCH_IBAN = re.compile(
    rf"(?<![A-Za-z0-9])NL{_ANY}(?!00)\d ?\d{_ANY}(?:{_BANKS}|(?-i:[A-Z]{{4}}))(?:{_ANY}[\dOIL]){{9,11}}(?![A-Za-z0-9])",
    _I,
)
"""A Dutch account number by its shape alone: with a typing error it is still somebody's."""
BANK_ACCOUNT = re.compile(rf"(?<![A-Za-z0-9])(?:{_BANKS}) ?(?!0(?:6|8[08]|90))\d{{10}}(?!\d)", _I)
OLD_ACCOUNT = re.compile(
    r"(?:\b(?:bank|post|giro)?rek(?:ening)?(?:\.|nr|num+er|\s?nr|\s?nummer)*\.?|\bgiro(?:nummer|nr)?|\biban)"
    r"[\s:.]*(?:is|was|wordt)?[\s:]*(?P<number>P?\d(?:[ .\-]?\d){5,9})(?!\d|[ .\-]\d|,\d\d\b)",
    _I,
)

# -- BSN --------------------------------------------------------------------------------------------------------------
BSN_CUE = (
    r"(?:\bb\.?s\.?n(?=\b|_|\d|-?n(?:r|um))|\bbs-?n(?:r\b|um+er)|\bburger[ \-]?(?:serv|n(?:um|r))\w*|\bso-?fi\w*"
    r"|\bsociaal[- ]fiscaal\w*"
    r"|\bm(?:ijn|'n|n) gegevens(?=[^\w\n]{1,4}(?:zijn )?(?:\d|nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen))"
    r"|\bfiscaal\s?n(?:um+er|r)|\bpersoonsn(?:um+er|r))"
)
BSN_WORDS = ("gegevens", "bsn", "bs-n", "b.s.n", "burger", "sofi", "so-fi", "sociaal", "fiscaal", "persoonsn")
BSN_WORD = re.compile(BSN_CUE, _I)
BSN_CUED = re.compile(
    rf"{BSN_CUE}[^\d\n\[\]]{{0,70}}\n{{0,3}}[^\d\n\[\]]{{0,6}}\[?"
    rf"(?P<number>(?<![\d+])\d(?:{_BSN_SEP}\d|[OoIl](?=[\dOoIl]|\b)){{7,8}})(?!\d)",
    _I,
)
DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d|(?:19|20)\d\d[ \-/\n]{1,3}(?:19|20)\d\d"
)
"""A day or two years beside a word for BSN, which are no BSN."""
CUED_BSN = re.compile(
    rf"(?<![\w.,\-+/])(?P<number>\d(?:{_SEP}\d){{7,8}})(?!\d)[ ,]{{0,2}}"
    r"(?:\(|=|(?:dat |dit |dus )?(?:is|was|als|in|bij) |"
    r"(?=m'?n |mijn |mn )|(?<=\d{9} ))\s?"
    rf"(?:(?:mijn|m'n|mn|zijn|haar|ons|het|zijn|dus|in|bij|de|van) ){{0,3}}{BSN_CUE}",
    _I,
)
BSN_NEXT = re.compile(rf"[ ,(=]{{1,2}}(?:(?:is|was|als|in|bij|mijn|m'n|mn|zijn|haar|het|dus) ){{0,3}}{BSN_CUE}", _I)
BSN_SHAPE = re.compile(
    r"(?=\d)(?<![\d.,/\-+€$#=])(?<![€$]\s)(?<![A-Z]{3})(?:\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}([ .\-])\d{2}\2\d{3}|"
    r"\d{4}\.\d\d ?\d{3}|\d{2}([ .\-])\d{2}\3\d{2}\3\d{3}|\d{3}([ .\-])\d{2}\4\d{4}|\d{4}([ .\-])\d{3}\5\d{2}"
    r"|(?<!\d )\d(?:(?: \d){8}|(?:-\d){8})(?! \d(?!\d)))"
    r"(?![\d/\-]|[.,]\d|\s?(?:euro|eur\b|€|,-))"
)
BSN_GROUPED = re.compile(
    r"(?=[1-9])(?<![\w.,/\-+€$#=:%])(?<![€$\d]\s)(?<!\d\s-\s)"
    r"(?P<number>\d{2,7}(?P<sign>[ .\-_/]| [-/] |\. )\d{2,7}(?:(?P=sign)\d{2,6}){0,2})"
    r"(?![\w\-/%]|[.,:]\d| \d|\s?(?:euro|eur\b|€|,-)|\s(?:stemmen|mensen|inwoners|leden|keer|x|km|meter|views)\b)",
    _I,
)
"""Nine digits in groups of any length, one sign between them: "205 12 03 37", "85320.38.29"."""
BSN_GROUPS = re.compile(r"\d{3,6}\D+\d{3,6}|\d+(?:\D+\d+){2,3}")
YEAR_GROUP = re.compile(r"(?<!\d)(?:19[3-9]|20[0-4])\d(?!\d)|(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)")
"""A group that is a year, or an amount."""
EXAMPLE_NUMBERS = frozenset({"123456782", "111222333", "999999990"})  # documentation's examples, nobody's number
ORDER_BEFORE = re.compile(
    r"(?:order|factuur|bestel|boeking|reserver|artikel|isbn|serie|product|vacature|track|zending|pakket|barcode"
    r"|kvk|k\.v\.k|btw"
    r"|imei|ean|topic"
    r"|draad|thread|bericht|post(?=id|n(?:um|r)|\b(?!\.\w))|ticket|kenteken|chassis|rsin|lot|versie|model|type|part|build|offerte"
    r"|pagina|sbc|bedrag|totaal|omzet|teller|score|stand|aantal|t=|p=|id=)"
    r"[\w.\-]*(?:\W+(?:is|was|nr|no|met|van|bij|nummer|mijn|het)\b)*[\W_]*$"
    r"|(?:order|factuur|bestel|serie|artikel|product|type|model)s?-?n(?:um\w*|r|o)\b\W+[a-z]{3,20}[\W_]*$",
    _I,
)

# -- telephone --------------------------------------------------------------------------------------------------------
_COUNTRY = r"(?:(?:\+|00)\s?31|0?\(\s?(?:\+|00?)31\s?\))"
_ZERO = rf"(?:\(0\){_SEP}|0{_SEP})?"
_MOBILE = (
    rf"(?:{_COUNTRY}{_SEP}{_ZERO}\(?0?6\)?{_SEP}|"
    rf"[(\[]?(?:[0o]|nul)[ \-./]?6(?:[):,\]]{{1,2}}{_SEP}(?!0)|[ .\-/_*|=~…(']{{0,3}}))"
    rf"\d(?:{_SEP}\d){{7}}|316(?:{_SEP}\d){{8}}|06(?:[:+]\d\d){{4}}"
)
_FIXED = (
    rf"(?:{_COUNTRY}{_SEP}{_ZERO}\(?[1-57]\d\)?(?:{_SEP}\d){{7}}"
    r"|\(0[1-57]\d{1,2}\)(?:[ .\-/]{0,3}\d){6,7}|0[1-57]\d(?:[ .\-/=_*]{0,3}\d){7}|0[ ][1-57](?:[ .\-]{1,3}\d){8}"
    r"|0(?:84|85|87|91|97)(?:[ .\-/]{0,3}\d){7})"
)
PHONE = re.compile(
    rf"(?=[+(\[0on3])(?<![\w,€+=\-])(?:(?<!/)|(?<=\d{{6}}/)|(?<=\d\d[ .\-]\d\d/))(?<!\d\.)"
    rf"(?:{_MOBILE}|{_FIXED}(?!-[A-Z](?!\w)))(?!\d|[.,:]\d)",
    _I,
)
PHONE_LINK = re.compile(r"(?:wa\.me/|tel:|phone=)(?P<number>\+?\d{9,13})", _I)
PHONE_CUED = re.compile(
    r"(?:\btel(?:efoon)?(?:\.|nr|num+er|\s?nr)*\.?|\bmobiel(?:nr|nummer)?|\bmob\.?|\bgsm|\bwhats?app|"
    r"\bapp\b(?: me| mij)?(?: op| naar)?|\bbel me(?: op)?"
    r"|\bbel(?:len|t)?(?: (?:me|mij|ons|hem|haar|dan|even|gerust|maar|u|je|jullie)\b){0,3} (?:op|naar|via)"
    r"|\bbereikbaar op)[\s:=\-]*(?:is|nr|op)?[\s:=\-]*(?P<number>\(?\+?\d(?:[ .\-/()]{0,3}\d){8,12})(?!\d)",
    _I,
)
PHONE_WORDS = ("tel", "mob", "gsm", "app", "bel", "bereikbaar", "wa.me/", "phone=")
FOREIGN_PHONE = re.compile(r"(?=[+0])(?<![\w+])(?:\+|00)(?!31)[1-9]\d{0,2}(?:[ .\-/()]{0,3}\d){7,11}(?!\d)")
SERVICE_HEADS = ("0800", "0900", "0906", "0909", "088")
SERVICE_NUMBER = re.compile(r"0800\d{4,7}|090[069]\d{4,7}|088\d{7}|14\d{2,4}|116\d{3}|112")
DATE_START = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)")
URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w.\-]+\.[a-z]{2,7}/\S+", _I)

_UNDER_TWENTY = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien"
).split()
_ONES = {word: value for value, word in enumerate(_UNDER_TWENTY)} | {"één": 1}
_TENS = dict(
    zip("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(), range(20, 100, 10), strict=True)
)
_NUMBERS = {word: str(value) for word, value in (_ONES | _TENS).items()}
_PLAIN_NUMBERS = tuple(_NUMBERS)
_UNITS = ("een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_LINKS = (" en ", "en", "ën")
_NUMBERS |= {f"{one}{link}{ten}": str(_ONES[one] + _TENS[ten]) for one in _UNITS for ten in _TENS for link in _LINKS}
NUMBER_WORDS = "|".join(
    (
        f"(?:{'|'.join(_UNITS)})(?:{'|'.join(_LINKS)})(?:{'|'.join(_TENS)})",
        *sorted(_PLAIN_NUMBERS, key=len, reverse=True),
    )
)
"""Every number word, longest first; those of two parts by their parts.

Listed one by one, all 240 of them, they took a third of a second to compile in the patterns of dates.
"""
SPOKEN_TOKEN = re.compile(rf"\d+|{NUMBER_WORDS}", _I)
SPOKEN = re.compile(
    rf"(?=[adenétvz\d])(?<!\w)(?:(?:{NUMBER_WORDS})(?!\w)|\d{{1,8}}(?!\w))(?:[\s,\-./]{{1,3}}(?:(?:{NUMBER_WORDS})(?!\w)|\d{{1,8}}(?!\w))){{1,11}}",
    _I,
)
SPOKEN_WORDS = ("nul", "06 ", "06-")
SPOKEN_PHONE = re.compile(r"(?:0[1-9]\d{8}|0031\d{9}|316\d{8})")


def spoken_digits(word: str) -> str:
    """The digits of a number word ("vierendertig": 34); digits stay as they are."""
    return _NUMBERS.get(word, word)
