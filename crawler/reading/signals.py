"""What a model weighs in a post: which rules fired and where, what they sum up to, how the post is built, its words."""

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.intent import PRIOR

if TYPE_CHECKING:
    from crawler.reading.marks import Marks

WORD = "word "
"""What the names of words begin with among the signals."""
WORD_SHARE = 5.0
"""What the words of a post weigh together (as a length): chosen on posts by authors left out of the training."""
KINDS = frozenset("ask rhetorical poll complaint praise inform chat case abuse threat wish".split())
"""Rules that speak of the writer's wish, whose place in the post counts; of anchors, frames and topics it does not."""
UNTOLD = frozenset({"personal", "team"})
"""Rules that are no signals: they hold names."""

_CLASSES = {
    "first person": "ik k mijn mn m'n me mij wij we ons onze",
    "you": "je jij jouw u uw",
    "you all": "jullie",
    "they": "ze zij hun hen",
    "not": "niet geen nooit niks niets niemand nergens",
    "still": "al nog weer steeds opnieuw alweer sinds",
    "past": "was had kreeg werd ging zei belde moest kwam bleek heb ben",
    "modal": "mag moet kan kun hoef zal zou moeten kunnen mogen",
    "amount": "euro eur",
    "month": "januari februari maart april mei juni juli augustus september oktober november december gisteren geleden",
    "staff": "mevrouw meneer arts medewerker dame coach",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_MARKS = {"?": "question marks", "!": "exclamation marks", "@": "names addressed", "#": "tags", '"': "quotation marks"}
_SHARE_OF = {name: f"{name}, share" for name in (*_CLASSES, "numbers", *_MARKS.values())}
_WORD = re.compile(r"[a-z0-9']+")
_STORY = 6
"""Sentences from which a post tells a story."""


class _Named(NamedTuple):
    """What the signals of a kind of rule are called: put together once, not for every post."""

    any: str
    times: str
    share: str
    last: str
    first: str
    most: str
    title: str


_OF_KIND = {kind: _Named(*(f"{what} {kind}" for what in _Named._fields)) for kind in KINDS}
_POINTS_FOR = {intent: f"points for {intent}" for intent in PRIOR[True]}


def signals(seen: "Marks") -> dict[str, float]:
    """The signals of a post by name, each about 0 to 2."""
    found = dict.fromkeys(seen.around, 1.0)
    found["source " + seen.source_kind] = 1.0
    found["points for relevance"] = seen.about.score / 2
    found["length"] = min(len(seen.words.ends) / 8, 2.0)
    found |= _fired(seen)
    found |= _summed(seen)
    found |= _built(seen.words.text)
    found |= _together(seen, found)
    return found


def _fired(seen: "Marks") -> dict[str, float]:
    """The rules, and per kind of rule in how many sentences, how surely, and whether first or last."""
    last = len(seen.words.ends) - 1
    found: dict[str, float] = {}
    where: dict[str, set[int]] = defaultdict(set)
    for fired in seen.fired:
        rule = fired.rule
        if rule.kind not in UNTOLD:
            found[rule.id] = 1.0
        if named := _OF_KIND.get(rule.kind):
            where[rule.kind].add(fired.sentence)
            found[named.most] = max(found.get(named.most, 0.0), rule.weight / 1.5)
    for kind, places in where.items():
        named = _OF_KIND[kind]
        found[named.any] = 1.0
        found[named.times] = min(len(places), 4) / 2
        found[named.share] = len(places) / (last + 1) * 1.5
        found[named.last] = float(last in places)
        found[named.first] = float(0 in places)
    found |= {_OF_KIND[fired.rule.kind].title: 1.0 for fired in seen.in_title if fired.rule.kind in KINDS}
    return found | {f"title {fired.rule.id}": 1.0 for fired in seen.in_title if fired.rule.kind not in UNTOLD}


def _summed(seen: "Marks") -> dict[str, float]:
    """What the rules alone would say."""
    found = {_POINTS_FOR[intent]: min(points, 4.0) / 1.5 for intent, points in seen.intents.points.items()}
    found["rules say " + seen.intents.intent] = 1.0
    found["asks"] = float(seen.intents.is_concrete)
    found["own case"] = float(seen.intents.is_specific)
    found["about us"] = float(seen.about.about)
    return found | {f"rules say {topic}": 1.0 for topic, _ in seen.topics}


def _built(text: str) -> dict[str, float]:
    """How the post is built: who is spoken of, in which mood, with how many marks and numbers."""
    words = _WORD.findall(text)
    different = dict.fromkeys(words)
    share = WORD_SHARE / math.sqrt(max(10, len(different)))
    found = dict.fromkeys([WORD + word for word in different if word >= "a"], share)
    classes = [_CLASS_OF[word] for word in words if word in _CLASS_OF]
    counts = {name: classes.count(name) for name in dict.fromkeys(classes)}
    counts |= {name: text.count(mark) for mark, name in _MARKS.items() if mark in text}
    if numbers := sum(["0" <= word < "a" for word in words]):
        counts["numbers"] = numbers
    length = max(5, len(words))
    for name, count in counts.items():
        found[name] = min(count, 5) / 3
        found[_SHARE_OF[name]] = min(10 * count / length, 3.0)
    found["no first person"] = float("first person" not in counts)
    found["ends in ?"] = float(text.endswith("?"))
    return found


def _together(seen: "Marks", found: dict[str, float]) -> dict[str, float]:
    """Signals that mean another thing together than apart: a question in a complaint, a story without a question."""
    asks, blames = bool(found["asks"]), "any complaint" in found or "any rhetorical" in found
    is_story = len(seen.words.ends) >= _STORY
    pairs = {
        "asks and blames": asks and blames,
        "asks, no blame": asks and not blames,
        "asks in own case": asks and "any case" in found,
        "asks, long": asks and is_story,
        "asks, short": asks and not is_story,
        "blames, no question": blames and not asks,
        "nothing said": not (asks or blames or "any inform" in found or "any praise" in found),
        "asks at the end": asks and bool(found.get("last ask")),
        "reply, no question": "<reply>" in seen.around and not asks,
        "own story with staff": "staff" in found and not found["no first person"],
        "own story": not (asks or found["no first person"] or "any inform" in found),
        "own case and blames": bool(found["own case"]) and found.get("times complaint", 0.0) >= 1.0,
        "own case, long": bool(found["own case"]) and is_story,
    }
    return {name: 1.0 for name, holds in pairs.items() if holds}
