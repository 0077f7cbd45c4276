"""A linear model over the signals of a post: trained from labelled posts and the team's own decisions.

A model is a JSON file of weights (`model.json` beside the rules): readable, versioned, and no code. Without one the
rules alone decide.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

VERSION = 3
FILE = "model.json"
"""The name under which a folder of rules holds its model."""
LABELS = ("about", "intent", "concrete_question", "specific_case", "topics")
BORDERS = {"about": 0.65, "concrete_question": 0.5, "specific_case": 0.35, "topics": 0.35}
"""The probability from which a label holds, chosen on posts by authors left out of the training.

What is none of ours costs a reader time; of what is, three posts in two hundred lie between one half and this border.
"""
DOUBT = 0.15
"""A probability within this distance of the border is for a person ("twijfel")."""
TOP = 3
"""How many signals are given as reasons."""
MOST_TOPICS = 3
NOTHING = 0
"""The row of the table for a signal that the model has not learnt: it weighs nothing."""


class ModelError(ValueError):
    """A model file is wrong, or there is too little to learn from."""


class Decision(NamedTuple):
    """What holds of a label, whether that is unsure, and the signals that weighed most.

    Of a label that holds or does not, `values` is the label itself or nothing.
    """

    values: tuple[str, ...]
    doubt: bool
    reasons: list[str]

    @property
    def holds(self) -> bool:
        """Whether there is any value."""
        return bool(self.values)


@dataclass(frozen=True)
class Model:
    """What each signal weighs for each class of each label.

    Attributes:
        version: of this format.
        posts: how many posts it was trained on.
        classes: per label the names of its classes; one of the label's own name where it holds or does not.
        weights: per signal a weight for every class, in the order in which `classes` tells them; `""` is the intercept.
    """

    version: int
    posts: int
    classes: Mapping[str, Sequence[str]]
    weights: Mapping[str, Sequence[float]]

    def decide(self, found: Mapping[str, float]) -> dict[str, Decision]:
        """What holds of a post with these signals, for every label of the model; nothing where it learnt no label."""
        if not self.classes:
            return {}
        import numpy as np

        table, intercept, places = self._table
        rows = np.fromiter(map(places.get, found, repeat(NOTHING)), np.intp, len(found))
        much = np.fromiter(found.values(), np.float32, len(found))
        weights = table.take(rows, axis=0)
        points = (much.dot(weights) + intercept).tolist()
        held = {label: _held(label, columns, points) for label, columns in self._columns.items()}
        decisive = [held[label][0] if held[label] else columns[0] for label, columns in self._columns.items()]
        strongest = _strongest(weights.T.take(decisive, axis=0) * much, map(bool, held.values()), list(found))
        return {
            label: Decision(
                tuple([self._classes[column] for column in columns]),
                label == "about" and DOUBTED[0] < points[decided] < DOUBTED[1],
                [f"model: {name}" for name in names],
            )
            for (label, columns), decided, names in zip(held.items(), decisive, strongest, strict=True)
        }

    @cached_property
    def _table(self) -> "tuple[Table, Table, dict[str, int]]":
        """The weights, in numbers small enough to stay in a processor's cache, the intercept, each signal's row."""
        import numpy as np

        names = [name for name in self.weights if name]
        intercept = np.array(self.weights[""], dtype=np.float32)
        table = np.array([[0.0] * len(intercept), *map(self.weights.__getitem__, names)], dtype=np.float32)
        return table, intercept, {name: row for row, name in enumerate(names, start=NOTHING + 1)}

    @cached_property
    def _classes(self) -> list[str]:
        """The classes of all labels, in the order of the columns of weights."""
        return [name for names in self.classes.values() for name in names]

    @cached_property
    def _columns(self) -> dict[str, range]:
        columns, start = {}, 0
        for label, names in self.classes.items():
            columns[label] = range(start, start + len(names))
            start += len(names)
        return columns


def _strongest(spoke: "Table", held: Iterable[bool], names: Sequence[str]) -> Iterator[list[str]]:
    """Per label the signals that spoke most for what was decided: the first class that holds, or against it."""
    ranked = spoke.argsort(axis=1)
    against, in_favour = ranked[:, :TOP].tolist(), ranked[:, : -TOP - 1 : -1].tolist()
    for row, is_held in enumerate(held):
        if is_held:
            yield [names[place] for place in in_favour[row] if spoke.item(row, place) > 0]
        else:
            yield [names[place] for place in against[row] if spoke.item(row, place) < 0]


def _held(label: str, columns: range, points: Sequence[float]) -> list[int]:
    """The columns of the classes that hold: the best one of an intent, each of the others that passes its border."""
    if label == "intent":
        return [max(columns, key=points.__getitem__)]
    border = _LOGITS[label]
    above = [column for column in columns if points[column] >= border]
    if label != "topics":
        return above
    return sorted(above, key=points.__getitem__, reverse=True)[:MOST_TOPICS] or [max(columns, key=points.__getitem__)]


def _points(chance: float) -> float:
    """The points at which a class has this probability (the logit)."""
    return math.log(chance / (1 - chance))


_LOGITS = {label: _points(border) for label, border in BORDERS.items()}
DOUBTED = _points(BORDERS["about"] - DOUBT), _points(BORDERS["about"] + DOUBT)
"""The points of relevance between which a person should look."""


def load(path: Path) -> Model:
    """A model from its JSON file.

    Raises:
        ModelError: the file cannot be read, is of another version, or lacks weights for its classes.
    """
    try:
        model = Model(**_mapping(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError) as wrong:
        raise ModelError(f"{path.name}: no model ({wrong})") from wrong
    if model.version != VERSION:
        raise ModelError(f"{path.name}: version {model.version}, expected {VERSION}; remove it and train again")
    if wrong_part := _fault(model):
        raise ModelError(f"{path.name}: {wrong_part}; remove it and train again")
    return model


def _fault(model: Model) -> str:
    """What does not hold together in a model; empty where all does."""
    if unknown := set(model.classes) - set(LABELS):
        return f"unknown label {min(unknown)!r}, expected some of {', '.join(LABELS)}"
    if model.classes and "" not in model.weights:
        return 'no intercept, expected a row named ""'
    columns = sum(map(len, model.classes.values()))
    ragged = next((name for name, row in model.weights.items() if len(row) != columns), None)
    return "" if ragged is None else f"{ragged!r} has {len(model.weights[ragged])} weights, expected {columns}"


def save(model: Model, path: Path) -> None:
    """Writes a model as JSON, a line a signal and sorted, so that the same training gives the same bytes."""
    head = {name: value for name, value in asdict(model).items() if name != "weights"}
    rows = ",\n".join(f"  {json.dumps(name)}: {_numbers(row)}" for name, row in sorted(model.weights.items()))
    told = json.dumps(head, indent=1).removesuffix("\n}")
    path.write_text(f'{told},\n "weights": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


def _numbers(row: Sequence[float]) -> str:
    return "[" + ",".join(f"{weight:g}" for weight in row) + "]"


def _mapping(read: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever stands in the file)
    if not isinstance(read, dict):
        raise TypeError("expected a table")
    return read
