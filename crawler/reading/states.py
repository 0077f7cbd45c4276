"""The state of a thread from what its posts say: who waits for whom, and was the asker helped?

Definitions: section 8 of the contract, and the conventions beside the labelled threads.
"""

import re
from collections.abc import Sequence

from crawler.reading.rules import Rules
from crawler.reading.said import Said, StatePost, said
from crawler.reading.team import account

__all__ = ["StatePost", "state"]

_SECOND = re.compile(r"\d{1,2}|mobiel|mob|telefoon|tel|tablet|laptop|nieuw")
"""What a second account of one person has behind the name of the first."""
_EDIT = re.compile(
    r"(?<=\s)(?:\[(?i:edit|update)\]:?|(?i:edit|update|aanvulling|toevoeging|naschrift)\b[^:\n]{0,15}:|(?:EDIT|UPDATE)\b)"
    r"|\n(?i:edit|update)\b"
)
"""What stands before an addition to one's own post."""
_ALIKE = 4
"""Letters with which two names of one person both begin."""
SHOW = frozenset({"scorn", "company"})
"""Signs of a post whose questions no fact answers."""
MOODS = frozenset({"complaint", "compliment"})
"""Intents whose questions are rhetorical, unless a fact can answer them."""
Found = tuple[str, list[str]]
"""A state and why."""
COMMUNITY: Found = ("answered_by_community", ["the asker thanks or credits another user"])


def state(posts: Sequence[StatePost], rules: Rules) -> Found:
    """The state of a thread and why.

    States: `open`, `answered`, `thanked`, `reopened`, `answered_by_community`, `waiting_for_customer`,
    `complaint_open`, `no_reaction`.

    Args:
        posts: the thread in its order; the first post that is not the team's is by the asker.
        rules: the organisation's rules.
    """  # fmt: skip
    posts = _with_edit_apart(posts, rules)
    told = [said(post, rules, posts[:n]) for n, post in enumerate(posts)]
    asker = _asker(posts, told)
    if asker is None:
        return "no_reaction", ["nobody asks"]
    own = [n for n, post in enumerate(posts) if not post.is_team and _is_by(asker, post.author, told[n])]
    replies = [n for n, post in enumerate(posts) if post.is_team and n > own[0]]
    if replies:
        answers = [n for n in replies if "welcome" not in told[n].signs]
        return _after_answer(told, own, (answers or replies)[-1])
    others = [n for n, post in enumerate(posts) if not post.is_team and n not in own]
    return _helped(told, own, others) or _unanswered(told, own)


def _with_edit_apart(posts: Sequence[StatePost], rules: Rules) -> Sequence[StatePost]:
    """The thread with an edit of its opener that thanks, credits or says that it is solved as the later post it is."""
    parts = _EDIT.split(posts[0].text, maxsplit=1) if posts and not posts[0].is_team else []
    if len(parts) < 2 or not parts[0].strip():
        return posts
    author = posts[0].author
    replied = next((n for n, post in enumerate(posts) if post.author != author), len(posts))
    back = next((n for n in range(replied, len(posts)) if posts[n].author == author), len(posts))
    edit = StatePost(author, f"edit: {parts[1].strip()}", is_team=False)
    words = said(edit, rules, [post for post in posts if post.author != author])
    if words.is_thanking or words.is_solved or words.names_other or "credit" in words.signs:
        return [StatePost(author, parts[0], is_team=False), *posts[1:back], edit, *posts[back:]]
    return posts


def _asker(posts: Sequence[StatePost], told: Sequence[Said]) -> str | None:
    """Who started; under a team's own announcement the first customer who asks."""
    customers = [n for n, post in enumerate(posts) if not post.is_team]
    if not customers:
        return None
    if posts[0].is_team:
        asking = [n for n in customers if told[n].asks or told[n].is_case]
        return posts[asking[0] if asking else customers[0]].author
    return posts[0].author


def _is_by(asker: str, author: str, words: Said) -> bool:
    """Whether a post is the asker's: by the same account, a second of that name, or one whose writer says so."""
    name, other = sorted((account(asker), account(author)), key=len)
    if name == other:
        return True
    if "other person" in words.signs:
        return False
    if "same person" in words.signs:
        return name[:_ALIKE] == other[:_ALIKE]
    return len(name) > _ALIKE and other.startswith(name) and bool(_SECOND.fullmatch(other, len(name)))


def _after_answer(told: Sequence[Said], own: Sequence[int], last: int) -> Found:
    """The state of a thread in which the team wrote: what the asker said since, and then what others asked."""
    later = [n for n in own if n > last]
    moved = (_reply(told[n], is_asked=told[last].requests) for n in reversed(later))
    found = next((state for state in moved if state), None)
    if found and found[0] == "reopened":
        return found
    if any(told[n].asks_for_self for n in range(last + 1, len(told)) if n not in own):
        return "reopened", ["another user asks after the answer"]
    if found:
        return found
    if told[last].requests:
        return "waiting_for_customer", ["the team asks the asker for something"]
    return "answered", ["the team answered last"]


def _reply(words: Said, *, is_asked: bool) -> Found | None:
    """What a post of the asker makes of a thread in which the team answered, or asked him something."""
    if "still" in words.signs:
        return "reopened", ["the asker says that the problem stays"]
    if words.asks_on or (words.asks and not words.is_solved):
        return "reopened", ["the asker asks again"]
    if is_asked and "sent" in words.signs and "served" not in words.signs:
        return "reopened", ["the asker sent what was asked"]
    if is_asked and "promise" in words.signs:
        return "waiting_for_customer", ["the asker will send what was asked"]
    if words.is_solved or (words.is_thanking and not is_asked and not words.to_other):
        return "thanked", ["the asker thanks or says that it is solved"]
    if "resigned" in words.signs:
        return None
    if words.is_concrete or words.is_specific:
        return "reopened", ["the asker's case goes on"]
    if words.complains and words.intent == "complaint" and not words.thanks and "sarcasm" not in words.signs:
        return "reopened", ["the asker complains again"]
    if is_asked and "noted" not in words.signs:
        return "reopened", ["the asker answers what the team asked"]
    return None


def _helped(told: Sequence[Said], own: Sequence[int], others: Sequence[int]) -> Found | None:
    """Whether others helped the asker, or he helped himself, in a thread without the team."""
    for n in own:
        found = _help(told, own, others, n)
        if found == COMMUNITY and any(_goes_on(told[later]) for later in own if later > n):
            return "reopened", ["the asker comes back after the help of others"]
        if found:
            return found
    return None


def _help(told: Sequence[Said], own: Sequence[int], others: Sequence[int], n: int) -> Found | None:
    """What one post of the asker says of help that came or is no longer needed."""
    words, signs = told[n], told[n].signs
    is_told = any(o < n and told[o].tells for o in others)
    if "edit" in signs and ("credit" in signs or words.names_other or (words.is_thanking and others)):
        return COMMUNITY
    if is_told and "credit" in signs and "still" not in signs:
        return COMMUNITY
    if "never-mind" in signs and not (is_told and words.is_agreeing):
        return "no_reaction", ["solved by itself"]
    if n == own[0]:
        return None
    if "solved" in signs:
        return COMMUNITY if is_told else ("no_reaction", ["solved by itself"])
    if is_told and "done" in signs and "still" not in signs:
        return COMMUNITY
    is_content = words.is_agreeing or (words.names_other and "approves" in signs and not words.asks)
    return COMMUNITY if is_told and is_content and any(told[o].asks for o in own if o <= n) else None


def _goes_on(words: Said) -> bool:
    return not words.is_solved and ("still" in words.signs or (words.asks and words.is_concrete))


def _unanswered(told: Sequence[Said], own: Sequence[int]) -> Found:
    """What stays of a thread that nobody answered: a question, a complaint about an own case, or neither.

    A question of the rules counts where the whole post is not read as blame or praise: blame asks for the show.
    """
    if any(_is_open(told[n], is_reply=n > 0) for n in own):
        return "open", ["a question without answer"]
    if any(_is_complaint(told[n]) for n in own):
        return "complaint_open", ["a complaint about the asker's own case, without answer"]
    return "no_reaction", ["no question and no case"]


def _is_open(words: Said, *, is_reply: bool) -> bool:
    if words.asks:
        return words.is_concrete or words.intent not in MOODS
    return words.intent == "question" and not is_reply and words.signs.isdisjoint(SHOW)


def _is_complaint(words: Said) -> bool:
    """Whether a post complains of what happened to its writer; good news or thanks end what is told on the way."""
    if not words.complains and "good news" in words.signs:
        return False
    if "own trouble" in words.signs and (words.complains or not words.is_thanking):
        return True
    return words.is_specific or (words.is_case and words.intent == "complaint")
