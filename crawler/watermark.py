"""What was seen before, per thread, read from the store itself: decides what to visit (house, decision 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import NamedTuple

from crawler.items import GOOD, Thread
from crawler.store import Store

TOLERANCE = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
"""How far two readings of one shown date can lie apart, by its precision; a month for anything coarser."""


class Known(NamedTuple):
    """What the store knows of a post: its fingerprint (none for one that was withdrawn) and when it was first seen."""

    text_hash: str
    first_seen_at: datetime


class Watermark:
    """The last stored state of one source's threads and posts, and whether its last run was whole."""

    def __init__(self, store: Store, source: str) -> None:
        """Reads what is stored; a source that was never crawled has nothing."""
        self.threads = stored_threads(store, source)
        self.posts = stored_posts(store, source)
        runs = store.latest("runs", ["outcome", "started_at"], source=source).to_pylist()
        last = max(runs, key=lambda run: run["started_at"], default=None)
        self.is_whole = last is not None and last["outcome"] in GOOD

    def has_moved(
        self, thread_id: str, replies: int | None, last_post_at: datetime | None, precision: str | None
    ) -> bool:
        """Whether a listing row shows anything that the stored thread does not."""
        known = self.threads.get(thread_id)
        if known is None or not known.complete:
            return True
        if replies is not None and known.replies is not None and replies != known.replies:
            return True
        if last_post_at is None or known.last_post_at is None:
            return replies is None or known.replies is None
        return last_post_at > known.last_post_at + TOLERANCE.get(precision or "", timedelta(days=31))

    def known_posts(self, thread_id: str) -> Mapping[str, Known]:
        """The stored posts of a thread, by post id."""
        return self.posts.get(thread_id, {})

    def standing(self, thread_id: str) -> set[str]:
        """The stored posts of a thread that were not withdrawn."""
        return {post_id for post_id, known in self.known_posts(thread_id).items() if known.text_hash}

    def due(self, since: datetime, before: datetime) -> list[Thread]:
        """Relevant threads that moved after ``since`` and were last looked at before ``before``."""
        return [
            thread
            for thread in self.threads.values()
            if thread.relevant
            and thread.last_post_at
            and thread.last_post_at >= since
            and thread.observed_at
            and thread.observed_at < before
        ]


def stored_threads(store: Store, source: str) -> dict[str, Thread]:
    """The latest row of every thread of a source."""
    names = [field.name for field in fields(Thread)]
    return {row["thread_id"]: Thread(**row) for row in store.latest("threads", names, source=source).to_pylist()}


def stored_authors(store: Store, source: str) -> dict[str, set[str]]:
    """Per thread everyone who wrote in it, as stored."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.latest("posts", ["thread_id", "author"], source=source).to_pylist():
        found[row["thread_id"]].add(row["author"])
    return found


def stored_posts(store: Store, source: str) -> dict[str, dict[str, Known]]:
    """Per thread the fingerprint of every stored post."""
    table = store.latest("posts", ["thread_id", "post_id", "text_hash", "first_seen_at"], source=source)
    columns = (table.column(name).to_pylist() for name in table.column_names)
    found: dict[str, dict[str, Known]] = defaultdict(dict)
    for thread_id, post_id, text_hash, first_seen_at in zip(*columns, strict=True):
        found[thread_id][post_id] = Known(text_hash, first_seen_at)
    return found
