"""An Invision Community 4 board in Dutch; a page number past the end redirects to the last page."""

from __future__ import annotations

import re

from practice.boards.markup import Pager, pages, slug
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, POSTS = 25, 20
ADDRESS = re.compile(r"/forum/(?P<kind>forum|topic)/(?P<id>\d+)[^/]*/(?:page/(?P<page>\d+)/)?")
PAGES = pages("invision")


class Addresses:
    """The addresses of a board: a number and words."""

    def __init__(self, base: str) -> None:
        self.base = base

    def index(self) -> str:
        """The front page."""
        return f"{self.base}forum/"

    def board(self, board: Board) -> str:
        """The first page of a board."""
        return f"{self.base}forum/forum/{board.board_id}-{slug(board.title)}/"

    def thread(self, thread: Thread) -> str:
        """The first page of a thread."""
        return f"{self.base}forum/topic/{thread.thread_id}-{slug(thread.title)}/"

    def post(self, thread: Thread, post: Post) -> str:
        """The permalink of a post."""
        return f"{self.thread(thread)}?do=findComment&comment={post.post_id}"


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address."""
    go = Addresses(asked.base)
    if asked.path in ("/", "/forum/"):
        return Answer(PAGES.index(go, shelf))
    found = ADDRESS.fullmatch(asked.path)
    kind, number = (found["kind"], int(found["id"])) if found else ("", 0)
    page = int(found["page"] or 1) if found else 1
    if kind == "forum" and number in shelf.boards:
        return listing(go, shelf, shelf.boards[number], page)
    if kind == "topic" and number in shelf.threads:
        thread = shelf.threads[number]
        if (comment := asked.number("comment")) in shelf.posts:
            page = shelf.posts[comment][1] // POSTS + 1
        return conversation(go, shelf, thread, page)
    return Answer(PAGES.gone(shelf), 404)


def listing(go: Addresses, shelf: Shelf, board: Board, page: int) -> Answer:
    """One page of a board."""
    rows = shelf.listed(board)
    position = Pager(len(rows), (page - 1) * ROWS, ROWS)
    if page > position.pages:
        return to_last(go.board(board), position)
    return Answer(PAGES.listing(go, shelf, board, position.shown(rows), position))


def conversation(go: Addresses, shelf: Shelf, thread: Thread, page: int) -> Answer:
    """One page of a thread."""
    position = Pager(len(thread.posts), (page - 1) * POSTS, POSTS)
    if page > position.pages:
        return to_last(go.thread(thread), position)
    board = shelf.boards[thread.board_id]
    return Answer(PAGES.thread(go, shelf, thread, board, position.shown(thread.posts), position))


def to_last(url: str, position: Pager) -> Answer:
    """The redirect of a page number that is too high."""
    last = f"{url}page/{position.pages}/" if position.pages > 1 else url
    return Answer("", 302, headers={"Location": last})


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of a thread."""
    return Addresses(base).thread(thread)


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The permalink of a post."""
    return Addresses(base).post(thread, post)
