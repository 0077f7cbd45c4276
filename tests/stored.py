"""Posts as they stand in the store."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.items import Post

AT = datetime(2026, 7, 14, 8, tzinfo=UTC)


def post(post_id: str, posted_at: datetime | None, **facts: object) -> Post:
    made = Post(
        "bord", post_id, "7", f"http://b/p{post_id}", "http://b/t7", "Titel", posted_at=posted_at, text="woorden"
    )
    made.fetched_at = made.first_seen_at = AT
    made.run_id, made.reasons, made.text_hash, made.topics = "r", ["vraag: hoe"], "h", ["ww"]
    for name, value in facts.items():
        setattr(made, name, value)
    return made
