"""Threads that are read again, moved or not: relevant ones, once a day, for what was edited or deleted in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from crawler import store
from spiders.engines.page import ListedThread
from spiders.engines.visit import ThreadVisit

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider


def due_visits(spider: BoardSpider) -> Iterator[ThreadVisit]:
    """A visit to every stored thread that is due and was not read from its first page in this run."""
    days = timedelta(days=spider.profile.crawl.revisit_days)
    for thread in spider.watermark.due(store.now() - days, store.now() - timedelta(days=1)):
        if entered := spider.entered.pop(thread.thread_id, None):
            yield entered.again()
        elif thread.thread_id not in spider.threads_seen:
            spider.threads_seen.add(thread.thread_id)
            row = ListedThread(thread.thread_id, thread.url, thread.title, thread.replies, thread.views)
            row.sticky, row.closed, row.site_state = thread.sticky, thread.closed, thread.site_state
            yield ThreadVisit(spider.name, spider.kind, row, thread)
