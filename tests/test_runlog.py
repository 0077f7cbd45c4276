"""The run log: every run has an outcome and a class, and none is ever quiet about what it did not read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy import Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from crawler import store
from crawler.items import Post, Run, Thread, Visit
from crawler.profile import load
from crawler.runlog import UNWRITABLE, RunLog, counts, judge, recent_relevant
from crawler.store import Store, StoreError

READ = {"webcare/pages_read": 5}
BOARD = READ | {"webcare/listings_read": 5}


@pytest.mark.parametrize(
    ("figures", "finish", "relevant", "expect", "outcome", "reason"),
    [
        (READ, "finished", None, None, "complete", None),
        (READ, "finished", 3, (3, 400), "complete", None),
        (READ, "finished", 2, (3, 400), "silent", "below_expectation"),
        (READ, "finished", 0, (0, 400), "complete", None),
        (READ | {"webcare/missing_pages": 2}, "finished", None, None, "complete", None),
        (READ | {"webcare/walls/login_wall": 2}, "finished", None, None, "complete", None),
        (READ | {"webcare/failed/http_403": 0, "webcare/walls/http_403": 1}, "finished", None, None, "complete", None),
        (READ | {"webcare/failed/http_5xx": 1}, "finished", None, None, "partial", "http_5xx"),
        (READ | {"webcare/failed/http_5xx": 1}, "finished", 0, (3, 9), "partial", "http_5xx"),
        (READ | {"webcare/failed/timeout": 1, "webcare/failed/dns": 4}, "finished", None, None, "partial", "dns"),
        (READ | {"webcare/failed/robots": 1}, "finished", None, None, "partial", "robots"),
        (READ | {"webcare/page_changed": 1}, "finished", None, None, "partial", "page_changed"),
        (READ, "shutdown", None, None, "partial", "interrupted"),
        (READ | {"webcare/failed/http_5xx": 1}, "shutdown", None, None, "partial", "interrupted"),
        (READ | {"webcare/unsaved": 1}, "finished", None, None, "partial", "interrupted"),
        (READ | {"webcare/unsaved": 0, "webcare/lost": 0}, "finished", None, None, "complete", None),
        (READ | {"webcare/lost": 1}, "finished", None, None, "partial", "interrupted"),
        (READ | {"spider_exceptions/count": 1}, "finished", None, None, "partial", "page_changed"),
        (BOARD | {"webcare/threads_seen": 3}, "finished", None, None, "complete", None),
        (BOARD, "finished", None, None, "failed", "page_changed"),
        (BOARD | {"webcare/walls/login_wall": 2}, "finished", None, None, "blocked", "login_wall"),
        (BOARD | {"webcare/failed/timeout": 2}, "finished", None, None, "partial", "timeout"),
        ({}, "finished", None, None, "failed", "page_changed"),
        ({}, "shutdown", None, None, "failed", "interrupted"),
        ({"webcare/page_changed": 1}, "finished", None, None, "failed", "page_changed"),
        ({"webcare/missing_pages": 1}, "finished", None, None, "failed", "page_changed"),
        ({"webcare/walls/login_wall": 1}, "finished", None, None, "blocked", "login_wall"),
        ({"webcare/walls/consent_wall": 1}, "finished", None, None, "blocked", "consent_wall"),
        ({"webcare/failed/robots": 1}, "finished", None, None, "blocked", "robots"),
        ({"webcare/failed/http_403": 1}, "finished", None, None, "blocked", "http_403"),
        ({"webcare/failed/rate_limited": 1}, "finished", None, None, "blocked", "rate_limited"),
        *(({f"webcare/failed/{why}": 1}, "finished", None, None, "failed", why)
          for why in ("dns", "refused", "timeout", "tls", "http_5xx")),
    ],
)  # fmt: skip
def test_outcome_and_class(
    figures: dict[str, Any],
    finish: str,
    relevant: int | None,
    expect: tuple[int, int] | None,
    outcome: str,
    reason: str,
) -> None:
    found = judge(figures, finish, relevant, expect)
    assert found[:2] == (outcome, reason)
    assert bool(found[2]) == (outcome != "complete" or bool([key for key in figures if "walls" in key]))


def test_counts_are_taken_from_the_figures() -> None:
    found = counts(
        {
            "downloader/request_count": 7,
            "downloader/response_bytes": 900,
            "downloader/response_status_count/200": 5,
            "downloader/response_status_count/404": 1,
            "webcare/posts_new": 3,
            "webcare/retries": 2,
        }
    )
    assert (found["requests"], found["bytes"], found["posts_new"], found["retries"]) == (7, 900, 3, 2)
    assert found["status_counts"] == {"200": 5, "404": 1}
    assert found["posts_changed"] == 0


class Source(Spider):
    """What the run log asks of a spider."""

    name = "bord"
    run_id = "r1"
    expect: tuple[int, int] | None = None
    run: Run | None = None


@pytest.fixture
def source(profile_file: Callable[[str], Path], tmp_path: Path) -> Source:
    crawler = get_crawler(Source, {"WEBCARE_PLANNED": store.now()})
    spider = Source.from_crawler(crawler)
    crawler.spider = spider
    spider.profile = load(profile_file(""))  # type: ignore[attr-defined]
    spider.store = Store(str(tmp_path / "data"))  # type: ignore[attr-defined]
    return spider


def rows(spider: Any) -> list[dict[str, Any]]:
    return spider.store.latest("runs").to_pylist()


def test_run_that_is_killed_leaves_a_failed_row(source: Any) -> None:
    RunLog(source.crawler).started(source)
    (row,) = rows(source)
    assert (row["outcome"], row["reason"], row["finished_at"]) == ("failed", "interrupted", None)
    assert (row["run_id"], row["source"], row["profile_digest"]) == ("r1", "bord", source.profile.digest)
    assert row["software_version"]
    assert row["planned_at"] <= row["started_at"]


def test_run_that_ends_replaces_its_first_row(source: Any) -> None:
    log = RunLog(source.crawler)
    log.started(source)
    source.crawler.stats.set_value("webcare/pages_read", 4)
    source.crawler.stats.set_value("webcare/posts_new", 2)
    log.finished(source, "finished")
    (row,) = rows(source)
    assert (row["outcome"], row["reason"], row["posts_new"]) == ("complete", None, 2)
    assert row["finished_at"] >= row["started_at"]
    assert source.run.outcome == "complete"


def test_thread_that_was_lost_to_a_fault_makes_the_run_partial(source: Any) -> None:
    log = RunLog(source.crawler)
    log.started(source)
    source.crawler.stats.set_value("webcare/pages_read", 4)
    log.lost(Failure(ValueError("x")))
    log.finished(source, "finished")
    assert rows(source)[0]["outcome"] == "partial"
    assert rows(source)[0]["detail"]


def test_crawl_of_which_nothing_can_be_stored_asks_no_more_pages(source: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []

    async def stop() -> None:
        stopped.append(1)

    async def lose() -> None:
        log.lost(Failure(ValueError("x")), Response("http://b.test/"))
        log.lost(full)
        assert log.stopping is None
        for _ in range(2):
            log.lost(full, Response("http://b.test/"))
        assert log.stopping
        await log.stopping

    monkeypatch.setattr(source.crawler, "stop_async", stop)
    log, full = RunLog(source.crawler), Failure(StoreError("no space"))
    log.started(source)
    asyncio.run(lose())
    assert stopped == [1]
    log.finished(source, "shutdown")
    assert rows(source)[0]["detail"] == UNWRITABLE


def test_log_lines_hold_no_post() -> None:
    from crawler.logs import Quiet

    quiet, post = Quiet(), Post("bord", "1", "7", "http://b.test/p1", "u", text="een geheim", author="Jan")
    visit, spider = Visit(Thread("bord", "7", "http://b.test/t7"), [post]), Spider("bord")
    line = quiet.item_error(visit, ValueError("x"), None, spider)  # type: ignore[arg-type]
    assert "http://b.test/t7" in line["msg"] % line["args"]
    assert "geheim" not in line["msg"] % line["args"]
    assert "Jan" not in line["msg"] % line["args"]
    assert quiet.scraped(post, None, spider) is None  # type: ignore[func-returns-value]
    assert quiet.dropped(post, ValueError("x"), None, spider) is None  # type: ignore[func-returns-value]


def test_recent_relevant_counts_own_words_of_the_last_week(source: Any) -> None:
    from datetime import timedelta

    now = store.now()
    made = [
        Post(
            "bord",
            str(n),
            "7",
            "u",
            "t",
            match_reason=why,
            posted_at=now - timedelta(days=age),
            fetched_at=now,
            run_id="r",
        )
        for n, (why, age) in enumerate(
            [("text", 1), ("text", 6.9), ("text", 7.1), ("title", 1), (None, 1), ("team", 1)]
        )
    ]
    source.store.append(
        "posts", [*made, Post("ander", "9", "7", "u", "t", match_reason="text", posted_at=now, run_id="r")]
    )
    assert recent_relevant(source.store, "bord") == 2
