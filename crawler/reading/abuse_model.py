"""A linear model of abuse beside the rules: what words, neighbouring words and parts of words weigh.

It belongs to a language, not to an organisation, so it lies beside the rules of that language. Rules know the words and
phrases that somebody thought of; the parts of words find the spellings, and the words together the threats, that nobody
listed. Without the file the rules alone decide.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

FILE = "abuse.json"
"""The name under which a folder of rules holds the model."""
VERSION = 1
BORDER = -0.8
"""The points from which a text is abusive, chosen on texts by authors left out of the training.

Below the even odds, because of ordinary posts, which are most of the training, one in fifty is abusive.
"""
BY_RULES = 2.0
"""The points that a text has besides where the rules find abuse in it; chosen likewise."""
LITERAL = 4.0
"""The points that it lacks where the rules find an illness that is meant, or abuse that is told, and no abuse."""
NAMED = 1.2
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
_WORD = re.compile(r"[a-z0-9']+|[?!]")


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
    """

    version: int
    texts: int
    common: Sequence[str]
    weights: Mapping[str, float]

    def points(self, text: str) -> float:
        """The points (logit) that a text in normal form has, its disguised words written out."""
        telling, pairs = told_in(words_of(text), self._common)
        of_words, of_parts, count = sum(filter(None, map(self.weights.get, pairs))), 0.0, 0
        for whole, parts, number in map(self._weighed, telling):
            of_words += whole
            of_parts += parts
            count += number
        return self.weights[""] + of_words * share(len(telling) + len(pairs)) + of_parts * share(count)

    def reasons(self, text: str) -> list[str]:
        """The words and pairs that weigh most for abuse."""
        telling, pairs = told_in(words_of(text), self._common)
        known = [(self.weights[name], name) for name in telling | pairs if name in self.weights]
        return [f"model: {name}" for points, name in sorted(known, reverse=True)[:TOP] if points > 0]

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self.common)

    @cached_property
    def _weighed(self) -> Callable[[str], tuple[float, float, int]]:
        """What a word weighs, what its parts weigh together, and their number."""

        def weighed(word: str) -> tuple[float, float, int]:
            parts = parts_of(word)
            return self.weights.get(word, 0.0), sum(self.weights.get(part, 0.0) for part in parts), len(parts)

        return lru_cache(maxsize=50_000)(weighed)


def found_in(text: str, common: Set[str]) -> dict[str, float]:
    """The words, pairs and parts of a text by name, each with its share: what a model learns from."""
    telling, pairs = told_in(words_of(text), common)
    told = telling | pairs
    parts = [part for word in telling for part in parts_of(word)]
    found = dict.fromkeys(told, share(len(told)))
    for part in parts:
        found[part] = found.get(part, 0.0) + share(len(parts))
    return found


def words_of(text: str) -> list[str]:
    """The words of a text in normal form, and its question and exclamation marks."""
    return _WORD.findall(text)


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
    if "" not in model.weights:
        raise AbuseModelError(f'{path.name}: no intercept, expected a weight named ""')
    return model
