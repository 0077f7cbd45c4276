"""Search terms found as words in a text, at a speed that does not depend on how many terms there are."""

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from crawler.reading.normal import is_word, normal

NEAR = 100
"""Characters on either side within which a `not_near` phrase cancels a hit (about two sentences of a forum post)."""

Entry = tuple[str, Sequence[str], Sequence[str]]


class Terms:
    """The search terms of a profile, ready to be found.

    Args:
        terms: per term its name, its other spellings (`also`) and the phrases that cancel it (`not_near`).

    Raises:
        ValueError: a term or spelling is empty, so that it would match everything.
    """

    def __init__(self, terms: Iterable[Entry]) -> None:
        self.names: list[str] = []
        self._owners: list[list[tuple[int, bool]]] = []
        literals: dict[str, int] = {}
        for name, also, not_near in terms:
            number = len(self.names)
            self.names.append(name)
            self._add(literals, number, (name, *also), is_hit=True)
            self._add(literals, number, not_near, is_hit=False)
        self._automaton = AhoCorasick(list(literals))

    def find(self, text: str) -> list[str]:
        """The terms that stand in a text as words of their own, in the order of the profile."""
        return self.find_normal(normal(text))

    def find_normal(self, text: str) -> list[str]:
        """As `find`, for a text that is in normal form already."""
        hits: dict[int, list[int]] = {}
        cancels: dict[int, list[int]] = {}
        for literal, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if is_word(text, start, end):
                for number, is_hit in self._owners[literal]:
                    (hits if is_hit else cancels).setdefault(number, []).append(start)
        return [self.names[n] for n in sorted(hits) if self._stands(hits[n], cancels.get(n, []))]

    def _add(self, literals: dict[str, int], number: int, spellings: Iterable[str], *, is_hit: bool) -> None:
        for spelling in spellings:
            literal = normal(spelling).strip("#@ ")
            if not literal:
                raise ValueError(f"search term {self.names[number]!r}: a spelling is empty")
            place = literals.setdefault(literal, len(literals))
            if place == len(self._owners):
                self._owners.append([])
            self._owners[place].append((number, is_hit))

    @staticmethod
    def _stands(hits: list[int], cancels: list[int]) -> bool:
        return any(all(abs(hit - cancel) > NEAR for cancel in cancels) for hit in hits)
