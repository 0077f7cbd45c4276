"""Reddit's feeds: the newest threads of a subreddit and a thread with its comments, in Atom; JSON is refused."""

from __future__ import annotations

import re

from practice.boards.markup import pages, slug
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf

NEWEST = 100
THREAD = re.compile(r"/r/(\w+)/comments/(\d+)(?:/[\w-]*)?/?\.rss")
PAGES = pages("reddit")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The feed behind an address."""
    boards = {board.title: board.board_id for board in shelf.boards.values()}
    found = re.fullmatch(r"/r/(\w+)/(?:new|comments)/?\.rss", asked.path)
    if found and found[1] in boards:
        board = boards[found[1]]
        is_comments = "comments" in asked.path
        pairs = [
            pair for pair in shelf.newest if pair[0].board_id == board and (is_comments or pair[1] is pair[0].posts[0])
        ]
        return feed(asked, shelf, found[1], pairs[:NEWEST])
    if (found := THREAD.fullmatch(asked.path)) and int(found[2]) in shelf.threads:
        thread = shelf.threads[int(found[2])]
        return feed(asked, shelf, thread.title, [(thread, post) for post in thread.posts])
    return Answer("<html><body>whoa there, pardner!</body></html>", 403)


def feed(asked: Asked, shelf: Shelf, title: str, pairs: list[tuple[Thread, Post]]) -> Answer:
    """A feed of some posts."""
    document = PAGES.feed(asked.base, shelf, title, asked.path.removeprefix("/"), pairs)
    return Answer(document.strip(), content_type="application/atom+xml; charset=UTF-8")


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The address of a thread."""
    return f"{base}r/{shelf.boards[thread.board_id].title}/comments/{thread.thread_id}/{slug(thread.title)}/"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The address of a post: the thread's own for its opener."""
    url = thread_url(shelf, base, thread)
    return url if post is thread.posts[0] else f"{url}{post.post_id}/"
