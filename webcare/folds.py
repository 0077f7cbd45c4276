"""What the models read in posts that they did not learn from: ``python -m webcare.folds`` (ten to fifteen minutes).

The client's sets, a fifth of them left out of the training at a time, and each suite of abuse left out in its turn. The
rules have seen all of these, so strangers are read less well: the held files of ``make score`` say how well.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from crawler import profile
from crawler.reading.abuse_learning import fit as fit_abuse
from crawler.reading.learning import fit
from crawler.reading.rules import Rules
from crawler.reading.senses import senses
from webcare.score import GATE, Read, f1, labelled, read_all, scores, swearing
from webcare.train import Row, labelled_rows
from webcare.train_abuse import HELD, mute, told

FOLDS: Final = 5
CLIENTS: Final[Mapping[str, int]] = {"posts_dev": 4, "posts_dev2": 4}
"""The client's sets, and how often each counts in the training of the model that ships."""
UNLEARNT: Final = ("posts_u", "posts_w")
"""What the names of files begin with that the model which ships has not learnt from."""


def main() -> None:
    """Prints the figures of the client's sets, then precision, recall and F1 of each suite of abuse."""
    for line in (*clients(GATE), *suites(GATE)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def clients(gate: Path) -> Iterator[str]:
    """The figures of the client's sets, each post read by a model that had not learnt from it.

    Abuse is found by the model that ships, which has; `suites` speaks of that.
    """
    rules = profile.load().reading_rules
    rows = {path.stem: list(labelled_rows(path, rules)) for path in sorted(gate.glob("posts_*.jsonl"))}
    learnt = {name: rows[name] for name in rows if not name.startswith(UNLEARNT)}
    posts = {name: labelled(gate / f"{name}.jsonl") for name in CLIENTS if name in rows}
    found: dict[str, list[Read]] = {name: [] for name in posts}
    for fold in range(FOLDS):
        model = replace(rules, model=fit(list(_without(learnt, fold))))
        for name, lines in posts.items():
            found[name] += read_all(lines[fold::FOLDS], model)
    for name, read in found.items():
        yield f"{name}: {FOLDS} parts, each left out in its turn"
        yield from (f"  {task:<34} {figure:.3f}" for task, figure in scores(read).items())


def _without(rows: Mapping[str, Sequence[Row]], fold: int) -> Iterator[Row]:
    """What is learnt while one part of the client's posts is left out."""
    for name, learnt in rows.items():
        if name in CLIENTS:
            yield from (row for place, row in enumerate(learnt) if place % FOLDS != fold for _ in range(CLIENTS[name]))
        else:
            yield from learnt


def suites(gate: Path) -> Iterator[str]:
    """What is found in each suite of abuse by the rules and a model that learnt from all others."""
    rules: Rules = replace(profile.load().reading_rules, model=None, abuse_model=None)
    files = [path for kind in ("abuse", "posts") for path in sorted(gate.glob(f"{kind}_*.jsonl"))]
    texts = {path: list(told(path, rules)) for path in files if not path.name.startswith(HELD)}
    for left_out in (path for path in texts if path.name.startswith("abuse_")):
        others = [text for path, some in texts.items() if path != left_out for text in some]
        model = fit_abuse(others, mute(rules), senses(rules.sets))
        pairs = swearing(labelled(left_out), replace(rules, abuse_model=model))
        if any(is_abusive for is_abusive, _ in pairs):
            yield "{}: left out, P {:.3f}  R {:.3f}  F1 {:.3f}".format(left_out.stem, *f1(pairs))
        else:
            yield f"{left_out.stem}: left out, {sum(found for _, found in pairs)} of {len(pairs)} called abusive"


if __name__ == "__main__":
    main()
