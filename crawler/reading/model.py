"""A linear model over the signals of a post: trained from labelled posts and the team's own decisions.

A model is a JSON file of weights (`model.json` beside the rules): readable, versioned, and no code. Without one the
rules alone decide.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from heapq import nlargest
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.signals import signals

if TYPE_CHECKING:
    from crawler.reading.marks import Marks

VERSION = 2
FILE = "model.json"
"""The name under which a folder of rules holds its model."""
LABELS = ("about", "intent", "concrete_question", "specific_case")
BORDERS = {"specific_case": 0.35}
"""The probability from which a label holds, where that is not one half: few posts are a case of their own."""
DOUBT = 0.2
"""A probability within this distance of the border is for a person ("twijfel")."""
TOP = 3
"""How many signals are given as reasons."""
STRENGTH = 0.1
"""Inverse of the penalty on large weights (scikit-learn's `C`); chosen on posts by authors left out of the training."""

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
        labels: per label, per class: its weights by signal; `""` is the intercept.
    """

    version: int
    posts: int
    labels: Mapping[str, Mapping[str, Mapping[str, float]]]

    def decide(self, label: str, found: Mapping[str, float]) -> Decision:
        """The class of a label for the signals of a post, with the signals that gave it."""
        classes = self.labels[label]
        points = {name: _dot(weights, found) for name, weights in classes.items()}
        if label == "intent":
            best, doubt = max(points, key=lambda name: points[name]), False
        else:
            chance = 1 / (1 + math.exp(min(points["false"] - points["true"], 700.0)))
            border = BORDERS.get(label, 0.5)
            best, doubt = str(chance >= border).lower(), abs(chance - border) < DOUBT
        weights = classes[best]
        shares = ((share, signal) for signal, much in found.items() if (share := weights.get(signal, 0.0) * much) > 0)
        value: str | bool = best if label == "intent" else best == "true"
        return Decision(value, doubt, [f"model: {signal}" for _, signal in nlargest(TOP, shares)])


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


def fit(
    rows: Sequence[tuple["Marks", Mapping[str, str | bool]]],
    learned: Collection[str] = LABELS,
    strength: float = STRENGTH,
) -> Model:
    """A model from marked posts and what people said of them; a label that a post lacks is not learned from it.

    Raises:
        ModelError: fewer than 20 posts, or every label has one class only.
    """
    if len(rows) < _LEAST_POSTS:
        raise ModelError(f"{len(rows)} labelled posts, expected at least {_LEAST_POSTS}")
    found = [signals(seen) for seen, _ in rows]
    labels = {}
    for label in sorted(learned):
        known = [(one, str(said[label]).lower()) for one, (_, said) in zip(found, rows, strict=True) if label in said]
        if len({value for _, value in known}) > 1:
            labels[label] = _weights(known, strength)
    if not labels:
        raise ModelError("every label has one value only, expected posts of both kinds")
    return Model(VERSION, len(rows), labels)


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
    return float(sum(map(mul, map(weights.get, found, repeat(0.0)), found.values()), weights.get("", 0.0)))
