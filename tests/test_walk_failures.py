"""What the walk makes of pages that are missing, private, broken or forbidden, and how a failure is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from crawler.store import Store
from spiders.engines.page import ListedThread
from spiders.engines.visit import ThreadVisit
from spiders.source import failure_reason, status_reason
from tests.walking import Board


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
    assert failure_reason(Failure(type(name, (Exception,), {})(message))) == reason


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("https://myprivacy.dpgmedia.nl/consent?siteKey=x&callbackUrl=y", "walls/consent_wall"),
        ("https://elders.example/", "offsite"),
    ],
)
def test_a_redirect_to_a_consent_host_is_a_wall(board: Callable[..., Board], address: str, figure: str) -> None:
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
