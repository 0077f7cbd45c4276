"""Mastodon's API: hashtag timelines, and the replies around a status."""

from __future__ import annotations

import re
from typing import Any

from crawler import text
from spiders.engines.answers import AnswerEngine, document, fields, held, markup, objects, shown, string
from spiders.engines.page import Page, PageKind, ShownPost

NEXT = re.compile(r'<([^>]+)>\s*;\s*rel="?next"?')
NAMES = ("created_at", "uri", "account", "content", "visibility", "replies_count")


class Mastodon(AnswerEngine):
    """Answers of a Mastodon server, and of others that speak its API.

    Set ``url`` (``.../api/v1/timelines/tag/uwv``). Ids are the server's own: the same status has another on another
    server, and its ``uri`` is what they share, so one server is one source. A boost is read as the status it repeats.
    """

    name = "mastodon"

    def evidence(self, page: Page) -> list[str]:
        """Field names of a status."""
        first = next(iter(_statuses(page)), {})
        found = [f"status with {name}" for name in NAMES if name in first]
        return found if len(found) >= len(NAMES) - 1 else []

    def page_kind(self, page: Page) -> PageKind:
        """A timeline, or the context of one status; an empty timeline is an answer, a refusal is one too."""
        answer = document(page)
        if isinstance(answer, dict) and ("ancestors" in answer or "descendants" in answer):
            return PageKind("thread")
        if isinstance(answer, list) or _statuses(page):
            return PageKind("feed", None if self.posts(page) else "empty_feed")
        if isinstance(answer, dict) and "error" in answer:
            return PageKind("login", "login_wall")
        return PageKind("unknown")

    def posts(self, page: Page) -> list[ShownPost]:
        """The statuses, each ``uri`` once."""
        found: dict[str, ShownPost] = {}
        for status in _statuses(page):
            found.setdefault(string(status.get("uri")) or string(status["id"]), _post(status))
        return list(found.values())

    def next_page(self, page: Page) -> str | None:
        """From the ``Link`` header."""
        found = NEXT.search(page.headers.get("link", ""))
        return found[1] if found else None


def _statuses(page: Page) -> list[dict[str, Any]]:
    answer = document(page)
    context = [*objects(fields(page).get("ancestors")), *objects(fields(page).get("descendants"))]
    one = objects([answer]) if "account" in fields(page) else []
    listed = objects(answer) or context or objects(fields(page).get("statuses")) or one
    whole = [status["reblog"] if isinstance(status.get("reblog"), dict) else status for status in listed]
    return [status for status in whole if status.get("id") and "account" in status and "content" in status]


def _post(status: dict[str, Any]) -> ShownPost:
    body = markup(status.get("content"))
    quotes = body.css("blockquote, .quote-inline") if body is not None else []
    warning = string(status.get("spoiler_text"))
    quoted = string(held(status, "quote", "quoted_status", "id"))
    return ShownPost(
        post_id=string(status["id"]),
        author=string(held(status, "account", "acct")),
        posted=shown(status.get("created_at")),
        text="\n\n".join(part for part in (warning, text.own_words(body, text.mem_ids(quotes))) if part),
        url=string(status.get("url")) or string(status.get("uri")),
        quotes=[quoted] if quoted else [],
        edited=shown(status.get("edited_at")) if status.get("edited_at") else None,
    )
