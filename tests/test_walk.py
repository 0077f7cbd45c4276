"""The walk's rules (contract, section 4) on a board written by hand, run after run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from forum import Forum
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure
from walking import Board

from crawler.store import Store
from spiders.engines.page import ListedThread
from spiders.engines.visit import ThreadVisit
from spiders.source import failure_reason, status_reason

SOURCE = """
[crawl]
keep = "{keep}"
first_visit_days = 35
[sources.bord]
engine = "phpbb"
url = "http://127.0.0.1:9/index.php"
delay = 0
"""


@pytest.fixture
def board(profile_file: Callable[[str], Path], tmp_path: Path) -> Callable[..., Board]:
    """Makes a board whose posts are all kept, or only the relevant ones."""

    def make(keep: str = "all", **facts: object) -> Board:
        return Board(Forum(**facts), profile_file(SOURCE.format(keep=keep)), tmp_path / "data")  # type: ignore[arg-type]

    return make


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


def test_missing_thread_is_no_failure_and_leaves_the_rest(board: Callable[..., Board]) -> None:
    b = board(broken={"t=1": 404})
    b.forum.thread(1, 2)
    b.forum.thread(2, 3)
    walked = b.walk()
    assert b.threads()["1"].site_state == "closed"
    assert walked.figure("missing_pages") == 1
    assert walked.figure("failed_pages") == 0
    assert b.walk().pages("viewtopic") == [], "it is remembered"


@pytest.mark.parametrize("status", [401, 403, 451])
def test_private_thread_is_a_fact_about_that_thread_alone(board: Callable[..., Board], status: int) -> None:
    b = board(broken={"t=1": status})
    private, _ = b.forum.thread(1, 9, 8, 7, 6, 2), b.forum.thread(2, 3)
    walked = b.walk()
    assert (walked.figure("failed_pages"), walked.figure("walls/http_403")) == (0, 1)
    assert not b.threads()["1"].closed, "the site has not closed it"
    assert b.walk().pages("viewtopic") == [], "it is remembered"
    private.add("nieuw", 1)
    b.forum.broken = {}
    b.walk()
    assert len([post for post in b.posts().values() if post["thread_id"] == "1"]) == 6, "read whole once it is open"


def test_stored_thread_that_becomes_private_keeps_what_was_read(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, 9, 8)
    b.walk()
    thread.add("nieuw", 1)
    b.forum.broken = {"t=1": 403}
    assert b.walk().figure("failed_pages") == 0
    assert (b.threads()["1"].closed, b.threads()["1"].site_state, len(b.posts())) == (False, None, 2)
    assert b.walk().pages("viewtopic") == []


def test_many_closed_threads_are_a_wall_and_none_is_remembered(board: Callable[..., Board]) -> None:
    b = board(rows=8)
    for number in range(1, 7):
        b.forum.thread(number, number)
    b.forum.broken = {f"t={number}": 403 for number in range(1, 5)}
    walked = b.walk(outcome="partial")
    assert (walked.figure("failed/http_403"), walked.figure("walls/http_403")) == (4, 0)
    assert sorted(b.threads()) == ["5", "6"]
    b.forum.broken = {}
    b.walk()
    assert len(b.threads()) == 6


def test_many_threads_that_are_gone_are_no_wall(board: Callable[..., Board]) -> None:
    b = board(rows=8)
    for number in range(1, 7):
        b.forum.thread(number, number)
    b.forum.broken = {f"t={number}": 404 for number in range(1, 6)}
    walked = b.walk()
    assert (walked.figure("failed_pages"), walked.figure("missing_pages")) == (0, 5)
    assert b.walk().pages("viewtopic") == []


def test_a_closed_thread_is_a_failure_where_the_door_was_shut_behind_it(
    board: Callable[..., Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    b = board(broken={"t=1": 403})
    b.forum.thread(1, 2)
    show, asked = b.forum.page, list[str]()

    def shut_at_last(url: str) -> tuple[int, str]:
        asked.append(url)
        return (403, "") if [u for u in asked if u.endswith("index.php")][1:] else show(url)

    monkeypatch.setattr(b.forum, "page", shut_at_last)
    walked = b.walk(outcome="partial")
    assert walked.figure("failed/http_403") == 2, "the thread, and the front page that was asked for again"
    assert b.threads() == {}


def test_private_board_leaves_the_run_whole(board: Callable[..., Board]) -> None:
    b = board(links=["viewforum.php?f=8"], broken={"f=8": 403})
    b.forum.thread(1, 1)
    walked = b.walk()
    assert (walked.figure("failed_pages"), walked.figure("walls/http_403")) == (0, 1)


def test_thread_page_that_fails_keeps_what_was_read_and_is_completed_later(board: Callable[..., Board]) -> None:
    b = board(broken={"t=1&start=3": 500})
    b.forum.thread(1, 9, 8, 7, 6, 5)
    walked = b.walk(outcome="partial")
    assert len(b.posts()) == 3
    assert not b.threads()["1"].complete
    assert walked.figure("failed/http_5xx") == 1
    b.forum.broken = {}
    b.walk()
    assert len(b.posts()) == 5
    assert b.threads()["1"].complete
    assert Store(str(b.data)).read("posts").num_rows == 5, "what was read before is not written again"


def test_entry_page_that_fails_is_made_good_from_the_start(board: Callable[..., Board]) -> None:
    b = board()
    thread = b.forum.thread(1, 9, 8, 7, 6)
    b.walk()
    thread.add("nieuw", 1)
    b.forum.broken = {"start=3": 404}
    b.walk()
    assert b.threads()["1"].complete is False or b.threads()["1"].replies == 3
    b.forum.broken = {}
    b.walk()
    assert "1004" in b.posts()
    assert b.threads()["1"].complete


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
    from datetime import timedelta

    from crawler import store

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
    from datetime import timedelta

    from crawler import store

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
    assert "1000" in b.posts(), "what was read stays"
    assert b.walk().pages("viewtopic") == []


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


def test_full_reads_everything_again_and_doubles_nothing(board: Callable[..., Board]) -> None:
    b = board()
    for number in range(1, 6):
        b.forum.thread(number, number, number / 2)
    b.walk()
    walked = b.walk(full=True)
    assert len(walked.pages("viewtopic")) == 5
    assert Store(str(b.data)).read("posts").num_rows == 10


@pytest.mark.parametrize(
    ("status", "reason"),
    [(429, "rate_limited"), (500, "http_5xx"), (503, "http_5xx"), (403, "http_403"), (401, "http_403")],
)
def test_statuses_have_the_contract_s_classes(status: int, reason: str) -> None:
    assert status_reason(status) == reason


CLASSES = (
    "dns refused timeout tls http_5xx http_403 rate_limited robots consent_wall login_wall page_changed "
    "below_expectation interrupted"
).split()


@pytest.mark.parametrize("status", [400, 405, 406, 418, 451, 500, 999])
def test_every_failing_status_has_a_class_of_the_contract(status: int) -> None:
    assert status_reason(status) in CLASSES


@pytest.mark.parametrize(
    ("name", "message", "reason"),
    [
        ("DownloadTimeoutError", "", "timeout"),
        ("CannotResolveHostError", "", "dns"),
        ("DownloadConnectionRefusedError", "", "refused"),
        ("SSLError", "", "tls"),
        ("ResponseFailed", "certificate verify failed: Certificate has expired", "tls"),
        ("ResponseDataLossError", "", "refused"),
    ],
)
def test_failures_without_an_answer_have_a_class(name: str, message: str, reason: str) -> None:
    from twisted.python.failure import Failure

    assert failure_reason(Failure(type(name, (Exception,), {})(message))) == reason


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("https://myprivacy.dpgmedia.nl/consent?siteKey=x&callbackUrl=y", "walls/consent_wall"),
        ("https://elders.example/", "offsite"),
    ],
)
def test_a_redirect_to_a_consent_host_is_a_wall(board: Callable[..., Board], address: str, figure: str) -> None:
    from scrapy.exceptions import IgnoreRequest
    from twisted.python.failure import Failure

    spider, _ = board()._begin(full=False)
    refused = Failure(IgnoreRequest(f"leads to another host: {address}"))
    refused.request = spider.ask("http://127.0.0.1:9/index.php", spider.parse)
    assert list(spider.on_failure(refused)) == []
    assert spider.counted(figure) == 1
    assert spider.counted("failed_pages") == 0


@pytest.mark.parametrize(("is_entry", "closed"), [(False, 1), (True, 0)])
def test_page_that_robots_txt_forbids_is_held_unless_it_is_a_further_one(
    board: Callable[..., Board], is_entry: bool, closed: int
) -> None:
    spider = board().spider()
    visit = ThreadVisit("bord", "forum", ListedThread("1", "http://127.0.0.1:9/viewtopic.php?t=1", "Draad"))
    failure = Failure(IgnoreRequest("Forbidden by robots.txt"))
    failure.request = Request(visit.row.url, cb_kwargs={"visit": visit, "is_entry": is_entry})
    assert list(spider.on_failure(failure)) == []
    assert (len(spider.closed), spider.counted("failed/robots")) == (closed, 1)
