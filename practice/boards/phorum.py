"""Message boards in Phorum 5 (a prikbord): threads of 30 messages a page; the opener's id is the thread's.

Signatures stand in the text on Phorum, so this board shows none, and no edit notes.
"""

from __future__ import annotations

import re

from practice.boards.markup import Pager, pages
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, POSTS = 30, 30
ADDRESS = re.compile(r"(\d+)(?:,(\d+))?(?:,\d+)?(?:,page=(\d+))?")
PAGES = pages("phorum")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address, in windows-1252 under the name of ISO-8859-1."""
    html, status = page(asked, shelf)
    return Answer(html.encode("windows-1252", "xmlcharrefreplace"), status, "text/html; charset=iso-8859-1")


def page(asked: Asked, shelf: Shelf) -> tuple[str, int]:
    """The HTML of a page and its status."""
    found = ADDRESS.fullmatch(asked.line)
    board, thread, number = (int(group or 0) for group in found.groups()) if found else (0, 0, 0)
    match asked.path:
        case "/" | "/index.php":
            return PAGES.index(shelf), 200
        case "/list.php" if board in shelf.boards:
            return listing(shelf, shelf.boards[board], number or 1), 200
        case "/read.php" if thread in shelf.threads:
            return conversation(shelf, shelf.threads[thread], number or 1), 200
        case _:
            return PAGES.gone(shelf), 404


def listing(shelf: Shelf, board: Board, number: int) -> str:
    """One page of a board."""
    rows = shelf.listed(board)
    position = Pager(len(rows), (number - 1) * ROWS, ROWS)
    return str(PAGES.listing(shelf, board, position.shown(rows), position))


def conversation(shelf: Shelf, thread: Thread, number: int) -> str:
    """One page of a thread."""
    position = Pager(len(thread.posts), (number - 1) * POSTS, POSTS)
    board = shelf.boards[thread.board_id]
    return str(PAGES.thread(shelf, thread, board, position.shown(thread.posts), position))


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of a thread."""
    return f"{base}read.php?{thread.board_id},{thread.thread_id}"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The address of a message."""
    return f"{thread_url(shelf, base, thread)},{post.post_id}#msg-{post.post_id}"
