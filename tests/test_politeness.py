"""How a host is treated: one request at a time, with rest between, and honest about who asks.

One command crawls many small boards at once, each on a server of its own, since Scrapy's loop starts once a process.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from forum import Forum
from scrapy.http import Response

from crawler.politeness import retry_after

DELAY = 0.3
QUICK = 0.05
SLACK = 0.03
"""Seconds by which a server may see two requests closer than they were sent."""


@dataclass
class Asked:
    """One request as the server saw it."""

    path: str
    began: float
    ended: float
    agent: str


@dataclass
class Site:
    """A board on a server of its own that can misbehave: ``fault`` may answer a request itself, then returns true."""

    forum: Forum
    fault: Callable[[Site, BaseHTTPRequestHandler, int], bool] | None = None
    robots: str | None = None
    asked: list[Asked] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None
    open_now: int = 0
    open_most: int = 0

    @property
    def url(self) -> str:
        """Its address on loopback."""
        assert self.server
        return f"http://127.0.0.1:{self.server.server_port}/index.php"

    def times(self, piece: str) -> list[float]:
        """When addresses with a piece of text were asked for."""
        return [asked.began for asked in self.asked if piece in asked.path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One request: a fault, robots.txt or a page of the board."""
        began, times = time.monotonic(), len(self.times(handler.path)) + 1
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        time.sleep(0.02)
        self.open_now -= 1
        self.asked.append(Asked(handler.path, began, time.monotonic(), handler.headers.get("User-Agent", "")))
        if not (self.fault and self.fault(self, handler, times)):
            self._page(handler)

    def _page(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            send(handler, 200 if self.robots else 404, self.robots or "", kind="text/plain")
        else:
            status, html = self.forum.page(handler.path)
            send(handler, status, html)


def send(
    handler: BaseHTTPRequestHandler, status: int, body: str = "", kind: str = "text/html; charset=utf-8", **headers: str
) -> bool:
    """An answer with headers; ``retry_after=`` becomes ``Retry-After``."""
    content = body.encode()
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-").title(), value)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
    return True


def serve(site: Site) -> Site:
    """Starts the site's server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    site.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.server.daemon_threads = True
    threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True).start()
    return site


def small(threads: int = 3, **facts: Any) -> Forum:
    """A board of a few threads."""
    forum = Forum(**facts)
    for number in range(1, threads + 1):
        forum.thread(number, number)
    return forum


# What goes wrong, by source


def tired(seconds: str) -> Callable[[Site, BaseHTTPRequestHandler, int], bool]:
    def fault(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
        return "t=1" in handler.path and times == 1 and send(handler, 429, retry_after=seconds)

    return fault


def broken(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=2" in handler.path and send(handler, 500)


def cut(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
    if "t=2" not in handler.path or times > 1:
        return False
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>half a page")
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    return True


def elsewhere(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=1&start=3" in handler.path and send(handler, 302, location="http://localhost:9/viewtopic.php?t=1")


def moved_away(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 301, location="http://localhost:9/index.php")


def circling(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=2" in handler.path and send(handler, 302, location=handler.path)


def login(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    form = '<form action="./ucp.php?mode=login"><input type="password" name="password"></form>'
    return handler.path != "/robots.txt" and send(handler, 200, f'<html><body id="phpbb">{form}</body></html>')


def members(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
    return "viewforum" in handler.path and login(_, handler, times)


def forbidden(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 403)


def impatient(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 429, retry_after="86400")


def blank(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 200, "<html><body>Parkeerpagina</body></html>")


SHUT = "User-agent: *\nDisallow: /\n"


def without_robots(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path == "/robots.txt" and send(handler, 503, "<h1>Storing</h1>")


def with_error_page(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path == "/robots.txt" and send(handler, 403, SHUT, kind="text/plain")


def with_rules_elsewhere(site: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    """Its robots.txt lies on another host: this server under another name."""
    if handler.path == "/robots.txt":
        return send(handler, 302, location=site.url.replace("127.0.0.1", "localhost").replace("index.php", "rules.txt"))
    return handler.path == "/rules.txt" and send(handler, 200, SHUT, kind="text/plain")


def sites() -> dict[str, Site]:
    return {
        "plain": Site(small(6)),
        "hasty": Site(small(12, rows=12)),
        "tired": Site(small(), tired("1")),
        "broken": Site(small(), broken),
        "cut": Site(small(), cut),
        "elsewhere": Site(Forum(), elsewhere),
        "moved": Site(small(), moved_away),
        "circling": Site(small(), circling),
        "login": Site(small(), login),
        "members": Site(small(), members),
        "otherhost": Site(Forum(links=["http://localhost:9/viewforum.php?f=1"])),
        "forbidden": Site(small(), forbidden),
        "impatient": Site(small(), impatient),
        "blank": Site(small(), blank),
        "norobots": Site(small(), robots=SHUT),
        "robotsdown": Site(small(), without_robots),
        "robotserror": Site(small(), with_error_page),
        "robotsaway": Site(small(), with_rules_elsewhere),
        "noname": Site(small(), robots="User-agent: webcare\nDisallow: /\n\nUser-agent: *\nDisallow:\n"),
        "somerobots": Site(small(), robots="User-agent: *\nDisallow: /viewtopic.php?f=1&t=2\n"),
    }


def tables(served: dict[str, Site], dead: int) -> str:
    table = '\n[sources.{}]\nengine = "phpbb"\nurl = "{}"\ndelay = {}\n'
    delays = dict.fromkeys(served, QUICK) | {"plain": DELAY, "hasty": 0}
    own = "".join(table.format(name, site.url, delays[name]) for name, site in served.items())
    return own + table.format("dead", f"http://127.0.0.1:{dead}/", 0) + '\n[crawl]\nkeep = "all"\n'


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
    from conftest import PROFILE

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
        assert site.server
        site.server.shutdown()
        site.server.server_close()


def test_round_says_that_something_is_incomplete_without_a_traceback(crawled: Round) -> None:
    assert crawled.done.returncode == 3, crawled.done.stderr
    assert "Traceback" not in crawled.done.stderr
    assert "plain" in crawled.done.stdout


def test_requests_come_one_at_a_time_with_the_delay_between(crawled: Round) -> None:
    plain = crawled.sites["plain"]
    begun = sorted(asked.began for asked in plain.asked)
    assert len(begun) >= 8
    assert (begun[-1] - begun[0]) / (len(begun) - 1) >= DELAY - SLACK
    assert min(later - earlier for earlier, later in pairwise(begun)) >= DELAY / 2, "a busy machine sees some late"
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
