"""The one written-down schema of every dataset; tests hold it against the records of ``items.py``."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa

Dataset = Literal["posts", "threads", "runs", "pointers"]

TIME = pa.timestamp("us", tz="UTC")
STRINGS = pa.list_(pa.string())

SCHEMAS: dict[Dataset, pa.Schema] = {
    "posts": pa.schema(
        [
            ("source", pa.string()),
            ("post_id", pa.string()),
            ("thread_id", pa.string()),
            ("url", pa.string()),
            ("thread_url", pa.string()),
            ("thread_title", pa.string()),
            ("board", pa.string()),
            ("kind", pa.string()),
            ("position", pa.int32()),
            ("author", pa.string()),
            ("is_team", pa.bool_()),
            ("adviser", pa.string()),
            ("is_asker", pa.bool_()),
            ("posted_at", TIME),
            ("precision", pa.string()),
            ("date_text", pa.string()),
            ("edited_at", TIME),
            ("text", pa.string()),
            ("quotes", STRINGS),
            ("terms", STRINGS),
            ("match_reason", pa.string()),
            ("topics", STRINGS),
            ("intent", pa.string()),
            ("concrete_question", pa.bool_()),
            ("specific_case", pa.bool_()),
            ("abusive", pa.bool_()),
            ("pii", STRINGS),
            ("reasons", STRINGS),
            ("duplicate_of", pa.string()),
            ("text_hash", pa.string()),
            ("fetched_at", TIME),
            ("first_seen_at", TIME),
            ("run_id", pa.string()),
        ]
    ),
    "threads": pa.schema(
        [
            ("source", pa.string()),
            ("thread_id", pa.string()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("board", pa.string()),
            ("kind", pa.string()),
            ("author", pa.string()),
            ("started_at", TIME),
            ("last_post_at", TIME),
            ("replies", pa.int32()),
            ("views", pa.int32()),
            ("sticky", pa.bool_()),
            ("closed", pa.bool_()),
            ("site_state", pa.string()),
            ("posts_stored", pa.int32()),
            ("complete", pa.bool_()),
            ("relevant", pa.bool_()),
            ("observed_at", TIME),
            ("run_id", pa.string()),
        ]
    ),
    "runs": pa.schema(
        [
            ("run_id", pa.string()),
            ("source", pa.string()),
            ("started_at", TIME),
            ("finished_at", TIME),
            ("planned_at", TIME),
            ("outcome", pa.string()),
            ("reason", pa.string()),
            ("detail", pa.string()),
            ("requests", pa.int64()),
            ("bytes", pa.int64()),
            ("retries", pa.int64()),
            ("status_counts", pa.map_(pa.string(), pa.int64())),
            ("threads_seen", pa.int64()),
            ("threads_visited", pa.int64()),
            ("posts_read", pa.int64()),
            ("posts_new", pa.int64()),
            ("posts_changed", pa.int64()),
            ("posts_matched", pa.int64()),
            ("date_failures", pa.int64()),
            ("page_changed", pa.int64()),
            ("software_version", pa.string()),
            ("profile_digest", pa.string()),
        ]
    ),
    "pointers": pa.schema(
        [
            ("source", pa.string()),
            ("url", pa.string()),
            ("found_by", pa.string()),
            ("term", pa.string()),
            ("found_at", TIME),
            ("run_id", pa.string()),
        ]
    ),
}
ACTS = pa.schema(
    [
        ("kind", pa.string()),
        ("done_at", TIME),
        ("posts", pa.int64()),
        ("threads", pa.int64()),
        ("marks", STRINGS),
        ("key", pa.string()),
    ]
)
"""The ledger of what was done for privacy (``crawler.tombstones``), in ``DATA/privacy/``; of no source and month."""
PARTITIONS = pa.schema([("source", pa.string()), ("month", pa.string())])
MONTH_OF: dict[Dataset, str] = {
    "posts": "posted_at",
    "threads": "observed_at",
    "runs": "started_at",
    "pointers": "found_at",
}
IDENTITY: dict[Dataset, tuple[str, ...]] = {
    "posts": ("source", "post_id"),
    "threads": ("source", "thread_id"),
    "runs": ("source", "run_id"),
    "pointers": ("source", "url"),
}
VERSION: dict[Dataset, tuple[str, ...]] = {
    "posts": ("fetched_at", "run_id"),
    "threads": ("observed_at", "run_id"),
    "runs": ("finished_at", "started_at"),
    "pointers": ("found_at", "run_id"),
}


def stored(dataset: Dataset) -> pa.Schema:
    """The columns of a dataset as it is read: its own, and those that the names of its folders tell."""
    return pa.unify_schemas([SCHEMAS[dataset], PARTITIONS])
