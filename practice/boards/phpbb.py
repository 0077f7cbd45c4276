"""A phpBB 3 board in Dutch: index, boards, threads, a login wall, an information page and a link board.

``look="seo"`` has search-engine-friendly addresses and machine-readable dates, as later versions have.
"""

from __future__ import annotations

import re
from hashlib import md5

from practice.boards.markup import Pager, pages, slug
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS, POSTS = 25, 10
SEO = re.compile(r"-(?P<kind>[ft])(?P<id>\d+)(?:-(?P<start>\d+))?\.html$")
PAGES = pages("phpbb")


class Addresses:
    """The addresses of a board; plain ones carry a session id, as for a guest without cookies."""

    def __init__(self, shelf: Shelf, base: str) -> None:
        self.is_seo = shelf.place.look == "seo"
        self.session = "" if self.is_seo else f"&sid={md5(base.encode(), usedforsecurity=False).hexdigest()}"

    def index(self) -> str:
        """The front page."""
        return f"./index.php{self.session.replace('&', '?')}"

    def board(self, board: Board, start: int = 0) -> str:
        """A page of a board."""
        if self.is_seo:
            return f"./{slug(board.title)}-f{board.board_id}{f'-{start}' if start else ''}.html"
        return f"./viewforum.php?f={board.board_id}{self.session}{f'&start={start}' if start else ''}"

    def thread(self, thread: Thread, start: int = 0) -> str:
        """A page of a thread."""
        if self.is_seo:
            return f"./{slug(thread.title)}-t{thread.thread_id}{f'-{start}' if start else ''}.html"
        offset = f"&start={start}" if start else ""
        return f"./viewtopic.php?f={thread.board_id}&t={thread.thread_id}{self.session}{offset}"

    def pages(self, thread: Thread) -> list[str]:
        """Every page of a thread."""
        return [self.thread(thread, start) for start in range(0, len(thread.posts), POSTS)]

    def post(self, post: Post) -> str:
        """The permalink of a post."""
        return f"./viewtopic.php?p={post.post_id}{self.session}#p{post.post_id}"


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address of the board."""
    go, (page, number, start) = Addresses(shelf, asked.base), wanted(asked)
    if page == "index":
        return Answer(PAGES.index(go, shelf))
    if page == "board" and number in shelf.boards:
        return listing(go, shelf, shelf.boards[number], start)
    if page == "post" and number in shelf.posts:
        thread, place = shelf.posts[number]
        return conversation(go, shelf, thread, place)
    if page == "thread" and number in shelf.threads:
        return conversation(go, shelf, shelf.threads[number], start)
    return Answer(PAGES.information(go, shelf), 404)


def wanted(asked: Asked) -> tuple[str, int, int]:
    """Which page is asked for: its kind, the id, and the offset."""
    start = asked.number("start")
    if found := SEO.search(asked.path):
        return "thread" if found["kind"] == "t" else "board", int(found["id"]), int(found["start"] or start)
    match asked.path:
        case "/" | "/index.php":
            return "index", 0, 0
        case "/viewforum.php":
            return "board", asked.number("f"), start
        case "/viewtopic.php" if "p" in asked.query:
            return "post", asked.number("p"), start
        case "/viewtopic.php":
            return "thread", asked.number("t"), start
        case _:
            return "unknown", 0, 0


def listing(go: Addresses, shelf: Shelf, board: Board, start: int) -> Answer:
    """One page of a board: the pinned threads on every page, then the others by last post."""
    if board.kind == "link":
        return Answer("", 302, headers={"Location": "http://elders.example/"})
    if board.kind == "login":
        return Answer(PAGES.login(go, shelf))
    threads = shelf.listed(board)
    pinned = [thread for thread in threads if thread.sticky]
    rows = [thread for thread in threads if not thread.sticky]
    position = Pager(len(rows), start, ROWS)
    links = [go.board(board, number * ROWS) for number in range(position.pages)]
    return Answer(PAGES.listing(go, shelf, board, pinned + position.shown(rows), position, links))


def conversation(go: Addresses, shelf: Shelf, thread: Thread, start: int) -> Answer:
    """One page of a thread."""
    board = shelf.boards[thread.board_id]
    if board.kind == "login":
        return Answer(PAGES.login(go, shelf))
    position = Pager(len(thread.posts), start, POSTS)
    shown = position.shown(thread.posts)
    return Answer(PAGES.thread(go, shelf, thread, board, shown, position, go.pages(thread)))


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The canonical address of a thread."""
    if shelf.place.look == "seo":
        return f"{base}{slug(thread.title)}-t{thread.thread_id}.html"
    return f"{base}viewtopic.php?f={thread.board_id}&t={thread.thread_id}"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The permalink of a post."""
    return f"{thread_url(shelf, base, thread)}#p{post.post_id}"
