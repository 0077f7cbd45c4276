"""Training a model: what each signal weighs, from posts that people labelled (logistic regression of scikit-learn)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crawler.reading.model import LABELS, VERSION, Model, ModelError
from crawler.reading.signals import WORD, signals

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from crawler.reading.marks import Marks

Said = Mapping[str, Any]
"""What people said of a post: per label a word, a truth, or the topics."""
STRENGTH = 0.3
"""Inverse of the penalty on large weights (scikit-learn's `C`); chosen on posts by authors left out of the training."""
LEAST_POSTS = 20
LEAST_SEEN = 8
"""Posts that must hold a word, or be of a topic, before it is learned: rarer ones say who wrote, not what is wanted."""
DIGITS = 2
"""Decimals of a weight."""
LEAST_WEIGHT = 0.02
"""Weights below this are left out: together they move no decision."""


def fit(rows: Sequence[tuple["Marks", Said]], learned: Collection[str] = LABELS) -> Model:
    """A model from marked posts and what people said of them; a label that a post lacks is not learned from it.

    Raises:
        ModelError: fewer than 20 posts, or every label has one class only.
    """
    if len(rows) < LEAST_POSTS:
        raise ModelError(f"{len(rows)} labelled posts, expected at least {LEAST_POSTS}")
    from sklearn.feature_extraction import DictVectorizer

    vectors = DictVectorizer()
    table = vectors.fit_transform(_common([signals(seen) for seen, _ in rows]))
    classes: dict[str, list[str]] = {}
    columns: list[list[float]] = []
    for label in [label for label in LABELS if label in learned]:
        known = [place for place, (_, said) in enumerate(rows) if label in said]
        learnt = list(_learned(label, table[known], [rows[place][1][label] for place in known]))
        if learnt:
            classes[label] = [name for name, _ in learnt]
            columns += [weights for _, weights in learnt]
    if not classes:
        raise ModelError("every label has one value only, expected posts of both kinds")
    weights = dict(zip(["", *vectors.get_feature_names_out().tolist()], zip(*columns, strict=True), strict=True))
    heavy = {name: row for name, row in weights.items() if max(map(abs, row)) >= LEAST_WEIGHT or not name}
    return Model(VERSION, len(rows), classes, heavy)


def _common(found: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """The signals without the words of few posts."""
    seen = Counter(name for one in found for name in one if name.startswith(WORD))
    return [
        {name: much for name, much in one.items() if not name.startswith(WORD) or seen[name] >= LEAST_SEEN}
        for one in found
    ]


def _learned(label: str, table: "csr_matrix", values: Sequence[Any]) -> Iterator[tuple[str, list[float]]]:
    """The classes of a label, each with its intercept and a weight for every column of the table."""
    for names, answers in _tasks(label, values):
        yield from zip(names, _weights(table, answers, len(names)), strict=False)


def _tasks(label: str, values: Sequence[Any]) -> Iterator[tuple[list[str], Sequence[Any]]]:
    """What is to be learned: the names of the classes, and the answer a post; each topic is a task of its own."""
    if label == "topics":
        often = Counter(topic for topics in values for topic in topics)
        for topic in sorted(topic for topic, times in often.items() if times >= LEAST_SEEN):
            yield [topic], [topic in topics for topics in values]
    else:
        yield sorted(set(values)) if label == "intent" else [label], values


def _weights(table: "csr_matrix", answers: Sequence[Any], classes: int) -> Iterator[list[float]]:
    """Intercept and weights a class; nothing where all answers are alike."""
    from sklearn.linear_model import LogisticRegression

    if len(set(answers)) < 2:
        return
    learned = LogisticRegression(C=STRENGTH, max_iter=5000).fit(table, answers)
    rows, bias = learned.coef_.round(DIGITS), learned.intercept_.round(DIGITS)
    if classes == 2:  # of two classes scikit-learn tells the second alone
        rows, bias = [-rows[0], rows[0]], [-bias[0], bias[0]]
    yield from ([float(first), *row.tolist()] for first, row in zip(bias, rows, strict=True))
