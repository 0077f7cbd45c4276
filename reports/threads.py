"""What depends on other posts or on the clock: interventions, waiting spells, thanks, and the state of a thread.

Everything follows section 8 of the contract. A conversation is told once, in the order of its posts; what was open at
an earlier moment is then a question of whether that moment lies inside a spell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

MERGE_SECONDS = 60 * 60
DAY = 24 * 60 * 60
EXPIRY = 30 * DAY
SILENCE = 14 * DAY

End = Literal["answered", "community", "expired", "no_reply", "forwarded", "closed", "gone"]
SILENT = frozenset({"expired", "community", "gone"})
"""Ends without a word of the team, after which any new post of the asker is a new turn."""
State = Literal["new", "waiting for us", "answered", "waiting for asker", "closed"]


class Remark(NamedTuple):
    """What the story of a thread needs to know of one post; moments are seconds since 1970 in UTC.

    ``gone`` is when we saw that its site no longer shows it.
    """

    source: str
    thread_id: str
    post_id: str
    author: str
    at: float
    is_precise: bool
    is_team: bool
    adviser: str | None
    is_asker: bool
    is_question: bool
    is_complaint: bool
    is_compliment: bool
    asks: bool
    seen: float
    gone: float | None = None


@dataclass(slots=True)
class Intervention:
    """One public reaction of the team; posts within an hour of each other, with nobody between, are one."""

    source: str
    thread_id: str
    at: float
    adviser: str | None
    in_own_thread: bool
    last: float
    thanked: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Spell:
    """A customer waits: from the question or complaint until an answer or another end."""

    source: str
    thread_id: str
    post_id: str
    asked: float
    is_first: bool
    is_precise: bool
    seen: float
    is_complaint: bool
    ended: float | None = None
    end: End | None = None
    is_answer_precise: bool = True

    def is_open(self, moment: float) -> bool:
        """Whether somebody waits at a moment."""
        return self.asked < moment and (self.ended is None or self.ended >= moment)


@dataclass(slots=True)
class Conversation:
    """A thread as told by its posts so far."""

    source: str
    thread_id: str
    is_own: bool
    asker: str | None
    interventions: list[Intervention] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    repeats: list[Remark] = field(default_factory=list)
    last: float = 0.0
    latest_post: str = ""
    is_last_team: bool = False
    team_asks: bool = False
    is_helped: bool = False
    is_confirmed: bool = False
    is_decided: bool = False

    @property
    def waiting(self) -> Spell | None:
        """The spell that has not ended, if there is one."""
        return self.spells[-1] if self.spells and self.spells[-1].end is None else None

    def tell(self, remark: Remark) -> None:
        """Adds the next post of the thread to the story."""
        self.lapse(remark.at)
        if remark.is_team:
            self._answer(remark)
        else:
            self._listen(remark)
        self.last, self.latest_post, self.is_last_team = remark.at, remark.post_id, remark.is_team

    def lapse(self, moment: float) -> None:
        """Lets the waiting spell expire where nothing has moved for 30 days before a moment."""
        if (spell := self.waiting) and moment - self.last > EXPIRY:
            self._end(spell, self.last + EXPIRY, "expired")

    def decide(self, moment: float, kind: End) -> None:
        """Closes what waits at a moment, because a person said so."""
        self.lapse(moment)
        self.is_decided = True
        if spell := self.waiting:
            self._end(spell, moment, kind)

    def withdraw(self, remark: Remark, moment: float) -> None:
        """Takes back what a post asked, because its site no longer shows it; what was asked after it still waits."""
        self.lapse(moment)
        spell = self.waiting
        if spell is None or spell.post_id != remark.post_id:
            self.repeats = [repeat for repeat in self.repeats if repeat.post_id != remark.post_id]
        elif self.repeats:
            again = self.repeats.pop(0)
            spell.post_id, spell.is_complaint = again.post_id, again.is_complaint and not again.is_question
        else:
            self._end(spell, moment, "gone")

    def _end(self, spell: Spell, moment: float, end: End) -> None:
        spell.ended, spell.end = moment, end

    def _answer(self, remark: Remark) -> None:
        before = self.interventions[-1] if self.interventions else None
        if before and self.is_last_team and remark.at - before.last <= MERGE_SECONDS:
            before.last = remark.at
            before.adviser = before.adviser or remark.adviser
        else:
            self.interventions.append(
                Intervention(self.source, self.thread_id, remark.at, remark.adviser, self.is_own, remark.at)
            )
        self.team_asks, self.is_confirmed = remark.asks, False
        if spell := self.waiting:
            spell.is_answer_precise = remark.is_precise
            self._end(spell, remark.at, "answered")

    def _listen(self, remark: Remark) -> None:
        is_asker = self._is_asker(remark)
        if is_asker and remark.is_compliment:
            self._take_thanks(remark)
        is_new_turn = is_asker and not remark.is_compliment and self._is_closed_or_asked()
        if remark.is_question or remark.is_complaint or is_new_turn:
            self._wait(remark)
        elif not is_asker:
            self.is_helped = True

    def _is_asker(self, remark: Remark) -> bool:
        if self.asker is None and (remark.is_asker or (self.is_own and remark.is_question)):
            self.asker = remark.author
        return remark.is_asker or (bool(remark.author) and remark.author == self.asker)

    def _take_thanks(self, remark: Remark) -> None:
        if self.interventions and not self.waiting:
            self.interventions[-1].thanked.append(remark.at)
            self.is_confirmed = True
        elif (spell := self.waiting) and self.is_helped:
            self._end(spell, remark.at, "community")
            self.is_confirmed = True

    def _is_closed_or_asked(self) -> bool:
        ended = self.spells[-1].end if self.spells else None
        return ended is not None and (self.team_asks or self.is_decided or ended in SILENT)

    def _wait(self, remark: Remark) -> None:
        if self.waiting:
            self.repeats.append(remark)
            return
        self.repeats = []
        self.is_helped = self.is_confirmed = self.is_decided = self.team_asks = False
        self.spells.append(
            Spell(
                self.source, self.thread_id, remark.post_id, remark.at, not self.spells, remark.is_precise, remark.seen,
                remark.is_complaint and not remark.is_question,
            )
        )  # fmt: skip

    def state(self, moment: float, opening_hours_waited: float) -> State | None:
        """The state at a moment, None where nobody ever asked and the team never wrote.

        Args:
            moment: seconds since 1970; no post after it may have been told.
            opening_hours_waited: how long the open spell has lasted in opening hours.
        """
        if self.waiting:
            return "waiting for us" if opening_hours_waited else "new"
        if not self.interventions and not self.spells:
            return None
        is_gone = bool(self.spells) and self.spells[-1].end == "gone"
        is_settled = self.is_confirmed or self.is_decided or is_gone
        if is_settled or not self.interventions or moment - self.last > SILENCE:
            return "closed"
        return "waiting for asker" if self.is_last_team and self.team_asks else "answered"


Key = tuple[str, str]


def conversations(
    remarks: Iterable[Remark], until: float, decisions: Mapping[Key, Sequence[tuple[float, End]]] | None = None
) -> dict[Key, Conversation]:
    """The story of every thread up to a moment, by (source, thread id).

    Args:
        remarks: posts in the order of source, thread and time.
        until: posts at or after this moment are not told; spells that nothing moved lapse by then.
        decisions: closing decisions of people per thread, in order of time.
    """
    threads: dict[Key, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.at < until:
            threads[remark.source, remark.thread_id].append(remark)
    return {key: _conversation(key, posts, until, (decisions or {}).get(key, ())) for key, posts in threads.items()}


def _conversation(key: Key, posts: list[Remark], until: float, decisions: Sequence[tuple[float, End]]) -> Conversation:
    opener = next((post for post in posts if post.is_asker), None)
    is_own = opener is not None and opener.is_team
    story = Conversation(*key, is_own, None if is_own or opener is None else opener.author)
    ends = [*decisions, *((post.gone, post) for post in posts if post.gone is not None)]
    pending = sorted((end for end in ends if end[0] < until), key=lambda end: end[0])
    for post in posts:
        while pending and pending[0][0] < post.at:
            _close(story, *pending.pop(0))
        story.tell(post)
    for end in pending:
        _close(story, *end)
    story.lapse(until)
    return story


def _close(story: Conversation, moment: float, by: End | Remark) -> None:
    """Closes what waits: by a decision, or because the post that asked was withdrawn."""
    if isinstance(by, Remark):
        story.withdraw(by, moment)
    else:
        story.decide(moment, by)
