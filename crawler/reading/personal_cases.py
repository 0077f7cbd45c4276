r"""The patterns for case numbers, behind `crawler.reading.personal`."""

import re

_I = re.IGNORECASE

_CASE_WORD = (
    r"(?:doss?ier|doss?|zaak|zk|klant|cli[eë]nt|correspondentie|reg(?:istratie)?|claim|ref(?:erentie)?|aanvraag|polis"
    r"|beschikking|besluit|melding|relatie|lid|student|aansluit|brief|volg|bezwaar|procedure|klacht|beroeps"
    r"|loonheffing(?:en)?|behandel|inschrijf|pati[eë]nt|case|bevestigings|uitkerings|machtigings|hypotheek|personeels"
    r"|kandidaat|werkgevers|schade|debiteur|vordering|incasso|schuld|werkzoekende"
    r"|file|application|customer|client|reference|registration)"
)
_NUMBER = r"(?:s?[- .]{0,2}(?:num+er(?:tje)?|numero|number|num|nr|no)\b\.?|-?id\b)"
_UNIT = (
    r"(?!\s?(?:euro|eur|uur|dag|week|weken|wk|maand|mnd|jaar|keer|x|min|%|jan|febr?|maart|mrt|apr|mei|jun|jul|aug|sept?|okt"
    r"|nov|dec)(?:[a-z]*)\b)"
)
_GROUP = rf"(?:[ ]\d{{2,7}}(?![\d\-]|[.,/]\d){_UNIT})"
_CASE_ID = (
    r"(?P<number>(?<![\w/])(?:(?-i:[A-Z&]{1,5}(?:-[A-Z]{1,2})?)[ ]|(?:b&b|zw|ww|wia|ont)[ ])?"
    r"(?=[A-Z&]{0,5}[/.\-_]?[A-Z]{0,4}[/.\-_]?\d)"
    r"(?=(?:[A-Z&/.\-_]{0,6}(?:(?<=\d)[ ])?\d){4})"
    rf"[A-Z0-9&]+(?:(?:[/.\-_]| [-/] (?=\d{{4}}))[A-Z0-9&]+){{0,6}}{_GROUP}{{0,4}}"
    rf"(?:[ ](?-i:[A-HJ-TV-Z])\d{{0,3}}(?=[\s.,;)]|$))?)(?!\w)"
)
_NO_HEAD = (
    r"(?!(?:ISO|NEN|DIN|EU|EG|EN|LJN|CAO|KVK|BTW|RSIN|ISBN|IBAN|EAN|IMEI|IP|EUR|NJ|JAR|RSV|USZ|STB|ECLI)(?![A-Z]))"
)
CASE = re.compile(
    rf"(?:\b(?:bezwaar|ontslag|beroeps)?-?{_CASE_WORD}{_NUMBER}(?:\W{{1,3}}(?!\[)[a-z']+){{0,5}}?|"
    r"(?:kenm(?:e?rk(?:en)?)?\b(?: (?:brief|van)(?: [a-z']+(?=[\s:]))?)?"
    r"|\b(?:doss?ier|zaak|polis|ref(?:erentie|erence)?|casus|claim|klant|cli[eë]nt))\b\.?"
    r"(?:\W{1,2}(?:met|is|was|nummer|nr|:|onder|het|op|de|in|uw|mijn|van|brief|laatste|specificatie|bij|hen|hun|jullie|u|staat|dat|aan|heet|er)"
    r"\b(?![-/]\d)\.?){0,4}"
    r"|\b(?:(?:bekend|geregistreerd) )?(?:onder|als) (?:het )?(?:num+er|nr\.?)|\bbekend (?:onder|als)"
    r"|\bvermelden?(?: altijd| steeds)?(?=:)"
    r"|\b(?:uw|ons) (?:num+er|nr\.?)(?=:)"
    r"|\b(?:dossier|zaak|bezwaar|klacht|vergunning)\s(?:[a-z]+\s){0,2}?(?:heeft|kreeg|heb)"
    r"\s(?:[a-z]+\s){0,3}?(?:num+er|nr)"
    r"|\b(?:klacht|zaak|bezwaar|aanvraag|brief|melding|dossier) met (?:het )?(?:num+er|nr\b\.?)"
    r"|\bbetr(?:eft|\.)(?=\W{1,2}(?:[A-Z]|\d{7}|\d\d[ ]\d{3}[ ]\d{3})))"
    r"[\s:#=(,.\-\"']{1,10}" + _CASE_ID,
    _I,
)
DIGITS = re.compile(r"\d(?:[ /.\-_]?[\dA-Z]){4}")
CASE_AFTER = re.compile(
    rf"\b(?:{_CASE_WORD}{_NUMBER}|kenmerk|referentie|zaak|dossier|case)(?!\w)"
    r"(?!\W{0,4}(?:(?:is|was|van|luidt|nr|nummer)\W+)?[a-z]{0,4}[\W_]?\d)",
    _I,
)
"""A word for a case number, with none behind it."""
NUMBER_BEFORE = re.compile(
    _CASE_ID
    + r"(?:\s?\(|[\s\"'),=]{1,3}(?:(?:is|was|als|dat|dit|zijnde|heet|noemen|noemt|staat|dus|(?:is|as)\smy|luidt)[\s,]+)"
    r"(?:(?:is|was|het|een|hun|mijn|ons|uw|de|m'n|mn|bij|zijn|haar|zo)\s){0,3}"
    r"|,\s(?:mijn|ons|uw|hun|m'n|mn|het)\s)[\"'(]?$",
    _I,
)
"""The number before it: "De rechtbank noemt het 878.824.781/B86 als zaaknr."."""
CASE_TOLD = re.compile(
    r"\b(?:bezwaar|klacht|registratie|bericht|melding|aanvraag|beslissing|beschikking|claim|procedure|vordering|brief|"
    r"declaratie|correspondentie|verzoek|bevestiging|betaling|machtiging|schikking|"
    r"onder(?=\W{1,2}(?-i:[A-Z]))|ref)\b"
    r"(?:\s(?:met|onder|is|heet|draagt|nummer|nr\.?|no\.?)){0,2}[\s:#(\[]{1,3}"
    + _NO_HEAD
    + r"(?P<number>(?-i:(?:[A-Z&]{1,5}\d{0,4}[/.\- ])?)(?=(?:[A-Z\d&]{0,12}[/.\-_ ]?(?:[A-Z]{1,4}[/.\-_])?\d){6})"
    r"\d[A-Z0-9]*(?:[/.\-_][A-Z0-9]+|(?<=\d)[ ]\d{3,7}(?![\d\-])){1,5}"
    r"|(?-i:[A-Z]{1,4})(?:[/.\-]?\d{5,9}(?:[/.\-][A-Z0-9]{1,4})?|\d{2,4}/\d{2,6}-\d{2,6})"
    r"|(?:(?<=bezwaar\s)|(?<=aanvraag\s)|(?<=klacht\s)|(?<=slissing\s)|(?<=hikking\s))\d{7,10})(?![\w/]|[.,]\d|\s?(?:euro|eur)\b)",
    _I,
)
CASE_WORDS = (
    "nummer", "numer", "nr", "kenm", "bekend", "vermeld", "dossier", "dosier", "zaak", "polis", "ref", "casus", "claim",
    "betreft", "betr.",
    "-id", " id", "no.", "number", "num.", "klant", "client", "cliënt",
)  # fmt: skip
AFTER_WORDS = ("nummer", "numer", "nr", "number", "no.", " no", "kenmerk", "referentie", "zaak", "dossier", "case")
TOLD_WORDS = (
    "bezwaar", "klacht", "registratie", "bericht", "melding", "aanvraag", "besl", "besc", "claim", "procedure",
    "vordering", "brief", "declaratie", "correspondentie", "verzoek", "bevestiging", "betaling", "machtiging",
    "schikking", "onder", "ref ",
)  # fmt: skip
_LAWS = (
    "WW WIA WAO ZW WGA IVA WAZO TW WJ WAJ WAJONG WAZ IOW IOAW SMZ AD ONT ONTSL B&B BB BZ TV VV NOW BVV KL OV AG"
).split()
_LAW = rf"(?:{'|'.join(_LAWS)})"
LAW_WORDS = tuple(f"{law.casefold()}{sign}{digit}" for law in _LAWS for sign in ("", *" -/._") for digit in range(10))
CASE_OF_LAW = re.compile(
    rf"(?<![\w/.\-&])(?P<number>{_LAW}(?![-/._ ]?(?:19|20)\d\d[-/._](?:19|20)\d\d(?!\d))"
    rf"(?:[-/._]?\d{{2}}(?:\d\d)?[-/._ ]\d{{3,8}}(?:[-/._]\d{{1,6}}){{0,3}}(?:[-/._]?[A-Z]{{1,3}})?"
    rf"|[-/._ ]\d{{2}}(?:\d\d)?[-/._]\d{{4,8}}(?:[-/._][A-Z\d]{{1,5}}){{0,2}}|[ ](?:19|20)\d\d[ ]\d{{6,7}}"
    rf"|[-/._]?\d{{5,10}}(?:[-/._][A-Z\d]{{1,5}}){{0,2}}|[-/._]\d\d[-/._]\d{{4}}[-/._]\d{{2,5}}"
    rf"|[ ]\d\d(?:(?:[ ]\d\d){{3}}|(?:[ ]\d\d\d){{2}}"
    rf"|\d(?:[ ]\d\d\d){{2}}|\d{{5,7}})(?![ ]\d)))(?![\w/]|[-.,]\d|\s?(?:euro|eur\b))",
    _I,
)
"""Initials of a law, a benefit or a department with five digits or more: "WIA-22/0917.455", "zw.2022.022258"."""
CASE_SHAPE = re.compile(
    r"(?P<number>(?<![\w/.\-])(?:(?:WW|WIA|WAO|ZW|WGA|IVA|WAZO|TW|WAJ|WAZ|IOW)[-/.]\d{4}[-/.](?!(?:19|20)\d\d(?!\d))\d{4,8}|\d\d-(?:NOW|WW|WIA|ZW)-\d{5,8}|"
    r"[A-Z]{2,4}-\d{2,4}[/.]\d{3,6}(?:-\d{3,5})?|[A-Z]\d\d[.\-]\d{3}[.\-]\d{3}|\d{4}-[A-Z]{2}(?:/\d{5,8}|-\d{3,6})|"
    r"(?<=[Nn]r )[A-Z]{1,3} ?\d{4}-\d{4}|\d{3}\.\d{3}\.\d{3}-[A-Z]\d\d|Z\d{7}|(?:19|20)\d\d/\d{5,6}|B&B/\d{6,9}|"
    r"(?!ISO|NEN|DIN|EU|EG|EN|LJN)[A-Z]{1,4}[-/.]\d{3,6}[-/.](?!(?:19|20)\d\d(?!\d))\d{3,8}|"
    r"(?:[A-Z]{1,4} )?(?=[\d\-/.]*(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3})\d{2,5}"
    r"[-/.]\d{2,7}(?:[-/.]\d{2,8}){0,2}[-/.][A-Z]{1,3})"
    r"(?:[-/.][A-Za-z0-9]{1,5})*(?![\w\-/])"
    rf"|(?<=\(){_NO_HEAD}[A-Z]{{1,4}}[-/. ]?(?=(?:[\-/. ]?\d){{6}})\d{{2,7}}(?:[-/.]\d{{2,8}}){{1,3}}"
    r"(?:[-/. ]?[A-Za-z]{1,2})?(?=[),;]))"
)
GROUPED = re.compile(r"[/.\-]\d\d|Z\d")
"""What every case number that is known by its shape alone has."""
BARE_WORDS = ("num", "nr")
CASE_BARE = re.compile(
    r"\b(?:num+er|nr)\b\.?(?: (?:bij|van|op|in|boven|is|was|u|uw|jullie|mijn|de|het|alle|brief|brieven|"
    r"papieren|bezwaar|bezwaarschrift|klacht|beroep|zaak|beslissing|beschikking|aanvraag)\b){0,4}"
    r"[ :,(]{1,3}" + _NO_HEAD + r"(?P<number>(?!\d\.\d{3}\.\d{3}(?![\d\-]))(?:[1-9]|(?-i:[A-Z&]{1,4}[ .\-/]?)\d)\d{0,3}"
    r"(?:[.\-/](?:[A-Z]{1,3}[.\-/])?\d{2,6}){1,3}(?:\.\d|[-/.]?[A-Z]{1,2})?|(?-i:[A-Z]{2,5})(?:19|20)\d{7,9})"
    r"(?![\w\-/]|[.,]\d)",
    _I,
)
CASE_HEAD = re.compile(r"^[A-Za-z&]{1,6}(?:-[A-Z]{1,2})?[ ]")
NO_CASE = re.compile(
    r"(?:19|20)\d\d(?:[-/ ](?:19|20)\d\d){0,3}|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?\d|1[0-2])[-/.](?:19|20)?\d\d|"
    r"(?:19|20)\d\d-\d\d-\d\d|"
    r"\d{1,3}\.\d{3}|\d{1,3}(?:\.\d{3})*,\d\d|0\d{9}",
    _I,
)
