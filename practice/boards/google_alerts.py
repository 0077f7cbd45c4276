"""Google Alerts: one Atom feed a search term, with hits on the other places and on articles of a practice newspaper.

The newspaper's articles are this place's own threads. A feed shows twenty hits, articles before posts and new before
old, a few hours after they were posted; each of its addresses is wrapped in Google's redirect, half encoded.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from importlib import import_module
from urllib.parse import quote
from zlib import crc32

from markupsafe import escape

from practice.boards.markup import gist, pages, slug
from practice.records import Post, Thread
from practice.web import Answer, Asked, Shelf, Speaker

NEWEST = 20
FOUND_AFTER = timedelta(hours=3)
USER = "12345678901234567890"
FEED = re.compile(rf"/alerts/feeds/{USER}/(\d+)")
PAGES = pages("google_alerts")
Entry = tuple[int, str, str, datetime, str]


def feed_path(term: str) -> str:
    """The path of the feed of a search term."""
    return f"alerts/feeds/{USER}/{alert(term)}"


def alert(term: str) -> int:
    """The number of the alert of a search term."""
    return 10**18 + crc32(term.encode())


def answer(asked: Asked, shelf: Shelf) -> Answer:
    """The feed or article behind an address; the feed of a term that nobody used is empty."""
    if found := FEED.fullmatch(asked.path):
        term = next((term for term in used(shelf) if alert(term) == int(found[1])), "")
        document = PAGES.feed(asked, shelf, term, int(found[1]), entries(term, shelf, asked.base))
        return Answer(document.strip(), content_type="text/xml; charset=UTF-8")
    thread = next((thread for thread in shelf.all if thread_url(shelf, "/", thread) == asked.path), None)
    return Answer(PAGES.article(shelf, thread, asked.base + asked.path[1:])) if thread else Answer("", 404)


def used(shelf: Shelf) -> frozenset[str]:
    """Every search term that somebody wrote."""
    return frozenset(term for thread in shelf.world.readable() for post in thread.posts for term in post.terms)


def entries(term: str, shelf: Shelf, base: str) -> list[Entry]:
    """The newest hits of a term that were found by now."""
    hits = [
        (thread, post)
        for thread in shelf.world.readable()
        for post in thread.posts
        if term in post.terms and post.is_relevant and post.at + FOUND_AFTER <= shelf.now
        and (thread.place in shelf.addresses or thread.place == shelf.place.name)
        and shelf.world.place(thread.place).kind != "social"
    ]  # fmt: skip
    newest = sorted(hits, key=lambda pair: (pair[0].place == shelf.place.name, pair[1].at), reverse=True)[:NEWEST]
    return [entry(term, shelf, base, thread, post) for thread, post in newest]


def entry(term: str, shelf: Shelf, base: str, thread: Thread, post: Post) -> Entry:
    """One hit: its number, escaped title and gist with the term in bold, and the address half encoded."""
    place = shelf.world.place(thread.place)
    board: Speaker = import_module(f"practice.boards.{place.engine}")
    there = Shelf(shelf.world, place, shelf.addresses)
    url = board.post_url(there, shelf.addresses.get(place.name, base), thread, post)
    number = crc32(f"{term} {place.name} {post.post_id}".encode())
    shown = str(escape(gist(post.text, 140))).replace(term, f"<b>{term}</b>")
    return number, str(escape(thread.title)), quote(url, safe=":/,.-_~"), post.at + FOUND_AFTER, f"{shown}&nbsp;..."


def thread_url(_: Shelf, base: str, thread: Thread) -> str:
    """The address of an article."""
    return f"{base}nieuws/{slug(thread.title)}-{thread.thread_id}.html"


def post_url(shelf: Shelf, base: str, thread: Thread, post: Post) -> str:  # noqa: ARG001 (one signature for all boards)
    """The address of the article."""
    return thread_url(shelf, base, thread)
