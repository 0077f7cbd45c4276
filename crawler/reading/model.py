"""An optional linear model over what the rules mark: trained from labelled posts and the team's own decisions.

A model is a JSON file of weights: readable, versioned, and no code. Without one the rules alone decide.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from crawler.reading.marks import Marks

VERSION = 1
LABELS = ("about", "intent", "concrete_question", "specific_case")
DOUBT = 0.2
"""A probability within this distance of one half is for a person ("twijfel")."""
TOP = 3
"""How many signals are given as reasons."""
STRENGTH = 1.0
"""Inverse of the penalty on large weights (scikit-learn's `C`); chosen by ten-fold cross-validation on the dev sets."""
RARE = 3
"""Words in fewer posts than this are not learned."""

_WORD = re.compile(r"[a-z0-9']{2,}")
_OWN = re.compile(r"\b(?:ik|mijn|mn|m'n|me|mij|wij|we|ons|onze)\b")
_LEAST_POSTS = 20


class ModelError(ValueError):
    """A model file is wrong, or there is too little to learn from."""


class Decision(NamedTuple):
    """A value, whether it is unsure, and the signals that weighed most."""

    value: str | bool
    doubt: bool
    reasons: list[str]


@dataclass(frozen=True)
class Model:
    """Weights per label, class and signal.

    Attributes:
        version: of this format.
        posts: how many posts it was trained on.
        idf: the inverse document frequency of the learned words.
        labels: per label, per class: its weights by signal; `""` is the intercept.
    """

    version: int
    posts: int
    idf: Mapping[str, float]
    labels: Mapping[str, Mapping[str, Mapping[str, float]]]

    def decide(self, label: str, seen: Marks) -> Decision:
        """The most probable class of a label, with the signals that gave it."""
        found = signals(seen, self.idf)
        classes = self.labels[label]
        points = {name: _dot(weights, found) for name, weights in classes.items()}
        best = max(points, key=lambda name: points[name])
        chance = 1 / sum(math.exp(min(points[name] - points[best], 700.0)) for name in points)
        weights = classes[best]
        top = sorted((s for s in found if weights.get(s, 0) * found[s] > 0), key=lambda s: -weights[s] * found[s])[:TOP]
        value: str | bool = best if label == "intent" else best == "true"
        return Decision(value, abs(chance - 0.5) < DOUBT and len(points) == 2, [f"model: {signal}" for signal in top])


def load(path: Path) -> Model:
    """A model from its JSON file.

    Raises:
        ModelError: the file cannot be read or is of another version.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        model = Model(**table)
    except (OSError, ValueError, TypeError) as wrong:
        raise ModelError(f"{path.name}: no model ({wrong})") from wrong
    if model.version != VERSION:
        raise ModelError(f"{path.name}: version {model.version}, expected {VERSION}; train it again")
    return model


def save(model: Model, path: Path) -> None:
    """Writes a model as JSON with sorted keys, so that the same training gives the same bytes."""
    path.write_text(json.dumps(asdict(model), sort_keys=True, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def signals(seen: Marks, idf: Mapping[str, float]) -> dict[str, float]:
    """What a model weighs: rules that fired, context, points of the rules, and words by TF-IDF (length 1)."""
    found: dict[str, float] = {fired.rule.id: 1.0 for fired in seen.fired}
    found |= {f"title {fired.rule.id}": 1.0 for fired in seen.in_title}
    found |= dict.fromkeys(seen.around, 1.0)
    found |= {f"points for {intent}": points for intent, points in seen.intents.points.items()}
    found["points for relevance"] = seen.about.score / 2
    found["asks"] = float(seen.intents.is_concrete)
    found["own case"] = float(seen.intents.is_specific)
    found["length"] = min(len(seen.words.ends) / 8, 2.0)
    found["no first person"] = float(not _OWN.search(seen.words.text))
    return found | _words(seen, idf)


def _words(seen: Marks, idf: Mapping[str, float]) -> dict[str, float]:
    counts = Counter(word for word in tokens(seen) if word in idf)
    weights = {f"word {word}": (1 + math.log(count)) * idf[word] for word, count in counts.items()}
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def tokens(seen: Marks) -> list[str]:
    """The words of title and text in normal form."""
    return _WORD.findall(f"{seen.title.text} {seen.words.text}")


def fit(rows: Sequence[tuple[Marks, Mapping[str, str | bool]]], strength: float = STRENGTH) -> Model:
    """A model from marked posts and what people said of them; a label that a post lacks is not learned from it.

    Raises:
        ModelError: fewer than 20 posts, or a label has one class only.
    """
    if len(rows) < _LEAST_POSTS:
        raise ModelError(f"{len(rows)} labelled posts, expected at least {_LEAST_POSTS}")
    documents = Counter(word for seen, _ in rows for word in set(tokens(seen)))
    idf = {w: round(math.log((1 + len(rows)) / (1 + n)) + 1, 4) for w, n in documents.items() if n >= RARE}
    found = [signals(seen, idf) for seen, _ in rows]
    labels = {}
    for label in LABELS:
        known = [(one, str(said[label]).lower()) for one, (_, said) in zip(found, rows, strict=True) if label in said]
        if len({value for _, value in known}) > 1:
            labels[label] = _weights(known, strength)
    if not labels:
        raise ModelError("every label has one value only, expected posts of both kinds")
    return Model(VERSION, len(rows), idf, labels)


def _weights(known: Sequence[tuple[Mapping[str, float], str]], strength: float) -> dict[str, dict[str, float]]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = DictVectorizer()
    table = names.fit_transform([found for found, _ in known])
    learned = LogisticRegression(C=strength, max_iter=5000).fit(table, [value for _, value in known])
    rows, bias = learned.coef_.tolist(), learned.intercept_.tolist()
    if len(learned.classes_) == 2:
        rows, bias = [[-w / 2 for w in rows[0]], [w / 2 for w in rows[0]]], [-bias[0] / 2, bias[0] / 2]
    columns = names.get_feature_names_out().tolist()
    return {
        str(value): {"": round(b, 4)}
        | {name: round(w, 4) for name, w in zip(columns, row, strict=True) if abs(w) > 1e-3}
        for value, row, b in zip(learned.classes_, rows, bias, strict=True)
    }


def _dot(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    return weights.get("", 0.0) + sum(weights.get(signal, 0.0) * value for signal, value in found.items())
