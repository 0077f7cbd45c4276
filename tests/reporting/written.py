"""Numbers as the sentences of a report write them, read back."""

from reports.dutch import WORDS

NUMBER = r"(\d[\d.]*)"
DECIMAL = r"(\d[\d.]*,\d)"
COUNT = rf"([Ee]én|één|{'|'.join((*WORDS, *(w.capitalize() for w in WORDS[2:]), 'Geen'))}|\d[\d.]*)"
SOME = rf"(Eén|{'|'.join(WORDS[1:])}|\d[\d.]*)"
"""A count that is never none, for searches that ignore case."""


def number(text: str) -> int:
    """What a number in digits or in words says."""
    word = text.lower().replace("eén", "één")
    return WORDS.index(word) if word in WORDS else int(text.replace(".", ""))


def hours(text: str) -> float:
    """What a number with a Dutch decimal comma says."""
    return float(text.replace(".", "").replace(",", "."))


def about(shown: str, true: float) -> bool:
    """Whether a printed number of hours is the true one, rounded to a decimal."""
    return abs(hours(shown) - true) <= 0.09
