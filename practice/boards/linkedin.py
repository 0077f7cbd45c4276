"""LinkedIn's API for one organisation: its own posts, last changed first, and the comments on each of them.

A token and the month of a version are asked for; ``verlopen`` is a token that has expired. People are numbers here.
Posts come in LinkedIn's format ``little``, in which many a character is escaped; comments come as plain text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from practice.boards.markup import tone
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, as_json

COMMENTS = re.compile(r"/rest/socialActions/urn:li:share:(\d+)/comments")
RESERVED = re.compile(r"[|{}@\[\]()<>#\\*_~]")
MOST = 100


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The JSON behind an address."""
    if asked.headers.get("authorization", "").removeprefix("Bearer ") in ("", "verlopen"):
        return error(401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired")
    if not re.fullmatch(r"20\d{4}", asked.headers.get("linkedin-version", "")):
        return error(400, "VERSION_MISSING", "A version must be present. Please specify a version")
    if asked.path == "/rest/posts":
        return own_posts(asked, shelf)
    found = COMMENTS.fullmatch(unquote(asked.path))
    if found and int(found[1]) in shelf.posts:
        thread, _ = shelf.posts[int(found[1])]
        return as_json(page([comment(thread, post) for post in thread.posts[1:]], asked))
    return error(404, "RESOURCE_NOT_FOUND", "No virtual resource found")


def error(status: int, code: str, message: str) -> Answer:
    """A refusal."""
    return as_json({"status": status, "code": code, "message": message}, status)


def own_posts(asked: Asked, shelf: Shelf) -> Answer:
    """One page of the organisation's posts; nobody else's may be asked for."""
    if asked.query.get("q") != "author" or asked.query.get("author") != shelf.place.account:
        return error(403, "ACCESS_DENIED", "Not enough permissions to access: posts.FINDER-author")
    changed = sorted(shelf.all, key=lambda thread: thread.posts[-1].at, reverse=True)
    return as_json(page([own_post(thread) for thread in changed], asked))


def page(entries: list[dict[str, object]], asked: Asked) -> dict[str, object]:
    """The document of one page; ``start`` is the number of its first entry, from 0."""
    start, size = asked.number("start"), max(1, min(asked.number("count", 10), MOST))
    paging = {"start": start, "count": size, "total": len(entries), "links": []}
    return {"paging": paging, "elements": entries[start : start + size]}


def own_post(thread: Thread) -> dict[str, object]:
    """A post of the organisation as the API shows it."""
    post = thread.posts[0]
    return {
        "id": urn(thread),
        "author": post.author,
        "commentary": RESERVED.sub(r"\\\g<0>", post.text),
        "publishedAt": milliseconds(post),
        "lastModifiedAt": milliseconds(thread.posts[-1]),
        "lifecycleState": "PUBLISHED",
        "visibility": "PUBLIC",
    }


def comment(thread: Thread, post: Post) -> dict[str, object]:
    """A comment as the API shows it."""
    return {
        "id": str(post.post_id),
        "$URN": f"urn:li:comment:({urn(thread)},{post.post_id})",
        "actor": post.author if post.is_team else f"urn:li:person:{tone(post.author):x}",
        "object": urn(thread),
        "created": {"time": milliseconds(post)},
        "message": {"attributes": [], "text": post.text},
        "commentsSummary": {"aggregatedTotalComments": 0, "selectedComments": [], "totalFirstLevelComments": 0},
    }


def urn(thread: Thread) -> str:
    """The name of the post that began a conversation."""
    return f"urn:li:share:{thread.posts[0].post_id}"


def milliseconds(post: Post) -> int:
    """When a post was written, since 1970."""
    return int(post.at.timestamp() * 1000)


def thread_url(_: Shelf, base: str, thread: Thread) -> str:  # noqa: ARG001 (one signature for all boards)
    """The address of the post that began a conversation, on the site itself."""
    return f"https://www.linkedin.com/feed/update/{urn(thread)}/"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The same: a comment has no address of its own."""
    return thread_url(shelf, base, thread)
