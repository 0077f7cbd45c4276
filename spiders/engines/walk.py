"""The walk that every board shares: which pages to ask for, in which order, and how loud to be.

Readers tell what a page shows; the watermark tells what was seen before; the walk decides (contract, section 4).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import store
from crawler.dates import Clock
from crawler.items import Visit
from spiders.engines.choice import Choice, ordinary_rows
from spiders.engines.closed import Closed, hold, is_wall, release
from spiders.engines.due import due_visits
from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread, Page
from spiders.engines.pointed import pointed_addresses, pointed_row
from spiders.engines.readable import page_clock, readable
from spiders.engines.recognise import engine_named
from spiders.engines.visit import ThreadVisit, moment
from spiders.engines.withdrawn import Losses, look_over, second_looks
from spiders.source import SourceSpider, failure_reason

LISTING, THREAD, NEXT_PAGE, REVISIT = 0, 10, 20, -10
"""Priorities: a thread that is begun is finished first, then threads, then more listings, then re-reading."""
LONGEST = 2_000
"""Pages of one thread or listing after which the walk suspects a loop; no board on record comes near it."""


class BoardSpider(SourceSpider):
    """A source on a forum engine.

    Attributes:
        engine: the engine's name; None lets every page tell (for sites that changed engine).
    """

    engine: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's signature)
        """Prepares the walk's memory and asks to be told when it runs out of work."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.boards_seen = set()
        spider.rows_seen = set()
        spider.threads_seen = set()
        spider.entered = {}
        spider.losses = Losses()
        spider.closed = []
        spider.per_page = None
        spider.choice = Choice(spider.watermark, spider.since, spider.full)
        spider.reader = engine_named(spider.engine) if spider.engine else None
        if spider.reader and spider.kind == SourceSpider.kind:
            spider.kind = spider.reader.kind
        crawler.signals.connect(spider.reread, signals.spider_idle)
        return spider

    boards_seen: set[str]
    rows_seen: set[tuple[str, str]]
    threads_seen: set[str]
    entered: dict[str, ThreadVisit]
    losses: Losses
    closed: list[Closed]
    per_page: int | None
    choice: Choice
    reader: Engine | None

    async def start(self) -> AsyncIterator[Any]:
        """The board index, or the boards that the profile names."""
        for address in self.boards or [self.url]:
            yield self.ask(self._read_at(address), self.parse)

    def _read_at(self, url: str) -> str:
        """Where a shown address is read: elsewhere for an engine with an API."""
        return self.reader.start_url(url) if self.reader else url

    def parse(self, response: Response, *, may_close: bool = False) -> Iterable[Any]:
        """An index or a listing: its boards, its threads that moved, and perhaps its next page."""
        page, engine = readable(self, response)
        if engine is None:
            return
        self.boards_seen.add(engine.canonical(response.url))
        for board in engine.boards(page):
            yield from self._board(engine, board.url)
        rows = engine.threads(page)
        clock = page_clock(self, page, engine, response)
        moved = [row for row in rows if self.choice.is_wanted(row, moment(row.last_post, clock))]
        self.count("listings_read")
        self.count("threads_seen", len(rows))
        for row in moved:
            yield from self._visit(engine, row, clock)
        is_new = self._is_new(engine.canonical(response.url), rows)
        dates = [date for row in ordinary_rows(rows) if (date := moment(row.last_post, clock).at)]
        if is_new and self.choice.goes_on(rows, moved, dates) and (address := engine.next_page(page)):
            yield from self._board(engine, address, next_page=True)

    def _is_new(self, board: str, rows: list[ListedThread]) -> bool:
        """Whether a listing page shows a row that no earlier page of its board did; a pager without end does not."""
        shown = {(board, row.thread_id) for row in rows}
        is_new = not shown <= self.rows_seen
        self.rows_seen |= shown
        return is_new

    def _board(self, engine: Engine, url: str, *, next_page: bool = False) -> Iterator[Request]:
        """A board or a further page of it, once, and only on this source's own host."""
        identity = url if next_page else engine.canonical(url)
        is_ours = self.is_own(url) and (next_page or not self.boards)
        if is_ours and identity not in self.boards_seen and len(self.boards_seen) < LONGEST:
            self.boards_seen.add(identity)
            yield self.ask(url, self.parse, LISTING, may_close=not next_page)

    def _visit(self, engine: Engine, row: ListedThread, clock: Clock) -> Iterator[Request]:
        """The first page of a visit: where the first unseen post stands, page 1 for a thread not yet complete."""
        if row.thread_id in self.threads_seen or not self.is_own(row.url):
            return
        self.threads_seen.add(row.thread_id)
        known = self.watermark.threads.get(row.thread_id)
        visit = ThreadVisit(self.name, self.kind, row, known, moment(row.last_post, clock))
        size = row.per_page or self.per_page or engine.posts_per_page
        page = self.choice.entry_page(known, engine, size)
        visit.from_start = page == 1
        self.entered |= {} if page == 1 else {row.thread_id: visit}
        url = engine.page_url(row.url, page, size) if page > 1 else row.url
        yield self.ask(url, self.parse_thread, THREAD, visit=visit, is_entry=page > 1)

    def parse_thread(self, response: Response, visit: ThreadVisit, *, is_entry: bool = False) -> Iterable[Any]:
        """One page of a thread: its posts, then the next page, or the visit when this was the last."""
        page, engine = readable(self, response)
        if engine is None or not engine.posts(page):
            yield from self._from_the_start(visit) if is_entry else self._finish(visit, is_whole=False)
            return
        new = visit.read(page, engine, page_clock(self, page, engine, response), store.now())
        if is_entry and not self._meets_known(visit):
            yield from self._from_the_start(visit)
            return
        yield from self._further(page, engine, visit, is_new=bool(new))

    def _further(self, page: Page, engine: Engine, visit: ThreadVisit, *, is_new: bool) -> Iterator[Any]:
        """The pages that this one leads to, one at a time; a page without a new post ends a loop."""
        following = engine.next_page(page)
        if following and visit.posts:
            self.per_page = self.per_page or len(engine.posts(page))
        addresses = [*engine.more(page), *([following] if following and is_new else [])]
        visit.waiting += [url for url in addresses if url not in visit.pages and self.is_own(url)]
        while visit.waiting and len(visit.pages) < LONGEST:
            url = visit.waiting.pop(0)
            if url not in visit.pages:
                visit.pages.add(url)
                yield self.ask(url, self.parse_thread, NEXT_PAGE, visit=visit)
                return
        visit.is_partial |= bool(visit.waiting) or (following is not None and following not in visit.pages)
        yield from self._finish(visit)

    def _meets_known(self, visit: ThreadVisit) -> bool:
        """Whether the page that the visit entered at holds a stored post; with none stored it must be trusted."""
        known = self.watermark.known_posts(visit.row.thread_id)
        return not known or any(post_id in known for post_id in visit.posts)

    def _from_the_start(self, visit: ThreadVisit) -> Iterator[Request]:
        """The thread has shifted since the last visit: read it whole."""
        self.entered.pop(visit.row.thread_id, None)
        yield self.ask(visit.row.url, self.parse_thread, THREAD, visit=visit.again())

    def _finish(self, visit: ThreadVisit, *, is_whole: bool = True) -> Iterator[Visit]:
        visit.is_whole = is_whole
        self.count("date_failures", visit.date_failures)
        if result := visit.result(self.run_id, store.now()):
            self.count("threads_visited")
            self.count("posts_read", len(result.posts))
            result.withdrawn = look_over(self, visit)
            yield result

    def on_failure(self, failure: Failure) -> Iterable[Any]:
        """Records the failure and keeps what the visit had read so far, to be completed by the next run."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        is_forbidden = failure_reason(failure) == "robots" and not request.cb_kwargs.get("is_entry")
        if not (is_forbidden and hold(self, request, "robots")):
            yield from super().on_failure(failure)
        visit = request.cb_kwargs.get("visit")
        if visit is not None:
            yield from self._finish(visit, is_whole=False)

    def parse_pointed(self, response: Response, *, may_close: bool = True) -> Iterable[Any]:
        """The thread of a page that a search-term feed found, unless this run has visited it."""
        page, engine = readable(self, response)
        row = pointed_row(page, engine) if engine else None
        if engine and row:
            yield from self._visit(engine, row, page_clock(self, page, engine, response))

    def parse_again(self, response: Response, held: list[Closed]) -> Iterable[Any]:
        """The front page once more: while it is shown to us, a few closed pages say nothing of the others."""
        _, engine = readable(self, response)
        if engine and not is_wall(held, self.counted("pages_read")):
            yield from release(self, held)

    def reread(self) -> None:
        """When all else is read: what feeds pointed at, relevant threads not looked at for a day, and closed pages."""
        pointed = [url for url in pointed_addresses(self) if url not in self.boards_seen]
        self.boards_seen.update(pointed)
        requests = [self.ask(self._read_at(url), self.parse_pointed, REVISIT, may_close=True) for url in pointed]
        visits = list(due_visits(self)) or ([] if requests else second_looks(self))
        requests += [self.ask(self._read_at(v.row.url), self.parse_thread, REVISIT, visit=v) for v in visits]
        if self.closed and not requests:
            front, held = next(iter(self.boards), self.url), self.closed
            self.closed = []
            requests.append(self.ask(self._read_at(front), self.parse_again, REVISIT, held=held))
        for request in requests:
            assert self.crawler.engine is not None  # noqa: S101 (running)
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
