r"""The patterns for case numbers, behind `crawler.reading.personal`."""

import re

_I = re.IGNORECASE

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
    r"|(?-i:[A-Z]{1,4})(?:[/.\-]?\d{5,9}(?:[/.\-][A-Z0-9]{1,4})?|\d{2,4}/\d{2,6}-\d{2,6}))(?![\w/]|[.,]\d|\s?(?:euro|eur)\b)",
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
