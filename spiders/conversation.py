"""Posts of one conversation, gathered from answers that hold posts of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from crawler.dates import Clock
from crawler.items import Post, Thread
from spiders.engines.page import ListedThread, ShownPost
from spiders.engines.visit import ThreadVisit


class Place(NamedTuple):
    """The thread that a post belongs to. A post whose id is ``opener`` (or the thread's own id) opened it."""

    thread_id: str
    url: str
    title: str = ""
    board: str = ""
    opener: str = ""


@dataclass(slots=True)
class Conversation(ThreadVisit):
    """A visit to a thread that has no page of its own; posts are added one by one, in any order.

    It counts as complete only where the source gives every reply: a search finds the posts with a search term.
    """

    @classmethod
    def at(cls, source: str, kind: str, place: Place, known: Thread | None, *, is_whole: bool) -> Self:
        """An empty conversation at a place."""
        made = cls(source, kind, ListedThread(place.thread_id, place.url, place.title), known, is_whole=is_whole)
        made.thread = Thread(source, place.thread_id, place.url, place.title, place.board, kind)
        return made

    def add(self, shown: ShownPost, place: Place, clock: Clock, fetched_at: datetime) -> Post | None:
        """The post as a record; None where the conversation has it already."""
        if shown.post_id in self.posts or self.thread is None:
            return None
        post = self.posts[shown.post_id] = self._post(shown, clock, fetched_at)
        self.date_failures += post.posted_at is None
        if post.post_id in (place.opener, place.thread_id):
            self.thread.author, self.thread.started_at = post.author, post.posted_at
        return post
