"""The score table: every task of the reading measured on the labelled dev sets, and every engine on recorded pages."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler import profile
from crawler.reading.post import Context, PostText, Reading, read
from crawler.reading.rules import Rules
from crawler.reading.states import StatePost, state
from crawler.reading.team import is_team
from webcare import captures

ROOT = Path(__file__).resolve().parents[1]
GATE = ROOT / "tests" / "gate"
LONG = 100
"""Words from which a post is long."""


@dataclass(frozen=True)
class Read:
    """A labelled post and what the rules read in it."""

    gold: dict[str, Any]
    reading: Reading


def labelled(path: Path) -> list[dict[str, Any]]:
    """The lines of a labelled file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_all(posts: Sequence[dict[str, Any]], rules: Rules) -> list[Read]:
    """Every labelled post read with its context."""
    return [Read(gold, read(*post_of(gold), rules)) for gold in posts]


def post_of(gold: dict[str, Any]) -> tuple[PostText, Context]:
    """A labelled post as the reading takes it."""
    context = Context(**{key: value for key, value in gold["context"].items() if value is not None})
    return PostText(gold["text"], gold["author"] or "", gold["thread_title"] or "", gold["source_kind"]), context


def f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (gold, found) pairs; 1.0 where there is nothing to find and nothing found."""
    hit = sum(gold and found for gold, found in pairs)
    precision = hit / found_all if (found_all := sum(found for _, found in pairs)) else 1.0
    recall = hit / gold_all if (gold_all := sum(gold for gold, _ in pairs)) else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def scores(rows: Sequence[Read]) -> dict[str, float]:
    """The figures of one labelled file, by task; counts end in `_of_<all>`."""
    about = [(row.gold["about_uwv"], row.reading.about) for row in rows]
    relevant = [row for row in rows if row.gold["about_uwv"]]
    found: dict[str, float] = {}
    found["about P"], found["about R"], found["about F1"] = f1(about)
    found["hard negatives rejected"] = _share(rows, lambda r: r.gold["hard_negative"], lambda r: not r.reading.about)
    found["context-only found"] = _share(rows, lambda r: r.gold["needs_context"], lambda r: r.reading.about)
    found["topics micro-F1"] = _topics(relevant)
    found["intent"] = _share(relevant, lambda _: True, lambda r: r.reading.intent == r.gold["intent"])
    found["intent lenient"] = _share(relevant, lambda _: True, _is_lenient)
    for label in ("concrete_question", "specific_case", "abusive", "team_reply"):
        found[f"{label} F1"] = f1([(r.gold[label], getattr(r.reading, label)) for r in rows])[2]
    long = [row for row in rows if len(row.gold["text"].split()) >= LONG]
    found["long about F1"] = f1([(r.gold["about_uwv"], r.reading.about) for r in long])[2]
    found["long intent"] = _share(long, lambda r: r.gold["about_uwv"], lambda r: r.reading.intent == r.gold["intent"])
    found["in doubt"] = sum(row.reading.doubt for row in rows) / max(1, len(rows))
    for kind in sorted({row.gold["source_kind"] for row in rows}):
        some = [row for row in rows if row.gold["source_kind"] == kind]
        found[f"about F1, {kind} ({len(some)})"] = f1([(r.gold["about_uwv"], r.reading.about) for r in some])[2]
    found["personal spans covered"], found["personal false spans"] = personal(
        [(row.gold["pii"], row.reading.personal) for row in rows]
    )
    return found


def personal(pairs: Sequence[tuple[list[dict[str, Any]], Sequence[Any]]]) -> tuple[float, int]:
    """The share of labelled spans covered whole, and the spans found where none is (names are not labelled)."""
    gold = [(span, found) for spans, found in pairs for span in spans]
    covered = sum(any(f.start <= s["start"] and s["end"] <= f.end for f in found) for s, found in gold)
    false = sum(
        f.type != "name" and not any(f.start < s["end"] and s["start"] < f.end for s in spans)
        for spans, found in pairs
        for f in found
    )
    return covered / max(1, len(gold)), false


def swearing(lines: Sequence[dict[str, Any]], rules: Rules) -> list[tuple[bool, bool]]:
    """Gold and found for the adversarial abuse set."""
    return [(line["abusive"], read(PostText(line["text"]), Context(), rules).abusive) for line in lines]


def thread_states(lines: Sequence[dict[str, Any]], rules: Rules) -> list[tuple[str, str, str]]:
    """Id, expected and found state per labelled thread."""
    rows = []
    for line in lines:
        posts = [StatePost(p["author"], p["text"], is_team(p["author"], rules)) for p in line["posts"]]
        rows.append((line["id"], line["expected_state"], state(posts, rules)[0]))
    return rows


def default_rules() -> Rules:
    """The rules of the default profile, without its model: that was trained on the labelled files.

    Raises:
        ProfileError: the profile or its rules are wrong.
    """
    return replace(profile.load().reading_rules, model=None)


def score_table(gate: Path = GATE) -> str:
    """All figures of all labelled files as a text table: of the rules, and of rules and model on the held files."""
    return "\n".join([*_lines(gate, default_rules()), *_held_lines(gate)])


def _held_lines(gate: Path) -> Iterator[str]:
    """The files that neither a rule nor the model has learnt from: what to expect of strangers."""
    whole = profile.load().reading_rules
    for path in sorted(gate.glob("held_*.jsonl")):
        yield f"{path.name}: never learnt from, read by rules and model"
        for task, figure in scores(read_all(labelled(path), whole)).items():
            yield f"  {task:<34} {figure:.3f}"


def _lines(gate: Path, rules: Rules) -> Iterator[str]:
    for path in sorted(gate.glob("posts_*.jsonl")):
        yield f"{path.name}"
        for task, figure in scores(read_all(labelled(path), rules)).items():
            yield f"  {task:<34} {figure:.3f}"
    precision, recall, score = f1(swearing(labelled(gate / "abuse_dev.jsonl"), rules))
    yield f"abuse_dev.jsonl\n  P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}"
    lines = labelled(gate / "pii_dev.jsonl")
    found = [(line["pii"], read(PostText(line["text"]), Context(), rules).personal) for line in lines]
    covered, false = personal(found)
    yield f"pii_dev.jsonl\n  covered {covered:.3f}  false spans {false}"
    for path in sorted(gate.glob("threads_*.jsonl")):
        rows = thread_states(labelled(path), rules)
        yield f"{path.name}\n  states {sum(want == got for _, want, got in rows)} of {len(rows)}"


def _share(rows: Sequence[Read], of: Callable[[Read], bool], hit: Callable[[Read], bool]) -> float:
    some = [row for row in rows if of(row)]
    return sum(hit(row) for row in some) / max(1, len(some))


def _is_lenient(row: Read) -> bool:
    return row.reading.intent in {row.gold["intent"], row.gold["intent_secondary"]}


def _topics(rows: Sequence[Read]) -> float:
    hit = sum(len(set(row.gold["topics"]) & set(row.reading.topics)) for row in rows)
    gold, found = sum(len(row.gold["topics"]) for row in rows), sum(len(row.reading.topics) for row in rows)
    return 2 * hit / max(1, gold + found)


def pages_table() -> str:
    """How real pages are read, or that they are not here."""
    if not captures.CAPTURES.is_dir():
        return "The recorded pages (../shared/captures) are not here: no table an engine."
    return f"recorded pages, by engine\n{captures.score_table(captures.CAPTURES)}"


if __name__ == "__main__":
    import sys

    sys.stdout.write(f"{score_table()}\n{pages_table()}\n")
