"""What came back, classified before it is read: a page of an engine we know, a wall, a missing thread, a change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from crawler.dates import Clock
from spiders.engines.closed import hold
from spiders.engines.engine import Engine
from spiders.engines.page import Page
from spiders.engines.recognise import recognise
from spiders.engines.visit import moment
from spiders.engines.walls import wall
from spiders.source import headers_of, served_at, status_reason

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider

log = logging.getLogger(__name__)

GONE = frozenset({404, 410})
CONTENT = frozenset({"thread", "listing", "index", "feed"})


def readable(spider: BoardSpider, response: Response) -> tuple[Page, Engine | None]:
    """The response as a page, with the engine that can read it; None after noting why nothing can."""
    page = Page.from_bytes(response.body, response.url, headers_of(response))
    assert response.request  # noqa: S101 (an answer to it)
    if response.status in GONE:
        spider.count("missing_pages")
        hold(spider, response.request, "page_changed", is_gone=True)
        return page, None
    if response.status >= 400:
        reason = status_reason(response.status)
        if reason != "http_403" or not hold(spider, response.request, reason):
            spider.note_failure(reason, response.url)
        return page, None
    engine = spider.reader or recognise(page)[0]
    kind = wall(page) or (engine.page_kind(page) if engine else None)
    if engine is None or kind is None or kind.kind not in CONTENT:
        _note_kind(spider, response.request, kind.kind if kind else "unknown", kind.reason if kind else None)
        return page, None
    spider.count("pages_read")
    return page, engine


def _note_kind(spider: BoardSpider, request: Request, kind: str, reason: str | None) -> None:
    """A page without content: a wall or login by its name, a missing thread quietly, anything else loudly."""
    if kind == "error":
        spider.count("missing_pages")
        hold(spider, request, "page_changed", is_gone=True)
    elif kind in ("wall", "login"):
        if kind == "wall" or not hold(spider, request, "login_wall"):
            spider.count(f"walls/{reason or 'login_wall'}")
            log.info("%s: %s at %s", spider.name, reason or kind, request.url)
    else:
        spider.count("page_changed")
        log.warning("%s: nothing that we know at %s; look whether the site has changed", spider.name, request.url)


def page_clock(spider: BoardSpider, page: Page, engine: Engine, response: Response) -> Clock:
    """The page's own clock, else the response's date, else ours: what relative dates count from."""
    base = spider.clock(served_at(response))
    shown = engine.page_clock(page)
    told = moment(shown, base).at if shown else None
    return spider.clock(told) if told else base
