"""A Bluesky server: a session for an app password, search with a cursor for those who have one, and threads."""

from __future__ import annotations

import json
import re

from practice.boards.markup import tone
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, as_json, iso

TOKEN = "oefensessie"
SEARCH, SESSION, THREAD = (
    "/xrpc/app.bsky.feed.searchPosts", "/xrpc/com.atproto.server.createSession", "/xrpc/app.bsky.feed.getPostThread",
)  # fmt: skip


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The JSON behind an address; without a session everything else is refused with status 403, as HTML."""
    if asked.path == SESSION:
        return session(asked)
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return Answer("<html><body>403 Forbidden</body></html>", 403)
    if asked.path == SEARCH:
        return search(asked, shelf)
    number = asked.query.get("uri", "").rpartition("/")[2]
    if asked.path == THREAD and number.isdigit() and int(number) in shelf.posts:
        thread, _ = shelf.posts[int(number)]
        replies = [{"post": view(thread, post)} for post in thread.posts[1:]]
        return as_json({"thread": {"post": view(thread, thread.posts[0]), "replies": replies}})
    return as_json({"error": "NotFound", "message": "Not found"}, 404)


def session(asked: Asked) -> Answer:
    """A token for any name with a password; ``fout`` is a wrong one."""
    try:
        given = json.loads(asked.body or b"{}")
    except ValueError:
        given = {}
    if not given.get("identifier") or given.get("password") in (None, "", "fout"):
        return as_json({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
    return as_json({"accessJwt": TOKEN, "refreshJwt": TOKEN, "handle": given["identifier"], "did": "did:plc:oefen"})


def search(asked: Asked, shelf: Shelf) -> Answer:
    """One page of hits, newest first: ``from:`` an author, or words and phrases that must all stand in the text."""
    query = asked.query.get("q", "").casefold()
    author = query.removeprefix("from:") if query.startswith("from:") else ""
    phrases = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    since, below = asked.query.get("since", ""), asked.number("cursor")
    hits = [
        (thread, post)
        for thread, post in shelf.newest
        if (not below or post.post_id < below)
        and iso(post.at) >= since
        and (handle(post) == author if author else holds(post, phrases))
    ]
    size = max(1, min(asked.number("limit", 25), 100))
    document: dict[str, object] = {
        "posts": [view(thread, post) for thread, post in hits[:size]],
        "hitsTotal": len(hits),
    }
    if len(hits) > size:
        document["cursor"] = str(hits[size - 1][1].post_id)
    return as_json(document)


def holds(post: Post, phrases: list[str]) -> bool:
    """Whether all phrases stand in a post as words of their own."""
    text = post.text.casefold()
    found = [re.search(rf"(?<![0-9a-z]){re.escape(phrase)}(?![0-9a-z])", text) for phrase in phrases]
    return bool(found) and all(found)


def view(thread: Thread, post: Post) -> dict[str, object]:
    """A post as the API shows it."""
    record: dict[str, object] = {
        "$type": "app.bsky.feed.post", "createdAt": iso(post.at), "langs": ["nl"], "text": post.text,
    }  # fmt: skip
    if post is not thread.posts[0]:
        parent = thread.posts[thread.posts.index(post) - 1]
        record["reply"] = {"root": reference(thread.posts[0]), "parent": reference(parent)}
    return {
        **reference(post),
        "author": {"did": did(post), "handle": handle(post), "displayName": post.author},
        "record": record,
        "indexedAt": iso(post.at),
        "replyCount": len(thread.posts) - 1 - thread.posts.index(post),
    }


def reference(post: Post) -> dict[str, str]:
    """The address of a post in the protocol."""
    return {"uri": f"at://{did(post)}/app.bsky.feed.post/{post.post_id}", "cid": f"bafy{post.post_id}"}


def handle(post: Post) -> str:
    """The handle of a writer: the team's account is one, a nickname becomes one."""
    return post.author if post.is_team else f"{post.author.replace('_', '-').lower()}.oefen.example"


def did(post: Post) -> str:
    """The identity of a writer."""
    return f"did:plc:oefen{tone(post.author)}"


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The address of a conversation's first post."""
    return post_url(shelf, base, thread, thread.posts[0])


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post on the site itself."""
    return f"https://bsky.app/profile/{did(post)}/post/{post.post_id}"
