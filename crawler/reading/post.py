"""One post read: relevance, terms, topics, intent, questions, abuse and personal data, each with its reasons."""

from collections.abc import Mapping
from typing import NamedTuple

from crawler.reading import personal
from crawler.reading.abuse import abusive
from crawler.reading.marks import Context, Marks, PostText, contexts, marks, public_words
from crawler.reading.model import MOST_TOPICS, Decision, Model
from crawler.reading.relevance import BORDER
from crawler.reading.rules import Rules
from crawler.reading.signals import signals
from crawler.reading.terms import Terms

__all__ = ["Context", "PostText", "Reading", "contexts", "public_words", "read"]

OF_RELEVANT = frozenset({"topics", "concrete_question", "specific_case"})
"""What only a post about us has."""
SURE = 3.0
"""Points of the rules from which a model may doubt the relevance of a post, but not deny it."""
ASKING = frozenset({"question", "complaint"})
"""Intents that somebody has to act on."""
NEAR = frozenset({"<opener>", "<own page>", "<own board>"})
"""Contexts that speak for relevance."""


class Reading(NamedTuple):
    """What a post says, with the rule and the words behind each label (words are masked).

    `score` is the relevance in points of the rules (`relevance.BORDER` is their border); a model may judge otherwise.
    `doubt` marks the band around the border in which a person decides. `personal` holds offsets into the text as given.
    """

    about: bool
    score: float
    doubt: bool
    terms: list[str]
    topics: list[str]
    intent: str
    intent2: str | None
    concrete_question: bool
    specific_case: bool
    abusive: bool
    team_reply: bool
    personal: list[personal.Span]
    reasons: Mapping[str, list[str]]


def read(post: PostText, context: Context, rules: Rules, terms: Terms | None = None) -> Reading:
    """The reading of one post; a pure function of its arguments.

    Args:
        post: the post as written.
        context: what stands around it.
        rules: the organisation's rules, and its model, which then decides on the labels that it was trained for.
        terms: its search terms, where the caller wants those found as well.
    """
    seen = marks(post, context, rules)
    reading = _by_rules(seen, rules, terms)
    return _by_model(reading, seen, rules.model) if rules.model and not seen.is_team else reading


def _by_rules(seen: Marks, rules: Rules, terms: Terms | None) -> Reading:
    swearing = [] if seen.is_team else abusive(seen.words, seen.fired, rules)
    is_about = seen.about.about
    return Reading(
        about=is_about,
        score=seen.about.score,
        doubt=seen.about.doubt,
        terms=terms.find_normal(f"{seen.words.text}\n{seen.title.text}") if terms else [],
        topics=[topic for topic, _ in seen.topics] if is_about else [],
        intent=seen.intents.intent,
        intent2=seen.intents.second,
        concrete_question=is_about and seen.intents.is_concrete,
        specific_case=is_about and seen.intents.is_specific,
        abusive=bool(swearing),
        team_reply=seen.is_team,
        personal=seen.personal,
        reasons=_reasons(seen, swearing),
    )


def _by_model(reading: Reading, seen: Marks, model: Model) -> Reading:
    """The reading with the labels that a model was trained for, and its strongest signals as their reasons.

    Where nothing speaks for relevance, and of a reply in which no rule marks anything, the rules decide: labelled
    posts, from which a model learns, hold few of either; boards are full of them. Of such a reply, and of a post that
    is not about us, the model only says what it is where nobody has to act on it.
    """
    if not reading.about and not ("about" in model.classes and _is_near(seen)):
        return reading
    weighed = signals(seen)
    found = model.decide(weighed)
    about, intent = found.pop("about", None), found.pop("intent", None)
    is_bland = "nothing said" in weighed and "reply, no question" in weighed
    if about and not is_bland and not _is_untaught(seen, model):
        reading = _judged(reading, about)
    if is_bland or not reading.about:
        return _intended(reading, None if intent and ASKING.intersection(intent.values) else intent)
    return _labelled(_intended(reading, intent), seen, model, found)


def _judged(reading: Reading, about: Decision) -> Reading:
    """The reading with the model's judgement of relevance; what is not about us has no topic, question or case.

    Where the rules are sure and the model is not, a person should look.
    """
    reasons = {**reading.reasons, "about": about.reasons}
    if about.holds or reading.score >= SURE:
        return reading._replace(about=True, doubt=about.doubt or not about.holds, reasons=reasons)
    reasons = {label: because for label, because in reasons.items() if label not in OF_RELEVANT}
    return reading._replace(
        about=False,
        doubt=about.doubt,
        reasons=reasons,
        topics=[],
        concrete_question=False,
        specific_case=False,
    )


def _intended(reading: Reading, decision: Decision | None) -> Reading:
    """The reading with the intent that the model found; what the rules would have said comes second."""
    if decision is None:
        return reading
    intent = decision.values[0]
    return reading._replace(
        intent=intent,
        intent2=reading.intent2 if intent == reading.intent else reading.intent,
        reasons={**reading.reasons, "intent": decision.reasons},
    )


def _labelled(reading: Reading, seen: Marks, model: Model, found: Mapping[str, Decision]) -> Reading:
    """The reading of a relevant post with what the model decided of what only such a post has."""
    return reading._replace(
        topics=_topics(seen, model, found.get("topics")),
        concrete_question=_holds(found, "concrete_question", seen.intents.is_concrete),
        specific_case=_holds(found, "specific_case", seen.intents.is_specific),
        reasons={**reading.reasons, **{label: decision.reasons for label, decision in found.items()}},
    )


def _is_near(seen: Marks) -> bool:
    """Whether a word or the context of a post speaks for its relevance."""
    return not NEAR.isdisjoint(seen.around) or any(f.rule.kind == "anchor" for f in (*seen.fired, *seen.in_title))


def _is_untaught(seen: Marks, model: Model) -> bool:
    """Whether a rule speaks for relevance that the model has not learnt of: a term that the team has added since."""
    anchors = (f.rule for f in (*seen.fired, *seen.in_title) if f.rule.kind == "anchor" and f.rule.weight >= BORDER)
    return any(rule.id not in model.weights and f"title {rule.id}" not in model.weights for rule in anchors)


def _holds(found: Mapping[str, Decision], label: str, by_rules: bool) -> bool:
    return found[label].holds if label in found else by_rules


def _topics(seen: Marks, model: Model, decision: Decision | None) -> list[str]:
    """The model's topics, and those of the rules that it does not know: a team adds topics, a model comes later."""
    by_rules = [topic for topic, _ in seen.topics]
    if decision is None:
        return by_rules
    return [*decision.values, *(topic for topic in by_rules if topic not in model.classes["topics"])][:MOST_TOPICS]


def _reasons(seen: Marks, swearing: list[str]) -> dict[str, list[str]]:
    reasons = {
        "about": seen.about.reasons,
        "topics": [fired[0].reason for _, fired in seen.topics if fired and seen.about.about],
        "intent": seen.intents.reasons,
        "concrete_question": [fired.reason for fired in seen.intents.concrete],
        "specific_case": [fired.reason for fired in seen.intents.specific],
        "abusive": swearing,
        "team_reply": ["team.account"] if seen.is_team else [],
        "pii": sorted({span.type for span in seen.personal}),
    }
    return {label: list(dict.fromkeys(because)) for label, because in reasons.items() if because}
