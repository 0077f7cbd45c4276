"""What a model weighs in a post: which rules fired and where, what they sum up to, how the post is built, its words."""

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

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
_WORD = re.compile(r"[a-z0-9']+")
_NUMBER = re.compile(r"(?<![a-z0-9'])[0-9]")
_STORY = 6
"""Sentences from which a post tells a story."""


def signals(seen: "Marks") -> dict[str, float]:
    """The signals of a post by name, each about 0 to 2."""
    found = dict.fromkeys(seen.around, 1.0)
    found["source " + seen.source_kind] = 1.0
    found["points for relevance"] = seen.about.score / 2
    found["length"] = min(len(seen.words.ends) / 8, 2.0)
    found |= _fired(seen)
    found |= _summed(seen)
    found |= _built(seen.words.text)
    return found | _together(seen, found)


def _fired(seen: "Marks") -> dict[str, float]:
    """The rules, and per kind of rule in how many sentences, how surely, and whether first or last."""
    last = len(seen.words.ends) - 1
    found: dict[str, float] = {}
    where: dict[str, set[int]] = defaultdict(set)
    for fired in seen.fired:
        rule = fired.rule
        if rule.kind not in UNTOLD:
            found[rule.id] = 1.0
        if rule.kind in KINDS:
            where[rule.kind].add(fired.sentence)
            found["most " + rule.kind] = max(found.get("most " + rule.kind, 0.0), rule.weight / 1.5)
    for kind, places in where.items():
        found["any " + kind] = 1.0
        found["times " + kind] = min(len(places), 4) / 2
        found["share " + kind] = len(places) / (last + 1) * 1.5
        found["last " + kind] = float(last in places)
        found["first " + kind] = float(0 in places)
    found |= {f"title {fired.rule.kind}": 1.0 for fired in seen.in_title if fired.rule.kind in KINDS}
    return found | {f"title {fired.rule.id}": 1.0 for fired in seen.in_title if fired.rule.kind not in UNTOLD}


def _summed(seen: "Marks") -> dict[str, float]:
    """What the rules alone would say."""
    found = {f"points for {intent}": min(points, 4.0) / 1.5 for intent, points in seen.intents.points.items()}
    found["rules say " + seen.intents.intent] = 1.0
    found["asks"] = float(seen.intents.is_concrete)
    found["own case"] = float(seen.intents.is_specific)
    found["about us"] = float(seen.about.about)
    return found | {f"rules say {topic}": 1.0 for topic, _ in seen.topics}


def _built(text: str) -> dict[str, float]:
    """How the post is built: who is spoken of, in which mood, with how many marks and numbers."""
    words = _WORD.findall(text)
    counts = Counter([_CLASS_OF[word] for word in words if word in _CLASS_OF])
    counts["numbers"] = len(_NUMBER.findall(text))
    for mark, name in _MARKS.items():
        counts[name] = text.count(mark)
    found = {"no first person": float(not counts["first person"]), "ends in ?": float(text.endswith("?"))}
    length = max(5, len(words))
    for name, count in counts.items():
        if count:
            found[name] = min(count, 5) / 3
            found[name + ", share"] = min(10 * count / length, 3.0)
    different = set(words)
    share = WORD_SHARE / math.sqrt(max(10, len(different)))
    found.update([(WORD + word, share) for word in different if word[0].isalpha()])
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
