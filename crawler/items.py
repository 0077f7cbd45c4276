"""The two records that everything passes on; their fields are the stored columns (contract, section 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

WITHDRAWN = "ingetrokken op de site"
"""The only reason of a post that no longer stands on its site: its words are gone, its labels and its count stay."""


@dataclass(slots=True)
class Post:
    """One post as stored: identity is ``(source, post_id)``, the version is ``fetched_at``."""

    source: str
    post_id: str
    thread_id: str
    url: str
    thread_url: str
    thread_title: str = ""
    board: str = ""
    kind: str = "forum"
    position: int | None = None
    author: str = ""
    is_team: bool = False
    adviser: str | None = None
    is_asker: bool = False
    posted_at: datetime | None = None
    precision: str | None = None
    date_text: str = ""
    edited_at: datetime | None = None
    text: str = ""
    quotes: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    match_reason: str | None = None
    topics: list[str] = field(default_factory=list)
    intent: str = "other"
    concrete_question: bool = False
    specific_case: bool = False
    abusive: bool = False
    pii: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    duplicate_of: str | None = None
    text_hash: str = ""
    fetched_at: datetime | None = None
    first_seen_at: datetime | None = None
    run_id: str = ""


@dataclass(slots=True)
class Thread:
    """The facts of one thread as seen on one visit; ``replies`` and ``last_post_at`` are the next visit's watermark."""

    source: str
    thread_id: str
    url: str
    title: str = ""
    board: str = ""
    kind: str = "forum"
    author: str = ""
    started_at: datetime | None = None
    last_post_at: datetime | None = None
    replies: int | None = None
    views: int | None = None
    sticky: bool = False
    closed: bool = False
    site_state: str | None = None
    posts_stored: int = 0
    complete: bool = True
    relevant: bool = False
    observed_at: datetime | None = None
    run_id: str = ""


@dataclass(slots=True)
class Visit:
    """What a spider yields: a thread and the posts read on this visit, new or not.

    ``known`` is the thread as stored before; ``from_start`` says that the visit began at the thread's first page;
    ``named`` are the people whom the site marks in the texts, to be masked; ``withdrawn`` are the ids of stored posts
    that no longer stand there.
    """

    thread: Thread
    posts: list[Post]
    known: Thread | None = None
    from_start: bool = True
    named: set[str] = field(default_factory=set)
    withdrawn: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pointer:
    """An address that a search-term feed found on a board which another source reads."""

    source: str
    url: str
    found_by: str
    term: str
    found_at: datetime
    run_id: str = ""


@dataclass(slots=True)
class Run:
    """One row per source and run: what happened, in the words of the contract (section 3)."""

    run_id: str
    source: str
    started_at: datetime
    finished_at: datetime | None = None
    planned_at: datetime | None = None
    outcome: str = "complete"
    reason: str | None = None
    detail: str = ""
    requests: int = 0
    bytes: int = 0
    retries: int = 0
    status_counts: dict[str, int] = field(default_factory=dict)
    threads_seen: int = 0
    threads_visited: int = 0
    posts_read: int = 0
    posts_new: int = 0
    posts_changed: int = 0
    posts_matched: int = 0
    date_failures: int = 0
    page_changed: int = 0
    software_version: str = ""
    profile_digest: str = ""


GOOD = frozenset({"complete", "silent"})
"""The outcomes of a run that read everything."""
SKIPPED = "overgeslagen:"
"""How the detail begins of a run for which a key or a setting was missing. Its outcome is ``blocked``, its class
``login_wall``, the nearest that the contract knows."""


def is_skipped(outcome: str | None, detail: str | None) -> bool:
    """Whether a source was left out for want of a key or a setting; the rest of the detail says which to set."""
    return outcome == "blocked" and (detail or "").startswith(SKIPPED)
