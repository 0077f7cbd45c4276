"""Retention: after some months people's words go from the data; counts and labels stay (contract, section 2)."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import reduce
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from crawler import rewriting, tombstones
from crawler.items import WITHDRAWN, Post
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
LEFT: dict[Dataset, tuple[str, str]] = {
    "posts": ("post_id", f"reasons = ['{WITHDRAWN}']"),
    "threads": ("thread_id", "title = '' and closed and site_state = 'closed'"),
}
"""What no longer stands on its site: its identity, and how its latest version tells that."""


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
    reasons = [WITHDRAWN] if is_withdrawn(post) else []
    return replace(post, text="", thread_title="", reasons=reasons) if is_old and is_known else post


def is_withdrawn(post: Post) -> bool:
    """Whether a version of a post says that it no longer stands on its site."""
    return post.reasons == [WITHDRAWN]


def withdrawn(post: Post, at: datetime, run_id: str) -> Post:
    """The version of a post that no longer stands on its site: no words, and a fingerprint that no words have."""
    bare = replace(post, text="", thread_title="", reasons=[WITHDRAWN], text_hash="")
    return replace(bare, fetched_at=at, run_id=run_id)


def purge(data: Store, before: datetime, done_at: datetime) -> Purged:
    """Takes the words out of every post, and out of the title of every thread, older than a moment.

    What was withdrawn on its site loses the words of its earlier versions too, however young.

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
            left = _left(data, dataset)
            for path in _parts(data, dataset, before, left):
                found = _purge_part(data, dataset, path, before, left.get(rewriting.place(path)[0], []))
                counts[dataset] += found
                changed += bool(found)
        if changed:
            tombstones.note(data, Act("purge", done_at, counts["posts"], counts["threads"]))
    return Purged(counts["posts"], counts["threads"], changed)


def _left(data: Store, dataset: Dataset) -> dict[str, list[str]]:
    """By source the identities of what no longer stands on its site."""
    identity, is_left = LEFT[dataset]
    found = defaultdict(list)
    for row in data.latest(dataset, ["source", identity], is_left).to_pylist():
        found[row["source"]].append(row[identity])
    return found


def _parts(data: Store, dataset: Dataset, before: datetime, left: Mapping[str, object]) -> Sequence[str]:
    """The parts that can hold something old, or something of a source where posts were withdrawn.

    A thread is stored under the month of the visit, which tells nothing.
    """
    last = month_of(before, data.zone)
    paths = [path for folder in rewriting.parts(data, dataset).values() for path in folder]
    if dataset == "threads":
        return paths
    places = [(path, *rewriting.place(path)) for path in paths]
    return [path for path, source, month in places if month == "unknown" or month <= last or source in left]


def _purge_part(data: Store, dataset: Dataset, path: str, before: datetime, left: Sequence[str]) -> int:
    """Takes the words out of one part; how many rows had any."""
    columns = WORDS[dataset]
    told = rewriting.rows(data, dataset, [path], [*columns, *MOMENTS[dataset], LEFT[dataset][0]])
    is_left = pc.is_in(told[LEFT[dataset][0]], pa.array(left, pa.string()))
    is_told = pc.and_(pc.or_(_is_old(told, dataset, before), is_left), _has_words(told, dataset))
    found = int(pc.sum(is_told).as_py() or 0)
    if found:
        table = rewriting.rows(data, dataset, [path])
        for column in columns:
            empty = pa.scalar([], STRINGS) if column == "reasons" else pa.scalar("", pa.string())
            emptied = pc.if_else(is_told, empty, table[column])
            table = table.set_column(table.schema.get_field_index(column), column, emptied)
        rewriting.replace(data, [path], table, "purge")
    return found


def _is_old(table: pa.Table, dataset: Dataset, before: datetime) -> pa.ChunkedArray:
    moment = pc.coalesce(*(table[name] for name in MOMENTS[dataset]))
    return pc.fill_null(pc.less(moment, pa.scalar(before, TIME)), fill_value=False)


def _has_words(table: pa.Table, dataset: Dataset) -> pa.ChunkedArray:
    """Whether anything is said in a row; that it was withdrawn is not."""
    said = (pc.binary_join(table[c], " ") if c == "reasons" else table[c] for c in WORDS[dataset])
    has_words = [pc.invert(pc.is_in(words, pa.array(["", WITHDRAWN, None]))) for words in said]
    return reduce(pc.or_, has_words)
