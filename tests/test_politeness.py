"""How a host is treated: one request at a time, with rest between, and honest about who asks.

One command crawls many small boards at once, each on a server of its own, since Scrapy's loop starts once a process.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from scrapy.http import Response

from crawler.politeness import retry_after
from tests.conftest import PROFILE
from tests.faults import DELAY, sites, tables
from tests.sites import Site, serve

SLACK = 0.03
"""Seconds by which a server may see two requests closer than they were sent."""


@dataclass
class Round:
    """What one crawl of all sites did."""

    sites: dict[str, Site]
    done: subprocess.CompletedProcess[str]
    data: Path

    def run(self, source: str) -> dict[str, Any]:
        """The last row of a source's run."""
        runs = pd.read_parquet(self.data / "runs")
        mine = runs[(runs["source"].astype(str) == source) & runs["finished_at"].notna()]
        assert len(mine) == 1
        return {str(name): value for name, value in mine.iloc[0].items()}

    def outcome(self, source: str) -> tuple[str, str | None]:
        """Outcome and class of failure."""
        run = self.run(source)
        return run["outcome"], run["reason"] if isinstance(run["reason"], str) else None

    def posts(self, source: str) -> set[str]:
        """The ids of the stored posts."""
        posts = pd.read_parquet(self.data / "posts")
        return set(posts[posts["source"].astype(str) == source]["post_id"])


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """One crawl of all the sites; a delay under 0.1 rests 0.2, 0.4 and 0.8 seconds before the further tries."""
    folder = tmp_path_factory.mktemp("round")
    served = {name: serve(site) for name, site in sites().items()}
    served["elsewhere"].forum.thread(1, 9, 8, 7, 6)
    served["elsewhere"].forum.thread(2, 9)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        dead = unused.getsockname()[1]
    profile = folder / "profile.toml"
    profile.write_text(PROFILE + tables(served, dead), encoding="utf-8")
    command = [sys.executable, "-m", "webcare", "crawl", "--profile", str(profile), "--data", str(folder / "data")]
    environment = os.environ | {"WEBCARE_KEY_FILE": str(folder / "key")}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=100, cwd=folder, env=environment
    )
    yield Round(served, done, folder / "data")
    for site in served.values():
        site.close()


def test_round_says_that_something_is_incomplete_without_a_traceback(crawled: Round) -> None:
    assert crawled.done.returncode == 3, crawled.done.stderr
    assert "Traceback" not in crawled.done.stderr
    assert "plain" in crawled.done.stdout


def test_requests_come_one_at_a_time_with_the_delay_between(crawled: Round) -> None:
    plain = crawled.sites["plain"]
    begun = sorted(asked.began for asked in plain.asked)
    assert len(begun) >= 8
    assert (begun[-1] - begun[0]) / (len(begun) - 1) >= DELAY - SLACK
    assert min(later - earlier for earlier, later in pairwise(begun)) >= DELAY / 4, "a busy machine sees some late"
    assert plain.open_most == 1
    assert crawled.outcome("plain") == ("complete", None)


def test_no_host_ever_gets_two_requests_at_once(crawled: Round) -> None:
    most = {name: site.open_most for name, site in crawled.sites.items()}
    assert most.pop("hasty") <= 2, "without any delay a busy machine may once begin two; unchecked it begins all"
    assert most == dict.fromkeys(most, 1)


def test_robots_txt_is_asked_for_first_and_once(crawled: Round) -> None:
    for name, site in crawled.sites.items():
        assert site.asked[0].path == "/robots.txt", name
        assert len(site.times("/robots.txt")) == 1 or name == "robotsdown", name


def test_user_agent_says_who_asks_and_how_to_reach_them(crawled: Round) -> None:
    agents = {asked.agent for site in crawled.sites.values() for asked in site.asked}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("webcare/")
    assert agent.endswith("(Proef; +https://example.org/webcare)")


def test_retry_after_is_honoured_by_every_request_to_the_host(crawled: Round) -> None:
    site = crawled.sites["tired"]
    refused = next(asked for asked in site.asked if "t=1" in asked.path)
    after = [asked.began - refused.ended for asked in site.asked if asked.began > refused.ended]
    assert after
    assert min(after) >= 1 - SLACK
    assert len(site.times("t=1")) == 2
    assert crawled.outcome("tired") == ("complete", None)
    assert crawled.posts("tired") == {"1000", "2000", "3000"}
    assert crawled.run("tired")["retries"] == 1


def test_page_that_stays_broken_gets_ever_more_rest_and_is_recorded(crawled: Round) -> None:
    times = crawled.sites["broken"].times("t=2")
    assert len(times) == 4
    rests = [later - earlier for earlier, later in pairwise(times)]
    assert [rest >= least - SLACK for rest, least in zip(rests, (0.2, 0.4, 0.8), strict=True)] == [True] * 3
    assert crawled.outcome("broken") == ("partial", "http_5xx")
    assert crawled.run("broken")["retries"] == 3
    assert crawled.posts("broken") == {"1000", "3000"}, "the rest is kept"


def test_connection_that_is_cut_is_tried_again(crawled: Round) -> None:
    assert len(crawled.sites["cut"].times("t=2")) == 2
    assert crawled.outcome("cut") == ("complete", None)
    assert crawled.posts("cut") == {"1000", "2000", "3000"}


def test_redirect_to_another_host_is_not_followed_and_loses_nothing(crawled: Round) -> None:
    assert crawled.posts("elsewhere") == {"1000", "1001", "1002", "2000"}, "page 1 was read before page 2 led away"


def test_start_page_that_leads_to_another_host_is_a_failure(crawled: Round) -> None:
    assert crawled.outcome("moved") == ("failed", "page_changed")


def test_redirect_in_circles_is_left_and_recorded(crawled: Round) -> None:
    assert crawled.outcome("circling") == ("partial", "page_changed")
    assert crawled.posts("circling") == {"1000", "3000"}


@pytest.mark.parametrize(
    ("source", "outcome", "reason"),
    [
        ("login", "blocked", "login_wall"),
        ("members", "blocked", "login_wall"),
        ("otherhost", "failed", "page_changed"),
        ("forbidden", "blocked", "http_403"),
        ("impatient", "blocked", "rate_limited"),
        ("norobots", "blocked", "robots"),
        ("robotsdown", "blocked", "robots"),
        ("robotsaway", "blocked", "robots"),
        ("noname", "blocked", "robots"),
        ("blank", "failed", "page_changed"),
        ("dead", "failed", "refused"),
    ],
)
def test_source_without_a_readable_page_is_never_quiet(
    crawled: Round, source: str, outcome: str, reason: str | None
) -> None:
    assert crawled.outcome(source) == (outcome, reason)
    assert crawled.posts(source) == set()


def test_robots_txt_that_the_server_fails_to_give_forbids_all_and_is_named(crawled: Round) -> None:
    """RFC 9309, section 2.3.1.4."""
    assert {asked.path for asked in crawled.sites["robotsdown"].asked} == {"/robots.txt"}
    assert crawled.run("robotsdown")["detail"].startswith("robots.txt antwoordt met status 503;")
    assert {asked.path for asked in crawled.sites["robotsaway"].asked} == {"/robots.txt", "/rules.txt"}
    assert crawled.posts("robotserror") == {"1000", "2000", "3000"}, "a refusal is no rule (2.3.1.3)"
    assert crawled.run("dead")["requests"] == 4, "robots.txt and three further tries; no page is asked for after it"


@pytest.mark.parametrize("source", ["norobots", "noname"])
def test_no_page_is_asked_for_where_robots_txt_forbids_all(crawled: Round, source: str) -> None:
    assert [asked.path for asked in crawled.sites[source].asked] == ["/robots.txt"]


def test_pages_that_robots_txt_forbids_are_left_and_said(crawled: Round) -> None:
    assert crawled.sites["somerobots"].times("t=2") == []
    assert crawled.posts("somerobots") == {"1000", "3000"}
    assert crawled.outcome("somerobots") == ("complete", None)
    assert crawled.run("somerobots")["detail"] == "Niet openbaar: 1 pagina."


def test_longer_rest_than_a_run_may_take_is_not_waited_for(crawled: Round) -> None:
    assert len(crawled.sites["impatient"].asked) == 2


def test_retry_after_as_number_and_as_date() -> None:
    def asked(value: str) -> float | None:
        return retry_after(Response("http://b.test/", headers={"Retry-After": value} if value else {}))

    assert asked("120") == 120
    later = asked(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert later is not None
    assert 85 < later <= 90
    assert asked("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert asked("") is None
    assert asked("binnenkort") is None
    assert asked("-5") is None
