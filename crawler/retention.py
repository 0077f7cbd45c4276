"""Retention: after some months people's words go from the data; counts and labels stay (contract, section 2)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from crawler import rewriting, tombstones
from crawler.items import Post
from crawler.schema import STRINGS, TIME, Dataset
from crawler.store import Store, month_of
from crawler.tombstones import Act

WORDS: dict[Dataset, tuple[str, ...]] = {"posts": ("text", "thread_title", "reasons"), "threads": ("title",)}
"""The columns that hold words of people; the reasons of a label quote them."""
MOMENTS: dict[Dataset, tuple[str, str]] = {
    "posts": ("posted_at", "first_seen_at"),
    "threads": ("last_post_at", "observed_at"),
}
"""What tells the age of a row, and what does where that is unknown."""


class Purged(NamedTuple):
    """How many rows lost their words, by dataset (every stored version counts), and how many parts were rewritten."""

    posts: int
    threads: int
    parts: int


def horizon(now: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The moment before which words go, in UTC: the beginning of the day that many months ago, in the zone.

    A day that the month does not have (31 April) is its last one.
    """
    today = now.astimezone(zone).date()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return datetime.combine(date(year, month + 1, day), time(), zone).astimezone(UTC)


def without_old_words(post: Post, before: datetime) -> Post:
    """A post as it may be stored: one that was read before and is past the horizon comes back without words."""
    is_old = post.posted_at is not None and post.posted_at < before
    is_known = post.first_seen_at != post.fetched_at
    return replace(post, text="", thread_title="", reasons=[]) if is_old and is_known else post


def purge(data: Store, before: datetime, done_at: datetime) -> Purged:
    """Takes the words out of every post, and out of the title of every thread, older than a moment.

    Args:
        data: the store.
        before: what is older loses its words (``horizon``).
        done_at: the moment that the ledger notes.
    """
    counts: dict[Dataset, int] = {"posts": 0, "threads": 0}
    changed = 0
    with rewriting.alone(data):
        rewriting.remove_abandoned(data)
        for dataset in WORDS:
            for path in _old_parts(data, dataset, before):
                found = _purge_part(data, dataset, path, before)
                counts[dataset] += found
                changed += bool(found)
        if changed:
            tombstones.note(data, Act("purge", done_at, counts["posts"], counts["threads"]))
    return Purged(counts["posts"], counts["threads"], changed)


def _old_parts(data: Store, dataset: Dataset, before: datetime) -> Sequence[str]:
    """The parts that can hold something old; a thread is stored under the month of the visit, which tells nothing."""
    last = month_of(before, data.zone)
    paths = [path for folder in rewriting.parts(data, dataset).values() for path in folder]
    months = {path: rewriting.place(path)[1] for path in paths}
    return [path for path in paths if dataset == "threads" or months[path] == "unknown" or months[path] <= last]


def _purge_part(data: Store, dataset: Dataset, path: str, before: datetime) -> int:
    """Takes the words out of one part; how many rows had any."""
    columns = WORDS[dataset]
    is_told = _has_old_words(rewriting.rows(data, dataset, [path], [*columns, *MOMENTS[dataset]]), dataset, before)
    found = int(pc.sum(is_told).as_py() or 0)
    if found:
        table = rewriting.rows(data, dataset, [path])
        for column in columns:
            empty = pa.scalar([], STRINGS) if column == "reasons" else pa.scalar("", pa.string())
            emptied = pc.if_else(is_told, empty, table[column])
            table = table.set_column(table.schema.get_field_index(column), column, emptied)
        rewriting.replace(data, [path], table, "purge")
    return found


def _has_old_words(table: pa.Table, dataset: Dataset, before: datetime) -> pa.ChunkedArray:
    moment = pc.coalesce(*(table[name] for name in MOMENTS[dataset]))
    is_old = pc.fill_null(pc.less(moment, pa.scalar(before, TIME)), fill_value=False)
    sizes = (pc.list_value_length(table[c]) if c == "reasons" else pc.utf8_length(table[c]) for c in WORDS[dataset])
    has_words = [pc.greater(pc.fill_null(size, 0), 0) for size in sizes]
    any_words = has_words[0]
    for more in has_words[1:]:
        any_words = pc.or_(any_words, more)
    return pc.and_(is_old, any_words)
