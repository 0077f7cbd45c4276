"""The walk's rules (contract, section 4) on a board written by hand: what each run asks for and stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.store import Store
from tests.walking import Board


def test_first_visit_reads_whole_threads_younger_than_the_horizon(board: Callable[..., Board]) -> None:
    b = board()
    b.forum.thread(1, 60, 50, 40, 2)
    b.forum.thread(2, 34)
    b.forum.thread(3, 36)
    walked = b.walk()
    assert sorted(b.threads()) == ["1", "2"]
    assert sorted(b.posts()) == ["1000", "1001", "1002", "1003", "2000"]
    assert walked.pages("t=1") == ["viewtopic.php?f=1&t=1", "viewtopic.php?f=1&t=1&start=3"]
    stored = b.threads()["1"]
    assert (stored.replies, stored.views, stored.posts_stored, stored.complete) == (3, 9, 4, True)
    assert stored.author == b.posts()["1000"]["author"]
    assert stored.started_at == b.forum.threads[0].posts[0].at
    assert stored.last_post_at == b.forum.threads[0].posts[3].at


def test_first_visit_stops_at_the_listing_page_that_is_older_than_the_horizon(board: Callable[..., Board]) -> None:
    b = board(rows=2)
    for number, age in enumerate((1, 20, 30, 50, 60, 70, 80, 90), start=1):
        b.forum.thread(number, age)
    walked = b.walk()
    assert walked.pages("viewforum") == ["viewforum.php?f=1", "viewforum.php?f=1&start=2", "viewforum.php?f=1&start=4"]
    assert sorted(b.threads()) == ["1", "2", "3"]


def test_second_run_of_the_same_state_visits_no_thread_and_writes_no_row(board: Callable[..., Board]) -> None:
    b = board()
    for number in range(1, 12):
        b.forum.thread(number, number)
    b.walk()
    before = Store(str(b.data)).read("threads").num_rows, Store(str(b.data)).read("posts").num_rows
    again = b.walk()
    assert again.pages("viewtopic") == []
    assert again.pages("viewforum") == ["viewforum.php?f=1"]
    assert (Store(str(b.data)).read("threads").num_rows, Store(str(b.data)).read("posts").num_rows) == before


def test_thread_that_moved_is_entered_at_its_last_known_page(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, 9, 8, 7, 6, 5)
    b.walk()
    thread.posts[4].text = "aangepast"
    thread.add("nieuw A", 2)
    thread.add("nieuw B", 1)
    walked = b.walk()
    assert walked.pages("viewtopic") == ["viewtopic.php?f=1&t=1&start=3", "viewtopic.php?f=1&t=1&start=6"]
    posts = b.posts()
    assert (posts["1004"]["text"], posts["1005"]["text"], posts["1006"]["text"]) == ("aangepast", "nieuw A", "nieuw B")
    assert (walked.figure("posts_new"), walked.figure("posts_changed")) == (2, 1)
    assert posts["1006"]["position"] == 7
    stored = b.threads()["1"]
    assert (stored.complete, stored.posts_stored, stored.replies) == (True, 7, 6)
    assert stored.author == posts["1000"]["author"], "who opened it is known from before"


def test_known_last_page_that_is_full_is_read_again_before_the_new_one(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, 9, 8, 7)
    b.walk()
    thread.add("nieuw", 1)
    walked = b.walk()
    assert walked.pages("viewtopic")[-1] == "viewtopic.php?f=1&t=1&start=3"
    assert "1003" in b.posts()


def test_thread_whose_entry_page_shifted_is_read_whole(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, *range(20, 13, -1))
    b.walk()
    old = thread.posts
    thread.posts = []
    for post in old[:2]:
        post.post_id += 500
    thread.posts = [old[0], old[1]]
    for number in range(8):
        thread.add(f"verplaatst {number}", 5 - number / 2).post_id = 1900 + number
    walked = b.walk()
    assert walked.pages("viewtopic")[:2] == ["viewtopic.php?f=1&t=1&start=6", "viewtopic.php?f=1&t=1"]
    assert {"1500", "1501", "1900", "1907"} <= set(b.posts())
    assert b.threads()["1"].complete


def test_post_removed_from_a_thread_does_not_lead_past_its_end(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, *range(20, 13, -1))
    b.walk()
    del thread.posts[6]
    thread.posts[5].age = 1
    b.walk()
    assert b.threads()["1"].complete
    assert b.threads()["1"].replies == 5


def test_stickies_and_announcements_repeat_and_never_stop_the_walk(board: Callable[..., Board]) -> None:
    b = board(rows=2)
    b.forum.thread(90, 400, look="sticky_read")
    b.forum.thread(91, 500, look="announce_read")
    for number in range(1, 7):
        b.forum.thread(number, number)
    b.walk()
    assert sorted(b.threads()) == ["1", "2", "3", "4", "5", "6"]
    for number in (5, 6):
        b.forum.threads[number + 1].add("nog een", 0.1)
    b.walk()
    assert b.threads()["5"].replies == b.threads()["6"].replies == 1


def test_sticky_that_moved_is_visited(board: Callable[..., Board]) -> None:
    b = board()
    sticky = b.forum.thread(90, 400, look="sticky_read")
    b.forum.thread(1, 3)
    b.walk()
    assert "90" not in b.threads()
    sticky.add("eindelijk nieuws", 1)
    b.walk()
    assert b.threads()["90"].sticky


def test_listing_is_followed_while_it_shows_threads_that_moved(board: Callable[..., Board]) -> None:
    b = board(rows=2)
    for number in range(1, 11):
        b.forum.thread(number, number)
    b.walk()
    for thread in b.forum.threads[:3]:
        thread.add("nieuw", 0.5 - thread.thread_id / 10)
    walked = b.walk()
    assert walked.pages("viewforum") == ["viewforum.php?f=1", "viewforum.php?f=1&start=2"]
    assert {thread_id for thread_id, t in b.threads().items() if t.replies == 1} == {"1", "2", "3"}


def test_run_that_was_cut_short_is_completed_by_the_next(board: Callable[..., Board]) -> None:
    b = board(rows=2)
    for number in range(1, 9):
        b.forum.thread(number, number)
    b.walk(outcome="partial", is_killed_after=4)
    assert 0 < len(b.threads()) < 8
    b.walk()
    assert len(b.threads()) == 8
    assert Store(str(b.data)).read("posts").num_rows == 8


@pytest.mark.parametrize("rows", [2, 4])
def test_pager_of_a_listing_that_never_ends_is_left(board: Callable[..., Board], rows: int) -> None:
    b = board(rows=rows, endless=True)
    for number in range(1, 7):
        b.forum.thread(number, number)
    assert len(b.walk().pages("viewforum")) <= 3


def test_pager_of_a_thread_that_never_ends_is_left(board: Callable[..., Board]) -> None:
    b = board(endless=True)
    b.forum.thread(1, *range(20, 13, -1))
    walked = b.walk()
    assert len(walked.pages("viewtopic")) <= 4
    assert len(b.posts()) == 7


def test_boards_and_threads_elsewhere_are_never_asked_for(board: Callable[..., Board]) -> None:
    elsewhere = [
        "http://example.org/viewforum.php?f=8",
        "http://127.0.0.1:8/viewforum.php?f=9",
        "//x.test/viewforum.php?f=7",
    ]
    b = board(links=elsewhere)
    b.forum.thread(1, 1)
    walked = b.walk()
    assert len(walked.asked) == 3
    assert all(url.startswith("http://127.0.0.1:9/") for url in walked.asked)


def test_full_reads_everything_again_and_doubles_nothing(board: Callable[..., Board]) -> None:
    b = board()
    for number in range(1, 6):
        b.forum.thread(number, number, number / 2)
    b.walk()
    walked = b.walk(full=True)
    assert len(walked.pages("viewtopic")) == 5
    assert Store(str(b.data)).read("posts").num_rows == 10


@pytest.mark.parametrize("name", ["Piet_78", "Jan de 2e", "o.k-er'tje1"])
def test_name_of_an_author_on_an_earlier_page_stays_masked(board: Callable[..., Board], name: str) -> None:
    b = board()
    thread = b.forum.thread(1, 9, 8, 7)
    thread.posts[0].author = name
    thread.add(f"hoi {name}, bel het UWV", 6)
    b.walk()
    assert b.posts()["1003"]["text"] == "hoi [NAAM], bel het UWV"
    thread.add(f"@{name} is het gelukt?", 1)
    walked = b.walk()
    assert walked.pages("viewtopic") == ["viewtopic.php?f=1&t=1&start=3"], "the page with the name is not read again"
    assert name not in " ".join(post["text"] for post in b.posts().values())
    assert walked.figure("posts_changed") == 0
