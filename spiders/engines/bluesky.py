"""Bluesky (AT Protocol): searches, author feeds and threads."""

from __future__ import annotations

from typing import Any

from spiders.engines.answers import AnswerEngine, count, fields, held, objects, shown, string, with_parameter
from spiders.engines.page import Page, PageKind, ShownPost

LINK = "app.bsky.richtext.facet#link"
DEEPEST = 1_000
"""Posts of one thread that are read; an answer holds fewer."""


class Bluesky(AnswerEngine):
    """Answers of ``app.bsky.feed.searchPosts``, ``getAuthorFeed`` and ``getPostThread``.

    Set ``url`` (the request). ``createdAt`` is what the author's own program wrote and can be anything, so a time after
    the server saw the post gives way to the server's. Links in the text are byte ranges; a shortened one becomes its
    address.
    """

    name = "bluesky"

    def evidence(self, page: Page) -> list[str]:
        """Field names of a post, and its address scheme."""
        first = next(iter(_posts(page)), {})
        names = ("uri", "cid", "record", "author", "indexedAt")
        found = [f"post with {name}" for name in names if name in first]
        return found if string(first.get("uri")).startswith("at://") else []

    def page_kind(self, page: Page) -> PageKind:
        """A feed or a thread; a refusal names its error."""
        answer = fields(page)
        if "thread" in answer:
            return PageKind("thread" if _posts(page) else "error", None if _posts(page) else "information")
        if "posts" in answer or "feed" in answer:
            return PageKind("feed", None if _posts(page) else "empty_feed")
        if "error" in answer:
            is_wall = "auth" in string(answer.get("error")).lower() or "Forbidden" in string(answer.get("error"))
            return PageKind("login", "login_wall") if is_wall else PageKind("error", "information")
        return PageKind("unknown")

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each ``uri`` once."""
        found: dict[str, ShownPost] = {}
        for post in _posts(page):
            found.setdefault(string(post["uri"]), _post(post))
        return list(found.values())

    def thread_id(self, page: Page) -> str:
        """The root of the thread."""
        first = next(iter(_posts(page)), {})
        return (
            string(held(first, "record", "reply", "root", "uri")) or string(first.get("uri"))
            if "thread" in fields(page)
            else ""
        )

    def next_page(self, page: Page) -> str | None:
        """The same request with the answer's ``cursor``."""
        cursor = string(fields(page).get("cursor"))
        return with_parameter(page.url, "cursor", cursor) if cursor else None


def _posts(page: Page) -> list[dict[str, Any]]:
    """Posts of a search, of a feed (each within an entry), or of a thread (each with its replies)."""
    answer = fields(page)
    found = [*objects(answer.get("posts")), *(entry.get("post") for entry in objects(answer.get("feed")))]
    waiting = objects([answer.get("thread")])
    while waiting and len(found) < DEEPEST:
        node = waiting.pop(0)
        found.append(node.get("post"))
        waiting = [*objects(node.get("replies")), *waiting]
    return [post for post in objects(found) if post.get("uri") and isinstance(post.get("record"), dict)]


def _post(post: dict[str, Any]) -> ShownPost:
    record, handle, key = post["record"], string(held(post, "author", "handle")), string(post["uri"]).rsplit("/", 1)[-1]
    created, indexed = string(record.get("createdAt")), string(post.get("indexedAt"))
    quoted = string(held(record, "embed", "record", "uri")) or string(held(record, "embed", "record", "record", "uri"))
    return ShownPost(
        post_id=string(post["uri"]),
        author=handle,
        posted=shown(indexed if indexed and created[:19] > indexed[:19] else created),
        text=_text(record),
        url=f"https://bsky.app/profile/{handle}/post/{key}",
        quotes=[quoted] if quoted else [],
    )


def _text(record: dict[str, Any]) -> str:
    """The text with each shortened link in full; ranges count bytes of UTF-8, so the last is replaced first."""
    raw = string(record.get("text")).encode()
    ranged = [
        (count(held(f, "index", "byteStart")), count(held(f, "index", "byteEnd")), f)
        for f in objects(record.get("facets"))
    ]
    known = [(start, end, facet) for start, end, facet in ranged if start is not None and end is not None]
    for start, end, facet in sorted(known, key=lambda entry: entry[0], reverse=True):
        uri = next((string(f.get("uri")) for f in objects(facet.get("features")) if f.get("$type") == LINK), "")
        if uri and raw[start:end].endswith((b"...", "…".encode())):
            raw = raw[:start] + uri.encode() + raw[end:]
    return raw.decode("utf-8", errors="replace")
