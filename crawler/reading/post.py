"""One post read: relevance, terms, topics, intent, questions, abuse and personal data, each with its reasons."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.reading import personal
from crawler.reading.abuse import abusive
from crawler.reading.intent import Asked, asked
from crawler.reading.matching import Fired, Page, page
from crawler.reading.own_words import own_words
from crawler.reading.relevance import Relevance, relevance
from crawler.reading.rules import Rules
from crawler.reading.team import is_team
from crawler.reading.terms import Terms
from crawler.reading.topics import topics

_REPLY = re.compile(r"(?:re|antw|antwoord|reactie) ?:", re.IGNORECASE)


@dataclass(frozen=True)
class PostText:
    """What was written, as shown: author, title of the thread, the words, and the kind of source."""

    text: str
    author: str = ""
    thread_title: str = ""
    source_kind: str = ""


@dataclass(frozen=True)
class Context:
    """What is known around a post: its board, whom the page is about, and whether the thread's opener is about us."""

    section: str = ""
    entity_page: str = ""
    thread_opener_about: bool | None = None


@dataclass(frozen=True)
class Reading:
    """What a post says, with the rule and the words behind each label (words are masked).

    `score` is the relevance in log-odds-like points (0 is the border); `doubt` marks the band around it in which a
    person decides. `personal` holds offsets into the text as given.
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
    reasons: Mapping[str, list[str]] = field(default_factory=dict)


def read(post: PostText, context: Context, rules: Rules, terms: Terms | None = None) -> Reading:
    """The reading of one post; a pure function of its arguments.

    Args:
        post: the post as written.
        context: what stands around it.
        rules: the organisation's rules.
        terms: its search terms, where the caller wants those found as well.
    """
    known = public_words(rules)
    found = personal.spans(post.text, known)
    words = page(own_words(_masked(post.text, found)))
    title = page(personal.mask(post.thread_title, known)[0])
    around = contexts(context, post.thread_title, rules)
    fired, in_title = rules.matcher.fire(words, around), rules.matcher.fire(title, around)
    team = is_team(post.author, rules)
    about = relevance(fired, in_title, words, around, is_team=team)
    intents = asked(fired, in_title, words, around, is_team=team)
    swearing = abusive(words, fired, rules)
    chosen = topics(fired, in_title) if about.about else []
    return Reading(
        about=about.about,
        score=about.score,
        doubt=about.doubt,
        terms=terms.find_normal(f"{words.text}\n{title.text}") if terms else [],
        topics=[topic for topic, _ in chosen],
        intent=intents.intent,
        intent2=intents.second,
        concrete_question=about.about and intents.is_concrete,
        specific_case=about.about and intents.is_specific,
        abusive=bool(swearing),
        team_reply=team,
        personal=found,
        reasons=_reasons(about, chosen, intents, swearing, team, found),
    )


def public_words(rules: Rules) -> frozenset[str]:
    """Mail domains and advisers' names that need not be masked."""
    return frozenset(rules.words("personal", "public"))


def contexts(context: Context, title: str, rules: Rules) -> frozenset[str]:
    """The context as words that a rule may need: `<opener>`, `<own page>`, `<own board>`, their opposites, `<reply>`."""
    around: set[str] = set()
    if context.thread_opener_about is not None:
        around.add("<opener>" if context.thread_opener_about else "<off-topic thread>")
    if context.entity_page:
        around.add("<own page>" if _is_own(context.entity_page, rules) else "<other page>")
    if context.section:
        around.add("<own board>" if _is_own(context.section, rules) else "<other board>")
    if _REPLY.match(title) or context.thread_opener_about is not None:
        around.add("<reply>")
    return frozenset(around)


def _is_own(name: str, rules: Rules) -> bool:
    return any(f.rule.kind == "anchor" and f.rule.label == "organisation" for f in rules.matcher.fire(page(name)))


def _masked(text: str, found: Sequence[personal.Span]) -> str:
    for span in reversed(found):
        text = text[: span.start] + personal.TOKENS[span.type] + text[span.end :]
    return text


def _reasons(
    about: Relevance,
    chosen: Sequence[tuple[str, list[Fired]]],
    intents: Asked,
    swearing: Sequence[Fired],
    team: bool,
    found: Collection[personal.Span],
) -> dict[str, list[str]]:
    reasons = {
        "about": about.reasons,
        "topics": [why(fired) for _, why_list in chosen for fired in why_list[:1]],
        "intent": intents.reasons,
        "concrete_question": [why(fired) for fired in intents.concrete],
        "specific_case": [why(fired) for fired in intents.specific],
        "abusive": [fired.rule.id for fired in swearing],
        "team_reply": ["team.account"] if team else [],
        "pii": sorted({span.type for span in found}),
    }
    return {label: list(dict.fromkeys(because)) for label, because in reasons.items() if because}


def why(fired: Fired) -> str:
    """A reason as people read it: the rule and the words."""
    return f"{fired.rule.id} ({fired.words[:60]})"
