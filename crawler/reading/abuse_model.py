"""A linear model of abuse beside the rules: what words, neighbouring words and parts of words weigh.

It belongs to a language, not to an organisation, so it lies beside the rules of that language. Rules know the words and
phrases that somebody thought of; the parts of words find the spellings, and the words together the threats, that nobody
listed; the senses of words (`senses`) find the threats and wishes that hold no word of abuse at all. Without the file
the rules alone decide.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from crawler.reading.senses import Senses, names_of, shown

FILE = "abuse.json"
"""The name under which a folder of rules holds the model."""
VERSION = 2
BORDER = -1.0
"""The points from which a text is abusive, chosen on texts by authors left out of the training.

Below the even odds, because of ordinary posts, which are most of the training, one in fifty is abusive.
"""
BY_RULES = 2.0
"""The points that a text has besides where the rules find abuse in it; chosen likewise."""
LITERAL = 4.0
"""The points that it lacks where the rules find an illness that is meant, or abuse that is told, and no abuse."""
NAMED = 2.0
"""The points that it lacks where an illness or a death is named at all; chosen likewise."""
PART = 4
"""Letters in a part of a word."""
EDGE = "_"
"""Stands for the beginning and the end of a word in its parts."""
SIGN = "~"
"""What the names of parts begin with among the weights."""
FEWEST = 10
"""As many words and parts a text has at least, so that one word alone does not decide."""
TOP = 3
"""How many words are given as reasons."""
SENSE_SHARE = 0.3
"""What a sense, or two of them, count in each sentence beside words and parts; chosen likewise."""
_WORD = re.compile(r"[a-z0-9']+|[?!.\n]")
_ENDS = frozenset("?!.\n")
_SILENT = frozenset(".\n")


class AbuseModelError(ValueError):
    """A file is no model of abuse."""


@dataclass(frozen=True)
class AbuseModel:
    """What each word, pair and part weighs.

    Attributes:
        version: of this format.
        texts: how many texts it was trained on.
        common: words that everybody uses: alone, and in their parts, they say nothing.
        weights: by name; `""` is the intercept.
        senses: per sense its words.
    """

    version: int
    texts: int
    common: Sequence[str]
    weights: Mapping[str, float]
    senses: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def points(self, text: str) -> float:
        """The points (logit) that a text in normal form has, its disguised words written out."""
        tokens = tokens_of(text)
        telling, pairs = told_in(words_of(tokens), self._common)
        of_senses = sum(map(self._of_senses, map(self._senses.found_in, sentences_of(tokens))))
        of_words, of_parts, count = sum(filter(None, map(self.weights.get, pairs))), 0.0, 0
        for whole, parts, number in map(self._weighed, telling):
            of_words += whole
            of_parts += parts
            count += number
        of_words *= share(len(telling) + len(pairs))
        return self.weights[""] + of_words + of_parts * share(count) + of_senses * SENSE_SHARE

    def reasons(self, text: str) -> list[str]:
        """The words, pairs and senses that weigh most for abuse."""
        tokens = tokens_of(text)
        told = set().union(*told_in(words_of(tokens), self._common), named_in(tokens, self._senses))
        known = [(self.weights[name], name) for name in told if name in self.weights]
        return [f"model: {shown(name)}" for points, name in sorted(known, reverse=True)[:TOP] if points > 0]

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self.common)

    @cached_property
    def _senses(self) -> Senses:
        return Senses(self.senses)

    @cached_property
    def _of_senses(self) -> Callable[[frozenset[str]], float]:
        """What the senses of one sentence weigh together."""

        def weighed(here: frozenset[str]) -> float:
            return sum(filter(None, map(self.weights.get, names_of(here))))

        return lru_cache(maxsize=50_000)(weighed)

    @cached_property
    def _weighed(self) -> Callable[[str], tuple[float, float, int]]:
        """What a word weighs, what its parts weigh together, and their number."""

        def weighed(word: str) -> tuple[float, float, int]:
            parts = parts_of(word)
            return self.weights.get(word, 0.0), sum(self.weights.get(part, 0.0) for part in parts), len(parts)

        return lru_cache(maxsize=50_000)(weighed)


def found_in(text: str, common: Set[str], senses: Senses) -> dict[str, float]:
    """The words, pairs, parts and senses of a text by name, each with its share: what a model learns from."""
    tokens = tokens_of(text)
    telling, pairs = told_in(words_of(tokens), common)
    told = telling | pairs
    parts = [part for word in telling for part in parts_of(word)]
    found = dict.fromkeys(told, share(len(told)))
    for part in parts:
        found[part] = found.get(part, 0.0) + share(len(parts))
    return found | {name: times * SENSE_SHARE for name, times in named_in(tokens, senses).items()}


def named_in(tokens: Sequence[str], senses: Senses) -> Counter[str]:
    """In how many sentences each sense stands, and each two of them."""
    return Counter(name for sentence in sentences_of(tokens) for name in names_of(senses.found_in(sentence)))


def tokens_of(text: str) -> list[str]:
    """The words of a text in normal form, and the signs that end its sentences."""
    return _WORD.findall(text)


def words_of(tokens: Sequence[str]) -> list[str]:
    """The words, and the question and exclamation marks."""
    return [token for token in tokens if token not in _SILENT]


def sentences_of(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words of each sentence."""
    start = 0
    for end, token in enumerate([*tokens, "."]):
        if token in _ENDS:
            if end > start:
                yield tokens[start:end]
            start = end + 1


def told_in(words: Sequence[str], common: Set[str]) -> tuple[set[str], set[str]]:
    """The words that tell something alone, and the pairs: common words only tell beside another."""
    return set(words) - common, set(map(" ".join, pairwise(words)))


def share(count: int) -> float:
    """What one of so many words or parts counts, so that long texts weigh no more than short ones."""
    return 1 / math.sqrt(max(FEWEST, count))


def parts_of(word: str) -> list[str]:
    """The parts of a word, by the names that they have among the weights; a short word is one."""
    whole = EDGE + word + EDGE
    return [SIGN + whole[start : start + PART] for start in range(max(1, len(whole) - PART + 1))]


def load(path: Path) -> AbuseModel:
    """A model from its JSON file.

    Raises:
        AbuseModelError: the file cannot be read, is of another version, or is no table of weights.
    """
    try:
        model = AbuseModel(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as wrong:
        raise AbuseModelError(f"{path.name}: no model of abuse ({wrong})") from wrong
    if model.version != VERSION:
        raise AbuseModelError(f"{path.name}: version {model.version}, expected {VERSION}; remove it and train again")
    if not isinstance(model.weights, dict) or not all(isinstance(w, int | float) for w in model.weights.values()):
        raise AbuseModelError(f"{path.name}: weights, expected a table of numbers")
    if not isinstance(model.common, list) or not all(isinstance(word, str) for word in model.common):
        raise AbuseModelError(f"{path.name}: common, expected a list of words")
    if not isinstance(model.senses, dict) or not all(isinstance(words, list) for words in model.senses.values()):
        raise AbuseModelError(f"{path.name}: senses, expected a table of word lists")
    if "" not in model.weights:
        raise AbuseModelError(f'{path.name}: no intercept, expected a weight named ""')
    return model
