r"""The patterns for names in greetings, signatures and after a cue, behind `crawler.reading.personal`."""

import re

_PARTICLE = r"(?:(?:van|de|der|den|ter|ten|te|het|'t|’t|el|al|bin|von|op)\s){0,3}"
_NAME = r"[A-ZÀ-Þ][\wÀ-ÿ'’]+(?:-[A-ZÀ-Þ][\wÀ-ÿ'’]+)?"
_INITIALS = r"(?:[A-Z]\.\s?){1,5}"
_FULL = rf"(?:(?:{_INITIALS}|{_NAME}\s(?:{_INITIALS})?){_PARTICLE}{_NAME}|{_NAME})"
_NAME_CUED = re.compile(
    rf"\b(?i:mijn (?:achter)?naam is|mijn naam:|(?:achter|voor)naam:|ik heet|op naam van|ten name van|"
    rf"t\.?n\.?v\.?)\s+(?P<name>(?i:dhr\.?\s|mw\.?\s)?{_PARTICLE}{_FULL})"
)
_NAME_TITLED = re.compile(
    rf"\b(?i:(?:dhr|mw|mevr)\b\.?|(?:mevrouw|meneer|de heer)\b)\s"
    rf"(?P<name>(?:{_INITIALS})?(?i:{_PARTICLE})(?![A-Z]{{2,4}}\b){_NAME})"
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
    "allemaal iedereen mensen team webcare forum forumleden leden heer mevrouw redactie moderator mods mod "
    "medewerker medewerkers dames heren lotgenoten lezers klant klanten dank bedankt alvast groet groeten "
    "groetjes een uit en met ik u jullie je hoogachtend collega collega's meiden meid lieverd schat vriend "
    "vrienden allen topicstarter ts nederland meneer dokter arts werkcoach coach minister iemand wie wat hoe "
    "kan is mag heeft of weet waar wanneer waarom dus maar gr mvg hallo hoi dag beste geachte lieve ps edit "
    "verder sterkte succes fijn prettig hartelijk vriendelijk vriendelijke xx xxx mam papa mama".split()
)
"""Words that stand where a name may stand and are none."""
