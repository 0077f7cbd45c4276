"""Every board of the practice world, read with the engine's readers, gives back what the generator told."""

from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest

from crawler.dates import Clock, read
from practice.places import PAGES, PLACES
from practice.records import ZONE, World
from practice.serve import speaks
from practice.web import Asked, Shelf
from practice.world import build
from spiders.engines.page import Page
from spiders.engines.recognise import ENGINES, engine_named

UNTIL = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
BASE = "http://praktijk.example/"
READ = {engine.name for engine in ENGINES}
BOARDS = [place for place in PLACES if place.kind in PAGES and place.look != "script"]


@pytest.fixture(scope="module")
def world() -> World:
    return build(UNTIL, weeks=4, seed=5, places=PLACES)


class Visitor:
    """Asks a place for pages without a network, as a guest would, and follows redirects on it."""

    def __init__(self, world, place):
        self.place, self.shelf = place, Shelf(world, place, {other.name: BASE for other in PLACES})
        self.engine = engine_named(place.engine)

    def page(self, url):
        parts = urlsplit(urljoin(BASE, url))
        asked = Asked(parts.path, parts.query, BASE)
        answer = speaks(self.place).answer(asked, self.shelf)
        if answer.status in (301, 302):
            away = urljoin(url, answer.headers["Location"])
            return self.page(away) if away.startswith(BASE) else Page("", away)
        return Page.from_bytes(answer.payload, url, {"content-type": answer.content_type})

    def listed(self):
        front = self.page(BASE)
        todo = [board.url for board in self.engine.boards(front)] or [BASE]
        seen, rows = set(), {}
        while todo:
            url = todo.pop()
            if url not in seen:
                seen.add(url)
                page = self.page(url)
                todo += [board.url for board in self.engine.boards(page)] + [self.engine.next_page(page) or url]
                for row in self.engine.threads(page):
                    if row.thread_id not in rows or rows[row.thread_id].moved:
                        rows[row.thread_id] = row
        return rows

    def posts(self, url):
        found = []
        while url:
            page = self.page(url)
            assert self.engine.page_kind(page).kind == "thread", url
            found += self.engine.posts(page)
            url = self.engine.next_page(page)
        return {post.post_id: post for post in found}


def is_same_moment(shown, at):
    moment = read(shown.text, Clock(UNTIL, ZONE, "DMY"), shown.machine)
    return moment.at is not None and (moment.at == at or moment.precision not in ("second", "minute"))


@pytest.fixture(params=BOARDS, ids=lambda place: place.name)
def visitor(request, world):
    assert request.param.engine in READ
    return Visitor(world, request.param)


def test_listing_shows_every_thread_that_a_guest_can_read(world, visitor):
    truth = {str(thread.thread_id): thread for thread in world.readable() if thread.place == visitor.place.name}
    rows = visitor.listed()
    assert rows.keys() == truth.keys()
    for thread_id, row in rows.items():
        thread = truth[thread_id]
        assert row.title == thread.title
        assert row.replies in (None, len(thread.posts) - 1), thread.title
        assert row.sticky == thread.sticky
        assert is_same_moment(row.last_post, thread.posts[-1].at), row.last_post


def test_threads_give_back_every_post(world, visitor):
    truth = {str(thread.thread_id): thread for thread in world.readable() if thread.place == visitor.place.name}
    rows = visitor.listed()
    assert rows.keys() == truth.keys()
    for thread_id, row in rows.items():
        posts = visitor.posts(row.url)
        told = {str(post.post_id): post for post in truth[thread_id].posts}
        assert posts.keys() == told.keys()
        for post_id, post in told.items():
            shown = posts[post_id]
            assert (shown.author, shown.text) == (post.author, post.text)
            assert is_same_moment(shown.posted, post.at), shown.posted
            assert shown.signature in (None, post.signature)


def test_address_that_is_not_there_is_no_thread(visitor):
    for path in ("nergens", "viewtopic.php?t=999999", "showthread.php?t=999999", "vraag/x.999999"):
        assert visitor.engine.page_kind(visitor.page(BASE + path)).kind not in ("thread", "listing"), path


def test_board_with_a_script_shows_reactions_one_by_one(world):
    place = world.place("kassa")
    shelf = Shelf(world, place, {})
    thread = max(world.threads["kassa"], key=lambda thread: len(thread.posts))
    page = speaks(place).answer(Asked(urlsplit(speaks(place).thread_url(shelf, BASE, thread)).path, "", BASE), shelf)
    answers = [
        speaks(place).answer(Asked(f"/reacties/{thread.thread_id}", f"vanaf={n}", BASE), shelf)
        for n in range(len(thread.posts) - 1)
    ]
    assert len(thread.posts) > 2
    assert f"comment-{thread.posts[1].post_id}" not in page.payload.decode()
    shown = "".join(answer.payload.decode() for answer in answers)
    assert all(shown.count(f'id="comment-{post.post_id}"') == 1 for post in thread.posts[1:])
    assert [answer.headers["X-Meer"] for answer in answers] == ["ja"] * (len(answers) - 1) + ["nee"]
