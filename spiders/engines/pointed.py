"""Threads that a search-term feed found on a board: visited after the walk, whatever form their address has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.items import GOOD
from crawler.store import Store
from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread, Page

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def pointed_addresses(spider: BoardSpider) -> Iterator[str]:
    """The addresses on this source's host that lead to a thread which was not read since it was pointed at."""
    for url, found_at in new_pointers(spider.store, spider.name).items():
        thread_id = spider.reader.thread_id(Page("", url)) if spider.reader else ""
        known = spider.watermark.threads.get(thread_id)
        is_read = known is not None and known.observed_at is not None and known.observed_at >= found_at
        if spider.is_own(url) and thread_id not in spider.threads_seen and not is_read:
            yield url


def new_pointers(store: Store, source: str) -> dict[str, datetime]:
    """The addresses pointed at since the last whole run of a source began, and when each was found."""
    runs = store.latest("runs", ["outcome", "started_at"], source=source).to_pylist()
    since = max((run["started_at"] for run in runs if run["outcome"] in GOOD), default=LONG_AGO)
    rows = store.latest("pointers", ["url", "found_at"], source=source).to_pylist()
    return {row["url"]: row["found_at"] for row in rows if row["found_at"] >= since}


def pointed_row(page: Page, engine: Engine) -> ListedThread | None:
    """The thread that a page belongs to, as a listing would show it; None where the page does not tell."""
    thread_id = engine.thread_id(page)
    return ListedThread(thread_id, thread_address(page, engine), engine.title(page)) if thread_id else None


def thread_address(page: Page, engine: Engine) -> str:
    """The address of the thread of a page, also where the page's own address names only a post."""
    links = [page.link(node) for node in page.all("link[rel=canonical], h1 a[href], h2 a[href], h3 a[href]")]
    wanted = engine.thread_id(page)
    named = (url for url in (page.url, *links) if url and engine.thread_id(Page("", url)) == wanted)
    return engine.canonical(next(named, page.url))
