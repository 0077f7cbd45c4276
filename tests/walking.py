"""Walks a hand-written board without a network: requests are answered from memory, in the order of their priority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler import settings, store
from crawler.items import Run, Thread, Visit
from crawler.store import Store
from pipelines.dedup import Dedup
from pipelines.erased import Erased
from pipelines.match import Match
from pipelines.privacy import Privacy
from pipelines.save import Save
from pipelines.team import Team
from pipelines.withdrawn import Withdrawn
from spiders.engines.walk import BoardSpider
from spiders.source import new_run_id
from tests.forum import Forum

SITE = "http://127.0.0.1:9"
URL = f"{SITE}/index.php"
SOURCE = f'[sources.bord]\nengine = "phpbb"\nurl = "{URL}"\ndelay = 0\n'
"""The table of a profile that makes such a board its source."""


@dataclass
class Walked:
    """What one run asked for and stored."""

    asked: list[str] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def pages(self, piece: str) -> list[str]:
        """The addresses asked for that hold a piece of text, in order, from the last slash on."""
        return [url.rsplit("/", 1)[1] for url in self.asked if piece in url]

    def figure(self, name: str) -> int:
        """A figure of the run."""
        return self.figures.get(f"webcare/{name}", 0)


@dataclass
class Board:
    """A board and what was stored of it; every ``walk`` is one run."""

    forum: Forum
    profile: Path
    data: Path
    most: int = 400

    def walk(self, *, outcome: str = "complete", full: bool = False, is_killed_after: int | None = None) -> Walked:
        """One run: start page to idle, each visit through the pipelines, everything stored."""
        spider, steps = self._begin(full)
        done = Walked()
        waiting = _started(spider)
        while waiting and len(done.asked) < (is_killed_after or self.most):
            waiting.sort(key=lambda request: -request.priority)
            request = waiting.pop(0)
            done.asked.append(request.url)
            for result in self._answer(request):
                if isinstance(result, Request):
                    waiting.append(result)
                else:
                    done.visits.append(_through(steps, result))
            waiting += _revisits(spider) if not waiting else []
        steps[-1].close_spider()
        done.figures = spider.crawler.stats.get_stats()
        spider.store.append("runs", [Run(spider.run_id, "bord", store.now(), store.now(), outcome=outcome)])
        return done

    def spider(self) -> BoardSpider:
        """The spider of a run that asks for nothing by itself."""
        return self._begin(full=False)[0]

    def _begin(self, full: bool) -> tuple[BoardSpider, list[Any]]:
        own = {"WEBCARE_PROFILE": str(self.profile), "WEBCARE_DATA": str(self.data), "WEBCARE_RUN": new_run_id()}
        house = {name: value for name, value in vars(settings).items() if name.isupper()}
        kind = type("bord", (BoardSpider,), {"name": "bord", "engine": "phpbb", "url": URL, "title": "Bord"})
        crawler = get_crawler(kind, {**house, **own, "WEBCARE_FULL": full})
        spider = crawler.spider = kind.from_crawler(crawler)
        steps = [step(crawler) for step in (Team, Privacy, Erased, Match, Dedup, Withdrawn, Save)]
        for step in steps:
            if hasattr(step, "open_spider"):
                step.open_spider()
        return spider, steps

    def _answer(self, request: Request) -> Iterable[Any]:
        status, html = self.forum.page(request.url)
        response = HtmlResponse(request.url, status=status, body=html.encode(), request=request)
        assert request.callback
        return request.callback(response, **request.cb_kwargs) or ()

    def posts(self) -> dict[str, dict[str, Any]]:
        """The stored posts, latest version of each."""
        rows = Store(str(self.data)).latest("posts").to_pylist()
        return {row["post_id"]: row for row in rows}

    def threads(self) -> dict[str, Thread]:
        """The stored threads."""
        return {row["thread_id"]: Thread(**row) for row in Store(str(self.data)).latest("threads").to_pylist()}


def two_threads(profile: Path, data: Path) -> Board:
    """Two threads, crawled: one opened by lies83 with answers of piet84, one the other way round."""
    forum = Forum(rows=9, per_page=3)
    for number, (opener, other) in {1: ("lies83", "piet84"), 2: ("piet84", "lies83")}.items():
        thread = forum.thread(number, 3.0)
        thread.posts[0].author = opener
        for answer in range(4):
            thread.add(f"antwoord {number}-{answer} over UWV", 2.0 - answer / 10, other)
    made = Board(forum, profile, data)
    made.walk()
    assert len(made.posts()) == 10
    return made


def _started(spider: BoardSpider) -> list[Request]:
    """What the spider asks for first; its ``start`` awaits nothing, so it runs without a loop."""
    begun = spider.start()
    requests = []
    try:
        while True:
            begun.__anext__().send(None)
    except StopAsyncIteration:
        return requests
    except StopIteration as asked:
        requests.append(asked.value)
    return requests


def _through(steps: list[Any], visit: Visit) -> Visit:
    for step in steps:
        visit = step.process_item(visit)
    return visit


def _revisits(spider: BoardSpider) -> list[Request]:
    """What the spider asks for when it has nothing left to do."""
    asked: list[Request] = []
    spider.crawler.engine = type("Engine", (), {"crawl": staticmethod(asked.append)})()
    try:
        spider.reread()
    except DontCloseSpider:
        return asked
    return []
