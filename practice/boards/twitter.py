"""X's API v2: recent and full search with paging, ``since_id`` and errors beside the data; followers of an account.

A token is asked for; ``verlopen`` is one that has expired. Searches are read as far as spiders need them: words and
phrases joined by OR, ``from:``, ``to:`` and ``conversation_id:``; operators such as ``lang:`` change nothing here. With
``look="archive"`` recent search goes back over everything, so that one crawl finds what weeks of crawling would have.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import NamedTuple

from practice.boards.markup import tone
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, as_json, iso

RECENT = timedelta(days=7)
LONGEST = {"/2/tweets/search/recent": 512, "/2/tweets/search/all": 1024}
PART = re.compile(r'(-?)(?:(\w+):([^\s()]+)|"([^"]+)"|([^\s()"]+))')
FOLLOWERS = 524


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The JSON behind an address."""
    token = asked.headers.get("authorization", "").removeprefix("Bearer ")
    if token in ("", "verlopen"):
        return as_json({"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}, 401)
    if asked.path in LONGEST:
        return search(asked, shelf)
    if asked.path == f"/2/users/by/username/{shelf.place.account}":
        return as_json({"data": user(shelf.place.account, FOLLOWERS)})
    return as_json({"title": "Not Found", "status": 404}, 404)


def search(asked: Asked, shelf: Shelf) -> Answer:
    """One page of hits, newest first."""
    query = asked.query.get("query", "")
    if not query or len(query) > LONGEST[asked.path]:
        return as_json({"title": "Invalid Request", "detail": "query is missing or too long", "status": 400}, 400)
    since, until = asked.number("since_id"), asked.number("next_token") or asked.number("until_id")
    oldest = "" if shelf.place.look == "archive" else asked.query.get("start_time", "")
    if asked.path.endswith("recent") and shelf.place.look != "archive":
        oldest = max(oldest, iso(shelf.now - RECENT))
    wanted = understood(query)
    hits = (
        (thread, post)
        for thread, post in shelf.newest
        if post.post_id > since and (not until or post.post_id < until) and iso(post.at) >= oldest
        and wanted.is_hit(thread, post)
    )  # fmt: skip
    size = max(10, min(asked.number("max_results", 10), 100))
    return as_json(page(list(islice(hits, size + 1)), size, shelf.place.account))


class Query(NamedTuple):
    """What a query asks for: any of its words, authors, people addressed, or conversations."""

    words: re.Pattern[str] | None
    authors: frozenset[str]
    conversations: frozenset[str]

    def is_hit(self, thread: Thread, post: Post) -> bool:
        """Whether a post answers any of the alternatives."""
        if post.author.casefold() in self.authors or str(thread.posts[0].post_id) in self.conversations:
            return True
        return self.words is not None and self.words.search(post.text.casefold()) is not None


@cache
def understood(query: str) -> Query:
    """A query taken apart; what begins with a minus excludes retweets and the like, of which there are none."""
    parts = [part for part in PART.findall(query) if not part[0]]
    named = {
        name: frozenset(value.casefold() for _, other, value, _, _ in parts if other == name)
        for name in ("from", "to", "conversation_id")
    }
    words = [(phrase or word).casefold() for _, name, _, phrase, word in parts if not name]
    sought = [word for word in words if word not in ("or", "and")] + [f"@{name}" for name in named["to"]]
    pattern = "|".join(re.escape(word) for word in sought)
    compiled = re.compile(rf"(?<![0-9a-z])(?:{pattern})(?![0-9a-z])") if sought else None
    return Query(compiled, named["from"], named["conversation_id"])


def page(hits: list[tuple[Thread, Post]], size: int, account: str) -> dict[str, object]:
    """The document of one page: data, users, errors for users who are suspended, and where to go on."""
    shown = hits[:size]
    meta: dict[str, object] = {"result_count": len(shown)}
    if not shown:
        return {"meta": meta}
    meta |= {"newest_id": str(shown[0][1].post_id), "oldest_id": str(shown[-1][1].post_id)}
    if len(hits) > size:
        meta["next_token"] = str(shown[-1][1].post_id)
    writers = list(dict.fromkeys(post.author for _, post in shown))
    document: dict[str, object] = {
        "data": [tweet(thread, post) for thread, post in shown],
        "includes": {
            "users": [
                user(name, FOLLOWERS if name == account else tone(name) % 300)
                for name in writers
                if not is_suspended(name)
            ]
        },
        "meta": meta,
    }
    gone = [error(name) for name in writers if is_suspended(name)]
    return {**document, "errors": gone} if gone else document


def tweet(thread: Thread, post: Post) -> dict[str, object]:
    """A post as the API shows it."""
    shown: dict[str, object] = {
        "id": str(post.post_id),
        "text": post.text,
        "created_at": iso(post.at),
        "author_id": str(tone(post.author)),
        "conversation_id": str(thread.posts[0].post_id),
        "lang": "nl",
        "edit_history_tweet_ids": [str(post.post_id)],
    }
    if post is not thread.posts[0]:
        before = thread.posts[thread.posts.index(post) - 1]
        shown["referenced_tweets"] = [{"type": "replied_to", "id": str(before.post_id)}]
        shown["in_reply_to_user_id"] = str(tone(before.author))
    return shown


def user(name: str, followers: int) -> dict[str, object]:
    """A writer as the API shows one."""
    metrics = {"followers_count": followers, "following_count": 12, "tweet_count": followers * 3, "listed_count": 0}
    return {"id": str(tone(name)), "username": name, "name": name, "public_metrics": metrics}


def error(name: str) -> dict[str, object]:
    """What the API says about a user whom it does not show."""
    return {
        "resource_type": "user", "parameter": "author_id", "resource_id": str(tone(name)), "value": str(tone(name)),
        "title": "Forbidden", "detail": f"User has been suspended: [{tone(name)}].",
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }  # fmt: skip


def is_suspended(name: str) -> bool:
    """Whether a writer is one of the few whom the API no longer shows."""
    return tone(name) % 41 == 0


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The address of a conversation's first post."""
    return post_url(shelf, base, thread, thread.posts[0])


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post on the site itself."""
    return f"https://x.com/{post.author}/status/{post.post_id}"
