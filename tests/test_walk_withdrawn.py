"""Posts and threads that were deleted on the board: their words go, their count stays, and nothing else is touched."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from crawler import store
from crawler.items import WITHDRAWN
from crawler.store import Store
from spiders.engines.engine import Engine
from spiders.engines.phpbb import Phpbb
from tests.walking import Board

ASKED = "UWV belt niet terug"


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the clock run some days, and as many minutes, ahead."""
    now = store.now

    def later(count: int) -> None:
        monkeypatch.setattr(store, "now", lambda: now() + timedelta(days=count, minutes=count))

    return later


def withdrawn(b: Board) -> list[str]:
    return sorted(key for key, post in b.posts().items() if post["reasons"] == [WITHDRAWN])


def versions(b: Board) -> int:
    return int(Store(str(b.data)).read("posts").num_rows)


def begun(board: Callable[..., Board], posts: int = 7, **facts: Any) -> Board:
    """A relevant thread of some posts, read whole."""
    b = board(keep="relevant", **facts)
    b.forum.thread(1, *range(9, 9 - posts, -1), text=ASKED)
    b.walk()
    return b


def test_deleted_post_loses_its_words_and_keeps_its_labels(board: Callable[..., Board], days: Any) -> None:
    b = begun(board)
    before = b.posts()["1000"]
    del b.forum.threads[0].posts[0]
    days(1)
    walked = b.walk()
    assert withdrawn(b) == ["1000"]
    after = b.posts()["1000"]
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"text", "thread_title", "reasons", "text_hash", "fetched_at", "run_id"}
    assert (after["text"], after["thread_title"], after["text_hash"], after["terms"]) == ("", "", "", ["UWV"])
    assert (walked.figure("posts_changed"), walked.figure("posts_new")) == (1, 0)
    assert b.threads()["1"].posts_stored == 7


def test_withdrawn_post_is_looked_for_twice_and_then_left_alone(board: Callable[..., Board], days: Any) -> None:
    b = begun(board)
    del b.forum.threads[0].posts[3]
    days(1)
    assert len(b.walk().pages("t=1")) == 5, "the page where it moved, and two pages, each twice"
    stored = versions(b)
    days(2)
    assert len(b.walk().pages("t=1")) == 2
    assert (versions(b), withdrawn(b)) == (stored, ["1003"])


def test_post_that_comes_back_has_its_words_again(board: Callable[..., Board], days: Any) -> None:
    b = begun(board)
    before, lost = b.posts()["1002"], b.forum.threads[0].posts.pop(2)
    days(1)
    b.walk()
    assert withdrawn(b) == ["1002"]
    b.forum.threads[0].posts.insert(2, lost)
    days(2)
    assert b.walk().figure("posts_changed") == 1
    after = b.posts()["1002"]
    assert withdrawn(b) == []
    assert [after[n] for n in ("text", "text_hash", "first_seen_at", "thread_title")] == [
        before[n] for n in ("text", "text_hash", "first_seen_at", "thread_title")
    ]


def test_post_that_moved_in_the_same_run_is_not_withdrawn(board: Callable[..., Board], days: Any) -> None:
    b = begun(board)
    split = b.forum.thread(2)
    split.title = "UWV, afgesplitst"
    split.posts = [b.forum.threads[0].posts.pop(n) for n in (4, 4)]
    days(1)
    b.walk()
    assert withdrawn(b) == []
    assert {key for key, post in b.posts().items() if post["thread_id"] == "2"} == {"1004", "1005"}
    days(2)
    b.walk()
    assert withdrawn(b) == [], "it stands in another thread now"


def test_post_that_moved_to_a_thread_that_is_not_kept_is_not_withdrawn_by_that_run(
    board: Callable[..., Board], days: Any
) -> None:
    b = begun(board)
    b.forum.thread(2).posts = [b.forum.threads[0].posts.pop(n) for n in (4, 4)]
    days(1)
    b.walk()
    assert (withdrawn(b), b.threads()["2"].relevant) == ([], False)


def test_thread_that_was_not_read_to_its_end_tells_nothing(board: Callable[..., Board], days: Any) -> None:
    b = begun(board)
    del b.forum.threads[0].posts[0]
    b.forum.broken = {"start=3": 500}
    days(1)
    b.walk(outcome="partial")
    assert withdrawn(b) == []
    b.forum.broken = {}
    b.walk()
    assert withdrawn(b) == ["1000"]


def test_post_that_is_only_missed_at_the_first_look_stays(
    board: Callable[..., Board], days: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = begun(board)
    show, asked = b.forum.page, list[str]()

    def shifting(url: str) -> tuple[int, str]:
        asked.append(url)
        status, html = show(url)
        return status, html if len(asked) > 4 else html.replace('id="p1004"', "")

    monkeypatch.setattr(b.forum, "page", shifting)
    days(1)
    b.walk()
    assert withdrawn(b) == []


def test_where_most_posts_are_missing_nothing_is_withdrawn(
    board: Callable[..., Board], days: Any, caplog: pytest.LogCaptureFixture
) -> None:
    b = begun(board)
    del b.forum.threads[0].posts[1:5]
    days(1)
    with caplog.at_level(logging.WARNING):
        b.walk()
    assert withdrawn(b) == []
    assert "many posts of http://127.0.0.1:9/viewtopic.php?f=1&t=1 are missing" in caplog.text
    assert ASKED not in caplog.text


def test_a_whole_tail_that_is_missing_is_rather_a_page_that_was_not_found(
    board: Callable[..., Board], days: Any, caplog: pytest.LogCaptureFixture
) -> None:
    b = begun(board, posts=12)
    del b.forum.threads[0].posts[8:]
    days(1)
    b.walk()
    assert withdrawn(b) == []
    assert "many posts of" in caplog.text
    b.forum.threads[0].posts.append(b.forum.thread(2, 1).posts[0])
    days(2)
    b.walk()
    assert withdrawn(b) == ["1008", "1009", "1010", "1011"], "a later post stands: they were deleted"


def test_where_most_threads_miss_posts_nothing_is_withdrawn(
    board: Callable[..., Board], days: Any, caplog: pytest.LogCaptureFixture
) -> None:
    b = board(keep="relevant", rows=9)
    for number in range(1, 6):
        b.forum.thread(number, 9, 8, 7, text=ASKED)
    b.walk()
    for thread in b.forum.threads[:4]:
        thread.posts.pop(1)
    days(1)
    b.walk()
    assert withdrawn(b) == []
    assert "posts are missing in most threads" in caplog.text


def test_engine_that_folds_posts_away_withdraws_none(
    board: Callable[..., Board], days: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (Engine.shows_all, Phpbb.shows_all) == (True, True)
    b = begun(board)
    monkeypatch.setattr(Phpbb, "shows_all", False)
    del b.forum.threads[0].posts[0]
    days(1)
    b.walk()
    assert withdrawn(b) == []


def test_thread_that_is_gone_takes_its_words_with_it(board: Callable[..., Board], days: Any) -> None:
    b = begun(board, 3)
    b.forum.thread(2, 1, text="iets anders")
    b.forum.broken = {"t=1": 404}
    days(1)
    walked = b.walk()
    assert withdrawn(b) == ["1000", "1001", "1002"]
    assert walked.figure("posts_changed") == 3
    gone = b.threads()["1"]
    assert (gone.title, gone.posts_stored, gone.relevant, gone.closed) == ("", 3, True, True)
    stored = versions(b)
    days(2)
    b.walk()
    assert versions(b) == stored


def test_thread_that_is_back_has_its_words_again(board: Callable[..., Board], days: Any) -> None:
    b = begun(board, 3)
    before = b.posts()
    b.forum.broken = {"t=1": 404}
    days(1)
    b.walk()
    b.forum.broken = {}
    days(2)
    b.walk()
    assert {key: post["text"] for key, post in b.posts().items()} == {k: post["text"] for k, post in before.items()}
    assert b.posts()["1000"]["thread_title"] == b.threads()["1"].title == "Draad 1"


def test_thread_that_comes_back_with_a_new_post_is_read_whole(board: Callable[..., Board], days: Any) -> None:
    b = begun(board, 5)
    b.forum.broken = {"t=1": 404}
    days(1)
    b.walk()
    b.forum.broken = {}
    b.forum.threads[0].add("nieuw", -1.0)
    days(2)
    b.walk()
    assert (withdrawn(b), len(b.posts())) == ([], 6)


@pytest.mark.parametrize("status", [403, 500])
def test_thread_that_is_private_or_broken_keeps_its_words(board: Callable[..., Board], days: Any, status: int) -> None:
    b = begun(board, 3)
    b.forum.broken = {"t=1": status}
    days(1)
    b.walk()
    assert withdrawn(b) == []


def test_gone_threads_keep_their_words_where_the_site_shows_nothing_else(
    board: Callable[..., Board], days: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = begun(board, 3)
    monkeypatch.setattr(b.forum, "page", lambda _: (404, ""))
    days(1)
    b.walk(outcome="failed")
    assert withdrawn(b) == []


def test_where_most_threads_are_gone_nothing_is_withdrawn(
    board: Callable[..., Board], days: Any, caplog: pytest.LogCaptureFixture
) -> None:
    b = board(keep="relevant", rows=9)
    for number in range(1, 6):
        b.forum.thread(number, 9, text=ASKED)
    b.walk()
    b.forum.broken = {"viewtopic": 404}
    days(1)
    b.walk()
    assert withdrawn(b) == []
    assert "most threads are gone" in caplog.text


def test_gone_thread_whose_posts_stand_in_another_keeps_them(board: Callable[..., Board], days: Any) -> None:
    b = begun(board, 3)
    b.forum.threads[0].thread_id = 2
    days(1)
    b.walk()
    b.forum.threads[0].add("nieuw", -2.0)
    days(3)
    b.walk()
    assert withdrawn(b) == []
