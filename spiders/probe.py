"""Tries an unknown address: which engine answers there, and can we read a listing and a thread of it?"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.profile import Profile
from spiders.crawl import settings_of
from spiders.engines.engine import Engine
from spiders.engines.page import Page
from spiders.engines.recognise import recognise
from spiders.engines.walls import wall
from spiders.source import failure_reason, headers_of


@dataclass(slots=True)
class Seen:
    """What a probe saw: the engine with its evidence, the pages by kind, or why it got no further.

    ``first`` and ``status`` are those of the first answer.
    """

    engine: Engine | None = None
    evidence: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    first: tuple[bytes, Page] | None = None
    status: int = 0
    problem: str = ""


class ProbeSpider(Spider):
    """Reads a few pages: the address, a board, a listing and a thread.

    It has no name of its own, so that it is no source; ``address``, ``found`` and ``steps`` are given to it.
    """

    address: str
    found: Seen
    steps: int

    async def start(self) -> AsyncIterator[Any]:
        """The address that was asked about."""
        yield Request(self.address, self.parse, errback=self.on_failure)

    def parse(self, response: Response) -> Iterable[Request]:
        """Recognises the page and goes one step nearer to a thread."""
        page = Page.from_bytes(response.body, response.url, headers_of(response))
        if self.found.first is None:
            self.found.first, self.found.status = (response.body, page), response.status
        engine, evidence = (self.found.engine, self.found.evidence) if self.found.engine else recognise(page)
        barrier = wall(page)
        if response.status >= 400 or barrier or engine is None:
            self.found.problem = f"status {response.status}" if response.status >= 400 else ""
            self.found.problem = self.found.problem or (barrier and barrier.reason) or "no engine that we know"
            return
        self.found.engine, self.found.evidence = engine, evidence
        kind = engine.page_kind(page)
        self.found.pages[kind.kind], self.found.bodies[kind.kind] = page, response.body
        self.found.problem = (
            "" if kind.kind in ("index", "listing", "thread") else kind.reason or "a page without content"
        )
        address = onward(engine, page, kind.kind)
        if address and urlsplit(address).netloc == urlsplit(response.url).netloc and len(self.found.pages) < self.steps:
            yield Request(address, self.parse, errback=self.on_failure)

    def on_failure(self, failure: Failure) -> None:
        """Says why there was no answer."""
        self.found.problem = failure_reason(failure)


def onward(engine: Engine, page: Page, kind: str) -> str | None:
    """The next address on the way to a thread: the first board of an index, the first thread of a listing."""
    if kind == "listing":
        return next((row.url for row in engine.threads(page) if not row.moved), None)
    return next((board.url for board in engine.boards(page)), None) if kind == "index" else None


def probe(address: str, profile: Profile, steps: int = 4) -> Seen:
    """Reads up to ``steps`` pages from an address on, as politely as a crawl would. Can run once in a process."""
    settings = settings_of(profile, {})
    agent = profile.organisation.agent(settings["USER_AGENT"])
    own = {"USER_AGENT": agent, "ITEM_PIPELINES": {}, "LOG_INSTALL_ROOT_HANDLER": False, "BACKOFF_TIMES": 1}
    settings.setdict({**own, "EXTENSIONS": {"crawler.politeness.CrawlDelay": 100}}, priority="cmdline")
    found = Seen()
    process = AsyncCrawlerProcess(settings)
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    process.crawl(ProbeSpider, name="probe", address=address, found=found, steps=steps)
    process.start()
    return found
