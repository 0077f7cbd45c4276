"""What the practice world is made of: places with boards, threads and posts, and what is true about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from practice.ledger import Ledger

Role = Literal[
    "question", "complaint", "compliment", "information", "answer", "thanks", "community", "chatter", "broadcast"
]
"""What a post is in its story. ``question`` covers a new question by the asker after an answer."""

ZONE = ZoneInfo("Europe/Amsterdam")
"""The zone in which the people of the practice world live and its team works."""


@dataclass(frozen=True, slots=True)
class Board:
    """A section of a place; a ``login`` board shows a form instead of threads, a ``link`` board leads elsewhere."""

    board_id: int
    title: str
    kind: Literal["open", "login", "link"] = "open"
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A source of the practice world: its engine, its boards, and how busy it is.

    Args:
        name: the source's name in the profile.
        engine: the module of ``practice.boards`` that speaks its markup.
        kind: as in the stored posts: ``forum``, ``qa``, ``complaint``, ``social`` or ``feed``.
        stories: conversations about the organisation in an ordinary week.
        chatter: other conversations in an ordinary week.
        murmur: posts in an ordinary week that only name the organisation in passing.
        topics: topic ids that come up here more than elsewhere.
        pinned: title of a thread in which all conversations follow each other; empty for none.
        look: a variant of the engine's markup; ``script`` shows all of a thread only in a browser.
        mention: on a social medium, how people call the team; a hashtag stands in every first post.
        is_ours: whether only the team opens conversations, so that people can but comment on what it posts.
    """

    name: str
    title: str
    engine: str
    kind: str
    account: str
    stories: float
    chatter: float
    boards: tuple[Board, ...]
    topics: tuple[str, ...] = ()
    pinned: str = ""
    look: str = ""
    mention: str = ""
    murmur: float = 0
    is_ours: bool = False

    @property
    def has_titles(self) -> bool:
        """Whether a thread has a title here."""
        return self.engine not in ("twitter", "mastodon", "bluesky", "facebook", "linkedin")


@dataclass(slots=True, eq=False)
class Post:
    """One post; paragraphs of ``text`` are parted by an empty line. ``terms`` are the search terms in its own words."""

    author: str
    at: datetime
    text: str
    role: Role
    terms: frozenset[str] = frozenset()
    topic: str | None = None
    adviser: str | None = None
    quotes: tuple[Post, ...] = ()
    signature: str | None = None
    edited: datetime | None = None
    personal: tuple[str, ...] = ()
    abusive: bool = False
    copy_of: Post | None = None
    continues: bool = False
    post_id: int = 0

    @property
    def is_team(self) -> bool:
        """Whether the team wrote it."""
        return self.role in ("answer", "broadcast")

    @property
    def is_relevant(self) -> bool:
        """Whether it counts as a relevant post (contract, section 8)."""
        return bool(self.terms) and not self.is_team


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody waits: from a question or complaint until ``end``, the answer or the thanks for others' help, if any."""

    asked: Post
    end: Post | None = None


@dataclass(slots=True, eq=False)
class Thread:
    """A thread with its posts in order of time; ``moved_from`` is the board that still shows a row for it."""

    place: str
    board_id: int
    title: str
    posts: list[Post] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    title_terms: frozenset[str] = frozenset()
    sticky: bool = False
    closed: bool = False
    moved_from: int | None = None
    views: int = 0
    thread_id: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the team started it."""
        return self.posts[0].is_team

    @property
    def is_followed(self) -> bool:
        """Whether its words, its title or a team post make it one that is kept whole."""
        return bool(self.title_terms) or any(post.terms or post.is_team for post in self.posts)

    def at(self, moment: datetime) -> Thread:
        """The thread as it stood at a moment."""
        spells = [
            spell if spell.end is None or spell.end.at <= moment else Spell(spell.asked)
            for spell in self.spells
            if spell.asked.at <= moment
        ]
        return replace(self, posts=[post for post in self.posts if post.at <= moment], spells=spells)


@dataclass(slots=True, eq=False)
class World:
    """All places and their threads as they stand at ``until``; ``weeks`` is how many whole weeks are told."""

    until: datetime
    weeks: int
    places: tuple[Place, ...]
    threads: dict[str, list[Thread]]

    def at(self, moment: datetime) -> World:
        """The world at an earlier moment: what is posted later is not there yet."""
        earlier = {
            name: [thread.at(moment) for thread in threads if thread.posts[0].at <= moment]
            for name, threads in self.threads.items()
        }
        return World(moment, self.weeks, self.places, earlier)

    def place(self, name: str) -> Place:
        """The place with this name."""
        return next(place for place in self.places if place.name == name)

    def truth(self, first: datetime | None = None, end: datetime | None = None) -> Ledger:
        """What reports on a period must reproduce; see ``practice.ledger``."""
        from practice import ledger

        return ledger.truth(self, first, end)

    def readable(self) -> Iterator[Thread]:
        """Every thread that a guest can read."""
        for place in self.places:
            hidden = {board.board_id for board in place.boards if board.kind != "open"}
            yield from (thread for thread in self.threads[place.name] if thread.board_id not in hidden)

    def authors(self) -> set[str]:
        """The names of everybody but the team, none of which may be stored."""
        posts = (post for threads in self.threads.values() for thread in threads for post in thread.posts)
        return {post.author for post in posts if not post.is_team}

    def secrets(self) -> set[str]:
        """Every piece of made-up personal data, none of which may be stored."""
        posts = (post for threads in self.threads.values() for thread in threads for post in thread.posts)
        return {value for post in posts for value in post.personal}
