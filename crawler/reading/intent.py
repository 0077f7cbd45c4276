"""What a writer wants: question, complaint, compliment, information or other; and is it a question we can answer?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crawler.reading.matching import Fired, Page

KINDS = {"ask": "question", "complaint": "complaint", "praise": "compliment", "inform": "information", "chat": "other"}
CONCRETE = 1.0
SPECIFIC = 1.0


class Asked(NamedTuple):
    """The intent of a post, a second one where it has two, and the sentences that ask or that need a file."""

    intent: str
    second: str | None
    is_concrete: bool
    is_specific: bool
    reasons: list[str]
    concrete: list[Fired]
    specific: list[Fired]


def asked(
    fired: Sequence[Fired],
    in_title: Sequence[Fired],
    words: Page,
    around: Collection[str],
    source_kind: str,
    *,
    is_team: bool,
) -> Asked:
    """The intent from the rules that fired, sentence by sentence: what one sentence asks, another cannot undo."""
    if is_team:
        return Asked("information", None, False, False, ["team.account"], [], [])
    points = _points(fired)
    for intent, weight in _points(in_title).items():
        points[intent] += 0.5 * weight
    if "<own page>" in around or "<other page>" in around:
        points["complaint"] += 0.8
    concrete = _concrete(fired) or _concrete(in_title)
    specific = [f for f in fired if f.rule.kind == "case"]
    points["question"] += 0.4 * bool(concrete)
    points["complaint"] += 0.3 * bool(specific)
    points["other"] += 0.35
    if "<opener>" in around:
        points["information"] += 0.3
    ranked = sorted(points, key=lambda intent: -points[intent])
    second = ranked[1] if points[ranked[1]] >= 0.6 * points[ranked[0]] and ranked[1] != "other" else None
    reasons = [f"{f.rule.id} ({f.words[:60]})" for f in (*fired, *in_title) if KINDS.get(f.rule.kind) == ranked[0]]
    is_specific = (
        sum(max((f.rule.weight for f in specific if f.rule.id == i), default=0) for i in {f.rule.id for f in specific})
        >= SPECIFIC
    )
    return Asked(ranked[0], second, bool(concrete), is_specific, reasons[:4], concrete[:2], specific[:2])


def _points(fired: Sequence[Fired]) -> dict[str, float]:
    """Points per intent: the strongest rule of each sentence, further sentences less and less."""
    best: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    against: dict[int, float] = defaultdict(float)
    for f in fired:
        if f.rule.kind in {"rhetorical", "poll"}:
            against[f.sentence] = max(against[f.sentence], f.rule.weight if f.rule.kind == "rhetorical" else 0.0)
    for f in fired:
        if intent := KINDS.get(f.rule.kind):
            weight = f.rule.weight - (against[f.sentence] if intent == "question" else 0.0)
            best[intent][f.sentence] = max(best[intent][f.sentence], weight)
    points: dict[str, float] = defaultdict(float)
    for intent, sentences in best.items():
        ordered = sorted(sentences.values(), reverse=True)
        points[intent] = sum(weight * 0.5**n for n, weight in enumerate(ordered))
    return points


def _concrete(fired: Sequence[Fired]) -> list[Fired]:
    """The questions that are meant, and that a fact can answer: not rhetorical, no poll, no "mag ik iets vragen"."""
    spoilt = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "poll"}}
    asks: dict[int, float] = defaultdict(float)
    for f in fired:
        if f.rule.kind == "ask":
            asks[f.sentence] = max(asks[f.sentence], f.rule.weight)
    return [f for f in fired if f.rule.kind == "ask" and f.sentence not in spoilt and asks[f.sentence] >= CONCRETE]
