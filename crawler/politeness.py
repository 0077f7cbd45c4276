"""What a host asks of us: its robots.txt, and rest when it is tired (429, 5xx, lost connections, Retry-After)."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses import is_loopback

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

SHORTEST_DELAY = 0.1
TIRED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})

FORBIDS_ALL = b"User-agent: *\nDisallow: /\n"


class RobotsUnread(IgnoreRequest):
    """No robots.txt came, for want of a connection; ``cause`` says what was wrong."""

    def __init__(self, cause: Exception) -> None:
        """Keeps the cause, so that the run names it instead of robots.txt."""
        super().__init__("robots.txt could not be read")
        self.cause = cause


class Robots(RobotsTxtMiddleware):
    """Judges robots.txt as RFC 9309 says: one that the server fails to give forbids all, one that is missing nothing.

    Scrapy's own reads an error page as if it were rules, and goes on where no answer came.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Has no host's answer yet."""
        super().__init__(crawler)
        self.unread: dict[str, Exception] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a host.

        Raises:
            RobotsUnread: it did not answer (section 2.3.1.4).
        """
        rules = await super().robot_parser(request)
        if cause := self.unread.get(urlparse_cached(request).netloc):
            raise RobotsUnread(cause)
        return rules

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """Reads the rules; errors of the server forbid all (2.3.1.4), of the request nothing (2.3.1.3)."""
        if response.status >= 500:
            said = f"robots.txt antwoordt met status {response.status}; zolang dat zo is, wordt hier niets gelezen."
            self._stats.set_value("webcare/remark", self._stats.get_value("webcare/remark") or said)
            response = response.replace(body=FORBIDS_ALL)
        elif response.status >= 300:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self.unread[netloc] = exc
        super()._robots_error(exc, netloc)


class Backoff:
    """Tries a failed page again, each time after twice the rest, and keeps every other page of that host waiting.

    After the last try the answer goes to the spider as it is, so that the failure is recorded and never lost.
    """

    def __init__(self, crawler: Crawler) -> None:
        """The first rest is twice the source's own delay, so a source that is read slowly rests long."""
        self.crawler = crawler
        self.times = crawler.settings.getint("BACKOFF_TIMES")
        self.seconds = 2 * max(crawler.settings.getfloat("DOWNLOAD_DELAY"), SHORTEST_DELAY)
        self.longest = crawler.settings.getfloat("BACKOFF_LONGEST")
        self.rests_until: dict[str, float] = defaultdict(float)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Waits while the host rests."""
        rest = self.rests_until[urlparse_cached(request).netloc] - time.monotonic()
        if rest > 0:
            await asyncio.sleep(rest)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Another try for a tired host, else the answer; a host whose limit is used up rests until it is reset."""
        if response.status in TIRED:
            return self._again(request, retry_after(response) or limit_reset(response)) or response
        rest = limit_reset(response) if is_used_up(response) else None
        if rest and rest <= self.longest:
            self.rests_until[urlparse_cached(request).netloc] = time.monotonic() + rest
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Another try for a lost connection; what we refuse or cut off ourselves, as too large, is not tried again."""
        return None if isinstance(exception, (IgnoreRequest, DownloadCancelledError)) else self._again(request, None)

    def _again(self, request: Request, asked: float | None) -> Request | None:
        tries = request.meta.get("tries", 0)
        if tries >= self.times or (asked or 0) > self.longest:
            return None
        rest = max(asked or 0.0, self.seconds * 2**tries)
        self.rests_until[urlparse_cached(request).netloc] = time.monotonic() + rest
        assert self.crawler.stats is not None  # noqa: S101 (set before any request is made)
        self.crawler.stats.inc_value("webcare/retries")
        return request.replace(
            meta={**request.meta, "tries": tries + 1}, dont_filter=True, priority=request.priority + 1
        )


class CrawlDelay:
    """Slows down to the ``Crawl-delay`` of robots.txt where that asks for more rest than the source's own delay.

    A board on this machine keeps the delay of its profile.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Listens for every robots.txt that is read."""
        self.crawler = crawler
        crawler.signals.connect(self.obey, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        return cls(crawler)

    def obey(self, robotparser: RobotParser, request: Request) -> None:
        """Sets the pace of the host that the request goes to."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        if not asked or is_loopback(request.url) or self.crawler.engine is None:
            return
        downloader = self.crawler.engine.downloader
        host = downloader.get_slot_key(request)
        rest = max(asked, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {**downloader.per_slot_settings.get(host, {}), "delay": rest}
        if host in downloader.slots:
            downloader.slots[host].delay = rest


LIMITS = ("x-rate-limit", "x-ratelimit", "ratelimit")
"""Begin of the headers ``-remaining`` and ``-reset`` at X, at Mastodon and Reddit, and at Bluesky."""
LATEST_SPAN = 10**8
"""A reset below it is seconds to go (Reddit), above it a moment since 1970 (X, Bluesky)."""


def is_used_up(response: Response) -> bool:
    """Whether the host says that no further request is left."""
    return any(_header(response, f"{limit}-remaining") in ("0", "0.0") for limit in LIMITS)


def limit_reset(response: Response) -> float | None:
    """The seconds until the limit is reset: told as seconds, a moment since 1970 or an ISO time; None where untold."""
    value = next((told for limit in LIMITS if (told := _header(response, f"{limit}-reset"))), "")
    if value.replace(".", "", 1).isdecimal():
        seconds = float(value)
        return seconds if seconds < LATEST_SPAN else max(seconds - time.time(), 0.0)
    try:
        return max((datetime.fromisoformat(value) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def retry_after(response: Response) -> float | None:
    """The seconds that a host asks for, given as a number or a date; None where it asks nothing readable."""
    value = _header(response, "Retry-After")
    if value.isdecimal():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
