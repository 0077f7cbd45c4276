"""The state of a thread from what its posts say: who waits for whom, and was the asker helped?

Definitions: section 8 of the contract, and the conventions beside the labelled threads.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.reading.matching import Page, page
from crawler.reading.own_words import own_words
from crawler.reading.rules import Rules
from crawler.reading.team import account

_SELF = re.compile(r"\b(?:ik|mijn|mn|m'n|wij|ons|onze)\b")


class StatePost(NamedTuple):
    """A post as the state needs it."""

    author: str
    text: str
    is_team: bool


class Said(NamedTuple):
    """What a post says to the thread: the signs of rules of kind `state`, and its questions.

    `asks_on` marks a question that comes after words of relief.
    """

    signs: frozenset[str]
    asks: bool
    asks_on: bool
    asks_for_self: bool
    complains: bool
    is_case: bool
    thanks: bool


def state(posts: Sequence[StatePost], rules: Rules) -> tuple[str, list[str]]:
    """The state of a thread and why.

    States: `open`, `answered`, `thanked`, `reopened`, `answered_by_community`, `waiting_for_customer`,
    `complaint_open`, `no_reaction`.

    Args:
        posts: the thread in its order; the first post that is not the team's is by the asker.
        rules: the organisation's rules.
    """  # fmt: skip
    said = [_said(post, rules) for post in posts]
    asker = _asker(posts, said)
    if asker is None:
        return "no_reaction", ["nobody asks"]
    own = [n for n, post in enumerate(posts) if account(post.author) == account(asker) and not post.is_team]
    answers = [n for n, post in enumerate(posts) if post.is_team and n > own[0]]
    if answers:
        return _after_answer(said, own, answers)
    return _without_answer(posts, said, own)


def _asker(posts: Sequence[StatePost], said: Sequence[Said]) -> str | None:
    """Who started; under a team's own announcement the first customer who asks."""
    customers = [n for n, post in enumerate(posts) if not post.is_team]
    if not customers:
        return None
    if posts[0].is_team:
        asking = [n for n in customers if said[n].asks or said[n].is_case]
        return posts[asking[0] if asking else customers[0]].author
    return posts[0].author


def _after_answer(said: Sequence[Said], own: Sequence[int], answers: Sequence[int]) -> tuple[str, list[str]]:
    last = answers[-1]
    later = [n for n in own if n > last]
    for n in reversed(later):
        words = said[n]
        if "still" in words.signs or "sarcasm-problem" in words.signs:
            return "reopened", ["the asker says that the problem stays"]
        if words.asks_on or (words.asks and "solved" not in words.signs):
            return "reopened", ["the asker asks again"]
        if "solved" in words.signs or (words.thanks and "sarcasm" not in words.signs):
            return "thanked", ["the asker thanks or says that it is solved"]
        if words.complains and "sarcasm" not in words.signs:
            return "reopened", ["the asker complains again"]
    if any(said[n].asks_for_self for n in range(last + 1, len(said)) if n not in own):
        return "reopened", ["another user asks after the answer"]
    if "request" in said[last].signs and not any("sent" in said[n].signs for n in later):
        return "waiting_for_customer", ["the team asks the asker for a private message"]
    return "answered", ["the team answered last"]


def _without_answer(posts: Sequence[StatePost], said: Sequence[Said], own: Sequence[int]) -> tuple[str, list[str]]:
    others = [n for n, post in enumerate(posts) if not post.is_team and n not in own]
    first = said[own[0]]
    for n in own:
        words = said[n]
        if "credit" in words.signs and (any(o < n for o in others) or "edit" in words.signs):
            return "answered_by_community", ["the asker credits another user"]
        if (
            n > own[0]
            and words.thanks
            and "sarcasm" not in words.signs
            and not words.asks
            and any(o < n for o in others)
        ):
            return "answered_by_community", ["the asker thanks another user"]
        if "never-mind" in words.signs or ("solved" in words.signs and n > own[0]):
            is_helped = "credit" in words.signs or ("never-mind" not in words.signs and any(o < n for o in others))
            return ("answered_by_community", ["solved"]) if is_helped else ("no_reaction", ["solved by itself"])
    if any(said[n].asks for n in own):
        return "open", ["a question without answer"]
    if any(said[n].is_case for n in own):
        return "complaint_open", ["a complaint about the asker's own case, without answer"]
    return "no_reaction", ["no question and no case" if not first.thanks else "praise alone"]


def _said(post: StatePost, rules: Rules) -> Said:
    words: Page = page(own_words(post.text))
    fired = rules.matcher.fire(words)
    spoilt = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "poll"}}
    kinds = {f.rule.kind for f in fired}
    asking = [f.sentence for f in fired if f.rule.kind == "ask" and f.sentence not in spoilt and f.rule.weight >= 1]
    solved = [f.sentence for f in fired if f.rule.label == "solved"]
    return Said(
        signs=frozenset(f.rule.label for f in fired if f.rule.kind == "state"),
        asks=bool(asking),
        asks_on=bool(asking and solved) and max(asking) > max(solved),
        asks_for_self=bool(asking) and "?" in words.text and bool(_SELF.search(words.text)),
        complains="complaint" in kinds,
        is_case="case" in kinds,
        thanks="praise" in kinds,
    )
