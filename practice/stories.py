"""Conversations of the practice world: who says what to whom, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from practice import people, phrases
from practice.phrases import Said, join, say
from practice.records import ZONE, Place, Post, Role, Spell, Thread
from practice.rhythm import after_working

TEAM = "UWV Webcare Team"


class Story:
    """One conversation in a thread, told post by post in order of time."""

    def __init__(self, place: Place, thread: Thread, topic: str, start: datetime, rng: Random) -> None:
        self.place, self.thread, self.topic, self.rng = place, thread, topic, rng
        self.last, self.asker = start, people.nickname(rng)
        self.words = phrases.stock()["topics"].get(topic, {})

    @property
    def is_short(self) -> bool:
        """Whether people write a line or two here."""
        return self.place.kind == "social"

    @property
    def is_called(self) -> bool:
        """Whether an answer to somebody begins with their handle, by which a search finds it."""
        return self.place.mention.startswith("[@")

    @property
    def is_tagged(self) -> bool:
        """Whether every first post carries a hashtag, because nothing else is found here."""
        return self.place.mention.startswith("[#")

    def wait(self, least: float, most: float) -> datetime:
        """A moment this many hours after the last post."""
        minutes = max(1, round(60 * self.rng.uniform(least, most)))
        return clear(self.last + timedelta(minutes=minutes))

    def post(self, author: str, said: Said, role: Role, at: datetime, *quotes: Post) -> Post:
        """Adds a post to the thread."""
        post = Post(author, at, said.text, role, said.terms, self.topic or None, quotes=quotes)
        if not post.is_team and not self.is_short:
            post.edited = at + timedelta(minutes=self.rng.randint(2, 40)) if self.rng.random() < 0.06 else None
            stock = phrases.stock()["signatures"]
            post.signature = stock[hash_of(author) % len(stock)] if hash_of(author) % 3 == 0 else None
        self.thread.posts.append(post)
        self.last = at
        return post

    def ask(self, kind: Role = "question") -> Post:
        """The question or complaint that starts the conversation; some hold personal data."""
        said = self.tagged(self._question() if kind == "question" else self._complaint())
        said, personal = self._with_personal(said)
        post = self.post(self.asker, said, kind, self.last)
        post.personal = personal
        return post

    def _question(self) -> Said:
        stock, slots = phrases.stock(), {"ik": self.asker}
        situation = say(self.words["situations"], self.rng, **slots)
        question = say(self.words["questions"], self.rng, **slots)
        details = [say(template, self.rng, **slots) for template in self.rng.sample(stock["details"], 3)]
        if self.is_short:
            handle = "" if self.is_tagged else self.rng.choice((self.place.mention, ""))
            return join(say(handle, self.rng), situation, *details[: self.rng.randint(0, 1)], question, by=" ")
        opening, closing = (say(stock[part], self.rng, **slots) for part in ("greetings", "closings"))
        before = self.rng.randint(0, 1)
        told = join(*details[:before], situation, *details[before : self.rng.randint(2, 3)], by=" ")
        return join(opening, told, question, closing)

    def _complaint(self) -> Said:
        return self.more(say(self.words["complaints"], self.rng), "complaint_more", 2)

    def more(self, said: Said, name: str, count: int = 1) -> Said:
        """What is said, and some more sentences of a sort, none of them twice; a short post has no room for them."""
        if self.is_short:
            return said
        added = self.rng.sample(phrases.stock()[name], count)
        return join(said, *(say(template, self.rng) for template in added), by=" ")

    def tagged(self, said: Said) -> Said:
        """A first post with the hashtag under which it is found."""
        return join(said, say(self.place.mention, self.rng), by=" ") if self.is_tagged else said

    def _with_personal(self, said: Said) -> tuple[Said, tuple[str, ...]]:
        if self.rng.random() >= 0.06:
            return said, ()
        kind, template = self.rng.choice(sorted(phrases.stock()["personal"].items()))
        secret = people.secret(kind, self.rng)
        return join(said, say(template, self.rng, secret=secret)), (secret,)

    def answer(self, asked: Post, templates: Sequence[str] | None = None) -> Post:
        """The team's answer in working hours; now and then with an afterthought within the hour."""
        hours = min(0.2 + self.rng.expovariate(1 / 3.5), 30)
        said = self.more(say(list(templates or self.words["answers"]), self.rng, naam=self.asker), "answer_more", 2)
        adviser = self.rng.choice(sorted(people.ADVISERS))
        quotes = (asked,) if self.rng.random() < 0.3 and not self.is_short else ()
        post = self.post(
            self.place.account, self._signed(said, adviser), "answer", after_working(self.last, hours), *quotes
        )
        post.adviser = adviser
        if self.rng.random() < 0.05:
            self._add_afterthought(post)
        return post

    def _add_afterthought(self, before: Post) -> None:
        said = say(phrases.stock()["afterthought"], self.rng)
        at = before.at + timedelta(minutes=self.rng.randint(3, 40))
        more = self.post(before.author, self._signed(said, before.adviser or ""), "answer", at)
        more.adviser, more.continues = before.adviser, True

    def _signed(self, said: Said, adviser: str) -> Said:
        if self.is_short:
            return Said(f"@{self.asker} {said.text} ^{adviser}", said.terms)
        stock = phrases.stock()
        opening = say(stock["own_answer_openings"], self.rng, naam=self.asker)
        closing = say(stock["own_answer_closings"], self.rng)
        return join(opening, join(said, closing, by=" "), Said(f"{people.ADVISERS[adviser]}\n{TEAM}", frozenset()))

    def chat(self, name: str, *quotes: Post) -> None:
        """Somebody else says something that helps nobody; where only mentions are found, nobody would see it."""
        if self.is_called:
            return
        said = self.more(say(phrases.stock()[name], self.rng), "chat_more")
        self.post(people.nickname(self.rng), said, "chatter", self.wait(0.1, 3), *quotes)

    def reply(self, name: str, role: Role, least: float, most: float, naam: str = "") -> Post:
        """The asker comes back."""
        said = say(phrases.stock()[name], self.rng, ik=self.asker, naam=naam)
        said = self.more(said, "thanks_more", 2) if role == "thanks" else said
        said = join(say(self.place.mention, self.rng), said, by=" ") if self.is_called else said
        return self.post(self.asker, said, role, self.wait(least, most))

    def spell(self, asked: Post, end: Post | None = None) -> None:
        """Writes down that somebody waited, and what ended it."""
        self.thread.spells.append(Spell(asked, end))


def clear(moment: datetime) -> datetime:
    """A moment outside the hour that clocks repeat in autumn: boards print it without saying which of the two."""
    local = moment.astimezone(ZONE)
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return moment + timedelta(hours=2) if is_twice else moment


def hash_of(name: str) -> int:
    """A number that belongs to a name and is the same in every run."""
    return sum(ord(letter) * place for place, letter in enumerate(name, 1))


def answered(story: Story) -> None:
    """A question, sometimes small talk, and the team's answer."""
    asked = story.ask()
    if story.rng.random() < 0.3:
        story.chat("chat_replies")
    story.spell(asked, story.answer(asked))
    if story.rng.random() < 0.15 and not story.is_short:
        story.chat("quoted_only", asked)


def thanked(story: Story) -> None:
    """A question, an answer, and thanks."""
    answered(story)
    story.reply("thanks", "thanks", 0.3, 30)


def reopened(story: Story) -> None:
    """After the answer the asker has a new question; half of those are answered."""
    answered(story)
    again = story.reply("reopened", "question", 0.5, 20)
    end = story.answer(again, phrases.stock()["reopened_answers"]) if story.rng.random() < 0.5 else None
    story.spell(again, end)


def helped(story: Story) -> None:
    """Somebody else knows the answer, and the asker confirms it."""
    asked = story.ask()
    before = say(phrases.stock()["helper_before"], story.rng, naam=story.asker)
    said = story.more(join(before, say(story.words["community"], story.rng), by=" "), "helper_after")
    helper = story.post(people.nickname(story.rng), said, "community", story.wait(0.2, 9))
    story.spell(asked, story.reply("thanks_community", "thanks", 0.3, 20, naam=helper.author))


def left_open(story: Story) -> None:
    """A question that nobody answers."""
    story.spell(story.ask())
    for _ in range(story.rng.choice((0, 0, 1, 2))):
        story.chat("chat_replies")


def complaint(story: Story) -> None:
    """A complaint that the team takes out of sight, because it needs a file."""
    asked = story.ask("complaint")
    if story.rng.random() < 0.4:
        story.chat("chat_replies")
    story.spell(asked, story.answer(asked, phrases.stock()["direct"]))


def complaint_open(story: Story) -> None:
    """A complaint without a reaction of the team."""
    story.spell(story.ask("complaint"))
    for _ in range(story.rng.choice((0, 1, 2))):
        story.chat("chat_replies")


def single(name: str, role: Role) -> Callable[[Story], None]:
    """A story of one post from the stock, perhaps with small talk after it."""

    def tell(story: Story) -> None:
        said = story.tagged(say(phrases.stock()[name], story.rng, ik=story.asker))
        story.topic = ""
        post = story.post(story.asker, said, role, story.last)
        if name == "abusive":
            post.abusive = True
            story.spell(post)
        if story.rng.random() < 0.4 and story.place.kind != "feed":
            story.chat("chat_replies")

    return tell


class Script(NamedTuple):
    """A story, how often it is told beside the others, and the titles that suit it; empty for those of its topic."""

    tell: Callable[[Story], None]
    weight: int = 1
    titles: str = ""


SCRIPTS = (
    Script(answered, 29),
    Script(thanked, 24),
    Script(reopened, 8),
    Script(helped, 8),
    Script(left_open, 10),
    Script(complaint, 8, "complaint"),
    Script(complaint_open, 3, "complaint"),
    Script(single("compliments", "compliment"), 4, "compliment"),
    Script(single("abusive", "complaint"), 2, "abusive"),
    Script(single("information", "information"), 4, "information"),
)
ARTICLE = Script(single("information", "information"))
"""What stands in a newspaper: nobody answers there."""
CLOSED_SCRIPTS = (answered, thanked)
"""What may happen in a thread in which many people ask after each other: nobody is left waiting there."""
