"""FOK!forum: pages in iso-8859-15 under a ``<base>``, topics of 25 posts a page or whole, errors that answer 200."""

from __future__ import annotations

from practice.boards.markup import Pager, pages
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

POSTS, WHOLE = 25, 999
PAGES = pages("fok")


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address."""
    return Answer(page(asked, shelf).encode("iso-8859-15", "xmlcharrefreplace"), content_type="text/html")


def page(asked: Asked, shelf: Shelf) -> str:
    """The HTML of a page."""
    kind, *numbers = asked.path.strip("/").split("/")
    wanted = [int(number) for number in numbers if number.isdigit()]
    match kind, wanted:
        case ("" | "index", _):
            return str(PAGES.index(asked.base, shelf))
        case ("forum", [board]) if board in shelf.boards:
            return listing(asked, shelf, shelf.boards[board])
        case ("topic", [thread, *rest]) if thread in shelf.threads:
            number, size = (*rest, 1, POSTS)[:2] if len(rest) != 1 else (rest[0], POSTS)
            return conversation(asked, shelf, shelf.threads[thread], number, size)
        case _:
            return str(PAGES.error(asked.base, shelf, 52))


def listing(asked: Asked, shelf: Shelf, board: Board) -> str:
    """All threads of a board on one page, in a table for each sort."""
    threads = shelf.listed(board)
    tables = {
        "Sticky": [thread for thread in threads if thread.sticky],
        "Open": [thread for thread in threads if not thread.sticky and not thread.closed],
        "Gesloten": [thread for thread in threads if thread.closed],
    }
    return str(PAGES.listing(asked.base, shelf, board, tables))


def conversation(asked: Asked, shelf: Shelf, thread: Thread, number: int, size: int) -> str:
    """One page of a thread of ``size`` posts a page."""
    size = min(max(size, 1), WHOLE)
    position = Pager(len(thread.posts), (number - 1) * size, size)
    board = shelf.boards[thread.board_id]
    return str(PAGES.thread(asked.base, shelf, thread, board, position.shown(thread.posts), position))


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of a thread."""
    return f"{base}topic/{thread.thread_id}"


def post_url(_: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The permalink of a post, on the page that it stands on."""
    return f"{base}topic/{thread.thread_id}/{thread.posts.index(post) // POSTS + 1}/{POSTS}#{post.post_id}"
