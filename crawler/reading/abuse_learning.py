"""Training the model of abuse from labelled texts (logistic regression of scikit-learn)."""

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from crawler.reading.abuse_model import SIGN, VERSION, AbuseModel, found_in, tokens_of, words_of
from crawler.reading.model import ModelError
from crawler.reading.senses import SIGN as SENSE
from crawler.reading.senses import Senses

STRENGTH = 6.0
"""Inverse of the penalty on large weights (scikit-learn's `C`); chosen, as what follows, on authors left out."""
LEAST_WORDS, LEAST_PARTS = 3, 5
"""Texts that must hold a word or pair, and a part of a word, before it is learned."""
COMMON = 0.01
"""Share of the harmless texts from which a word is common."""
MOST = 20_000
"""Weights that are kept: those that move most in the texts."""
DIGITS = 3
"""Decimals of a weight."""


class Told(NamedTuple):
    """A text in normal form, its disguised words written out, and whether people call it abusive."""

    text: str
    is_abusive: bool


def fit(
    texts: Sequence[Told], mute: Collection[str] = (), senses: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> AbuseModel:
    """A model of abuse.

    What few texts hold weighs more in each of them (inverse document frequency).

    Args:
        texts: what people labelled.
        mute: words that tell nothing alone, such as the names of illnesses.
        senses: per sense its words.

    Raises:
        ModelError: all texts are labelled alike.
    """
    if len({told.is_abusive for told in texts}) < 2:
        raise ModelError("every text is labelled alike, expected abusive texts and others")
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    common = _common(texts).union(mute)
    known_senses = Senses(senses)
    found = [found_in(told.text, common, known_senses) for told in texts]
    rarity = _rarity(found)
    vectors = DictVectorizer()
    known = [{name: much * rarity[name] for name, much in one.items() if name in rarity} for one in found]
    table = vectors.fit_transform(known)
    learned = LogisticRegression(C=STRENGTH, max_iter=5000)
    learned.fit(table, [told.is_abusive for told in texts])
    moved = np.abs(learned.coef_[0]) * np.sqrt(np.asarray(table.multiply(table).mean(axis=0)).ravel())
    names = vectors.get_feature_names_out()
    weights = {"": round(float(learned.intercept_[0]), DIGITS)}
    for place in np.argsort(-moved, kind="stable")[:MOST].tolist():
        name = str(names[place])
        weights[name] = round(float(learned.coef_[0][place]) * rarity[name], DIGITS)
    return AbuseModel(VERSION, len(texts), sorted(common), weights, dict(senses))


def _common(texts: Sequence[Told]) -> frozenset[str]:
    """The words of so many harmless texts that one of them alone, such as a pronoun, tells of no abuse."""
    harmless = [told.text for told in texts if not told.is_abusive]
    seen = Counter(word for text in harmless for word in set(words_of(tokens_of(text))))
    return frozenset(word for word, times in seen.items() if times > COMMON * len(harmless))


def _rarity(found: Sequence[dict[str, float]]) -> dict[str, float]:
    """How much a word or part weighs for being rare: the logarithm of texts a text that holds it; all senses alike."""
    seen = Counter(name for one in found for name in one)
    return {
        name: 1.0 if SENSE in name else math.log(len(found) / times)
        for name, times in seen.items()
        if times >= (LEAST_PARTS if name.startswith(SIGN) or SENSE in name else LEAST_WORDS)
    }


def save(model: AbuseModel, path: Path) -> None:
    """Writes a model as JSON, a line a weight and sorted, so that the same training gives the same bytes."""
    rows = ",\n".join(f"  {json.dumps(name)}: {weight:g}" for name, weight in sorted(model.weights.items()))
    head = f'{{\n "version": {model.version},\n "texts": {model.texts},\n "common": {json.dumps(model.common)},\n'
    head += f' "senses": {json.dumps(model.senses)}'
    path.write_text(f'{head},\n "weights": {{\n{rows}\n }}\n}}\n', encoding="utf-8")
