"""What every source is: attributes that say how it is read, the profile and watermark of its run, and its failures."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import profile, store
from crawler.addresses import host_of
from crawler.dates import Clock
from crawler.items import Run
from crawler.politeness import RobotsUnread
from crawler.store import Store
from crawler.watermark import Watermark
from spiders import browser
from spiders.engines.page import Page
from spiders.engines.walls import wall

log = logging.getLogger(__name__)

KINDS = {
    "CannotResolveHostError": "dns",
    "DNSLookupError": "dns",
    "DownloadConnectionRefusedError": "refused",
    "ConnectionRefusedError": "refused",
    "DownloadTimeoutError": "timeout",
    "TimeoutError": "timeout",
}
REFUSALS = {
    "Forbidden by robots.txt": "robots",
    "max redirections reached": "page_changed",
    browser.NO_BROWSER: "refused",
}
"""What Scrapy and we refuse to ask for, by its words; whatever else is refused lies on another host."""
ONE_BY_ONE = 0.01
"""Seconds; without any delay Scrapy 2.19 begins all waiting requests of a host at once, whatever its limit says."""


class SourceSpider(Spider):
    """A source: subclasses state the facts, a profile may override each of them.

    Attributes:
        title: the source's name as reports print it.
        url: where a crawl starts.
        kind: ``forum``, ``qa``, ``complaint``, ``social`` or ``feed``.
        timezone: the zone in which the source prints its dates.
        date_order: the order of its numeric dates.
        delay: seconds between two requests to its host.
        expect: relevant posts a week, at least and at most; a crawl below it says so.
        browser: whether its pages need a browser.
        former_hosts: hosts (without ``www.``) where it stood before; addresses there still go round.
        thread_path: where a thread stands below ``url`` by its number, which survived the move.
        consent: cookies by which the operator consents to what the site asks, sent with every request.
    """

    title: ClassVar[str]
    url: str
    kind: str = "forum"
    timezone: str = "Europe/Amsterdam"
    date_order: str = "DMY"
    delay: float = 2.0
    expect: tuple[int, int] | None = None
    browser: bool = False
    boards: Iterable[str] = ()
    consent: Mapping[str, str] | None = None
    former_hosts: ClassVar[tuple[str, ...]] = ()
    thread_path: ClassVar[str] = ""

    run: Run | None = None
    run_id: str
    allowed_domains: list[str]
    profile: profile.Profile
    store: Store
    watermark: Watermark
    since: datetime
    full: bool

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's signature)
        """Joins the spider with its profile, its data and what it saw before."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.profile = profile.load(settings["WEBCARE_PROFILE"])
        for name, value in overrides(spider.profile, spider.name).items():
            setattr(spider, name, value)
        spider.allowed_domains = [(urlsplit(spider.url).hostname or "").removeprefix("www.")]
        spider.run_id = settings["WEBCARE_RUN"] or new_run_id()
        spider.store = Store(settings["WEBCARE_DATA"], spider.profile.zone)
        spider.full = settings.getbool("WEBCARE_FULL")
        spider.watermark = Watermark(spider.store, spider.name)
        asked = settings["WEBCARE_SINCE"]
        spider.since = asked or store.now() - timedelta(days=spider.profile.crawl.first_visit_days)
        return spider

    @classmethod
    def update_settings(cls, settings: Any) -> None:  # noqa: ANN401 (Scrapy's signature)
        """Sets the pace and the honest name before the crawl starts."""
        super().update_settings(settings)
        loaded = profile.load(settings["WEBCARE_PROFILE"])
        source = loaded.sources.get(cls.name)
        delay = source.delay if source and source.delay is not None else cls.delay
        settings.set("DOWNLOAD_DELAY", max(delay, ONE_BY_ONE), priority="spider")
        settings.set("USER_AGENT", loaded.organisation.agent(settings["USER_AGENT"]), priority="spider")
        if source.browser if source and source.browser is not None else cls.browser:
            browser.switch_on(settings)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the source prints its dates."""
        return ZoneInfo(self.timezone)

    def is_own(self, url: str) -> bool:
        """Whether an address is on the one host, with its port, that this source may be read from."""
        return host_of(url) == host_of(self.url)

    def ask(self, url: str, callback: Callable[..., Any], priority: int = 0, **facts: Any) -> Request:  # noqa: ANN401 (facts for the callback)
        """A request whose failure is recorded, with ``facts`` for its callback."""
        cookies: dict[Any, Any] = dict(self.consent or {})
        return Request(url, callback, errback=self.on_failure, cb_kwargs=facts, priority=priority, cookies=cookies)

    def on_failure(self, failure: Failure) -> Iterable[Any]:
        """Records why a page was not read; a subclass finishes what it had begun."""
        reason = failure_reason(failure)
        if reason == "offsite":
            barrier = wall(Page("", str(failure.value).rpartition(" ")[2]))
            self.count(f"walls/{barrier.reason}" if barrier else "offsite")
        else:
            self.note_failure(reason, failure.request.url)  # type: ignore[attr-defined]  # set by Scrapy
        return ()

    def note_failure(self, reason: str, url: str) -> None:
        """Counts a page that could not be read, by class of failure."""
        log.info("%s: %s at %s", self.name, reason, url)
        self.count(f"failed/{reason}")
        self.count("failed_pages")

    def count(self, what: str, by: int = 1) -> None:
        """Adds to a figure of this run."""
        assert self.crawler.stats is not None  # noqa: S101 (set before the spider starts)
        self.crawler.stats.inc_value(f"webcare/{what}", by)

    def remark(self, sentence: str) -> None:
        """Says in the run's row (Dutch) what the figures alone do not; the first remark stands."""
        assert self.crawler.stats is not None  # noqa: S101 (as above)
        self.crawler.stats.set_value("webcare/remark", self.crawler.stats.get_value("webcare/remark") or sentence)

    def counted(self, what: str) -> int:
        """A figure of this run so far."""
        assert self.crawler.stats is not None  # noqa: S101 (as above)
        return int(self.crawler.stats.get_value(f"webcare/{what}", 0))

    def clock(self, now: datetime) -> Clock:
        """The clock against which dates of this source are read."""
        return Clock(now, self.zone, self.date_order)


def overrides(loaded: profile.Profile, name: str) -> dict[str, Any]:
    """What a profile's table sets on the spider of this name."""
    source = loaded.sources.get(name)
    return source.overrides() if source else {}


def new_run_id() -> str:
    """A name for one run of all sources, in order of time."""
    return f"{store.now():%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"


def headers_of(response: Response) -> dict[str, str]:
    """The headers of a response, their names in lower case."""
    return {k.decode("latin-1").lower(): b",".join(v).decode("latin-1") for k, v in response.headers.items()}


def served_at(response: Response) -> datetime:
    """The moment of the response by its ``Date`` header, else by our own clock."""
    value = (response.headers.get("Date") or b"").decode("latin-1")
    try:
        return parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, TypeError):
        return store.now()


def status_reason(status: int) -> str:
    """The class of failure of an HTTP status (contract, section 3); a request no longer taken is a changed site."""
    if status == 429:
        return "rate_limited"
    return "http_5xx" if status >= 500 else "http_403" if status in (401, 403, 451) else "page_changed"


def failure_reason(failure: Failure) -> str:
    """The class of failure of a request without an answer."""
    error = failure.value.cause if isinstance(failure.value, RobotsUnread) else failure.value
    if isinstance(error, HttpError):
        return status_reason(error.response.status)
    if isinstance(error, IgnoreRequest):
        return REFUSALS.get(str(error), "offsite")
    if any("SSL" in name or "Certificate" in name for name in (type(error).__name__, str(error))):
        return "tls"
    return KINDS.get(type(error).__name__, "refused")
