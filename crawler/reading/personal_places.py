r"""Addresses in a text: streets with a number, postcodes, what follows a word for living there."""

import re
from collections.abc import Iterator

_I = re.IGNORECASE

_LETTERS = r"[\w'.\-]{0,30}"
_YEARS = r"(?:19\d\d|'\d\d)(?:[-/]'?(?:19)?\d\d)?"
_HOUSE = (
    r"[1-9]\d{0,3}(?:(?:[-/]\d{1,4}|\s?[-/]\s?(?:\d{1,3}|[a-z]|[ivx]{1,3})|[-/][a-z]{2,3})(?!\w)"
    r"|\s(?-i:[A-Z])\d{1,3}(?!\w)|\s?(?:bis|hs|zw|huis|rood|zwart|boven(?:huis|woning)?|beneden(?:huis|woning)?|sous(?:terrain)?|bgg?|parterre|bel-?etage"
    r"|[1-9](?:e|"
    r"de)? ?hoog|hoog)(?!\w)|[a-z]{1,2}(?:-?\d{1,3})?(?!\w)"
    r"|,?\s(?:bus|box|unit|app(?:artement|\.)?|kamer)\s?\d{1,4}[a-z]?(?!\w)"
    r"|\s[a-d](?=[\s,.;)]|$)|\s(?:I{1,3}|IV)(?!\w))?(?![\d%]|[.,:]\d)"
)
_POSTCODE = r"(?P<postcode>[1-9]\d{3} ?(?!S[ADS](?!\w)|nr\W{0,2}\d)[a-z]{2})(?!\w)"
_POSTCODE_DASHED = r"(?P<postcode>[1-9]\d{3}(?: ?| ?- ?(?=(?-i:[A-Z]{2})))(?!S[ADS](?!\w)|nr\W{0,2}\d)[a-z]{2})(?!\w)"
_NR = r"(?:[\s,;:\-/(]*(?:en\s+)?(?:(?:huis)?(?:num+er|nr|no)\b|#|t/?o\b|tegenover|naast)?[\s.:]*)"
_STREET = (
    rf"(?:(?:[A-Z']|[1-9]e){_LETTERS}[ ](?:(?:[A-Z']{_LETTERS}"
    rf"|van|v\.d\.|v\.|v/d|vd|der|den|de|het|ter|ten|op|in|aan|le|la|'t"
    rf")[ ]){{0,4}}|)(?:[A-Z'][\w'\-]{{1,30}}\.?(?: {_YEARS}(?=[ ,]))?)"
)
_SHORT = r"(?:burg|dr|ds|gen|kon|mr|past|pr|prof|st|[a-z](?:\.[a-z])?)\.|v\.d\.|v/d"
_HEAD = (
    r"(?:(?:oude|nieuwe|grote|kleine|lange|korte|hoge|lage|eerste|tweede|[1-9]e|sint|van|de|het|der|den|'t|burgemeester"
    rf"|koningin|prins|prinses|graaf|{_SHORT}) ){{0,3}}"
)
_NOT_BOX = (
    r"(?<!\w)(?!(?:Bel|Tel|Telefoon|Postbus|Antwoordnummer|In|Op|Van|Tot|Sinds|Vanaf|Per|Artikel|Kamer|"
    r"Formulier|Boeing|Windows)[ ]\d)"
)
STREET_POSTCODE = re.compile(
    rf"(?P<address>{_NOT_BOX}(?:{_STREET}|{_HEAD}[a-z]{{3,}}(?:straat|laan|weg|gracht|singel|plein|kade|hof|dijk|dreef"
    rf"|steeg))[ ,]{{1,2}}{_NR}(?i:{_HOUSE})[\s,;\-/|(]{{1,4}}(?:te\s)?(?i:{_POSTCODE_DASHED}))"
)
WORD_POSTCODE = re.compile(
    rf"(?<!\w)(?P<address>(?:(?:achter|singel|laan|kade|dijk|markt) )?"
    rf"{_HEAD}(?!(?:week|pagina|kamer|artikel|lokaal|deel|maand|jaar|sinds|rond|nummer|huisnummer|postbus|antwoordnummer"
    rf"|tegen) )(?:[a-z]{{4,30}}|plein {_YEARS})"
    rf" (?i:{_HOUSE}),? (?P<postcode>[1-9]\d{{3}}(?:[a-z]{{2}}| ?[A-Z]{{2}})))(?!\w)"
)
"""A street without a capital, before a number and a postcode: "waterhoen 41, 3435dv"."""
POSTCODE_NUMBER = re.compile(
    rf"(?<![\w,.\-])(?P<address>{_POSTCODE}{_NR}(?<!\d){_HOUSE})(?!\s?(?:euro|uur|dagen|weken|maanden|jaar|%))", _I
)
NUMBER_POSTCODE = re.compile(
    rf"(?<![\w,.\-])(?<!postbus\s)(?<!antwoordnummer\s)(?P<address>(?:huis(?:num+er|nr)\.?\s?:?\s?{_HOUSE}[\s,;:\-]{{1,4}}(?:en\s|op\s|"
    rf"in\s)?(?:postcode|pc)?[\s:]*|{_HOUSE},\s?){_POSTCODE})",
    _I,
)
POSTCODE_STREET = re.compile(
    rf"(?<![\w,.\-])(?P<address>(?i:{_POSTCODE}),\s?(?i:{_HEAD}){_STREET}\s(?i:{_HOUSE}))(?!\s?(?:euro|uur|dagen|weken|maanden|jaar|%))"
)
"""The postcode before street and number: "1234 AB, Dorpsstraat 5"."""
POSTCODE_FIRST = (POSTCODE_STREET, POSTCODE_NUMBER)
POSTCODES = (STREET_POSTCODE, WORD_POSTCODE, *POSTCODE_FIRST, NUMBER_POSTCODE)
_SUFFIX = (
    r"straat(?:je)?|laan(?:tje)?|gracht|singel|steeg|plantsoen|dreef|kade|plein(?:tje)?|weg(?:getje|je)?|hof(?:je)?|dijk|pad|park|erf|burg|akker|veld|markt"
    r"|wal|oord|wijk|donk|dam|haven|brink|meent|vaart|zoom|einde|eind|diep|kanaal|horst|heuvel|wei|gaarde|hoeve"
    r"|oever|werf|strjitte|paed|leane|dyk|str[.]?|ln[.]|wg[.]|pln?[.]|sngl[.]?|kd[.]"
)
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_NO_STREET = (
    r"(?:Kamer|Groep|Klas|Schaal|Fase|Trede|Lokaal|Level|Team|Zaal|Afdeling|Blok|Etage|Stap|Vak|Deel|Bijlage|Artikel"
    r"|Hoofdstuk|Vraag|Lijn|Spoor|Perron|Gate|Tabel|Categorie|Klasse|Type|Model|Versie|Windows|Office|Wereldoorlog)\b"
)
_UNIT = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_IN_WORDS = (
    rf"(?:{_UNIT}?honderd(?:en)?(?:{_UNIT}(?:en|ën){_TENS}|{_TENS}|(?:der|veer|vijf|zes|zeven|acht|negen)?tien|elf|twaalf|{_UNIT})?"
    rf"|{_UNIT}(?:en|ën){_TENS}|{_TENS}|(?:der|veer|vijf|zes|zeven|acht|negen)?tien|elf|twaalf|(?!een|één){_UNIT})(?!\w)"
)
_NO_UNIT = (
    r"(?!\s*(?:dagen|dag|weken|week|wk|maanden|mnd|jaar|jaren|uur|uren|minuten|min|euro|eur|keer|x|km|meter|m|"
    r"procent|kinderen|personen|man|mensen|jarige|sterren"
    r"|(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*)\b)"
)
STREET_NUMBER = re.compile(
    rf"(?P<address>(?<!\w)(?:(?:v\.? ?d\.? |(?:[A-Z']|[1-9]e){_LETTERS}[ ](?:(?:[A-Z]{_LETTERS}"
    rf"|van|v\.d\.|v\.|v/d|vd|der|den|de|het|'t"
    rf")[ ]){{0,4}}|)(?:(?:'s-)?[A-Z][\w'\-]{{2,30}}(?:{_SUFFIX}|{_SUFFIX.upper()})|(?:[A-Z][\w'.\-]{{1,30}}\s)"
    rf"(?i:{_SUFFIX})|(?:Laan|Plein|Weg|Kade|Singel|Straat|Dijk|Hof|Park)[ ](?:(?:van|v\.|d\.|der|den|de|het|"
    rf"'t)[ ]){{0,3}}(?:[A-Z][\w'\-]{{1,30}}(?:[ ][A-Z][\w\-]{{1,30}})?|{_YEARS}(?=[ ](?:n|\d{{1,3}}(?!\d)))))"
    rf"|(?:Singel|Brink|Kade|Dijk|Markt|(?:Achter (?:de|het|den)|Op gen|Oan e|Op 't|In 't|Aan 't) [A-Z][\w'\-]{{1,30}})"
    rf"|[a-z]{{3,}}(?:straat|str\.|laan|gracht|singel|plantsoen|"
    rf"dreef|plein|kade)|(?:(?<=\bde )|(?<=\b(?:op|in) )|(?<=\baan )|(?<=naar )|(?<=naar: )|(?<=, ))"
    rf"(?!snel|auto|spoor|onder|over|rond|hoofd|fiets|lucht|rijks|land|half)[a-z]{{3,}}(?:weg|dijk|steeg)"
    rf"|(?<=\badres: )[a-z]{{3,}})"
    rf"(?:[ ]{{1,2}}|,[ ](?=n))(?i:{_NR}{_NO_YEAR}{_HOUSE})){_NO_UNIT}"
)
_HOME = (
    rf"(?P<address>(?:(?:'t|de|het|De|Het|Burg\.|Ds\.|Dr\.|Prof\.|Mr\.|"
    rf"St\.)\s)?(?<!\w)[A-Z']{_LETTERS}\s(?:(?:(?:van|v\.d\.|v\.|v/d|vd|der|den|de|het|'t|'n|e|en|gen|oan|in|op|te|ter"
    rf"|la|le|du)\s){{0,3}}[A-Z']{_LETTERS}\s){{0,3}}"
    rf"(?i:{_NO_YEAR}{_HOUSE}))"
)
STREET_CUED = re.compile(
    r"(?i:\b(?:woon(?:achtig)?|wonen|woont|w[eo]une?|verhuisd?|verhuizen"
    r"|(?:woon|post|brief|thuis|huis|verblijf|verzend|bezoek|mail)?adres(?:wijziging|sen)?|geadresseerd|ingeschreven"
    r"|verblij(?:f|ft|ven|fplaats)|logeert?|logeren|gehuisvest|bezorgd?|ingetrokken|thuis)\b"
    r"(?:\s+(?:nu|per|is|aan|op|naar|wordt|"
    r"bij|sinds|sedert|\d{4}|daar|ik|we|nog|thuis|nieuwe?|(?-i:het|de)|mijn|ons|onze|te|dus|noe|an|bij|ook"
    r"|mn|m'n|moeder|vader|ouders|zus|broer|vriend|vriendin|zoon|dochter)\b|\s?[:=(]){0,6})\s?"
    rf"(?:{_HOME}|(?P<lower>[a-z]{{3,}}(?:{_SUFFIX})\s(?i:{_NO_YEAR}{_HOUSE}))){_NO_UNIT}"
)
STREET_SENT = re.compile(
    r"(?i:\b(?:stuur|sturen|gestuurd|post|brief|brieven)\b(?:\s[^\W\d]+){0,5}?\snaar)\s"
    rf"(?!(?:Postbus|Antwoordnummer|Team|Afdeling|Kamer|Groep|Kantoor|Klas)\s){_HOME}{_NO_UNIT}"
)
HOME_NAME = re.compile(
    r"\b(?:wo+n(?:t|en|achtig)?|verhui\w+|\w*adres(?:wijziging)?|ingeschreven)(?:\s(?:nu|is|wordt))*(?:\s?:|\s(?:op|naar|aan|is))\s"
    rf"(?P<name>(?!(?:de|het) $)(?:[1-9]e[ ]|(?:{_SHORT})[ ]?|'?[^\W\d]++(?:['/\-]++|[ ])){{1,6}})$",
    _I,
)
"""What a street's name may begin with: "woon op v/d Lindenlaan", "verhuisd naar burgemeester van tuyllkade"."""
HEAD_NAME = re.compile(rf"(?<![\w.])(?P<name>(?!van (?!d|het|'t))(?!(?:de|het) $)(?=\S){_HEAD}(?<=[ ])|[a-z]+-)$", _I)
"""The same where no word for living stands before it: "m.h. trompstraat"."""
STREET_LIVED = re.compile(
    rf"\b(?:op|aan|in)\s{_HOME}(?=,?\s(?:(?:te|in)\s\w+\s)?(?:ben\s|sta\s|staat\s|ga\s|ging\s)?"
    rf"(?:woon|wonen|gewoond|ingeschreven|verblijf|logeer|huis\b|zit\b|zat\b))"
)
POSTCODE_SHAPE = re.compile(r"[1-9]\d{3}[ \-]{0,3}[A-Za-z]{2}(?!\w)")
STREET_WORDS = (
    "straat", "laan", "gracht", "singel", "steeg", "plantsoen", "dreef", "kade", "plein", "weg", "hof", "dijk", "pad",
    "park", "erf", "burg", "akker", "veld", "markt", "wal", "oord", "wijk", "donk", "dam", "haven", "brink", "meent",
    "vaart", "zoom", "str.", "eind", "diep", "kanaal", "horst", "heuvel", "wei", "gaarde", "hoeve",
    "oever", "werf", "adres", "achter ", "str ", "ln.", "wg.", "pl.", "pln.", "sngl", "kd.",
    "strjitte", "paed", "leane", "dyk", " gen ", "oan e", "op 't", "in 't", "aan 't",
)  # fmt: skip
NUMBERED = re.compile(r"\d ?[A-Za-z]{2},? (?:huis)?(?:nr|nummer)\b\.? ?\d|\d ?[A-Z]{2} (?:huis)?(?:nr|nummer)\b")
ADDRESS_GIVEN = re.compile(r"adres:\s?$", _I)
LIVING = re.compile(r"\bwo+n|\badres|\bverhui", _I)
MEASURE = re.compile(r"(?!19|20)\d{4} (?:dd|ca|mm|cm|km|kg|mb|gb|ml|ww|zw|tw|pk|bv|nv)", _I)
"""Letters that mean something else, but not behind a number that is no year where somebody lives."""
LONGEST_NAME = 60
"""Characters in which the beginning of a street's name is looked for."""
HOME_WORDS = (
    "woon", "wonen", "verhui", "adres", "ingeschreven", "stuur", "sturen", "gestuurd", "post", "brief", "brieven",
    "weun", "woune", "verblij", "loge", "gehuisvest", "bezorg", "ingetrokken", "thuis",
)  # fmt: skip
HOUSE_MARKED = re.compile(
    rf"(?<![\w'])(?!{_NO_STREET})(?P<address>[A-Z][a-z'\-]{_LETTERS}"
    rf"(?:[ ][A-Z][a-z'\-]{_LETTERS}){{0,3}}[ ](?:(?:t/o|nr\.?)[ ])?"
    rf"[1-9]\d{{0,3}}(?:-(?:I{{1,3}}|IV|hs|bis)|[ ]?(?:hs|bis|sous|I{{1,3}}[ -]hoog|[1-4][ -]?hoog)"
    rf"|(?<=t/o[ ]\d)|(?<=t/o[ ]\d\d)"
    rf"|(?<=t/o[ ]\d\d\d)))(?![\w\-])"
)
"""A name and a number with what only houses have behind it: "Kreekrug 9-II"."""
STREET_SPELLED = re.compile(
    rf"(?<!\w)(?P<address>[A-Z][\w'\-]{{2,30}}?(?i:{_SUFFIX})[ ](?:(?:nr|nummer)\.?[ ])?(?i:{_IN_WORDS}))"
    rf"(?=\s*(?:[,.;:!?()/]|$|\n"
    rf"|(?:te|in|naar|is|dus|en|bis|hs|[a-d]|[1-9]\d{{3}})\b|\s[A-Z][a-z])){_NO_UNIT}(?!,?\s(?:of|tot|keer|{_UNIT})\b)"
)
"""A street and a house number in words."""
MARK_WORDS = ("hs", "bis", "sous", "hoog", "-i", "t/o")
SPELLED_WORDS = tuple(
    f"{street} {house}"
    for street in "straat straatje laan weg gracht singel plein kade hof dijk dreef steeg pad park plantsoen".split()
    for house in "een één twee drie vier vijf zes zeven acht negen tien elf twaalf der veer twin hon tach nr".split()
)
NO_POSTCODE = re.compile(
    r"\d{4} (?:en|of|is|in|op|te|om|na|af|ik|we|je|ze|er|nu|al|zo|dd|ca|mm|cm|km|kg|mb|gb|ml|ww|zw|tw|pk|bv|nv|tm|nr|va"
    r"|de|KM|KG|MB|GB|PK)"
)
YEAR_AND_WORD = re.compile(r"(?:1[89]|20)\d\d (?:EN|OF|IS|IN|OP|WW|ZW|TW|BV|NV|EU|AD|NL|UW|ER|nr|tm)")


NO_STREET = re.compile(_NO_STREET)


def streets_marked(text: str) -> Iterator[tuple[int, int]]:
    """A name, a number and a mark that only houses have."""
    yield from (_named(text, match) for match in HOUSE_MARKED.finditer(text))


def streets_spelled(text: str) -> Iterator[tuple[int, int]]:
    """Street and house number in words."""
    yield from (_named(text, match) for match in STREET_SPELLED.finditer(text))


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Street and house number."""
    yield from (_named(text, match) for match in STREET_NUMBER.finditer(text))


def postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Postcode with house number, and the street with both."""
    if not POSTCODE_SHAPE.search(text):
        return
    for pattern in POSTCODES:
        at = 0
        while match := pattern.search(text, at):
            if is_address := _is_address(pattern, text, match):
                yield _named(text, match)
            at = match.end() if is_address else match.start() + 1  # a postcode may begin within "2014 op 1335 AB 12"


def _is_address(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Whether what has the shape of a postcode is no year and no measure."""
    if pattern in POSTCODE_FIRST and YEAR_AND_WORD.fullmatch(match["postcode"]):
        return False
    return _is_told(pattern, text, match) or not NO_POSTCODE.fullmatch(match["postcode"])


def _named(text: str, match: re.Match[str]) -> tuple[int, int]:
    """An address with the whole name of its street, where nothing stands between that and a word for living."""
    start, end = match.span("address")
    back = max(0, start - LONGEST_NAME)
    name = HOME_NAME.search(text, back, start) or HEAD_NAME.search(text, back, start)
    is_open = "(" in match["address"] and ")" not in match["address"]
    return (name.start("name") if name else start), end + (is_open and text[end : end + 1] == ")")


def _is_told(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Whether letters that could be a measure (GB, PK) are a postcode's: behind a street, or where somebody lives."""
    before = text[max(0, match.start() - 30) : match.start()]
    is_lived = bool(LIVING.search(before)) and bool(MEASURE.fullmatch(match["postcode"]))
    is_numbered = bool(NUMBERED.search(match[0]) or ADDRESS_GIVEN.search(before))
    return pattern in (STREET_POSTCODE, POSTCODE_STREET) or "postcode" in before.casefold() or is_lived or is_numbered


def homes(text: str) -> Iterator[tuple[int, int]]:
    """Street and number after a word for living there."""
    for pattern in (STREET_CUED, STREET_LIVED, STREET_SENT):
        for match in pattern.finditer(text):
            if not NO_STREET.match(match["address"] or ""):
                yield _named(text, match) if match["address"] else match.span("lower")
