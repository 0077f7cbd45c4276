"""What a writer wants: question, complaint, compliment, information or other; and is it a question we can answer?"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from crawler.reading.matching import Fired
from crawler.reading.page import Page

INTENT_OF = {
    "ask": "question",
    "poll": "question",
    "complaint": "complaint",
    "rhetorical": "complaint",
    "praise": "compliment",
    "inform": "information",
    "chat": "other",
    "abuse": "complaint",
    "threat": "complaint",
    "wish": "complaint",
}
SPEAKING = frozenset({*INTENT_OF, "case"})
CONCRETE = 1.0
SPECIFIC = (1.0, 1.5)
"""The points from which a case is the writer's own, and in a story with a question: the story is background there."""
CASE_POINTS = (1.2, 0.3)
"""What an own case adds to a complaint, without and with a question: who reports a fault complains, even by asking."""
CASE_OF = ("question", "complaint")
"""Who thanks or tells has no case that is still open."""
CASE_REACH = 2
"""Sentences within which the signs of a case must stand together."""
FADING = 0.5
"""What each further sentence of a kind adds, compared with the one before: saying it thrice is not thrice as much."""
LONG = 8
"""Sentences from which a post tells a story, in which moods come and go; what it ends with is what it is for."""
LAST_POINTS = (0.7, 1.9)
"""What a question among the last sentences adds, in a short post and in a story."""
LAST = 8
"""A question among the last sentences is what the post is for."""
HINTING = "hint"
"""The label of rules that find a question which is not asked in so many words."""
HINTED = 3
"""The last sentences of a story, in which such a hint counts: on its way one wonders at much."""

PRIOR = {
    True: {"question": 0.0, "complaint": 0.35, "compliment": 0.0, "information": 0.2, "other": 0.25},
    False: {"question": 0.0, "complaint": 0.0, "compliment": 0.0, "information": 0.3, "other": 0.35},
}
"""Points before anything is said, in a post about us and in another: the shares among labelled posts without a sign."""
CONTEXT_POINTS = {
    ("<own page>", "complaint"): 0.9,
    ("<opener>", "information"): 0.45,
    ("<opener>", "complaint"): -0.1,
}


_QUOTED = re.compile(r"""\"[^\"\n]{8,200}\"|(?<!\w)'[^'\n]{8,200}'(?!\w)""")


class Asked(NamedTuple):
    """The intent of a post, a second one where it has two, and the sentences that ask or that need a file."""

    intent: str
    second: str | None
    is_concrete: bool
    is_specific: bool
    points: Mapping[str, float]
    reasons: list[str]
    concrete: list[Fired]
    specific: list[Fired]


def asked(
    fired: Sequence[Fired],
    in_title: Sequence[Fired],
    words: Page,
    around: Collection[str],
    *,
    is_about: bool,
    is_team: bool,
) -> Asked:
    """The intent from the rules that fired, sentence by sentence: what one sentence asks, another cannot undo."""
    if is_team:
        return Asked("information", None, False, False, {}, ["team.account"], [], [])
    fired, in_title = _meant(_own(_speaking(fired), words), len(words.ends)), _speaking(in_title)
    asking = _concrete(fired)
    points = _points(fired, in_title, around, PRIOR[is_about])
    if any(f.sentence >= len(words.ends) - LAST for f in asking):
        points["question"] += LAST_POINTS[len(words.ends) >= LONG]
    concrete = asking or ([] if "<opener>" in around else _concrete(in_title))
    specific = [f for f in fired if f.rule.kind == "case"]
    enough = SPECIFIC[bool(concrete) and len(words.ends) >= LONG]
    is_specific = any(_case_points(near) >= enough for near in _together(specific))
    points["complaint"] += CASE_POINTS[bool(concrete)] * is_specific
    ranked = sorted(points, key=points.__getitem__, reverse=True)
    second = ranked[1] if points[ranked[1]] >= max(1.0, 0.6 * points[ranked[0]]) else None
    reasons = [f.reason for f in (*fired, *in_title) if INTENT_OF.get(f.rule.kind) == ranked[0]]
    return Asked(
        intent=ranked[0],
        second=second,
        is_concrete=bool(concrete),
        is_specific=is_specific and ranked[0] in CASE_OF,
        points=points,
        reasons=reasons[:4],
        concrete=concrete[:2],
        specific=specific[:2],
    )


def _speaking(fired: Sequence[Fired]) -> list[Fired]:
    """The rules that speak of what a writer wants."""
    return [f for f in fired if f.rule.kind in SPEAKING]


def _own(fired: list[Fired], words: Page) -> list[Fired]:
    """The rules that fired outside quoted speech: what another asked or said is not what the writer wants."""
    quoted = [match.span() for match in _QUOTED.finditer(words.text)] if '"' in words.text or "'" in words.text else []
    if not quoted:
        return fired
    return [f for f in fired if not any(start < f.start < end for start, end in quoted)]


def _meant(fired: list[Fired], length: int) -> list[Fired]:
    """The rules that fired, without what a story wonders at on its way."""
    if length < LONG:
        return fired
    return [f for f in fired if f.rule.label != HINTING or f.sentence >= length - HINTED]


def _together(specific: Sequence[Fired]) -> Iterator[Sequence[Fired]]:
    """The signs of a case in each sentence that has one and the few after it."""
    specific = sorted(specific, key=lambda f: f.sentence)
    sentences = [f.sentence for f in specific]
    for sentence in dict.fromkeys(sentences):
        yield specific[bisect_left(sentences, sentence) : bisect_right(sentences, sentence + CASE_REACH)]


def _case_points(near: Sequence[Fired]) -> float:
    """The points of the signs of a case that stand together, each rule once and each word once."""
    places: dict[int, float] = {}
    for f in {f.rule.id: f for f in near}.values():
        places[f.start] = max(places.get(f.start, 0.0), f.rule.weight)
    return sum(places.values())


def _points(
    fired: Sequence[Fired], in_title: Sequence[Fired], around: Collection[str], prior: Mapping[str, float]
) -> dict[str, float]:
    """The points of each intent before its questions are weighed."""
    points = dict(prior)
    for intent, best in _best(fired).items():
        ordered = sorted(best.values(), reverse=True)
        points[intent] += sum(weight * FADING**n for n, weight in enumerate(ordered))
    for intent, best in _best(in_title).items():
        share = 0.3 if "<opener>" in around else 0.6
        points[intent] += share * max(best.values())
    for (name, intent), weight in CONTEXT_POINTS.items():
        points[intent] += weight if name in around else 0.0
    return points


def _best(fired: Sequence[Fired]) -> dict[str, dict[int, float]]:
    """Per intent the strongest rule of each sentence; scorn or a poll in the form of a question is no question."""
    blamed = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "abuse", "threat"}}
    polled = {f.sentence for f in fired if f.rule.kind == "poll"}
    spoilt = {"ask": blamed | polled, "poll": blamed}
    best: dict[str, dict[int, float]] = defaultdict(dict)
    seen: set[tuple[str, str]] = set()
    for f in fired:
        intent = INTENT_OF.get(f.rule.kind)
        is_new = (f.rule.id, f.words) not in seen
        seen.add((f.rule.id, f.words))
        if intent and is_new and f.sentence not in spoilt.get(f.rule.kind, ()):
            best[intent][f.sentence] = max(best[intent].get(f.sentence, 0.0), f.rule.weight)
    return best


def _concrete(fired: Sequence[Fired]) -> list[Fired]:
    """The questions that are meant, and that a fact can answer: not rhetorical, no poll, no "mag ik iets vragen"."""
    spoilt = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "poll"}}
    return [f for f in fired if f.rule.kind == "ask" and f.sentence not in spoilt and f.rule.weight >= CONCRETE]
