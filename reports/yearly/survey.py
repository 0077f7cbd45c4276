"""The customers' survey: what was asked, who answered, and everything they said, the dissatisfied too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from reports import dutch
from reports.journal import INVITED, Answer
from reports.period import Period
from reports.small import LEAST

Tone = Literal["good", "neutral", "bad"]
TONES: tuple[Tone, ...] = ("good", "neutral", "bad")
GOOD = frozenset(
    (
        "ja|ja, zeker|zeker|goed|goed idee|een goed idee|zeer goed|zeer tevreden|tevreden|veel|enige|mee eens|"
        "zeer mee eens"
    ).split("|")
)
BAD = frozenset(
    (
        "nee|slecht|zeer slecht|geen goed idee|slecht idee|ontevreden|zeer ontevreden|geen|weinig|mee oneens|"
        "zeer mee oneens"
    ).split("|")
)
"""Answers that count as good or bad. Any other answer is neither, so that an unknown word never flatters a figure."""


@dataclass(frozen=True, slots=True)
class Part:
    """One answer, or several that were merged because fewer than five people gave them."""

    label: str
    count: int
    tone: Tone

    @property
    def is_small(self) -> bool:
        """Whether it may not be printed as a number."""
        return 0 < self.count < LEAST


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the survey with its answers, the best first."""

    text: str
    invited: int | None
    answered: int
    parts: tuple[Part, ...]

    @property
    def good(self) -> float:
        """The share of good answers; 0 where nobody answered."""
        return self._share("good")

    @property
    def bad(self) -> float:
        """The share of bad answers."""
        return self._share("bad")

    def _share(self, tone: Tone) -> float:
        return sum(p.count for p in self.parts if p.tone == tone) / self.answered if self.answered else 0.0

    @property
    def good_words(self) -> str:
        """The good answers in words: ``zeer tevreden of tevreden``."""
        return " of ".join(p.label for p in self.parts if p.tone == "good")

    @property
    def margin(self) -> float:
        """Half of the 95 % interval of the good share (Wilson), as a share; what chance alone explains."""
        n, z = self.answered, 1.96
        if not n:
            return 0.0
        return z * sqrt(self.good * (1 - self.good) / n + z * z / (4 * n * n)) / (1 + z * z / n)

    @property
    def response(self) -> float | None:
        """The share of the invited that answered; None where it was not noted how many were invited."""
        return self.answered / self.invited if self.invited else None


def questions(answers: Sequence[Answer], period: Period) -> list[Question]:
    """The questions of a period, in the order in which they were noted."""
    inside = [a for a in answers if period.first <= a.day <= period.last]
    return [
        _question(text, [a for a in inside if a.question == text]) for text in dict.fromkeys(a.question for a in inside)
    ]


def _question(text: str, answers: Sequence[Answer]) -> Question:
    invited = sum(a.count for a in answers if a.answer.casefold() == INVITED)
    counts: dict[str, int] = {}
    for given in answers:
        if given.answer.casefold() != INVITED:
            counts[given.answer] = counts.get(given.answer, 0) + given.count
    parts = [Part(label, count, tone(label)) for label, count in counts.items()]
    return Question(text, invited or None, sum(counts.values()), tuple(parts))


def tone(answer: str) -> Tone:
    """Whether an answer is good, bad or neither."""
    word = answer.casefold().strip()
    return "good" if word in GOOD else "bad" if word in BAD else "neutral"


def printable_parts(question: Question) -> list[Part]:
    """The answers as the committee may see them: those of one tone together where one is given by fewer than five.

    Where that is still too few, everything but the good answers is one part.
    """
    by_tone = [part for tone in TONES for part in _of_tone(question, tone)]
    others = [part for part in by_tone if part.tone != "good"]
    if any(part.is_small for part in others):
        labels = dutch.listed([part.label for part in others])
        is_bad = any(part.tone == "bad" for part in others)
        joined = Part(labels, sum(p.count for p in others), "bad" if is_bad else "neutral")
        return [*(p for p in by_tone if p.tone == "good"), joined]
    return by_tone


def _of_tone(question: Question, tone: Tone) -> list[Part]:
    parts = [p for p in question.parts if p.tone == tone and p.count]
    if len(parts) > 1 and any(p.is_small for p in parts):
        return [Part(" of ".join(p.label for p in parts), sum(p.count for p in parts), tone)]
    return parts
