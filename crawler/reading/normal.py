"""One normal form of a text, so that rules and search terms meet the same letters however a post was typed."""

import re
import unicodedata

BOUNDARY = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
"""Characters that make a word; `_`, `@`, `#` and `'` do not, so that `@UWV_Webcare` holds the word `uwv`."""
WORD = re.compile("[0-9a-z]+")
"""A whole word of those."""

_ASCII = str.maketrans("‘’‚‛′`´“”„«»‐‑‒–—―", "'" * 7 + '"' * 5 + "-" * 6)
_DOTTED = re.compile(r"(?<![0-9a-z])(?:[a-z]\.){2,}(?:[a-z](?![0-9a-z]))?")
_MAYBE_DOTTED = re.compile(r"\.[a-z]\.")
_SEPARATORS = re.compile(r"[\x1c-\x1f]")


class _Stripped(dict[int, int | None]):
    """A translation table that drops marks and invisible format characters, filled as characters turn up."""

    def __missing__(self, code: int) -> int | None:
        dropped = unicodedata.category(chr(code)) in {"Mn", "Cf"}
        self[code] = None if dropped else code
        return self[code]


_TABLE = _Stripped()


def normal(text: str) -> str:
    """The text casefolded, without accents, soft hyphens and zero-width characters, dotted abbreviations joined.

    >>> normal("U.W.V. stuurt reïntegratie\u00adbrief")
    'uwv stuurt reintegratiebrief'
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_ASCII)).translate(_TABLE)
    return _DOTTED.sub(_joined, folded) if _MAYBE_DOTTED.search(folded) else folded


def is_plain(text: str) -> bool:
    """Whether `re.ASCII` makes no difference in a text: it knows no other letters, nor four rare signs as spaces."""
    return text.isascii() and not _SEPARATORS.search(text)


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


def is_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` of a normal text stands apart from the letters and digits around it."""
    return (start == 0 or text[start - 1] not in BOUNDARY) and (end == len(text) or text[end] not in BOUNDARY)
