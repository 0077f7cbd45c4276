"""The walk where only relevant threads are kept: these whole, and looked at once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from crawler import store
from tests.walking import Board


def test_only_relevant_threads_are_kept_and_then_whole(board: Callable[..., Board]) -> None:
    b = board(keep="relevant")
    b.forum.thread(1, 3, 2, text="mijn UWV-brief")
    b.forum.thread(2, 3, 2, text="bouwvakken en uwvrouw")
    walked = b.walk()
    assert sorted(b.posts()) == ["1000", "1001"]
    assert [b.posts()[key]["match_reason"] for key in ("1000", "1001")] == ["text", "thread"]
    assert {key: thread.relevant for key, thread in b.threads().items()} == {"1": True, "2": False}
    assert walked.figure("posts_matched") == 1


def test_thread_that_becomes_relevant_later_is_read_again_whole(board: Callable[..., Board]) -> None:
    b = board(keep="relevant")
    thread = b.forum.thread(1, 9, 8, 7, 6, 5, text="gewoon een vraag")
    b.walk()
    assert b.posts() == {}
    assert b.walk().pages("viewtopic") == []
    thread.add("bel het UWV", 1)
    b.walk()
    assert not b.threads()["1"].complete, "its first page was not read on this visit"
    b.walk()
    assert sorted(b.posts()) == ["1000", "1001", "1002", "1003", "1004", "1005"]
    assert b.threads()["1"].complete
    assert b.walk().pages("viewtopic") == []


def test_followed_thread_keeps_later_posts_without_a_term(board: Callable[..., Board]) -> None:
    b = board(keep="relevant")
    thread = b.forum.thread(1, 9, text="UWV belt niet terug")
    b.walk()
    thread.add("bedankt hoor", 1)
    b.walk()
    assert b.posts()["1001"]["match_reason"] == "thread"


def test_relevant_threads_are_read_again_once_a_day_for_edits(
    board: Callable[..., Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    b = board(keep="relevant")
    thread = b.forum.thread(1, 9, 8, text="UWV belt niet terug")
    b.forum.thread(2, 9, text="iets anders")
    b.walk()
    thread.posts[0].text = "UWV belde alsnog"
    assert b.walk().pages("viewtopic") == [], "looked at less than a day ago"
    later = store.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(store, "now", lambda: later)
    walked = b.walk()
    assert walked.pages("viewtopic") == ["viewtopic.php?f=1&t=1"]
    assert b.posts()["1000"]["text"] == "UWV belde alsnog"
    assert b.walk().pages("viewtopic") == []


def test_relevant_thread_that_is_gone_is_looked_at_once_a_day(
    board: Callable[..., Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    b = board(keep="relevant")
    b.forum.thread(1, 9, text="UWV belt niet terug")
    b.forum.thread(2, 9, text="iets anders")
    b.walk()
    b.forum.broken["t=1"] = 404
    later = store.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(store, "now", lambda: later)
    assert b.walk().pages("viewtopic") == ["viewtopic.php?f=1&t=1"]
    gone = b.threads()["1"]
    assert (gone.site_state, gone.closed, gone.posts_stored, gone.relevant) == ("closed", True, 1, True)
    assert (b.posts()["1000"]["text"], b.posts()["1000"]["terms"]) == ("", ["UWV"]), "its count stays"
    assert b.walk().pages("viewtopic") == []
