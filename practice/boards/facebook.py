"""Facebook's Graph API for one page: what stands on it with comments and replies, and posts elsewhere that tag it.

A token is asked for; ``verlopen`` is one that has expired. What nobody reacted to was written elsewhere and tags the
page. The address of a next page holds the token, as the real one does.
"""

from __future__ import annotations

import re

from practice.boards.markup import tone
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, as_json

PAGE = "100200300"
EDGE = re.compile(r"/v\d+\.0/(?:(\d+)_)?(\d+)/(feed|tagged|comments)")
COMMENTS = re.compile(r"comments\.limit\((\d+)\)")
MOST = 100


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The JSON behind an address."""
    token = asked.headers.get("authorization", "").removeprefix("Bearer ")
    if token in ("", "verlopen"):
        return error("Error validating access token: Session has expired.", "OAuthException", 190)
    found = EDGE.fullmatch(asked.path)
    if found and found[3] == "comments" and int(found[2]) in shelf.posts:
        thread, place = shelf.posts[int(found[2])]
        return as_json(page([comment(thread, post) for post in below(thread, place)], asked, token))
    if found and found[3] != "comments" and found[2] == PAGE:
        return as_json(page(posts(found[3], asked, shelf), asked, token))
    return error(f"Unsupported get request. Object '{asked.path}' does not exist.", "GraphMethodException", 100)


def error(message: str, kind: str, code: int) -> Answer:
    """A refusal; the code says what is wrong, the status hardly."""
    return as_json({"error": {"message": message, "type": kind, "code": code, "fbtrace_id": "oefen"}}, 400)


def posts(edge: str, asked: Asked, shelf: Shelf) -> list[dict[str, object]]:
    """The posts of an edge since a moment, newest first; comments stand in them where they are asked for."""
    inner, since = COMMENTS.search(asked.query.get("fields", "")), asked.number("since")
    shown = []
    for thread, opener in shelf.newest:
        is_here = opener is thread.posts[0] and (edge == "feed") == (len(thread.posts) > 1)
        if is_here and opener.at.timestamp() >= since:
            post = view(thread, opener)
            if inner and len(thread.posts) > 1:
                comments = [comment(thread, other) for other in below(thread, 0)]
                post["comments"] = cut(comments, 0, min(int(inner[1]), MOST))
            shown.append(post)
    return shown


def page(entries: list[dict[str, object]], asked: Asked, token: str) -> dict[str, object]:
    """The document of one page."""
    document = cut(entries, asked.number("after"), max(1, min(asked.number("limit", 25), MOST)))
    paging = document.get("paging")
    if isinstance(paging, dict) and "next" in paging:
        paging["next"] = f"{asked.base}{asked.path[1:]}?access_token={token}&after={paging['cursors']['after']}"
    return document


def cut(entries: list[dict[str, object]], start: int, size: int) -> dict[str, object]:
    """Some entries with a cursor, and where to go on when there are more; a page without entries has neither."""
    shown, end = entries[start : start + size], start + size
    if not shown:
        return {"data": []}
    paging: dict[str, object] = {"cursors": {"before": str(start), "after": str(end)}}
    return {"data": shown, "paging": {**paging, "next": "https://graph.example/"} if end < len(entries) else paging}


def below(thread: Thread, place: int) -> list[Post]:
    """The comments on the first post of a thread, or the replies to the comment at a place."""
    later = range(place + 1, len(thread.posts))
    return [thread.posts[number] for number in later if head(thread, number) == (place or number)]


def head(thread: Thread, number: int) -> int:
    """The place of the comment below which a post stands: asker and team go on there; else the post is a comment."""
    before, post, asker = thread.posts[number - 1], thread.posts[number], thread.posts[0].author
    goes_on = number > 1 and before.is_team != post.is_team and asker in (before.author, post.author)
    return head(thread, number - 1) if goes_on else number


def comment(thread: Thread, post: Post) -> dict[str, object]:
    """A comment or reply as the API shows it."""
    return {**view(thread, post), "comment_count": len(below(thread, thread.posts.index(post)))}


def view(thread: Thread, post: Post) -> dict[str, object]:
    """A post as the API shows it."""
    holder = PAGE if post is thread.posts[0] else thread.posts[0].post_id
    return {
        "id": f"{holder}_{post.post_id}",
        "message": post.text,
        "created_time": post.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "from": {"name": post.author, "id": PAGE if post.is_team else str(tone(post.author))},
        "permalink_url": address(thread, post),
    }


def address(thread: Thread, post: Post) -> str:
    """The permalink of a post on the site itself."""
    opener = f"https://www.facebook.com/{PAGE}/posts/{thread.posts[0].post_id}"
    return opener if post is thread.posts[0] else f"{opener}?comment_id={post.post_id}"


def thread_url(_: Shelf, base: str, thread: Thread) -> str:  # noqa: ARG001 (one signature for all boards)
    """The address of a conversation's first post."""
    return address(thread, thread.posts[0])


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post."""
    return address(thread, post)
