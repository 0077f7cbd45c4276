"""The Gathering of Tweakers: pages counted from 0, epochs in the markup, times that leave out what is plain."""

from __future__ import annotations

from datetime import datetime

from practice import dutch
from practice.boards.markup import Pager, pages
from practice.records import ZONE, Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, POSTS, FEED = 50, 25, 40
PAGES = pages("tweakers")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address."""
    name, *numbers = asked.path.removeprefix("/forum").strip("/").split("/")
    wanted = [int(number) for number in numbers if number.isdigit()]
    match name, wanted:
        case ("", _):
            return Answer(PAGES.index(asked.base, shelf))
        case ("rss", []):
            feed = PAGES.feed(asked.base, shelf, shelf.newest[:FEED]).strip()
            return Answer(feed, content_type="application/rss+xml; charset=utf-8")
        case ("list_topics", [board, *rest]) if board in shelf.boards:
            return listing(asked, shelf, shelf.boards[board], rest[0] if rest else 0)
        case ("list_messages", [thread, *rest]) if thread in shelf.threads:
            return conversation(asked, shelf, shelf.threads[thread], rest[0] if rest else 0)
        case ("list_message", [post]) if post in shelf.posts:
            found, place = shelf.posts[post]
            return conversation(asked, shelf, found, place // POSTS)
        case _:
            return Answer(PAGES.gone(shelf), 404)


def listing(asked: Asked, shelf: Shelf, board: Board, number: int) -> Answer:
    """One page of a board, from 0."""
    rows = shelf.listed(board)
    position = Pager(len(rows), number * ROWS, ROWS)
    shown = position.shown(rows)
    times = [moved(thread.posts[-1].at, shelf.now) for thread in shown]
    return Answer(PAGES.listing(asked.base, shelf, board, shown, position, [state(thread) for thread in shown], times))


def conversation(asked: Asked, shelf: Shelf, thread: Thread, number: int) -> Answer:
    """One page of a thread, from 0."""
    position = Pager(len(thread.posts), number * POSTS, POSTS)
    board = shelf.boards[thread.board_id]
    return Answer(PAGES.thread(asked.base, shelf, thread, board, position.shown(thread.posts), position))


def state(thread: Thread) -> str:
    """``answered`` or ``open`` for a question, ``discussion`` for anything else."""
    if thread.posts[0].role != "question":
        return "discussion"
    return "answered" if any(post.role == "thanks" for post in thread.posts) else "open"


def moved(at: datetime, now: datetime) -> str:
    """When a topic moved: the time today, day and time this year, else the day."""
    local, today = at.astimezone(ZONE), now.astimezone(ZONE)
    if local.date() == today.date():
        return dutch.clock(at)
    return f"{local:%d-%m} {dutch.clock(at)}" if local.year == today.year else dutch.figures(at)


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of a thread."""
    return f"{base}forum/list_messages/{thread.thread_id}"


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post."""
    return f"{base}forum/list_message/{post.post_id}#{post.post_id}"
