"""What passes between a practice board and whoever reads it: one request, one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol
from urllib.parse import parse_qsl

from practice.records import Board, Place, Post, Thread, World


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: ``line`` is the query as it was sent, ``base`` the board's address; header names are lower-case."""

    path: str
    line: str
    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def query(self) -> dict[str, str]:
        """The query, name by name; the last of a name counts."""
        return dict(parse_qsl(self.line, keep_blank_values=True))

    def number(self, name: str, otherwise: int = 0) -> int:
        """A whole number in the query."""
        value = self.query.get(name, "")
        return int(value) if value.isdigit() else otherwise


@dataclass(frozen=True, slots=True)
class Answer:
    """What a board sends back."""

    body: str | bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def payload(self) -> bytes:
        """The bytes on the wire."""
        return self.body if isinstance(self.body, bytes) else self.body.encode()


class Shelf:
    """A place as it stands at a moment: its threads by id, its posts by id, and the addresses of the other places."""

    def __init__(self, world: World, place: Place, addresses: Mapping[str, str]) -> None:
        self.world, self.place, self.addresses, self.now = world, place, addresses, world.until
        self.all = world.threads[place.name]
        self.threads = {thread.thread_id: thread for thread in self.all}
        self.posts = {post.post_id: (thread, number) for thread in self.all for number, post in enumerate(thread.posts)}
        self.boards = {board.board_id: board for board in place.boards}

    def top(self) -> list[Board]:
        """The boards that the front page names."""
        return [board for board in self.boards.values() if board.parent is None]

    def within(self, board: Board) -> list[Board]:
        """The boards inside a board."""
        return [inner for inner in self.boards.values() if inner.parent == board.board_id]

    def listed(self, board: Board) -> list[Thread]:
        """The threads of a board as it lists them: pinned first, then by last post, with those that moved away."""
        here = [thread for thread in self.all if board.board_id in (thread.board_id, thread.moved_from)]
        return sorted(here, key=lambda thread: (thread.sticky, thread.posts[-1].at), reverse=True)

    @cached_property
    def newest(self) -> list[tuple[Thread, Post]]:
        """All posts with their threads, newest first."""
        pairs = [(thread, post) for thread in self.all for post in thread.posts]
        return sorted(pairs, key=lambda pair: (pair[1].at, pair[1].post_id), reverse=True)

    def last_post(self, board: Board) -> Post | None:
        """What was posted last on a board; None on an empty one."""
        posts = [thread.posts[-1] for thread in self.all if thread.board_id == board.board_id]
        return max(posts, key=lambda post: post.at, default=None)

    def is_edited(self, post: Post) -> bool:
        """Whether a post shows an edit note by now."""
        return post.edited is not None and post.edited <= self.now


class Speaker(Protocol):
    """A module of ``practice.boards``: answers requests from what stands on a shelf, and knows its addresses."""

    def answer(self, asked: Asked, shelf: Shelf, /) -> Answer:
        """The page behind an address."""

    def thread_url(self, shelf: Shelf, base: str, thread: Thread, /) -> str:
        """The canonical address of a thread."""

    def post_url(self, shelf: Shelf, base: str, thread: Thread, post: Post, /) -> str:
        """The permalink of a post."""


def as_json(document: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON answer."""
    return Answer(json.dumps(document, ensure_ascii=False), status, "application/json; charset=utf-8", headers or {})


def iso(moment: datetime) -> str:
    """A moment as APIs print it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
