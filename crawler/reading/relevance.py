"""Is a post about the organisation: anchors against frames, sentence by sentence, and what stands around the post."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crawler.reading.matching import Fired

BORDER = 1.0
"""Points from which a post counts as relevant."""
BAND = 0.5
"""Points on either side of the border within which a person should look ("twijfel")."""

CONTEXT_POINTS = {
    "<own page>": 3.0,
    "<other page>": -3.0,
    "<opener>": 1.6,
    "<off-topic thread>": -1.8,
    "<own board>": 0.9,
    "<other board>": -1.0,
    "<author names us>": 0.9,
}
PASSING = 1.0
"""What a post on another board loses that names us in passing: it tells of something else."""
OWN_CASE = 0.2
"""What a case of the writer's own adds on our own board: there it needs no name to be a case of ours."""
MARKING = frozenset({"anchor", "frame"})
"""Kinds of rules that say whether a post is about us, or about something else."""
WANTS = frozenset({"ask", "case", "complaint", "praise"})
"""Kinds of rules that say that somebody wants something of us."""
LONG = 6
"""Sentences from which a post is long."""
TITLE_SHARE = 0.7
EXTRA_SHARE = 0.25
"""What a further anchor adds beside the strongest one: repeating a word proves little."""


class Relevance(NamedTuple):
    """Whether a post is about us, how sure, and why."""

    about: bool
    score: float
    doubt: bool
    reasons: list[str]


def relevance(
    fired: Sequence[Fired], in_title: Sequence[Fired], length: int, around: Collection[str], *, is_team: bool
) -> Relevance:
    """The relevance of a post from the rules that fired in its sentences and its title, and from its context."""
    if is_team:
        return Relevance(True, 9.0, False, ["team.account"])
    marked, in_title = _marked(fired), _marked(in_title)
    said = {f.rule.id for f in marked if f.rule.kind == "anchor"}
    own, titled = _points(marked), _points([f for f in in_title if f.rule.id not in said])
    context = sum(CONTEXT_POINTS.get(name, 0.0) for name in around)
    score = own + _title_points(own, titled) + context
    if "<own board>" in around and any(f.rule.kind == "case" for f in fired):
        score += OWN_CASE
    if "<other board>" in around and titled <= 0 and _is_in_passing(fired, length):
        score -= PASSING
    reasons = [f.reason for f in (*marked, *in_title)]
    reasons += sorted(name.strip("<>") for name in around)
    return Relevance(score >= BORDER, round(score, 2), abs(score - BORDER) < BAND, reasons)


def _marked(fired: Sequence[Fired]) -> list[Fired]:
    """What speaks for relevance, and against it."""
    return [f for f in fired if f.rule.kind in MARKING]


def _is_in_passing(fired: Sequence[Fired], length: int) -> bool:
    """Whether a long post names us once, or a post names only us, or only a benefit, without wish, blame or thanks."""
    if length >= LONG and _mentions(fired) <= 1:
        return True
    named = [f for f in fired if f.rule.kind == "anchor" and f.rule.weight >= BORDER]
    if len({f.rule.label == "organisation" for f in named}) > 1:
        return False
    wants = {f.sentence for f in fired if f.rule.kind in WANTS}
    return not any(f.sentence in wants for f in named)


def _mentions(fired: Sequence[Fired]) -> int:
    """In how many sentences we are named beyond doubt."""
    return len({f.sentence for f in fired if f.rule.kind == "anchor" and f.rule.weight >= BORDER})


def _title_points(own: float, titled: float) -> float:
    """A title helps where the words say little; it helps little where they say enough, or that it is something else."""
    if titled < 0 or 0 <= own < BORDER:
        return TITLE_SHARE * titled
    return EXTRA_SHARE * titled


def _points(marked: Sequence[Fired]) -> float:
    """The best sentence counts; a frame weighs on its own sentence, or on the whole post where its scope says so."""
    if not marked:
        return 0.0
    plus: dict[int, dict[str, float]] = defaultdict(dict)
    minus: dict[int, dict[str, float]] = defaultdict(dict)
    whole: dict[str, float] = {}
    for f in marked:
        if f.rule.kind == "anchor":
            plus[f.sentence][f.rule.id] = f.rule.weight
        elif f.rule.scope == "post":
            whole[f.rule.id] = f.rule.weight
        else:
            minus[f.sentence][f.rule.id] = f.rule.weight
    sentences = {n: _sum(plus[n].values()) - sum(minus[n].values()) for n in {*plus, *minus}}
    best = max((points for n, points in sentences.items() if n in plus), default=0.0)
    rest = sum(EXTRA_SHARE * max(0.0, points) for n, points in sentences.items() if n in plus) - EXTRA_SHARE * max(
        0.0, best
    )
    lonely = -sum(sum(minus[n].values()) for n in minus if n not in plus)
    return best + min(rest, 1.0) + max(lonely, -2.0) * (0.5 if best >= BORDER else 1.0) - sum(whole.values())


def _sum(weights: Collection[float]) -> float:
    strongest = max(weights, default=0.0)
    return strongest + min(EXTRA_SHARE * (sum(weights) - strongest), 1.0)
