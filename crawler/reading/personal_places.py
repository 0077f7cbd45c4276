r"""The patterns for addresses, birth dates and case numbers, behind `crawler.reading.personal`."""

import re

from crawler.reading.personal_numbers import BSN_CUE, NUMBER_WORDS

_I = re.IGNORECASE

# -- addresses --------------------------------------------------------------------------------------------------------
_HOUSE = (
    r"[1-9]\d{0,3}(?:\s?[-/]\s?(?:\d{1,4}|[a-z]{1,3}|[ivx]{1,3})(?!\w)|\s?(?:bis|hs|zw|huis|rood|zwart|[1-9](?:e|"
    r"de)? ?hoog|hoog)(?!\w)|[a-z]{1,2}(?:-?\d{1,3})?(?!\w)"
    r"|,?\s(?:bus|box|unit|app(?:artement|\.)?|kamer)\s?\d{1,4}[a-z]?(?!\w)"
    r"|\s[a-d](?=[\s,.;)]|$)|\s(?:I{1,3}|IV)(?!\w))?(?![\d%]|[.,:]\d)"
)
_POSTCODE = r"(?P<postcode>[1-9]\d{3} ?(?!S[ADS](?!\w))[a-z]{2})(?!\w)"
_NR = r"(?:[\s,;:\-/(]*(?:en\s+)?(?:(?:huis)?(?:num+er|nr|no)\b|#)?[\s.:]*)"
_STREET = (
    r"(?:(?:[A-Z'’]|[1-9]e)[\w'’.\-]*[ ](?:(?:[A-Z'’][\w'’.\-]*|van|der|den|de|het|ter|ten|op|in|aan|le|la|'t|"
    r"’t)[ ]){0,4}|)(?:[A-Z'’][\w'’\-]+\.?)"
)
_HEAD = r"(?:(?:oude|nieuwe|grote|kleine|lange|korte|hoge|lage|eerste|tweede|van|de|het|der|den) ){0,3}"
_NOT_BOX = (
    r"(?<!\w)(?!(?:Bel|Tel|Telefoon|Postbus|Antwoordnummer|In|Op|Van|Tot|Sinds|Vanaf|Per|Artikel|Kamer|"
    r"Formulier|Boeing|Windows)[ ]\d)"
)
STREET_POSTCODE = re.compile(
    rf"(?P<address>{_NOT_BOX}(?:{_STREET}|{_HEAD}[a-z]{{3,}}(?:straat|laan|weg|gracht|singel|plein|kade|hof|dijk|dreef"
    rf"|steeg))[ ,]{{1,2}}{_NR}(?i:{_HOUSE})[\s,;\-–(]{{1,4}}(?:te\s)?(?i:{_POSTCODE}))"
)
WORD_POSTCODE = re.compile(
    rf"(?<!\w)(?P<address>{_HEAD}(?!(?:week|pagina|kamer|artikel|lokaal|deel|maand|jaar|sinds|rond|nummer|huisnummer"
    rf"|tegen) )[a-z]{{4,}}"
    rf" (?i:{_HOUSE}),? (?P<postcode>[1-9]\d{{3}}(?:[a-z]{{2}}| ?[A-Z]{{2}})))(?!\w)"
)
"""A street without a capital, before a number and a postcode: "waterhoen 41, 3435dv"."""
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
    r"|wal|oord|wijk|donk|dam|haven|brink|meent|vaart|zoom|einde|eind|diep|kanaal|horst|heuvel|str\."
)
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_NO_UNIT = (
    r"(?!\s*(?:dagen|dag|weken|week|wk|maanden|mnd|jaar|jaren|uur|uren|minuten|min|euro|eur|keer|x|km|meter|m|"
    r"procent|kinderen|personen|man|mensen|jarige)\b)"
)
STREET_NUMBER = re.compile(
    rf"(?P<address>(?<!\w)(?:(?:v\.? ?d\.? |(?:[A-Z'’]|[1-9]e)[\w'’.\-]*[ ](?:(?:[A-Z][\w'’.\-]*|van|der|den|de|het|'t|"
    rf"’t)[ ]){{0,4}}|)(?:(?:['’]s-)?[A-Z][\w'’\-]{{2,}}(?:{_SUFFIX})|(?:[A-Z][\w'’.\-]+\s)"
    rf"(?i:{_SUFFIX})|(?:Laan|Plein|Weg|Kade|Singel|Straat|Dijk|Hof|Park)[ ](?:(?:van|v\.|d\.|der|den|de|het|"
    rf"'t)[ ]){{0,3}}(?:[A-Z][\w'’\-]+(?:[ ][A-Z][\w\-]+)?|19\d\d(?=[ ]n)))"
    rf"|(?:Singel|Brink|Kade|Dijk|Markt|Achter (?:de|het|den) [A-Z][\w'’\-]+)"
    rf"|[a-z]{{3,}}(?:straat|str\.|laan|gracht|singel|plantsoen|"
    rf"dreef|plein|kade)|(?<=\bde )(?!snel|auto|spoor|onder|over)[a-z]{{3,}}(?:weg|dijk|steeg)"
    rf"|(?<=\badres: )[a-z]{{3,}})"
    rf"(?:[ ]{{1,2}}|,[ ](?=n))(?i:{_NR}{_NO_YEAR}{_HOUSE})){_NO_UNIT}"
)
_HOME = (
    rf"(?P<address>(?:(?:'t|’t|de|het|De|Het|Burg\.|Ds\.|Dr\.|Prof\.|Mr\.|"
    rf"St\.)\s)?[A-Z'’][\w'’.\-]*\s(?:(?:(?:van|der|den|de|het|'t)\s){{0,3}}[A-Z'’][\w'’.\-]*\s){{0,3}}"
    rf"(?i:{_NO_YEAR}{_HOUSE}))"
)
STREET_CUED = re.compile(
    r"(?i:\b(?:woon(?:achtig)?|wonen|woont|verhuisd?|verhuizen|adres|ingeschreven)\b(?:\s+(?:nu|per|is|aan|op|naar|wordt|"
    r"bij|sinds|sedert|\d{4}|daar|ik|we|nog|thuis|nieuwe?|(?-i:het|de)|mijn|ons|onze)\b|\s?:){0,5})\s?"
    rf"(?:{_HOME}|(?P<lower>[a-z]{{3,}}(?:{_SUFFIX})\s(?i:{_NO_YEAR}{_HOUSE}))){_NO_UNIT}"
)
STREET_LIVED = re.compile(
    rf"\b(?:op|aan|in)\s{_HOME}(?=,?\s(?:(?:te|in)\s\w+\s)?(?:ben\s|sta\s|staat\s|ga\s|ging\s)?"
    rf"(?:woon|wonen|gewoond|ingeschreven))"
)
POSTCODE_SHAPE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}(?!\w)")
STREET_WORDS = (
    "straat", "laan", "gracht", "singel", "steeg", "plantsoen", "dreef", "kade", "plein", "weg", "hof", "dijk", "pad",
    "park", "erf", "burg", "akker", "veld", "markt", "wal", "oord", "wijk", "donk", "dam", "haven", "brink", "meent",
    "vaart", "zoom", "str.", "eind", "diep", "kanaal", "horst", "heuvel", "adres", "achter ",
)  # fmt: skip
LIVING = re.compile(r"\bwo+n|\badres|\bverhui", _I)
MEASURE = re.compile(r"(?!19|20)\d{4} (?:dd|ca|mm|cm|km|kg|mb|gb|ml|ww|zw|tw|pk|bv|nv)", _I)
"""Letters that mean something else, but not behind a number that is no year where somebody lives."""
HOME_WORDS = ("woon", "wonen", "verhui", "adres", "ingeschreven")
NO_POSTCODE = re.compile(
    r"\d{4} (?:en|of|is|in|op|te|om|na|af|ik|we|je|ze|er|nu|al|zo|dd|ca|mm|cm|km|kg|mb|gb|ml|ww|zw|tw|pk|bv|nv|tm|nr|va"
    r"|de|KM|KG|MB|GB|PK)"
)
YEAR_AND_WORD = re.compile(r"(?:1[89]|20)\d\d (?:EN|OF|IS|IN|OP|WW|ZW|TW|BV|NV|EU|AD|NL|UW|ER|nr|tm)")

# -- birth dates ------------------------------------------------------------------------------------------------------
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

# -- case numbers -----------------------------------------------------------------------------------------------------
_CASE_WORD = (
    r"(?:dossier|zaak|klant|cli[eë]nt|correspondentie|registratie|claim|referentie|aanvraag|polis|beschikking|"
    r"melding|relatie|lid|student"
    r"|aansluit|brief|volg|bezwaar|procedure|klacht|beroeps|loonheffing(?:en)?|behandel|inschrijf|patient|"
    r"pati[eë]nt|case|bevestigings|uitkerings|machtigings|hypotheek|personeels|kandidaat|werkgevers|schade|debiteur"
    r"|vordering)"
)
_CASE_ID = (
    r"(?P<number>(?<![\w/])(?-i:[A-Z&]{1,4}(?:-[A-Z]{1,2})?[ ])?(?=[A-Z&]{0,5}[/.\-]?[A-Z]{0,4}[/.\-]?\d)"
    r"(?=(?:[A-Z&/.\-]*(?:(?<=\d)[ ])?\d){4})"
    r"[A-Z0-9&]+(?:[/.\-][A-Z0-9&]+){0,6}(?:[ ]\d{2,4}(?![\d\-])){0,3}(?:[ ](?-i:[A-HJ-TV-Z])(?=[\s.,;)]|$))?)(?![\w])"
)
_NO_HEAD = (
    r"(?!(?:ISO|NEN|DIN|EU|EG|EN|LJN|CAO|KVK|BTW|RSIN|ISBN|IBAN|EAN|IMEI|IP|EUR|NJ|JAR|RSV|USZ|STB|ECLI)(?![A-Z]))"
)
CASE = re.compile(
    rf"(?:\b{_CASE_WORD}(?:s?[- ]?(?:num+er|nr|no)\b\.?|-?id\b)(?:\W{{1,3}}(?!\[)[a-z']+){{0,5}}?|"
    rf"(?:kenme?rk(?:en)?(?: (?:brief|van)(?: [a-z']+)?)?|\b(?:dossier|zaak|polis|ref(?:erentie)?|casus|claim))\b\.?"
    r"(?:\W{1,2}(?:met|is|was|nummer|nr|:|onder|het|op|de|in|uw|mijn|van|brief|laatste|specificatie)\b(?![-/]\d)\.?){0,4}"
    r"|\b(?:(?:bekend|geregistreerd) )?(?:onder|als) (?:het )?(?:num+er|nr\.?)|\bbekend onder|\bvermelden?(?=:)"
    r"|\b(?:uw|ons) (?:num+er|nr\.?)(?=:)|\b(?:dossier|zaak|bezwaar|klacht|vergunning) heeft (?:als )?(?:num+er|nr)"
    r"|\b(?:dos|reg|"
    r"zk)\.?\s?nr\b\.?)[\s:#=(,.\-–]{1,10}" + _CASE_ID,
    _I,
)
CASE_TOLD = re.compile(
    r"\b(?:bezwaar|klacht|registratie|bericht|melding|aanvraag|beslissing|beschikking|claim|procedure|vordering|brief|"
    r"declaratie|correspondentie|verzoek|bevestiging|betaling|machtiging|schikking|"
    r"onder(?=\W{1,2}(?-i:[A-Z]))|ref)\b"
    r"(?:\s(?:met|onder|is|heet|draagt|nummer|nr\.?|no\.?)){0,2}[\s:#(\[]{1,3}"
    + _NO_HEAD
    + r"(?P<number>(?-i:(?:[A-Z&]{1,5}\d{0,4}[/.\- ])?)(?=(?:[\w&]*[/.\- ]?(?:[A-Z]{1,4}[/.\-])?\d){6})"
    r"\d[A-Z0-9]*(?:[/.\-][A-Z0-9]+|(?<=\d)[ ]\d{3,7}(?![\d\-])){1,5}"
    r"|(?-i:[A-Z]{1,4})[/.\-]?\d{5,9}(?:[/.\-][A-Z0-9]{1,4})?)(?![\w/]|[.,]\d|\s?(?:euro|eur)\b)",
    _I,
)
CASE_WORDS = (
    "nummer", "numer", "nr", "kenm", "bekend", "vermeld", "dossier", "zaak", "polis", "ref", "casus", "claim", "-id",
    " id", "no.",
)  # fmt: skip
TOLD_WORDS = (
    "bezwaar", "klacht", "registratie", "bericht", "melding", "aanvraag", "besl", "besc", "claim", "procedure",
    "vordering", "brief", "declaratie", "correspondentie", "verzoek", "bevestiging", "betaling", "machtiging",
    "schikking", "onder", "ref ",
)  # fmt: skip
CASE_SHAPE = re.compile(
    r"(?<![\w/.\-])(?:(?:WW|WIA|WAO|ZW|WGA|IVA|WAZO|TW|WAJ|WAZ|IOW)[-/.]\d{4}[-/.]\d{4,8}|\d\d-(?:NOW|WW|WIA|ZW)-\d{5,8}|"
    r"[A-Z]{2,4}-\d{2,4}[/.]\d{3,6}(?:-\d{3,5})?|\d{4}-[A-Z]{2}(?:/\d{5,8}|-\d{3,6})|"
    r"(?<=[Nn]r )[A-Z]{1,3} ?\d{4}-\d{4}|\d{3}\.\d{3}\.\d{3}-[A-Z]\d\d|Z\d{7}|(?:19|20)\d\d/\d{5,6}|B&B/\d{6,9}|"
    r"(?!ISO|NEN|DIN|EU|EG|EN|LJN)[A-Z]{1,4}[-/.]\d{3,6}[-/.](?!(?:19|20)\d\d(?!\d))\d{3,8}|"
    r"(?:[A-Z]{1,4} )?(?=[\d\-/.]*(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3})\d{2,4}"
    r"[-/.]\d{2,7}(?:[-/.]\d{2,8}){0,2}[-/.][A-Z]{1,3})"
    r"(?:[-/.][A-Za-z0-9]{1,5})*(?![\w\-/])"
    rf"|(?<=\(){_NO_HEAD}[A-Z]{{1,4}}[-/. ]?(?=(?:[\-/. ]?\d){{6}})\d{{2,7}}(?:[-/.]\d{{2,8}}){{1,3}}"
    r"(?:[-/. ]?[A-Za-z]{1,2})?(?=[),;])"
)
GROUPED = re.compile(r"[/.\-]\d\d|Z\d")
"""What every case number that is known by its shape alone has."""
BARE_WORDS = ("num", "nr")
CASE_BARE = re.compile(
    r"\b(?:num+er|nr)\b\.?(?: (?:bij|van|op|in|boven|is|was|u|uw|jullie|mijn|de|het|alle|brief|brieven|"
    r"papieren|bezwaar|bezwaarschrift|klacht|beroep|zaak|beslissing|beschikking|aanvraag)\b){0,4}"
    r"[ :,]{1,3}" + _NO_HEAD + r"(?P<number>(?!\d\.\d{3}\.\d{3}(?![\d\-]))(?:[1-9]|(?-i:[A-Z&]{1,4}[ .\-/]?)\d)\d{0,3}"
    r"(?:[.\-/](?:[A-Z]{1,3}[.\-/])?\d{2,6}){1,3}(?:\.\d|[-/.]?[A-Z]{1,2})?)"
    r"(?![\w\-/]|[.,]\d)",
    _I,
)
CASE_HEAD = re.compile(r"^[A-Z&]{1,5}(?:-[A-Z]{1,2})?[ ]")
NO_CASE = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:19|20)\d\d)?|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?\d|1[0-2])[-/.](?:19|20)?\d\d|"
    r"(?:19|20)\d\d-\d\d-\d\d|"
    r"\d{1,3}\.\d{3}|\d{1,3}(?:\.\d{3})*,\d\d|0\d{9}",
    _I,
)
