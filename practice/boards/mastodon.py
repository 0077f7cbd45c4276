"""A Mastodon server: timelines of hashtags by age with a ``Link`` to the next page, and the context of a status."""

from __future__ import annotations

import re

from markupsafe import Markup

from practice.boards.markup import blocks, tone
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, as_json, iso

TAG = re.compile(r"#(\w+)")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The JSON behind an address; searching is for members only and finds nothing, without an error."""
    if found := re.fullmatch(r"/api/v1/timelines/tag/(\w+)", asked.path):
        return timeline(found[1].casefold(), asked, shelf)
    if (found := re.fullmatch(r"/api/v1/statuses/(\d+)/context", asked.path)) and int(found[1]) in shelf.posts:
        thread, place = shelf.posts[int(found[1])]
        before, after = thread.posts[:place], thread.posts[place + 1 :]
        shown = [[status(asked.base, thread, post) for post in posts] for posts in (before, after)]
        return as_json({"ancestors": shown[0], "descendants": shown[1]})
    if asked.path == "/api/v2/search":
        return as_json({"accounts": [], "statuses": [], "hashtags": []})
    return as_json({"error": "Record not found"}, 404)


def timeline(tag: str, asked: Asked, shelf: Shelf) -> Answer:
    """One page of a hashtag's statuses, newest first."""
    newest, oldest = asked.number("max_id"), max(asked.number("since_id"), asked.number("min_id"))
    hits = [
        (thread, post)
        for thread, post in shelf.newest
        if post.post_id > oldest and (not newest or post.post_id < newest) and tag in tags(post)
    ]
    size = max(1, min(asked.number("limit", 20), 40))
    shown = [status(asked.base, thread, post) for thread, post in hits[:size]]
    limits = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "299"}
    if len(hits) > size:
        limits["Link"] = f'<{asked.base}api/v1/timelines/tag/{tag}?limit={size}&max_id={shown[-1]["id"]}>; rel="next"'
    return as_json(shown, headers=limits)


def tags(post: Post) -> list[str]:
    """The hashtags in a post."""
    return [tag.casefold() for tag in TAG.findall(post.text)]


def status(base: str, thread: Thread, post: Post) -> dict[str, object]:
    """A post as the API shows it."""
    place = thread.posts.index(post)
    before = thread.posts[place - 1] if place else None
    return {
        "id": str(post.post_id),
        "created_at": iso(post.at),
        "edited_at": None,
        "in_reply_to_id": str(before.post_id) if before else None,
        "in_reply_to_account_id": str(tone(before.author)) if before else None,
        "visibility": "public",
        "language": "nl",
        "uri": f"{base}users/{post.author}/statuses/{post.post_id}",
        "url": f"{base}@{post.author}/{post.post_id}",
        "content": content(base, post),
        "reblog": None,
        "account": {
            "id": str(tone(post.author)),
            "username": post.author,
            "acct": post.author,
            "url": f"{base}@{post.author}",
        },
        "tags": [{"name": tag, "url": f"{base}tags/{tag}"} for tag in tags(post)],
        "replies_count": len(thread.posts) - 1 - place,
    }


def content(base: str, post: Post) -> str:
    """The HTML of a post, its hashtags as links."""
    link = Markup('<a href="{}tags/{}" class="mention hashtag" rel="tag">#<span>{}</span></a>')
    return TAG.sub(lambda tag: str(link.format(base, tag[1].casefold(), tag[1])), str(blocks(post.text)).strip())


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The address of a conversation's first post."""
    return post_url(shelf, base, thread, thread.posts[0])


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post."""
    return f"{base}@{post.author}/{post.post_id}"
