"""What may stand around a date: labels, the author, an edit note. Anything else makes it doubtful."""

import re

from crawler.dates.words import LETTER, NOISE, WORD

# Stands for what was read already; no pattern of ours knows it.
BLANK = "¦"

# What ends a run of words that is not ours to judge: "Re: Wajong door jan op", "Reply #9 on:", "door jan »".
_LABEL = re.compile(rf".*(?:[:»›>—–|•·\])]|(?<!{LETTER})(?:op|on|am|le|since|sinds)(?!{LETTER}))")
_AUTHOR = re.compile(rf"(?<!{LETTER})(?:door|by|von|par|от)\s")

# What begins one: "door jan", "schreef jan het volgende:", "(bewerkt op ...)", ", 1 keer totaal gewijzigd".
_TAIL = re.compile(
    r"[(\[)\]«»|•·—;]|,\s*\d+ (?:keer|time)"
    rf"|(?<!{LETTER})(?:door|by|von|par|от|in|schreef|wrote|schrieb|a écrit)(?!{LETTER})"
)


def blanked(text: str, match: re.Match[str]) -> str:
    """The text with the match taken out, all positions kept."""
    return text[: match.start()] + BLANK * (match.end() - match.start()) + text[match.end() :]


def around(text: str, start: int, end: int) -> list[str] | None:
    """The harmless words around and between the blanks from `start` to `end`; None when another word is among them."""
    before, after = text[:start], text[end:]
    if not _is_noise(before) and (label := _LABEL.match(before)):
        before = before[label.end() :]
    if not _is_noise(before) and _AUTHOR.search(text[:start]):
        before = ""
    if not _is_noise(after) and (tail := _TAIL.search(after)):
        after = after[: tail.start()]
    words = WORD.findall(f"{before} {text[start:end]} {after}")
    return words if NOISE.issuperset(words) else None


def _is_noise(text: str) -> bool:
    return NOISE.issuperset(WORD.findall(text))
