"""Which rules fire where in a text: one automaton for all literals of all rules, few patterns.

A literal is a word or phrase in normal form: `uitkering` stands alone, `uitkering*` begins a word, `*uitkering` ends
one, `*arts*` stands anywhere, and `waar blijft .. geld` allows words of the same sentence in between.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from crawler.reading.normal import BOUNDARY, normal

if TYPE_CHECKING:
    from crawler.reading.rules import Rule

REACH = {"sentence": 0, "near": 1, "post": 10_000}
"""How many sentences away a word of `needs` or `unless` may stand, by the scope of a rule."""
GAP = 70
"""Characters that ` .. ` may skip, always within one sentence."""

_SPACES = re.compile(r"[^\S\n]+")
_END = re.compile(r"[.!?…]+[\"')]*(?=\s|$)|\n+|;\s")


class Fired(NamedTuple):
    """A rule that fired: in which sentence (counted from 0), and the words that did it."""

    rule: "Rule"
    sentence: int
    start: int
    words: str


class Page(NamedTuple):
    """A text in normal form and where its sentences end."""

    text: str
    ends: tuple[int, ...]

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds a character."""
        return min(bisect_right(self.ends, place), len(self.ends) - 1)


def page(text: str) -> Page:
    """A text as the rules see it."""
    flat = _SPACES.sub(" ", normal(text)).strip()
    ends = [match.end() for match in _END.finditer(flat)]
    if not ends or ends[-1] < len(flat):
        ends.append(len(flat))
    return Page(flat, tuple(ends))


class _Part(NamedTuple):
    """One literal of the automaton: must a word begin, must it end there?"""

    letters: str
    begins: bool
    ends: bool


class Matcher:
    """All rules compiled; `fire` says which of them hold in a text."""

    def __init__(self, rules: Sequence["Rule"], sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self._parts: dict[_Part, int] = {}
        self._phrases: dict[str, tuple[int, ...]] = {}
        self._rules = rules
        self._any = [self._expand(rule.any) for rule in rules]
        self._needs = [self._expand(rule.needs) for rule in rules]
        self._unless = [self._expand(rule.unless) for rule in rules]
        self._reach = [(REACH[rule.scope], REACH[rule.unless_scope or rule.scope]) for rule in rules]
        self._patterns = [(n, re.compile(rule.pattern)) for n, rule in enumerate(rules) if rule.pattern]
        self._starters: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, phrases in enumerate(self._any):
            for phrase in phrases:
                self._starters[self._phrases[phrase][0]].append((number, phrase))
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        for part, place in self._parts.items():
            self._by_letters[part.letters].append(place)
        self._part_list = list(self._parts)
        self._letters = list(self._by_letters)
        self._automaton = AhoCorasick(self._letters)

    def fire(self, text: Page, contexts: Collection[str] = ()) -> list[Fired]:
        """The rules that hold in a text, each at most once a sentence, in reading order."""
        hits = self._hits(text.text)
        fired: dict[tuple[int, int], Fired] = {}
        for place in hits:
            for number, phrase in self._starters.get(place, ()):
                for start, end in self._found(phrase, hits, text):
                    self._keep(fired, number, start, end, text)
        for number, pattern in self._patterns:
            for match in pattern.finditer(text.text):
                self._keep(fired, number, match.start(), match.end(), text)
        kept = [f for (n, _), f in fired.items() if self._holds(n, f.sentence, hits, text, contexts)]
        return sorted(kept, key=lambda f: f.start)

    def _keep(self, fired: dict[tuple[int, int], Fired], number: int, start: int, end: int, text: Page) -> None:
        sentence = text.sentence(end - 1)
        fired.setdefault((number, sentence), Fired(self._rules[number], sentence, start, text.text[start:end].strip()))

    def _hits(self, text: str) -> dict[int, list[tuple[int, int]]]:
        hits: dict[int, list[tuple[int, int]]] = {}
        last = len(text)
        for letters, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            begins = start == 0 or text[start - 1] not in BOUNDARY
            ends = end == last or text[end] not in BOUNDARY
            for place in self._by_letters[self._letters[letters]]:
                part = self._part_list[place]
                if (begins or not part.begins) and (ends or not part.ends):
                    hits.setdefault(place, []).append((start, end))
        return hits

    def _found(self, phrase: str, hits: Mapping[int, list[tuple[int, int]]], text: Page) -> Iterable[tuple[int, int]]:
        first, *rest = self._phrases[phrase]
        found = hits.get(first, [])
        for part in rest:
            found = [
                (start, after_end)
                for start, end in found
                for after, after_end in hits.get(part, ())[:8]
                if end < after <= end + GAP and text.sentence(end - 1) == text.sentence(after)
            ]
        return found

    def _holds(
        self,
        number: int,
        sentence: int,
        hits: Mapping[int, list[tuple[int, int]]],
        text: Page,
        contexts: Collection[str],
    ) -> bool:
        def is_near(phrases: Iterable[str], reach: int) -> bool:
            return any(
                phrase in contexts
                or any(abs(text.sentence(s) - sentence) <= reach for s, _ in self._found(phrase, hits, text))
                for phrase in phrases
            )

        needs, unless = self._needs[number], self._unless[number]
        near, far = self._reach[number]
        return (not needs or is_near(needs, near)) and not (unless and is_near(unless, far))

    def _expand(self, words: Iterable[str]) -> tuple[str, ...]:
        phrases: list[str] = []
        for word in words:
            phrases += self._expand(self._sets[word[1:]]) if word.startswith("@") else [word]
        for phrase in phrases:
            if phrase not in self._phrases:
                parts = [] if phrase.startswith("<") else [_part(piece) for piece in phrase.split(" .. ")]
                self._phrases[phrase] = tuple(self._parts.setdefault(part, len(self._parts)) for part in parts) or (-1,)
        return tuple(dict.fromkeys(phrases))


def _part(piece: str) -> _Part:
    letters = normal(piece.strip())
    return _Part(letters.strip("*"), not letters.startswith("*"), not letters.endswith("*"))
