"""A questions site in Dutch, as Goeievraag was: relative ages only, answers with reactions below them, a chosen answer.

With ``look="exact"`` the ages carry a machine-readable date. A later post of the asker, and small talk,
is a reaction to the answer before it; everything else is an answer.
"""

from __future__ import annotations

import re
from datetime import timedelta

from practice.boards.markup import Pager, pages, slug
from practice.records import Board, Post, Thread
from practice.web import Answer, Asked, Shelf

ROWS = 20
OPEN_DAYS = 30
"""Days without a new post after which a question closes by itself."""
CATEGORY = re.compile(r"/vragen/[a-z-]*-(\d+)")
QUESTION = re.compile(r"/vraag/[\w/-]*\.(\d+)|/v/vraag/(\d+)/?")
PAGES = pages("goeievraag")


class Questions:
    """A shelf with what only a questions site knows: which posts are answers, and the state of a question."""

    def __init__(self, shelf: Shelf) -> None:
        self.place, self.now, self.top = shelf.place, shelf.now, shelf.top

    def answers(self, thread: Thread) -> list[Post]:
        """The posts that answer the question."""
        asker = thread.posts[0].author
        return [post for post in thread.posts[1:] if post.author != asker and post.role != "chatter"]

    def reactions(self, thread: Thread) -> dict[int, list[Post]]:
        """The other posts, by the id of the answer (or question) that they stand below."""
        answers, found = self.answers(thread), dict[int, list[Post]]()
        below = thread.posts[0].post_id
        for post in thread.posts[1:]:
            if post in answers:
                below = post.post_id
            else:
                found.setdefault(below, []).append(post)
        return found

    def best(self, thread: Thread) -> int | None:
        """The id of the answer that the asker thanked for."""
        thanked = next((post.at for post in thread.posts if post.role == "thanks"), None)
        before = [post.post_id for post in self.answers(thread) if thanked and post.at < thanked]
        return before[-1] if before else None

    def state(self, thread: Thread) -> str:
        """``open``, ``beantwoord`` or ``gesloten``."""
        if self.best(thread):
            return "beantwoord"
        return "gesloten" if self.now - thread.posts[-1].at > timedelta(days=OPEN_DAYS) else "open"


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The page behind an address; the later address form redirects to the question's own."""
    questions = Questions(shelf)
    if asked.path == "/":
        return Answer(PAGES.index(questions))
    if (found := CATEGORY.fullmatch(asked.path)) and int(found[1]) in shelf.boards:
        return listing(questions, shelf, shelf.boards[int(found[1])], asked)
    if (found := QUESTION.fullmatch(asked.path)) and (number := int(found[1] or found[2])) in shelf.threads:
        thread = shelf.threads[number]
        url = thread_url(shelf, asked.base, thread)
        return Answer("", 302, headers={"Location": url}) if found[2] else question(questions, shelf, thread, url)
    return Answer(PAGES.gone(questions), 404)


def listing(questions: Questions, shelf: Shelf, board: Board, asked: Asked) -> Answer:
    """One page of a category, the questions that moved last first."""
    rows = shelf.listed(board)
    position = Pager(len(rows), (asked.number("pagina", 1) - 1) * ROWS, ROWS)
    shown = position.shown(rows)
    urls = [thread_url(shelf, "/", thread) for thread in shown]
    return Answer(PAGES.listing(questions, board, shown, position, urls))


def question(questions: Questions, shelf: Shelf, thread: Thread, url: str) -> Answer:
    """A question with everything below it."""
    board = shelf.boards[thread.board_id]
    best = questions.best(thread)
    answers = sorted(questions.answers(thread), key=lambda post: post.post_id != best)
    below = questions.reactions(thread)
    return Answer(PAGES.thread(questions, thread, board, thread.posts[0], answers, below, best, url))


def thread_url(shelf: Shelf, base: str, thread: Thread) -> str:
    """The address of a question: category, words of its title, its number."""
    category = slug(shelf.boards[thread.board_id].title)
    return f"{base}vraag/{category}/{slug(thread.title)}.{thread.thread_id}"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:
    """The address of an answer or reaction."""
    return f"{thread_url(shelf, base, thread)}#antwoord-{post.post_id}"
