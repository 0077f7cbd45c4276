"""`webcare train`: learns a model from labelled posts, and says by cross-validation whether it is worth using."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.errors import InputError
from crawler.profile import Profile
from crawler.reading.learning import Said, fit
from crawler.reading.marks import Context, Marks, PostText, marks
from crawler.reading.model import FILE, LABELS, VERSION, Model, save
from crawler.reading.rules import Rules
from crawler.reading.signals import signals

if TYPE_CHECKING:
    from reports.journal import Decision

Row = tuple[Marks, Said]
FOLDS = 5
AUTHORS = 3
"""Files from which each is left out in its turn."""
DECIDED = {"noise": {"about": False}, "is_question": {"about": True, "concrete_question": True}}
"""What a decision of the team says about a post; other decisions say nothing about its words."""


def run(profile: Profile, data: str, files: Sequence[Path], out: Path) -> str:
    """Trains on the files and on what the team decided about stored posts; returns the figures as lines.

    Raises:
        InputError: the profile names no folder of rules, or a file or a line of the journal cannot be read.
    """
    if profile.rules is None:
        raise InputError(f'{profile.path}: names no folder for a model to lie in; add rules = "FOLDER"')
    rules = profile.reading_rules
    from crawler.records import records_of
    from reports.journal import journal

    made = journal(records_of(data)).decisions
    try:
        own = decisions(made, stored(profile, data), rules) if made else []
        found = train(files, out, rules, own)
    except (OSError, ValueError) as error:
        raise InputError(f"nothing was learnt: {error}") from error
    lines = [f"{label:20} rules {by_rules:.3f}   model {by_model:.3f}" for label, (by_rules, by_model) in found.items()]
    place = profile.path.parent / profile.rules / FILE
    lines += [
        f"{out}: written; {len(own)} decisions of the team were learnt from",
        f"As {place} it is used at every round.",
    ]
    return "\n".join(lines)


def stored(profile: Profile, data: str) -> dict[str, PostText]:
    """The stored posts by their address."""
    from crawler.store import Store

    rows = Store(data, profile.zone).latest("posts", ["url", "text", "author", "thread_title", "kind"]).to_pylist()
    return {row["url"]: PostText(row["text"], row["author"], row["thread_title"], row["kind"]) for row in rows}


def train(
    files: Sequence[Path], out: Path, rules: Rules, decided: Iterable[Row] = ()
) -> dict[str, tuple[float, float]]:
    """Trains on labelled JSON lines and the team's decisions, writes the model, and returns its figures.

    The model decides on the labels at which it beats the rules on most parts; the others are left to them. Each of
    three files or more is a part, for its author was then never read; fewer are cut into five.

    Args:
        files: labelled posts, one JSON object a line, with the fields of the dev sets; a file that is named more than
            once counts that often.
        out: where the model goes (JSON).
        rules: the profile's rules, whose signals the model weighs.
        decided: further rows from `decisions`.

    Returns:
        Per label the share of posts that the rules alone and the model read right, on posts left out of its training;
        of topics the mean overlap (Dice) with the right ones.

    Raises:
        ValueError: a line is no labelled post, or there is too little to learn from.
    """
    often = Counter(files)
    read = {path: list(labelled_rows(path, rules)) for path in often}
    if len(read) >= AUTHORS:
        parts = [rows * often[path] for path, rows in read.items()]
    else:
        parts = [[row for path, rows in read.items() for row in rows[n::FOLDS] * often[path]] for n in range(FOLDS)]
    rows = [row for part in parts for row in part]
    rest = list(decided)
    figures = folds(parts, rest)
    better = [label for label, shares in figures.items() if _is_mostly_better(shares)]
    model = fit(rows + rest, better) if better else Model(VERSION, len(rows + rest), {}, {})
    save(model, out)
    return {label: (_mean([r for r, _ in shares]), _mean([m for _, m in shares])) for label, shares in figures.items()}


def labelled_rows(path: Path, rules: Rules) -> Iterator[Row]:
    """The posts of a labelled file with what people said of them; intent and questions only where relevant.

    Raises:
        ValueError: a line is no labelled post.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield _row(json.loads(line), rules)
        except (KeyError, TypeError, json.JSONDecodeError) as wrong:
            raise ValueError(f"{path.name}, line {number}: no labelled post ({wrong})") from wrong


def decisions(made: Iterable[Decision], posts: Mapping[str, PostText], rules: Rules) -> list[Row]:
    """What the team decided, as rows to learn from.

    Args:
        made: the decisions of the journal.
        posts: stored posts by url.
        rules: the profile's rules.
    """
    return [
        (marks(posts[decision.url], Context(), rules), dict(DECIDED[decision.kind]))
        for decision in made
        if decision.url in posts and decision.kind in DECIDED
    ]


def folds(parts: Sequence[Sequence[Row]], rest: Sequence[Row] = ()) -> dict[str, list[tuple[float, float]]]:
    """Per label and part what the rules alone read right, and a model that never saw the part.

    Args:
        parts: rows to be left out together.
        rest: rows that every model learns from.
    """
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for left_out, part in enumerate(parts):
        model = fit([*rest, *(row for n, other in enumerate(parts) if n != left_out for row in other)])
        for label, shares in _shares(model, part).items():
            found[label].append(shares)
    return found


def _shares(model: Model, part: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Per label what the rules and the model read right in some posts."""
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for seen, said in part:
        by_rules, decided = _by_rules(seen), model.decide(signals(seen))
        for label in decided.keys() & said.keys():
            right = _named(label, said[label])
            pairs[label].append((_overlap(by_rules[label], right), _overlap({*decided[label].values}, right)))
    return {label: (_mean([r for r, _ in some]), _mean([m for _, m in some])) for label, some in pairs.items()}


def _named(label: str, value: str | bool | Sequence[str]) -> set[str]:
    """A label's value as the names of what holds."""
    if isinstance(value, bool):
        return {label} if value else set()
    return {value} if isinstance(value, str) else {*value}


def _overlap(found: set[str], right: set[str]) -> float:
    """How well two sets agree: twice what they share over what they hold; 1 where both are empty."""
    return 2 * len(found & right) / (len(found) + len(right)) if found or right else 1.0


def _is_mostly_better(shares: Sequence[tuple[float, float]]) -> bool:
    wins = sum((by_model > by_rules) - (by_model < by_rules) for by_rules, by_model in shares)
    return 2 * wins >= len(shares)


def _row(line: dict[str, Any], rules: Rules) -> Row:
    around = {key: value for key, value in (line.get("context") or {}).items() if value is not None}
    post = PostText(
        line["text"], line.get("author") or "", line.get("thread_title") or "", line.get("source_kind") or ""
    )
    said: dict[str, Any] = {"about": bool(line["about_uwv"] if "about_uwv" in line else line["about"])}
    if said["about"]:
        said |= {label: line[label] for label in LABELS if label in line}
    return marks(post, Context(**around), rules), said


def _by_rules(seen: Marks) -> dict[str, set[str]]:
    read: dict[str, str | bool | list[str]] = {
        "about": seen.about.about,
        "intent": seen.intents.intent,
        "concrete_question": seen.intents.is_concrete,
        "specific_case": seen.intents.is_specific,
        "topics": [topic for topic, _ in seen.topics],
    }
    return {label: _named(label, value) for label, value in read.items()}


def _mean(hits: Sequence[float]) -> float:
    return sum(hits) / len(hits)
