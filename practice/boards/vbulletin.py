"""A vBulletin 3 board in Dutch: index, boards, threads, and the message that stands in a thread's place.

Its pages say ISO-8859-1 and are windows-1252, as browsers read them.
"""

from __future__ import annotations

from practice.boards.markup import Pager, pages
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, POSTS = 20, 10
PAGES = pages("vbulletin")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address of the board."""
    html, status = page(asked, shelf)
    return Answer(html.encode("windows-1252", "xmlcharrefreplace"), status, "text/html; charset=ISO-8859-1")


def page(asked: Asked, shelf: Shelf) -> tuple[str, int]:
    """The HTML of a page and its status; a missing thread is a message with status 200, as this engine has it."""
    number = asked.number("page", 1)
    board, thread, post = asked.number("f"), asked.number("t"), asked.number("p")
    match asked.path:
        case "/" | "/index.php":
            return PAGES.index(shelf), 200
        case "/forumdisplay.php" if board in shelf.boards:
            return listing(shelf, shelf.boards[board], number), 200
        case "/showthread.php" if post in shelf.posts:
            found, place = shelf.posts[post]
            return conversation(shelf, found, place // POSTS + 1), 200
        case "/showthread.php" if thread in shelf.threads:
            return conversation(shelf, shelf.threads[thread], number), 200
        case _:
            return PAGES.message(shelf, False), 200 if asked.path.endswith(".php") else 404


def listing(shelf: Shelf, board: Board, number: int) -> str:
    """One page of a board: the pinned threads first, on every page."""
    if board.kind != "open":
        return str(PAGES.message(shelf, True))
    threads = shelf.listed(board)
    rows = [thread for thread in threads if not thread.sticky]
    position = Pager(len(rows), (number - 1) * ROWS, ROWS)
    pinned = [thread for thread in threads if thread.sticky]
    return str(PAGES.listing(shelf, board, pinned + position.shown(rows), position))


def conversation(shelf: Shelf, thread: Thread, number: int) -> str:
    """One page of a thread."""
    board = shelf.boards[thread.board_id]
    if board.kind != "open":
        return str(PAGES.message(shelf, True))
    position = Pager(len(thread.posts), (number - 1) * POSTS, POSTS)
    return str(PAGES.thread(shelf, thread, board, position.shown(thread.posts), position))


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The canonical address of a thread."""
    return f"{base}showthread.php?t={thread.thread_id}"


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The permalink of a post."""
    return f"{base}showthread.php?p={post.post_id}#post{post.post_id}"
