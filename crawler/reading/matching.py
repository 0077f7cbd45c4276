"""Which rules fire where in a text: one automaton for all literals of all rules, few patterns.

A literal is a word or phrase in normal form: `uitkering` stands alone, `uitkering*` begins a word, `*uitkering` ends
one, `*arts*` stands anywhere, and `waar blijft .. geld` allows words of the same sentence in between.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from crawler.reading.normal import BOUNDARY, normal
from crawler.reading.page import Page, clause_starts

if TYPE_CHECKING:
    from crawler.reading.rules import Rule

REACH = {"sentence": 0, "near": 1, "post": 10_000}
"""How many sentences away a word of `needs` or `unless` may stand, by the scope of a rule."""
GAP = 70
"""Characters that ` .. ` may skip, always within one sentence."""


class Fired(NamedTuple):
    """A rule that fired: in which sentence (counted from 0), and the words that did it."""

    rule: "Rule"
    sentence: int
    start: int
    words: str

    @property
    def reason(self) -> str:
        """Why it fired, as people read it: the rule and the words."""
        return f"{self.rule.id} ({self.words[:60]})"


class _Part(NamedTuple):
    """One literal of the automaton: must a word begin, must it end there?"""

    letters: str
    begins: bool
    ends: bool


class _Near(NamedTuple):
    """What must, or must not, be near: contexts, literals of one part, phrases of several; and how near."""

    contexts: frozenset[str]
    single: frozenset[int]
    phrases: tuple[tuple[int, ...], ...]
    reach: int


_Guard = tuple[_Near | None, _Near | None]
"""What a rule needs, and what it must not meet."""
Hits = dict[int, list[tuple[int, int]]]


class Matcher:
    """All rules compiled; `fire` says which of them hold in a text."""

    def __init__(self, rules: Sequence["Rule"], sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self._rules = rules
        self._parts: dict[_Part, int] = {}
        self._starters: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._guards: list[_Guard | None] = []
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._clauses: dict[int, re.Pattern[str]] = {}
        self._openings: dict[int, re.Pattern[str]] = {}
        self._woken: dict[int, list[int]] = defaultdict(list)  # by a word of `any`: the expressions that it wakes
        self._awake: list[int] = []  # expressions without such words, tried on every text
        for number, rule in enumerate(rules):
            self._compile(number, rule)
        self._by_letters: dict[str, list[tuple[int, bool, bool]]] = defaultdict(list)
        for part, place in self._parts.items():
            self._by_letters[part.letters].append((place, part.begins, part.ends))
        self._tries = list(self._by_letters.values())
        self._automaton = AhoCorasick(list(self._by_letters))

    def fire(self, text: Page, contexts: Collection[str] = ()) -> list[Fired]:
        """The rules that hold in a text, each at most once a sentence, in reading order."""
        if not text.text:
            return []
        hits = self._hits(text.text)
        present = frozenset(hits)
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for number, start, end in (*self._phrased(hits, text), *self._expressed(present, text, contexts)):
            place = number, text.sentence(end - 1)
            if place not in found or (start, -end) < found[place]:
                found[place] = start, -end
        return [
            Fired(self._rules[number], sentence, start, text.text[start:-end].strip())
            for start, number, sentence, end in sorted([(span[0], *place, span[1]) for place, span in found.items()])
            if (guard := self._guards[number]) is None or _holds(guard, sentence, hits, present, text, contexts)
        ]

    def _phrased(self, hits: Hits, text: Page) -> Iterator[tuple[int, int, int]]:
        for place in hits.keys() & self._starters.keys():
            for number, phrase in self._starters[place]:
                for start, end in _found(phrase, hits, text) if len(phrase) > 1 else hits[place]:
                    yield number, start, end

    def _expressed(
        self, present: frozenset[int], text: Page, contexts: Collection[str]
    ) -> Iterator[tuple[int, int, int]]:
        """Where the expressions match of rules without words, and of those that a word of the text wakes."""
        woken = {*self._awake, *(number for place in present & self._woken.keys() for number in self._woken[place])}
        tried = {number for number in woken if _is_possible(self._guards[number], present, contexts)}
        for number in tried & self._patterns.keys():
            for match in self._patterns[number].finditer(text.text):
                yield number, *match.span()
        for number in tried & self._openings.keys():
            if opening := self._openings[number].match(text.text):
                yield number, *opening.span()
        clauses = tried & self._clauses.keys()
        starts = clause_starts(text.text) if clauses else ()
        for number in clauses:
            for start in starts:
                if found := self._clauses[number].match(text.text, start):
                    yield number, *found.span()

    def _compile(self, number: int, rule: "Rule") -> None:
        phrases = self._phrases(rule.any)
        if rule.pattern:
            self._patterns[number] = compiled(rule.pattern)
        if rule.clause:
            self._clauses[number] = compiled(rule.clause)
        if rule.opening:
            self._openings[number] = compiled(rule.opening)
        if not rule.expressions:
            for phrase in phrases:
                self._starters[phrase[0]].append((number, phrase))
        elif not phrases:
            self._awake.append(number)
        else:
            for place in {phrase[0] for phrase in phrases}:
                self._woken[place].append(number)
        guard = self._near(rule.needs, rule.scope), self._near(rule.unless, rule.unless_scope or rule.scope)
        self._guards.append(guard if any(guard) else None)

    def _hits(self, text: str) -> Hits:
        hits: Hits = {}
        last = len(text)
        for letters, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            is_first = start == 0 or text[start - 1] not in BOUNDARY
            is_last = end == last or text[end] not in BOUNDARY
            for place, begins, ends in self._tries[letters]:
                if (is_first or not begins) and (is_last or not ends):
                    hits.setdefault(place, []).append((start, end))
        return hits

    def _near(self, words: Sequence[str], scope: str) -> _Near | None:
        if not words:
            return None
        phrases = self._phrases([word for word in words if not word.startswith("<")])
        return _Near(
            contexts=frozenset(word for word in words if word.startswith("<")),
            single=frozenset(phrase[0] for phrase in phrases if len(phrase) == 1),
            phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
            reach=REACH[scope],
        )

    def _phrases(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        phrases: list[tuple[int, ...]] = []
        for word in words:
            if word.startswith("@") and word[1:] in self._sets:
                phrases += self._phrases(self._sets[word[1:]])
            else:
                parts = [_part(piece) for piece in word.split(" .. ")]
                phrases.append(tuple(self._parts.setdefault(part, len(self._parts)) for part in parts))
        return list(dict.fromkeys(phrases))


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression of a rule, compiled once: several matchers hold the same rule, and ``re`` keeps too few.

    Raises:
        re.error: it is none.
    """
    return re.compile(expression)


def _is_possible(guard: _Guard | None, present: frozenset[int], contexts: Collection[str]) -> bool:
    """Whether what a rule needs stands anywhere in a text; without it its expression need not be tried."""
    needs = guard and guard[0]
    return (
        not needs
        or not needs.single.isdisjoint(present)
        or not needs.contexts.isdisjoint(contexts)
        or any(phrase[0] in present for phrase in needs.phrases)
    )


def _holds(
    guard: _Guard, sentence: int, hits: Hits, present: frozenset[int], text: Page, contexts: Collection[str]
) -> bool:
    """Whether what a rule needs is near a sentence, and what it must not meet is not."""
    needs, unless = guard
    return (needs is None or _is_near(needs, sentence, hits, present, text, contexts)) and (
        unless is None or not _is_near(unless, sentence, hits, present, text, contexts)
    )


def _is_near(
    near: _Near, sentence: int, hits: Hits, present: frozenset[int], text: Page, contexts: Collection[str]
) -> bool:
    if not near.contexts.isdisjoint(contexts):
        return True
    if not near.single.isdisjoint(present):
        if len(text.ends) <= near.reach + 1:
            return True
        for place in near.single & present:
            if any(abs(text.sentence(start) - sentence) <= near.reach for start, _ in hits[place]):
                return True
    return any(
        abs(text.sentence(start) - sentence) <= near.reach
        for phrase in near.phrases
        if phrase[0] in hits
        for start, _ in _found(phrase, hits, text)
    )


def _found(phrase: tuple[int, ...], hits: Hits, text: Page) -> list[tuple[int, int]]:
    """Where a phrase stands: its parts in order, within one sentence."""
    found = hits[phrase[0]]
    for part in phrase[1:]:
        after = hits.get(part)
        if not after:
            return []
        found = [
            (start, then_end)
            for start, end in found
            for then, then_end in after[:8]
            if end < then <= end + GAP and text.sentence(end - 1) == text.sentence(then)
        ]
    return found


def _part(piece: str) -> _Part:
    letters = normal(piece.strip())
    return _Part(letters.strip("*"), not letters.startswith("*"), not letters.endswith("*"))
