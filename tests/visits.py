"""Visits to one thread, as a reader hands them to the pipelines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crawler import store
from crawler.items import Post, Thread, Visit

LONG = "Vorige week heb ik een brief gekregen over mijn uitkering en nu snap ik er niets meer van."
NOW = store.now()


def visit(*texts: str, author: str = "lezer", title: str = "Een draad", **facts: Any) -> Visit:
    """A visit to thread 7 with posts 1, 2, ...; the first is the opener's."""
    posts = [
        Post("bord", str(n), "7", f"http://b.test/p{n}", "http://b.test/t7", title, author=author, text=text,
             posted_at=NOW - timedelta(days=1), fetched_at=NOW, first_seen_at=NOW, run_id="r1")
        for n, text in enumerate(texts, start=1)
    ]  # fmt: skip
    thread = Thread("bord", "7", "http://b.test/t7", title, author=author, observed_at=NOW, run_id="r1")
    made = Visit(thread, posts)
    for name, value in facts.items():
        setattr(made, name, value)
    return made
