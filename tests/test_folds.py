"""The figures of posts left out of the training."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from webcare.folds import clients, suites
from webcare.score import GATE, labelled


def some(name: str, count: int, folder: Path) -> None:
    lines = labelled(GATE / f"{name}.jsonl")[:count]
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_each_post_of_the_client_is_read_by_a_model_that_did_not_learn_it(tmp_path: Path) -> None:
    some("posts_dev", 70, tmp_path)
    told = list(clients(tmp_path))
    assert told[0] == "posts_dev: 5 parts, each left out in its turn"
    figures = {line[:36].strip(): float(line[36:]) for line in told[1:]}
    assert 0.8 <= figures["about F1"] <= 1.0
    assert 0.6 <= figures["intent"] < 1.0, "who reads what it learnt makes no mistake in so few posts"


def test_each_suite_of_abuse_is_left_out(tmp_path: Path) -> None:
    for name in ("abuse_dev", "abuse_af", "abuse_ia", "abuse_held_ap"):
        shutil.copy(GATE / f"{name}.jsonl", tmp_path)
    some("posts_dev", 60, tmp_path)
    told = list(suites(tmp_path))
    assert [line.split(":")[0] for line in told] == ["abuse_af", "abuse_dev", "abuse_ia"]
    assert "F1" in told[0]
    assert told[2].endswith("of 150 called abusive")
