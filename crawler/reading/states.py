"""The state of a thread from what its posts say: who waits for whom, and was the asker helped?

Definitions: section 8 of the contract, and the conventions beside the labelled threads.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.reading.matching import Fired, Page, page
from crawler.reading.own_words import own_words
from crawler.reading.post import Context, PostText, read
from crawler.reading.rules import Rules
from crawler.reading.team import account

_SELF = re.compile(r"\b(?:ik|mijn|mn|m'n|mij|wij|ons|onze)\b")
_IN_A_THREAD = frozenset({"<opener>", "<reply>"})
_SECOND = re.compile(r"\d{1,2}|mobiel|mob|telefoon|tel|tablet|laptop|nieuw")
"""What a second account of one person has behind the name of the first."""
_SENTENCES = re.compile(r"[\n\"“”]+|(?<=[.!?]) ")
QUOTED = 20
"""Characters from which a sentence that stood in the thread before is a quotation."""
_ALIKE = 4
"""Letters with which two names of one person both begin."""
ASIDE = frozenset({"to a fellow", "scorn"})
"""Signs of a question that asks nothing of the team."""
SHORT = 60
"""Characters up to which a word of comfort is all that a reply says."""
MOODS = frozenset({"complaint", "compliment"})
"""Intents whose questions are rhetorical, unless a fact can answer them."""
Found = tuple[str, list[str]]
"""A state and why."""


class StatePost(NamedTuple):
    """A post as the state needs it."""

    author: str
    text: str
    is_team: bool


class Said(NamedTuple):
    """What a post says to the thread: the signs of rules of kind `state`, and its questions.

    `asks_on` marks a question that comes after words of relief; `requests` that the team needs something of the asker; `tells` that a
    reply says more than comfort.
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

    @property
    def is_solved(self) -> bool:
        """Whether the asker says that nothing is left to do, or withdraws."""
        return not self.signs.isdisjoint({"solved", "never-mind"})

    @property
    def is_thanking(self) -> bool:
        """Whether the thanks are meant."""
        return self.thanks and self.intent != "complaint" and "sarcasm" not in self.signs

    @property
    def is_agreeing(self) -> bool:
        """Whether the asker takes what he was told for the answer: thanks or consent, and nothing left to ask."""
        is_content = self.is_thanking or "confirms" in self.signs
        return is_content and not self.asks and self.signs.isdisjoint({"lightened", "still"})


def state(posts: Sequence[StatePost], rules: Rules) -> Found:
    """The state of a thread and why.

    States: `open`, `answered`, `thanked`, `reopened`, `answered_by_community`, `waiting_for_customer`,
    `complaint_open`, `no_reaction`.

    Args:
        posts: the thread in its order; the first post that is not the team's is by the asker.
        rules: the organisation's rules.
    """  # fmt: skip
    said = [_said(post, rules, posts[:n]) for n, post in enumerate(posts)]
    asker = _asker(posts, said)
    if asker is None:
        return "no_reaction", ["nobody asks"]
    own = [n for n, post in enumerate(posts) if not post.is_team and _is_by(asker, post.author, said[n])]
    answers = [n for n, post in enumerate(posts) if post.is_team and n > own[0]]
    if answers:
        return _after_answer(said, own, answers[-1])
    others = [n for n, post in enumerate(posts) if not post.is_team and n not in own]
    return _helped(said, own, others) or _unanswered(said, own)


def _asker(posts: Sequence[StatePost], said: Sequence[Said]) -> str | None:
    """Who started; under a team's own announcement the first customer who asks."""
    customers = [n for n, post in enumerate(posts) if not post.is_team]
    if not customers:
        return None
    if posts[0].is_team:
        asking = [n for n in customers if said[n].asks or said[n].is_case]
        return posts[asking[0] if asking else customers[0]].author
    return posts[0].author


def _is_by(asker: str, author: str, words: Said) -> bool:
    """Whether a post is the asker's: by the same account, or by one with such a name whose writer says so."""
    name, other = sorted((account(asker), account(author)), key=len)
    if name == other:
        return True
    if "same person" in words.signs:
        return name[:_ALIKE] == other[:_ALIKE]
    return len(name) > _ALIKE and other.startswith(name) and bool(_SECOND.fullmatch(other, len(name)))


def _after_answer(said: Sequence[Said], own: Sequence[int], last: int) -> Found:
    """The state of a thread in which the team wrote: what the asker said since, and then what others asked."""
    later = [n for n in own if n > last]
    moved = (_reply(said[n], is_asked=said[last].requests) for n in reversed(later))
    found = next((state for state in moved if state), None)
    if found and found[0] == "reopened":
        return found
    if any(said[n].asks_for_self for n in range(last + 1, len(said)) if n not in own):
        return "reopened", ["another user asks after the answer"]
    if found:
        return found
    if said[last].requests:
        return "waiting_for_customer", ["the team asks the asker for something"]
    return "answered", ["the team answered last"]


def _reply(words: Said, *, is_asked: bool) -> Found | None:
    """What a post of the asker makes of a thread in which the team answered, or asked him something."""
    if "still" in words.signs:
        return "reopened", ["the asker says that the problem stays"]
    if words.asks_on or (words.asks and not words.is_solved):
        return "reopened", ["the asker asks again"]
    if is_asked and "sent" in words.signs:
        return "reopened", ["the asker sent what was asked"]
    if is_asked and "promise" in words.signs:
        return "waiting_for_customer", ["the asker will send what was asked"]
    if words.is_solved or (words.is_thanking and not is_asked):
        return "thanked", ["the asker thanks or says that it is solved"]
    if words.is_concrete or words.is_specific:
        return "reopened", ["the asker's case goes on"]
    if words.complains and words.intent == "complaint" and not words.thanks and "sarcasm" not in words.signs:
        return "reopened", ["the asker complains again"]
    if is_asked and "noted" not in words.signs:
        return "reopened", ["the asker answers what the team asked"]
    return None


def _helped(said: Sequence[Said], own: Sequence[int], others: Sequence[int]) -> Found | None:
    """Whether others helped the asker, or he helped himself, in a thread without the team."""
    for n in own:
        words, signs = said[n], said[n].signs
        is_told = any(o < n and said[o].tells for o in others)
        if "edit" in signs and ("credit" in signs or (words.is_thanking and others)):
            return "answered_by_community", ["the asker credits another user"]
        if is_told and "credit" in signs and "still" not in signs:
            return "answered_by_community", ["the asker credits another user"]
        if "never-mind" in signs and not (is_told and words.is_agreeing):
            return "no_reaction", ["solved by itself"]
        if n == own[0]:
            continue
        if "solved" in signs:
            return ("answered_by_community", ["solved"]) if is_told else ("no_reaction", ["solved by itself"])
        if is_told and words.is_agreeing and any(said[o].asks for o in own if o <= n):
            return "answered_by_community", ["the asker thanks another user"]
    return None


def _unanswered(said: Sequence[Said], own: Sequence[int]) -> Found:
    """What stays of a thread that nobody answered: a question, a complaint about an own case, or neither.

    A question of the rules counts where the whole post is not read as blame or praise: blame asks for the show.
    """
    if any(_is_open(said[n], is_reply=n > 0) for n in own):
        return "open", ["a question without answer"]
    if any(words.is_specific or (words.is_case and words.intent == "complaint") for words in (said[n] for n in own)):
        return "complaint_open", ["a complaint about the asker's own case, without answer"]
    return "no_reaction", ["no question and no case"]


def _is_open(words: Said, *, is_reply: bool) -> bool:
    if words.asks:
        return words.is_concrete or words.intent not in MOODS
    return words.intent == "question" and not is_reply and "scorn" not in words.signs


def _said(post: StatePost, rules: Rules, earlier: Sequence[StatePost]) -> Said:
    is_reply, text = bool(earlier), _unquoted(own_words(post.text), earlier)
    words: Page = page(text)
    fired = rules.matcher.fire(words, _IN_A_THREAD if is_reply else ())
    signs = frozenset(f.rule.label for f in fired if f.rule.kind == "state")
    kinds = {f.rule.kind for f in fired}
    spoilt = {f.sentence for f in fired if f.rule.kind in {"rhetorical", "poll"} or f.rule.label in ASIDE}
    asking = [f.sentence for f in fired if f.rule.kind == "ask" and f.sentence not in spoilt and f.rule.weight >= 1]
    solved = [f.sentence for f in fired if f.rule.label == "solved"]
    place = Context(thread_opener_about=True) if is_reply else Context(entity_page=rules.words("team", "account")[0])
    is_own = bool(_SELF.search(words.text))
    reading = read(PostText(text, post.author), place, rules)
    return Said(
        signs=signs,
        asks=bool(asking),
        asks_on="asks-on" in signs or (bool(asking and solved) and max(asking) > max(solved)),
        asks_for_self="same for" in signs
        or (bool(asking) and "?" in words.text and (is_own or reading.concrete_question)),
        complains=any(f.rule.kind == "complaint" and f.rule.weight >= 1 for f in fired),
        is_case=_case_points(fired) >= 1,
        thanks="praise" in kinds or "thanks" in signs,
        requests=post.is_team and _is_requesting(fired, words),
        intent=reading.intent,
        is_concrete=reading.concrete_question,
        is_specific=reading.specific_case,
        tells="comfort" not in signs or len(words.text) > SHORT,
    )


def _unquoted(text: str, earlier: Sequence[StatePost]) -> str:
    """The text without the sentences of earlier posts that it repeats: who answers by copying does not ask again."""
    for sentence in _SENTENCES.split(text):
        if len(sentence) >= QUOTED and any(sentence in post.text for post in earlier):
            text = text.replace(sentence, "")
    return text


def _case_points(fired: Sequence[Fired]) -> float:
    """What the signs of an own case weigh together, each rule once."""
    return sum({f.rule.id: f.rule.weight for f in fired if f.rule.kind == "case"}.values())


def _is_requesting(fired: Sequence[Fired], words: Page) -> bool:
    """Whether the team needs something of the asker; what it offers on a condition, before or within, it does not."""
    offered = {f.sentence for f in fired if f.rule.label == "offer"}
    after = {n + 1 for n in offered if words.text[: words.ends[n]].rstrip().endswith("?")}
    return any(f.rule.label == "request" and f.sentence not in offered | after for f in fired)
