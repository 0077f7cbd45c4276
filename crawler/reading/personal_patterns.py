r"""The patterns behind `crawler.reading.personal`: how people type identifying numbers, dates and addresses.

Every pattern states one habit of writing. Separators are bounded (`{0,3}`), so that no text takes long.
"""

import re

_SEP = r"[ \t.\-/\u00a0\u2013]{0,3}"
_I = re.IGNORECASE

DIGIT = re.compile(r"\d")

# -- e-mail -----------------------------------------------------------------------------------------------------------
AT_SIGN = re.compile(r"[\w.\-+]\s?@\s?\w|apen?staart|[\[({<*]\s*(?:at?|@)\s*[\])}>*]|[\s_\-]at[\s_\-]", _I)
_TLD = r"(?:nl|com|net|org|be|de|eu|info|example)\b"
_AT = (
    r"(?:\s?@\s?|\s*[\[({<*]\s*(?:at|@|a|apen?staart(?:je)?)\s*[\])}>*]\s*|\s+apen?staart(?:je)?\s+|[_\-]at[_\-]"
    rf"|\s+at\s+(?=[a-z0-9.\-]+?(?:\.|\s(?:punt|dot)\s){_TLD}))"
)
_DOT = rf"(?:\.|\s*[\[({{<*]\s*(?:dot|punt|\.)\s*[\])}}>*]\s*|\s+(?:punt|dot)\s+|(?:\s\.\s?|,)(?={_TLD}))"
_LOCAL = r"[a-z0-9_+\-]+(?:(?:\.|\s+punt\s+|\s*[\[(](?:dot|punt)[\])]\s*)[a-z0-9_+\-]+){0,4}"
EMAIL = re.compile(rf"(?<![\w.+\-]){_LOCAL}{_AT}[a-z0-9\-]+(?:{_DOT}[a-z0-9\-]+)*{_DOT}[a-z]{{2,}}(?![\w])", _I)
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
    "(a)",
    "[a]",
)

# -- account numbers --------------------------------------------------------------------------------------------------
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[ .\-]?\d{2}(?:[ .\-]{0,2}[A-Z0-9]){11,30}(?![A-Za-z0-9])", _I)
IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MA": 28,
    "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
"""Letters and digits of an account number, by country (ISO 13616 register)."""
_BANKS = "ABNA|ADYB|AEGO|ANDL|ARBN|ASNB|BUNQ|BNGH|DEUT|FRBK|FVLB|HAND|INGB|KNAB|NNBA|RABO|RBRB|REVO|SNSB|TRIO|UGBI|BITS"
DUTCH_IBAN = re.compile(rf"NL(?!00)\d\d(?:{_BANKS})[\dO]{{9,11}}")
OLD_ACCOUNT = re.compile(
    r"(?:\b(?:bank|post|giro)?rek(?:ening)?(?:\.|nr|num+er|\s?nr|\s?nummer)*\.?|\bgiro(?:nummer|nr)?|\biban)"
    r"[\s:.]*(?:is|was|wordt)?[\s:]*(?P<number>P?\d(?:[ .\-]?\d){5,9})(?!\d|[ .\-]\d|,\d\d\b)",
    _I,
)

# -- BSN --------------------------------------------------------------------------------------------------------------
_BSN_CUE = r"(?:\bb\.?s\.?n\b|\bburger\s?service\w*|\bsofi\w*|\bsociaal[- ]fiscaal\w*)"
BSN_WORDS = ("bsn", "b.s.n", "burgerserv", "burger serv", "sofi", "sociaal")
BSN_WORD = re.compile(_BSN_CUE, _I)
BSN_CUED = re.compile(
    rf"{_BSN_CUE}[^\d\n\[\]]{{0,40}}\n?[^\d\n\[\]]{{0,6}}(?P<number>(?<![\d+])\d(?:{_SEP}\d){{7,8}})(?!\d)", _I
)
BSN_SHAPE = re.compile(
    r"(?=\d)(?<![\d.,/\-+€$#=])(?<![€$]\s)(?:\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}([ .\-])\d{2}\2\d{3}|"
    r"\d{4}\.\d\d ?\d{3}|\d{2}([ .\-])\d{2}\3\d{2}\3\d{3})"
    r"(?![\d/\-]|[.,]\d|\s?(?:euro|eur\b|€|,-))"
)
EXAMPLE_NUMBERS = frozenset({"123456782", "111222333", "999999990"})  # documentation's examples, nobody's number
ORDER_BEFORE = re.compile(
    r"(?:order|factuur|bestel|artikel|isbn|serie|product|vacature|track|zending|pakket|barcode|kvk|k\.v\.k|btw"
    r"|imei|ean|topic"
    r"|draad|thread|bericht|post|ticket|kenteken|chassis|rsin|lot|versie|model|type|part|build|offerte|pagina|"
    r"t=|p=|id=)"
    r"[\w.\-]*(?:\W+(?:is|was|nr|no|met|van|bij|nummer|mijn|het)\b)*[\W_]*$",
    _I,
)

# -- telephone --------------------------------------------------------------------------------------------------------
_COUNTRY = r"(?:(?:\+|00)\s?31|\(\s?(?:\+|00)31\s?\))"
_MOBILE = rf"(?:{_COUNTRY}{_SEP}(?:\(0\){_SEP}|0{_SEP})?6|[(]?[0o][ \-./]?6[):]?)(?:{_SEP}\d){{8}}|316\d{{8}}"
_FIXED = (
    rf"(?:{_COUNTRY}{_SEP}(?:\(0\){_SEP})?\(?[1-57]\d\)?(?:{_SEP}\d){{7}}"
    r"|\(0[1-57]\d{1,2}\)(?:[ .\-/]{0,3}\d){6,7}|0[1-57]\d[ .\-/]{0,3}\d{3}(?:[ .\-/]{0,3}\d){4}"
    r"|0[1-57]\d{2}[ .\-/]{0,3}(?:\d[ .\-/]{0,3}){5}\d|0(?:84|85|87|91|97)(?:[ .\-/]{0,3}\d){7})"
)
PHONE = re.compile(rf"(?=[+(0o3])(?<![\w,€+/=\-])(?<!\d\.)(?:{_MOBILE}|{_FIXED})(?![\d]|[.,]\d)", _I)
PHONE_LINK = re.compile(r"(?:wa\.me/|tel:|phone=)(?P<number>\+?\d{9,13})", _I)
PHONE_CUED = re.compile(
    r"(?:\btel(?:efoon)?(?:\.|nr|num+er|\s?nr)*\.?|\bmobiel(?:nr|nummer)?|\bmob\.?|\bgsm|\bwhats?app|"
    r"\bapp\b(?: me| mij)?(?: op| naar)?|\bbel me(?: op)?"
    r"|\bbellen op|\bbereikbaar op)\s*(?:is|nr|:|op)?\s*:?\s*(?P<number>\(?\+?\d(?:[ .\-/()]{0,3}\d){8,12})(?!\d)",
    _I,
)
FOREIGN_PHONE = re.compile(r"(?=[+0])(?<![\w+])(?:\+|00)(?!31)[1-9]\d{0,2}(?:[ .\-/()]{0,3}\d){7,11}(?!\d)")
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
_NUMBERS |= {
    f"{one}{link}{ten}": str(_ONES[one] + _TENS[ten])
    for one in ("een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
    for ten in _TENS
    for link in ("en", "ën", " en ")
}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
SPOKEN_TOKEN = re.compile(rf"\d+|{_WORDS}", _I)
SPOKEN = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS})(?!\w)|\d{{1,8}}(?!\w))(?:[\s,\-./]{{1,3}}(?:(?:{_WORDS})(?!\w)|\d{{1,8}}(?!\w))){{1,11}}",
    _I,
)
SPOKEN_WORDS = ("nul", "06 ")
SPOKEN_PHONE = re.compile(r"(?:0[1-9]\d{8}|0031\d{9}|316\d{8})")


def spoken_digits(word: str) -> str:
    """The digits of a number word ("vierendertig": 34); digits stay as they are."""
    return _NUMBERS.get(word, word)


# -- addresses --------------------------------------------------------------------------------------------------------
_HOUSE = (
    r"[1-9]\d{0,3}(?:\s?[-/]\s?(?:\d{1,4}|[a-z]{1,3}|[ivx]{1,3})(?!\w)|\s?(?:bis|hs|zw|huis|[1-9](?:e|"
    r"de)? ?hoog|hoog)(?!\w)|[a-z]{1,2}(?:-?\d{1,3})?(?!\w)"
    r"|\s[a-d](?=[\s,.;)]|$)|\s(?:I{1,3}|IV)(?!\w))?(?![\d%]|[.,:]\d)"
)
_POSTCODE = r"(?P<postcode>[1-9]\d{3} ?(?!S[ADS](?!\w))[a-z]{2})(?!\w)"
_NR = r"(?:[\s,;:\-/(]*(?:en\s+)?(?:(?:huis)?(?:num+er|nr|no)\b|#)?[\s.:]*)"
_STREET = (
    r"(?:(?:[A-Z'’]|[1-9]e)[\w'’.\-]*[ ](?:(?:[A-Z'’][\w'’.\-]*|van|der|den|de|het|ter|ten|op|in|aan|le|la|'t|"
    r"’t)[ ]){0,4}|)(?:[A-Z'’][\w'’\-]+\.?)"
)
_NOT_BOX = (
    r"(?<!\w)(?!(?:Bel|Tel|Telefoon|Postbus|Antwoordnummer|In|Op|Van|Tot|Sinds|Vanaf|Per|Artikel|Kamer|"
    r"Formulier|Boeing|Windows)[ ]\d)"
)
STREET_POSTCODE = re.compile(
    rf"(?P<address>{_NOT_BOX}(?:{_STREET}|[a-z]{{3,}}(?:straat|laan|weg|gracht|singel|plein|kade|hof|dijk|dreef"
    rf"|steeg))[ ,]{{1,2}}{_NR}(?i:{_HOUSE})[\s,;\-–(]{{1,4}}(?:te\s)?(?i:{_POSTCODE}))"
)
POSTCODE_NUMBER = re.compile(
    rf"(?<![\w,.\-])(?P<address>{_POSTCODE}{_NR}(?<!\d){_HOUSE})(?!\s?(?:euro|uur|dagen|weken|maanden|jaar|%))", _I
)
NUMBER_POSTCODE = re.compile(
    rf"(?<![\w,.\-])(?P<address>(?:huis(?:num+er|nr)\.?\s?:?\s?{_HOUSE}[\s,;:\-]{{1,4}}(?:en\s|op\s|"
    rf"in\s)?(?:postcode|pc)?[\s:]*|{_HOUSE},\s?){_POSTCODE})",
    _I,
)
_SUFFIX = (
    r"straat|straatje|laan|gracht|singel|steeg|plantsoen|dreef|kade|plein|weg|hof|dijk|pad|park|erf|burg|akker|veld|markt"
    r"|wal|oord|wijk|donk|dam|str\."
)
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_NO_UNIT = (
    r"(?!\s*(?:dagen|dag|weken|week|wk|maanden|mnd|jaar|jaren|uur|uren|minuten|min|euro|eur|keer|x|km|meter|m|"
    r"procent|kinderen|personen|man|mensen|jarige)\b)"
)
STREET_NUMBER = re.compile(
    rf"(?P<address>(?<!\w)(?:(?:(?:[A-Z'’]|[1-9]e)[\w'’.\-]*[ ](?:(?:[A-Z][\w'’.\-]*|van|der|den|de|het|'t|"
    rf"’t)[ ]){{0,4}}|)(?:[A-Z][\w'’\-]{{2,}}(?:{_SUFFIX})|(?:[A-Z][\w'’.\-]+\s)"
    rf"(?i:{_SUFFIX})|(?:Laan|Plein|Weg|Kade|Singel|Straat|Dijk|Hof|Park)[ ](?:(?:van|der|den|de|het|"
    rf"'t)[ ]){{0,3}}[A-Z][\w'’\-]+(?:[ ][A-Z][\w\-]+)?)|[a-z]{{3,}}(?:straat|laan|gracht|singel|plantsoen|"
    rf"dreef|plein|kade))(?:[ ]{{1,2}}|,[ ](?=n))(?i:{_NR}{_NO_YEAR}{_HOUSE})){_NO_UNIT}"
)
STREET_CUED = re.compile(
    r"(?i:\b(?:woon(?:achtig)?|wonen|woont|verhuisd?|verhuizen|adres)\b(?:\s+(?:nu|per|is|aan|op|naar|wordt|"
    r"bij|sinds|daar|ik|we|nog|thuis|nieuwe?|het|de|mijn|ons|onze)\b|\s?:){0,5})\s?"
    rf"(?P<address>(?:(?:'t|’t|de|het|De|Het|Burg\.|Ds\.|Dr\.|Prof\.|Mr\.|"
    rf"St\.)\s)?(?:[A-Z'’][\w'’.\-]*\s){{1,4}}(?i:{_HOUSE})){_NO_UNIT}"
)
POSTCODE_SHAPE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}(?!\w)")
HOME_WORDS = ("woon", "wonen", "woont", "verhui", "adres")
NO_POSTCODE = re.compile(
    r"\d{4} (?:en|of|is|in|op|te|om|na|af|ik|we|je|ze|er|nu|al|zo|dd|ca|mm|cm|km|kg|mb|gb|ml|ww|zw|tw|pk|bv|nv"
    r"|de|KM|KG|MB|GB|PK)"
)
YEAR_AND_WORD = re.compile(r"(?:1[89]|20)\d\d (?:EN|OF|IS|IN|OP|WW|ZW|TW|BV|NV|EU|AD|NL|UW|ER)")

# -- birth dates ------------------------------------------------------------------------------------------------------
_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|maart|mrt|mar|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|oct|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:e|ste|de)?|(?:{_WORDS})(?:de|ste)?|eerste|derde|achtste)"
_YEAR = rf"(?:['’]?\d\d(?!\d)|(?:19|20)\d\d|(?:negentien(?:honderd)?|tweeduizend)[ \-]?(?:en ?)?(?:{_WORDS})?)"
_NUMERIC = (
    r"(?:\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:['’]\s?)?(?:\d{4}|\d\d)|(?:19|"
    r"20)\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{8}|\d{6})"
)
_ROMAN = rf"\d{{1,2}}[-/. ](?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}}|X|V)[-/. ]{_YEAR}"
_SPELLED = rf"{_DAY}[\s\-./]*(?:van\s)?{_MONTH}[\s\-./]*,?\s?{_YEAR}"
_US_ORDER = rf"{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d"
_DATE = rf"(?P<date>(?<!\d)(?:{_NUMERIC}|{_SPELLED}|{_ROMAN}|{_US_ORDER})(?!\d))"
_BORN = (
    r"(?:\bgeboorte\s?(?:datum|dag|dd|dat\.?)|\bgeboren|\bgeb\b\.?(?:\s?(?:datum|dat|dd|d\.d)\.?)?|"
    r"\bgeb\.?dat(?:um)?\b\.?|\bgebdatum|\bd\.?o\.?b\b\.?|\bgbd\b|\bjarig|\bverjaardag|\bborn|\bbirthday|\(\*|"
    r"\bverjaar)"
)
BIRTH_WORDS = (
    "geboor",
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
KIN_WORDS = ("(van ", ", van ", "ben van ", "is van ", " (", ", ")
BIRTH_CUED = re.compile(
    rf"{_BORN}(?:[\s:.,=()\-]|\b(?:op|is|was|de|den|dd|d\.d|te\s\w+|in\s\w+|zijnde|datum|ik|ben|(?:\w+|zon)dag|"
    rf"(?:van )?(?:mijn |m'n |ons |de )?(?:kind|zoon|zoontje|dochter|dochtertje|man|vrouw|vader|moeder|partner|"
    rf"vriend|vriendin|ex))\b){{0,8}}{_DATE}",
    _I,
)
BORN_AFTER = re.compile(r"\b(?:geboren|geb\.|geboortedatum)", _I)
DATE_BEFORE = re.compile(rf"{_DATE}\s*[(,]?\s*(?:ben\s(?:ik\s)?|te\s\w+\s|in\s\w+\s)?$", _I)
BIRTH_OF_KIN = re.compile(
    rf"\b(?:man|vrouw|zoon|dochter|vader|moeder|broer|zus|partner|vriend|vriendin|kind|ik|opa|oma|ex|pa|"
    rf"ma)\b\s?(?:[(,]\s?(?:is\s)?(?:van\s)?|(?:ben\s|is\s)van\s|ben\svan\s){_DATE}",
    _I,
)
DATE_BEFORE_BSN = re.compile(
    rf"{_DATE}[\s,;:/|()\-]*(?:en\s)?(?:mijn\s|zijn\s|haar\s|met\s)?(?:{_BSN_CUE}[^\d]{{0,12}})?$", _I
)
DATE_AFTER_BSN = re.compile(rf"[\s,;:/|()\-]{{1,4}}(?:en\s)?{_DATE}", _I)

# -- case numbers -----------------------------------------------------------------------------------------------------
_CASE_WORD = (
    r"(?:dossier|zaak|klant|cli[eë]nt|correspondentie|registratie|claim|referentie|aanvraag|polis|beschikking|"
    r"melding|relatie|lid"
    r"|aansluit|brief|volg|bezwaar|procedure|klacht|beroeps|loonheffing(?:en)?|behandel|inschrijf|patient|"
    r"pati[eë]nt|personeels|kandidaat|werkgevers|schade|debiteur|vordering)"
)
_CASE_ID = (
    r"(?P<number>(?<![\w/])(?-i:[A-Z]{1,4}[ ])?(?=[A-Z&]{0,5}[/.\-]?[A-Z]{0,4}[/.\-]?\d)"
    r"(?=(?:[A-Z&/.\-]*(?:(?<=\d)[ ])?\d){4})"
    r"[A-Z0-9&]+(?:[/.\-][A-Z0-9&]+){0,6}(?:[ ]\d{2,4}(?![\d\-])){0,3})(?![\w])"
)
CASE = re.compile(
    rf"(?:\b{_CASE_WORD}(?:s?[- ]?(?:num+er|nr|no)\b\.?|-?id\b)(?:\W{{1,3}}(?!\[)[a-z']+){{0,5}}?|"
    rf"\b(?:\w*kenmerk|dossier|zaak|ref(?:erentie)?|casus|claim)\b\.?"
    r"(?:\W{1,2}(?:met|is|was|nummer|nr|:|onder|het)\b\.?){0,3}|\bonder (?:het )?(?:num+er|nr\.?)|\b(?:dos|"
    r"zk)\.?\s?nr\b\.?)[\s:#=(\-–]{1,4}" + _CASE_ID,
    _I,
)
CASE_WORDS = ("nummer", "numer", "nr", "kenmerk", "dossier", "zaak", "ref", "casus", "claim", "-id", " id", "no.")
CASE_SHAPE = re.compile(
    r"(?<![\w/.\-])(?:(?:WW|WIA|WAO|ZW|WGA|IVA|WAZO|TW|WAJ|WAZ|IOW)[-/.]\d{4}[-/.]\d{4,8}|"
    r"\d{3}\.\d{3}\.\d{3}-[A-Z]\d\d|B&B/\d{6,9})(?![\w])"
)
NO_CASE = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:19|20)\d\d)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d\d-\d\d-\d\d|"
    r"\d{1,3}\.\d{3}|\d{1,3}(?:\.\d{3})*,\d\d|0\d{9}",
    _I,
)

# -- names ------------------------------------------------------------------------------------------------------------
_PARTICLE = r"(?:(?:van|de|der|den|ter|ten|te|het|'t|’t|el|al|bin|von|op)\s){0,3}"
_NAME = r"[A-ZÀ-Þ][\wÀ-ÿ'’]+(?:-[A-ZÀ-Þ][\wÀ-ÿ'’]+)?"
_INITIALS = r"(?:[A-Z]\.\s?){1,5}"
_FULL = rf"(?:(?:{_INITIALS}|{_NAME}\s(?:{_INITIALS})?){_PARTICLE}{_NAME}|{_NAME})"
_NAME_CUED = re.compile(
    rf"\b(?i:mijn (?:achter)?naam is|mijn naam:|(?:achter|voor)naam:|ik heet|op naam van|ten name van|"
    rf"t\.?n\.?v\.?)\s+(?P<name>(?i:dhr\.?\s|mw\.?\s)?{_PARTICLE}{_FULL})"
)
_NAME_TITLED = re.compile(
    rf"\b(?i:dhr|mw|mevr|mevrouw|meneer|de heer)\b\.?\s(?P<name>(?:{_INITIALS})?(?i:{_PARTICLE}){_NAME})"
)
_NAME_GREETED = re.compile(
    rf"(?:^|\n)\s*(?:Beste|Geachte|Lieve|Dear|Hoi|Hallo|Dag|Hi|Hey)\s(?P<name>{_NAME})(?=\s?[,!\n])"
)
_NAME_SIGNED = re.compile(
    r"(?i:\b(?:groet(?:en|jes)?|hoogachtend|gr|mvg|m\.v\.g|vr\.? ?gr|grtz|alvast (?:bedankt|dank)|dank(?:je|"
    r"u)?))[.,!]*\s*(?:\n\s*){0,3}"
    rf"(?P<name>{_FULL})(?=\s*(?:$|\n|,\s*\n))"
)
NAMES = (
    (("naam", "heet", "name", "tnv", "t.n.v"), _NAME_CUED),
    (("dhr", "mw", "mevr", "meneer", "heer"), _NAME_TITLED),
    (("beste", "geacht", "lieve", "dear", "hoi", "hallo", "dag ", "hi ", "hey"), _NAME_GREETED),
    (("groet", "hoogachtend", "gr ", "gr.", "gr,", "gr\n", "mvg", "m.v.g", "grtz", "dank"), _NAME_SIGNED),
)
"""A cheap list of words, one of which must be there, and the pattern that finds the name."""
NO_NAMES = frozenset(
    [
        "allemaal",
        "iedereen",
        "mensen",
        "team",
        "webcare",
        "forum",
        "forumleden",
        "leden",
        "heer",
        "mevrouw",
        "redactie",
        "moderator",
        "mods",
        "mod",
        "medewerker",
        "medewerkers",
        "dames",
        "heren",
        "lotgenoten",
        "lezers",
        "klant",
        "klanten",
        "dank",
        "bedankt",
        "alvast",
        "groet",
        "groeten",
        "groetjes",
        "een",
        "uit",
        "en",
        "met",
        "ik",
        "u",
        "jullie",
        "je",
        "hoogachtend",
        "collega",
        "collega's",
        "meiden",
        "meid",
        "lieverd",
        "schat",
        "vriend",
        "vrienden",
        "allen",
        "topicstarter",
        "ts",
        "nederland",
        "meneer",
        "dokter",
        "arts",
        "werkcoach",
        "coach",
        "minister",
        "iemand",
        "wie",
        "wat",
        "hoe",
        "kan",
        "is",
        "mag",
        "heeft",
        "of",
        "weet",
        "waar",
        "wanneer",
        "waarom",
        "dus",
        "maar",
        "gr",
        "mvg",
        "hallo",
        "hoi",
        "dag",
        "beste",
        "geachte",
        "lieve",
        "ps",
        "edit",
        "verder",
        "sterkte",
        "succes",
        "fijn",
        "prettig",
        "hartelijk",
        "vriendelijk",
        "vriendelijke",
        "xx",
        "xxx",
        "mam",
        "papa",
        "mama",
    ]
)
