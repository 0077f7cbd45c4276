"""A text in the signs of a plain keyboard, so that what looks like a number or a mail address is read as one.

Pasted from a PDF or a telephone, a number comes with no-break spaces, long dashes, full-width signs or characters
that nobody sees; typed in a hurry, with two spaces between its groups or the letter O for a nought.
"""

import re
from collections.abc import Sequence

_SPACES = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_DASHES = (*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63)
_QUOTES = (0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032)
_DOTS = (0xB7, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x3002)
_WIDE = range(0xFF01, 0xFF5F)
_TWINS = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_QUOTES, "'")
    | dict.fromkeys(_DOTS, ".")
    | {0x2044: "/", 0x2215: "/", 0xA6: "|", 0xFE6B: "@"}
    | {code: chr(code - 0xFEE0) for code in _WIDE}
    | {0x1D7CE + place: str(place % 10) for place in range(50)}
)
"""Each sign that stands for one of the keyboard, and that one: what is written keeps its length."""
_LETTERS = re.compile(r"(?<=\d)[oO](?![A-Za-z])|(?<=\d)[lI](?=\d)|(?<![^\W_])[oO](?=6\W?\d)")
"""Letters for digits: "06 48 91 27 3O", "O6-12345678", "5I1848731"."""
_DIGITS = str.maketrans("oOlI", "0011")
_KINDS = bytes.maketrans(b"0123456789oOlI", b"0000000000ooll")
"""The kinds of character that are looked for side by side, which is quick."""
_UNSEEN_SIGNS = frozenset(
    map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF))
)
_UNSEEN = re.compile(f"[{''.join(sorted(_UNSEEN_SIGNS))}]|(?<=\\w) (?= \\w)")
"""What is left out: characters without a width, and the first of two spaces between words."""
_SIGNS = _UNSEEN_SIGNS.union(map(chr, _TWINS))
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def bare(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain signs without what is not seen, and where each of its characters stands in the one given."""
    is_odd = not text.isascii() and not _SIGNS.isdisjoint(_FOREIGN.findall(text))
    if is_odd or "\t" in text:
        text = text.translate(_TWINS)
    text = _numbers(text)
    if not is_odd and "  " not in text:
        return text, range(len(text))
    unseen = {match.start() for match in _UNSEEN.finditer(text)}
    places = [place for place in range(len(text)) if place not in unseen]
    return "".join([text[place] for place in places]), places


def _numbers(text: str) -> str:
    """The text with a nought or a one where a letter stands for it."""
    kinds = text.encode("utf-8", "replace").translate(_KINDS)
    if b"0o" in kinds or b"0l" in kinds or b"o0" in kinds:
        return _LETTERS.sub(lambda match: match[0].translate(_DIGITS), text)
    return text
