"""What words mean, as far as it matters for abuse: hope, harm, weapons, who is meant, where somebody lives.

A threat or a wish needs no swear word. Whoever knows that a weapon, a person and a place stand in one sentence need not
have met those very words together. The words of each sense are data of a language (`[sets]` named "sense ...").
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations

NAMED = "sense "
"""What the names of the sets begin with."""
SIGN = "&"
"""Stands between two senses of one sentence, and before one alone, in their names among the weights."""
LONGEST = 3
"""Words of a phrase at most."""


def senses(sets: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The senses among the word sets of some rules, each with its words in the order of the alphabet."""
    return {name.removeprefix(NAMED): sorted(words) for name, words in sorted(sets.items()) if name.startswith(NAMED)}


class Senses:
    """Finds senses in sentences.

    Args:
        words: per sense its words: whole, with `*` at the end where anything may follow, or phrases of up to three.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._words = words

    def found_in(self, sentence: Sequence[str]) -> frozenset[str]:
        """The senses of a sentence, given as its words."""
        found = frozenset().union(*map(self._of_word, sentence))
        if self._heads.isdisjoint(sentence):
            return found
        return found.union(*(self._of_phrase.get(phrase, ()) for phrase in self._phrases(sentence)))

    def _phrases(self, sentence: Sequence[str]) -> Iterator[str]:
        """The two and three words that begin with the first word of a phrase."""
        for at, word in enumerate(sentence):
            if word in self._heads:
                yield from (" ".join(sentence[at : at + size]) for size in range(2, LONGEST + 1))

    @cached_property
    def _of_word(self) -> Callable[[str], frozenset[str]]:
        """The senses of one word."""
        stems = self._by(lambda word: word.endswith("*"))
        whole = self._by(lambda word: not word.endswith("*"))

        def of_word(word: str) -> frozenset[str]:
            heads = (word[:end] + "*" for end in range(1, len(word) + 1))
            return whole.get(word, frozenset()).union(*(stems[head] for head in heads if head in stems))

        return lru_cache(maxsize=50_000)(of_word)

    @cached_property
    def _of_phrase(self) -> dict[str, frozenset[str]]:
        return self._by(lambda word: " " in word)

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first words of the phrases."""
        return frozenset(phrase.partition(" ")[0] for phrase in self._of_phrase)

    def _by(self, is_such: Callable[[str], bool]) -> dict[str, frozenset[str]]:
        """The senses of each word of a kind."""
        found: dict[str, set[str]] = defaultdict(set)
        for sense, words in self._words.items():
            for word in filter(is_such, words):
                found[word].add(sense)
        return {word: frozenset(several) for word, several in found.items()}


def names_of(here: Collection[str]) -> list[str]:
    """The names among the weights of the senses of one sentence: each, and each two of them."""
    return [SIGN + one for one in here] + [SIGN.join(two) for two in combinations(sorted(here), 2)]


def shown(name: str) -> str:
    """The name of a weight as people may read it: senses as such, words as they are."""
    return f"{NAMED}{name.strip(SIGN).replace(SIGN, ' + ')}" if SIGN in name else name
