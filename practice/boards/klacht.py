"""A complaints site in Dutch: a list of all complaints, each at the root under its own words, reactions, a state.

With ``look="script"`` a page shows its reactions only after a script ran: one, and another at each press of a button.
"""

from __future__ import annotations

import re

from practice.boards.markup import Pager, pages, slug
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, AT_ONCE = 15, 1
REACTIONS = re.compile(r"/reacties/(\d+)")
LIST = re.compile(r"/(?:alle-klachten/)?(?:page/(\d+)/)?")
PAGES = pages("klacht")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address; articles share the root with complaints."""
    if found := LIST.fullmatch(asked.path):
        return listing(shelf, int(found[1] or 1))
    if (found := REACTIONS.fullmatch(asked.path)) and int(found[1]) in shelf.threads:
        return reactions(asked, shelf, shelf.threads[int(found[1])])
    if asked.path.startswith("/consumentenrecht/"):
        return Answer(PAGES.article(shelf))
    thread = next((thread for thread in shelf.all if thread_url(shelf, "/", thread) == asked.path), None)
    if thread is None:
        return Answer(PAGES.gone(shelf), 404)
    return Answer(PAGES.thread(shelf, thread, thread_url(shelf, asked.base, thread), state(thread)))


def listing(shelf: Shelf, number: int) -> Answer:
    """One page of all complaints, the one that moved last first."""
    rows = sorted(shelf.all, key=lambda thread: thread.posts[-1].at, reverse=True)
    position = Pager(len(rows), (number - 1) * ROWS, ROWS)
    shown = position.shown(rows)
    urls = [thread_url(shelf, "/", thread) for thread in shown]
    return Answer(PAGES.listing(shelf, shown, position, urls, [state(thread) for thread in shown]))


def reactions(asked: Asked, shelf: Shelf, thread: Thread) -> Answer:
    """What the script of a page asks for: the next reactions, and in a header whether there are more."""
    first = 1 + asked.number("vanaf")
    shown = thread.posts[first : first + AT_ONCE]
    is_more = "ja" if len(thread.posts) > first + AT_ONCE else "nee"
    html = PAGES.comments(shown, thread_url(shelf, asked.base, thread))
    return Answer(html, headers={"X-Meer": is_more})


def state(thread: Thread) -> str:
    """``opgelost``, ``in-behandeling`` or ``open``."""
    roles = {post.role for post in thread.posts}
    return "opgelost" if "thanks" in roles else "in-behandeling" if "answer" in roles else "open"


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of a complaint: the words of its title, and a number where two share them."""
    return f"{base}{slug(thread.title)}-{thread.thread_id}/"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The address of a complaint or a reaction to it."""
    url = thread_url(shelf, base, thread)
    return url if post is thread.posts[0] else f"{url}#comment-{post.post_id}"
