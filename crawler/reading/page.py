"""A text as the rules see it: in normal form, with the ends of its sentences and the beginnings of its clauses."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from string import ascii_lowercase
from typing import NamedTuple

from crawler.reading.normal import normal

CONJUNCTIONS = "en maar want dus of dan nou ja hallo hoi goedemorgen goedemiddag vraag vraagje iemand".split()
"""Words that may stand before a clause: conjunctions and greetings."""
_MARKS = re.compile(r"[.!?,:;()\n\"\-]+(?= ?[a-z])")
_NAMES = re.compile(r"@\w+(?= .)")
"""What else may: marks, and the name of whom one addresses."""
_LETTERS = frozenset(ascii_lowercase)

_SPACES = re.compile(r"[^\S\n]+")
_END = re.compile(r"[.!?…;\n](?:(?<=[.!?…])[.!?…]*([\"')]*(?=\s|$))?|(?<=\n)(\n*)|(?<=;)(\s))?")
"""A run of marks, which ends a sentence where a group of the pattern matched: before a space, or at a new line."""


class Page(NamedTuple):
    """A text in normal form and where its sentences end."""

    text: str
    ends: tuple[int, ...]

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self.ends, place)


def page(text: str) -> Page:
    """A text as the rules see it."""
    flat = normal(text).strip()
    if "  " in flat or "\t" in flat or "\r" in flat:
        flat = _SPACES.sub(" ", flat)
    ends = [match.end() for match in _END.finditer(flat) if match.lastindex]
    if not ends or ends[-1] < len(flat):
        ends.append(len(flat))
    return Page(flat, tuple(ends))


def clause_starts(text: str, conjunctions: Iterable[int]) -> set[int]:
    """Where the clauses of a text begin: after what stands before them, and a space.

    Args:
        text: in normal form.
        conjunctions: where words end that may stand before a clause.
    """
    starts = {
        0,
        *[end + 1 for end in conjunctions if text[end : end + 1] == " " and text[end + 1 : end + 2] in _LETTERS],
    }
    for before in (_MARKS, _NAMES):
        starts.update([match.end() + (text[match.end()] == " ") for match in before.finditer(text)])
    return starts
