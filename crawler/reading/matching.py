"""Which rules fire where in a text: one automaton for all literals of all rules, few patterns.

A literal is a word or phrase in normal form: `uitkering` stands alone, `uitkering*` begins a word, `*uitkering` ends
one, `*arts*` stands anywhere, and `waar blijft .. geld` allows words of the same sentence in between.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from crawler.reading.near import REACH, Guard, Near, Seen, found, holds, is_possible
from crawler.reading.normal import BOUNDARY, WORD, is_plain, normal
from crawler.reading.page import CONJUNCTIONS, Page, clause_starts

if TYPE_CHECKING:
    from crawler.reading.rules import Rule


@dataclass(slots=True)
class Fired:
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
    """One literal: must a word begin, must it end there?"""

    letters: str
    begins: bool
    ends: bool

    @property
    def is_word(self) -> bool:
        """Whether it is one whole word."""
        return self.begins and self.ends and bool(WORD.fullmatch(self.letters))


class _Compiled(dict[int, tuple[re.Pattern[str] | None, ...]]):
    """Per rule what it tries anywhere, at each clause and at the opening, compiled when it is first tried."""

    def __init__(self, rules: Sequence["Rule"], flag: re.RegexFlag) -> None:
        super().__init__()
        self._rules = rules
        self._flag = flag

    def __missing__(self, number: int) -> tuple[re.Pattern[str] | None, ...]:
        rule = self._rules[number]
        self[number] = tuple(
            compiled(part, self._flag) if part else None for part in (rule.pattern, rule.clause, rule.opening)
        )
        return self[number]


_Found = tuple[int, int, int]
"""The number of a rule, and from where to where its words stand."""


class Matcher:
    """All rules compiled; `fire` says which of them hold in a text."""

    def __init__(self, rules: Sequence["Rule"], sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self._rules = rules
        self._parts: dict[_Part, int] = {}
        self._single: dict[int, list[int]] = defaultdict(list)  # by a literal: the rules that it fires
        self._phrased: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)  # by the first of several
        self._woken: dict[int, list[int]] = defaultdict(list)  # by a word of `any`: the expressions that it wakes
        self._awake: list[int] = []  # expressions without such words, tried on every text
        self._expressions = _Compiled(rules, re.ASCII), _Compiled(rules, re.UNICODE)
        self._guards = [self._guard(rule) for rule in rules]
        for number, rule in enumerate(rules):
            self._listen(number, rule)
        self._conjunctions = frozenset(place for (place,) in self._phrases(CONJUNCTIONS))
        self._words = {part.letters: place for part, place in self._parts.items() if part.is_word}
        by_letters: dict[str, list[tuple[int, bool, bool]]] = defaultdict(list)
        for part, place in self._parts.items():
            if not part.is_word:
                by_letters[part.letters].append((place, part.begins, part.ends))
        self._tries = list(by_letters.values())
        self._automaton = AhoCorasick(list(by_letters))

    def fire(self, text: Page, contexts: Collection[str] = ()) -> list[Fired]:
        """The rules that hold in a text, each at most once a sentence, in reading order."""
        if not text.text:
            return []
        hits = self._hits(text.text)
        seen = Seen(text, contexts, hits, frozenset(hits))
        spans = [
            (start, number, bisect_right(text.ends, end - 1), -end)
            for number, start, end in (*self._worded(seen), *self._expressed(seen))
        ]
        spans.sort()
        fired: list[Fired] = []
        met: set[tuple[int, int]] = set()
        for start, number, sentence, end in spans:
            if (number, sentence) not in met:
                met.add((number, sentence))
                if (guard := self._guards[number]) is None or holds(guard, sentence, seen):
                    fired.append(Fired(self._rules[number], sentence, start, text.text[start:-end].strip()))
        return fired

    def _worded(self, seen: Seen) -> list[_Found]:
        """Where the words and phrases stand of rules without expressions."""
        hits, single, phrased = seen.hits, self._single, self._phrased
        alone = [
            (number, start, end)
            for place, stands in hits.items()
            if place in single
            for number in single[place]
            for start, end in stands
        ]
        return alone + [
            (number, start, end)
            for place in hits
            if place in phrased
            for number, phrase in phrased[place]
            if phrase[1] in hits
            for start, end in found(phrase, seen)
        ]

    def _expressed(self, seen: Seen) -> Iterator[_Found]:
        """Where the expressions match of rules without words, and of those that a word of the text wakes."""
        text = seen.text.text
        expressions = self._expressions[not is_plain(text)]
        starts: Collection[int] = ()
        for number in self._roused(seen):
            anywhere, clause, opening = expressions[number]
            if anywhere:
                for match in anywhere.finditer(text):
                    yield number, *match.span()
            if clause:
                starts = starts or clause_starts(text, self._conjoined(seen))
                for start in starts:
                    if at_start := clause.match(text, start):
                        yield number, *at_start.span()
            if opening and (at_start := opening.match(text)):
                yield number, *at_start.span()

    def _conjoined(self, seen: Seen) -> list[int]:
        """Where the words end that stand before a clause."""
        return [end for place in seen.hits.keys() & self._conjunctions for _, end in seen.hits[place]]

    def _roused(self, seen: Seen) -> list[int]:
        """The rules whose expressions may match: a word wakes them, and what they need stands in the text."""
        woken, guards = self._woken, self._guards
        roused = set(self._awake).union(*[woken[place] for place in seen.hits if place in woken])
        return [number for number in roused if (guard := guards[number]) is None or is_possible(guard, seen)]

    def _listen(self, number: int, rule: "Rule") -> None:
        """Which literals make a rule fire, or its expressions be tried."""
        phrases = self._phrases(rule.any)
        if rule.expressions:
            for place in {phrase[0] for phrase in phrases}:
                self._woken[place].append(number)
            self._awake += [] if phrases else [number]
            return
        for phrase in phrases:
            if len(phrase) > 1:
                self._phrased[phrase[0]].append((number, phrase))
            else:
                self._single[phrase[0]].append(number)

    def _guard(self, rule: "Rule") -> Guard | None:
        guard = self._near(rule.needs, rule.scope), self._near(rule.unless, rule.unless_scope or rule.scope)
        return guard if any(guard) else None

    def _hits(self, text: str) -> Mapping[int, list[tuple[int, int]]]:
        """Where each literal stands: whole words are looked up, all others found by the automaton."""
        hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
        words = self._words
        for match in WORD.finditer(text):
            if (place := words.get(match[0])) is not None:
                hits[place].append(match.span())
        apart = f" {text} "
        for letters, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for place, begins, ends in self._tries[letters]:
                if not (begins and apart[start] in BOUNDARY) and not (ends and apart[end + 1] in BOUNDARY):
                    hits[place].append((start, end))
        return hits

    def _near(self, words: Sequence[str], scope: str) -> Near | None:
        if not words:
            return None
        phrases = self._phrases([word for word in words if not word.startswith("<")])
        return Near(
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
def compiled(expression: str, flag: re.RegexFlag = re.ASCII) -> re.Pattern[str]:
    """An expression of a rule, compiled once: several matchers hold the same rule, and ``re`` keeps too few.

    Raises:
        re.error: it is none.
    """
    return re.compile(expression, flag)


def _part(piece: str) -> _Part:
    letters = normal(piece.strip())
    return _Part(letters.strip("*"), not letters.startswith("*"), not letters.endswith("*"))
