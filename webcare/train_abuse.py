"""``python -m webcare.train_abuse FOLDER OUT``: learns the model of abuse from the labelled texts of the gate."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawler.reading.abuse import MENTION, unmasked
from crawler.reading.abuse_learning import Told, fit, save
from crawler.reading.marks import Context, PostText, marks
from crawler.reading.rules import Rules
from crawler.reading.senses import senses
from webcare.score import default_rules, labelled

HELD = "abuse_held_"
"""What the names of files begin with that nothing learns from."""


def texts(folder: Path, rules: Rules) -> Iterator[Told]:
    """The labelled texts of a folder as the reading sees them: the suites of abuse, and all posts that are learnt."""
    for path in sorted([*folder.glob("abuse_*.jsonl"), *folder.glob("posts_*.jsonl")]):
        if not path.name.startswith(HELD):
            yield from told(path, rules)


def mute(rules: Rules) -> set[str]:
    """The words that mean an illness or a report of abuse: beside others they may tell something, alone they do not."""
    words = {word.strip("*") for word in (*rules.words("literal", ""), *rules.words("literal", MENTION))}
    return {word for word in words if word.isalpha()}


def told(path: Path, rules: Rules) -> Iterator[Told]:
    """The texts of one file."""
    for line in labelled(path):
        seen = marks(PostText(line["text"]), Context(), rules)
        yield Told(unmasked(seen.words.text, rules), line["abusive"])


def main() -> None:
    """Writes the model and says from how many texts it was made."""
    parser = argparse.ArgumentParser(description="Learns the model of abuse from labelled texts.")
    parser.add_argument("folder", type=Path, help="holds abuse_*.jsonl and posts_*.jsonl")
    parser.add_argument("out", type=Path, help="where the model goes, such as crawler/profiles/dutch/abuse.json")
    given = parser.parse_args()
    try:
        rules = replace(default_rules(), abuse_model=None)
        model = fit(list(texts(given.folder, rules)), mute(rules), senses(rules.sets))
        save(model, given.out)
    except (OSError, ValueError) as wrong:
        sys.exit(f"nothing was learnt: {wrong}")
    sys.stdout.write(f"{given.out}: {len(model.weights)} weights from {model.texts} texts\n")


if __name__ == "__main__":
    main()
