"""What one post says to its thread: does it ask, thank, object, promise, or does the team need something?"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crawler.reading.matching import Fired
from crawler.reading.own_words import own_words
from crawler.reading.page import Page, page
from crawler.reading.post import Context, PostText, Reading, read
from crawler.reading.rules import Rules

_SELF = re.compile(r"\b(?:ik|mijn|mn|m'n|mij|wij|ons|onze)\b")
_SENTENCES = re.compile(r"[\n\"“”]+|(?<=[.!?]) ")
_ADDRESSED = re.compile(r"@(?P<name>[\w.\-]*\w)")
_PART = re.compile(r"[^\W\d_]{3,}")
"""A part of a user's name by which one may call him."""
_IN_A_THREAD = frozenset({"<opener>", "<reply>"})
QUOTED = 20
"""Characters from which a sentence that stood in the thread before is a quotation."""
SHORT = 60
"""Characters up to which a word of comfort is all that a reply says."""
ASIDE = frozenset({"to a fellow", "scorn", "company"})
"""Signs of a question that asks nothing of the team."""


class StatePost(NamedTuple):
    """A post as the state needs it."""

    author: str
    text: str
    is_team: bool


class Said(NamedTuple):
    """What a post says to the thread: the signs of rules of kind `state`, its questions, and how it is read alone.

    `asks_on` marks a question that comes after words of relief; `requests` that the team needs something of the asker;
    `tells` that a reply says more than comfort; `to_other` that it is addressed to another user by name, and
    `names_other` that it names one anywhere.
    """

    signs: frozenset[str]
    asks: bool
    asks_on: bool
    asks_for_self: bool
    complains: bool
    is_case: bool
    thanks: bool
    requests: bool
    intent: str
    is_concrete: bool
    is_specific: bool
    tells: bool
    to_other: bool
    names_other: bool

    @property
    def is_solved(self) -> bool:
        """Whether the asker says that nothing is left to do, or withdraws."""
        return not self.signs.isdisjoint({"solved", "served", "never-mind"})

    @property
    def is_thanking(self) -> bool:
        """Whether the thanks are meant."""
        return self.thanks and "sarcasm" not in self.signs

    @property
    def is_agreeing(self) -> bool:
        """Whether the asker takes what he was told for the answer: thanks or consent, and nothing left to ask."""
        is_content = self.is_thanking or "confirms" in self.signs
        return is_content and not self.asks and self.signs.isdisjoint({"lightened", "still"})


def said(post: StatePost, rules: Rules, earlier: Sequence[StatePost]) -> Said:
    """What a post says, by the rules and by the reading of the post as the organisation's own page would show it.

    Args:
        post: the post.
        rules: the organisation's rules, and its model, if any.
        earlier: the posts of the thread before it, whose sentences it may repeat.
    """
    text = _unquoted(own_words(post.text), earlier)
    words: Page = page(text)
    fired = rules.thread_matcher.fire(words, _IN_A_THREAD if earlier else ())
    kinds = {f.rule.kind for f in fired}
    asking = _asking(fired, words)
    signs = _signs(fired, asking)
    solved = [f.sentence for f in fired if f.rule.label == "solved"]
    reading = _reading(PostText(text, post.author), rules, is_opener=not earlier, asks=bool(asking))
    is_own = bool(_SELF.search(words.text))
    others = {other.author.lstrip("@").casefold() for other in earlier if not other.is_team} - {
        "",
        post.author.casefold(),
    }
    return Said(
        signs=signs,
        asks=bool(asking),
        asks_on="asks-on" in signs or (bool(asking and solved) and max(asking) > max(solved)),
        asks_for_self="same for" in signs
        or (bool(asking) and is_own + ("?" in words.text) + reading.concrete_question > 1),
        complains=any(f.rule.kind == "complaint" and f.rule.weight >= 1 for f in fired),
        is_case=sum({f.rule.id: f.rule.weight for f in fired if f.rule.kind == "case"}.values()) >= 1,
        thanks="praise" in kinds or not signs.isdisjoint({"thanks", "credit"}),
        requests=post.is_team and _is_requesting(fired, words),
        intent=reading.intent,
        is_concrete=reading.concrete_question,
        is_specific=reading.specific_case,
        tells="comfort" not in signs or len(words.text) > SHORT,
        to_other=_is_to_other(text, others),
        names_other=_is_naming(text, others),
    )


def _reading(post: PostText, rules: Rules, *, is_opener: bool, asks: bool) -> Reading:
    """How a post is read alone: an opener as on the organisation's own page, a reply as under one about it.

    That page leans to complaints: a question that is about the organisation by its own words stays the question that
    it is anywhere else.
    """
    if not is_opener:
        return read(post, Context(thread_opener_about=True), rules)
    reading = read(post, _own_page(rules), rules)
    if asks and reading.intent != "question" and not reading.concrete_question:
        alone = read(post, Context(), rules)
        if alone.about and alone.intent == "question":
            return reading._replace(intent="question")
    return reading


def _is_to_other(text: str, others: Collection[str]) -> bool:
    """Whether a text opens with the name of another user who wrote in the thread before."""
    addressed = _ADDRESSED.match(text)
    return addressed is not None and addressed["name"].casefold() in others


def _is_naming(text: str, others: Collection[str]) -> bool:
    """Whether a text names such a user anywhere: by the whole name, or by a part that is written as a name."""
    folded = text.casefold()
    return any(
        (name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded))
        or any(_is_called(part, text) for part in _PART.findall(name))
        for name in others
    )


def _is_called(part: str, text: str) -> bool:
    """Whether a part of a name stands in a text with a capital, or before a mark."""
    return bool(re.search(rf"(?<!\w)(?:{part.capitalize()}(?!\w)|{part}(?=[,!]))", text))


def _own_page(rules: Rules) -> Context:
    """A page about the organisation: who opens a thread that is given to us is taken to speak of it."""
    names = rules.words("anchor", "organisation")
    return Context(entity_page=names[0].rstrip("*_")) if names else Context()


def _signs(fired: Sequence[Fired], asking: Sequence[int]) -> frozenset[str]:
    """The signs of a post; a trouble told with its good end stays no trouble, and who asks on withdraws nothing."""
    overcome = {f.sentence for f in fired if f.rule.label in {"overcome", "served"}}
    last = max(asking, default=-1)
    undone = {"still": overcome, "never-mind": range(last)}
    signs = [f for f in fired if f.rule.kind == "state"]
    return frozenset(f.rule.label for f in signs if f.sentence not in undone.get(f.rule.label, ()))


def _asking(fired: Sequence[Fired], words: Page) -> list[int]:
    """The sentences that ask, and mean it: a promise opens with its verb as well (zal ik doen)."""
    aside = ASIDE if "?" in words.text else ASIDE | {"promise"}
    spoilt = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "poll"} or f.rule.label in aside}
    return [f.sentence for f in fired if f.rule.kind == "ask" and f.sentence not in spoilt and f.rule.weight >= 1]


def _unquoted(text: str, earlier: Sequence[StatePost]) -> str:
    """The text without the sentences of earlier posts that it repeats: who answers by copying does not ask again."""
    for sentence in _SENTENCES.split(text):
        if len(sentence) >= QUOTED and any(sentence in post.text for post in earlier):
            text = text.replace(sentence, "")
    return text


def _is_requesting(fired: Sequence[Fired], words: Page) -> bool:
    """Whether the team needs something of the asker; what it offers on a condition, before or within, it does not."""
    offered = {f.sentence for f in fired if f.rule.label == "offer"}
    after = {n + 1 for n in offered if words.text[: words.ends[n]].rstrip().endswith("?")}
    return any(f.rule.label == "request" and f.sentence not in offered | after for f in fired)
