"""Runs the crawls of several sources in one process: all hosts at once, one source at a time on each host."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler import locks, store
from crawler.items import Run
from crawler.parts import damage
from crawler.profile import Profile, ProfileError
from spiders.loader import SourceLoader, stray_accounts
from spiders.source import new_run_id

logger = logging.getLogger(__name__)
Tick = Callable[[Iterable[Crawler]], None]
TICK_SECONDS = 0.5


class Round(AsyncCrawlerProcess):
    """One round over groups of sources; a group shares a host and is crawled in turn."""

    def __init__(self, settings: Settings, groups: Iterable[list[str]], tick: Tick | None) -> None:
        """``tick`` is called with the crawlers so far, a few times a second."""
        super().__init__(settings)
        self.groups = list(groups)
        self.tick = tick
        self.is_stopping = False
        self.begun: dict[str, Crawler] = {}
        self.failures: dict[str, str] = {}

    async def join(self) -> None:
        """Completes when every group is done."""
        ticking = asyncio.create_task(self._tick())
        await asyncio.gather(*(self._in_turn(group) for group in self.groups))
        ticking.cancel()

    async def _in_turn(self, names: list[str]) -> None:
        for name in names:
            if not self.is_stopping:
                self.begun[name] = self.create_crawler(name)
                crawling = self.crawl(self.begun[name])
                await asyncio.wait([crawling])
                self._note(name, crawling)

    def _note(self, name: str, crawling: asyncio.Task[None]) -> None:
        """Keeps why a crawl did not start; what nobody can do anything about in one sentence goes to the log whole."""
        failure = None if crawling.cancelled() else crawling.exception()
        if isinstance(failure, Exception):
            self.failures[name] = damage(failure)
            if not self.failures[name]:
                logger.error("%s: the crawl did not start", name, exc_info=failure)

    async def _tick(self) -> None:
        while self.tick:
            self.tick(self.begun.values())
            await asyncio.sleep(TICK_SECONDS)

    async def stop(self) -> None:
        """Lets every crawl end as it is and begins no other."""
        self.is_stopping = True
        stopping = asyncio.create_task(super().stop())
        while not (await asyncio.wait([stopping], timeout=TICK_SECONDS))[0]:
            for crawler in self.crawlers:
                let_end(crawler)


def let_end(crawler: Crawler) -> None:
    """Tells a crawl that is being stopped when its last visit is stored; Scrapy 2.19 does so only while reading."""
    slot = crawler.engine.scraper.slot if crawler.engine else None
    if slot and slot.closing and not slot.closing.called and slot.is_idle() and crawler.spider:
        slot.closing.callback(crawler.spider)


def crawl(
    profile: Profile,
    data: str,
    names: Iterable[str] = (),
    *,
    since: datetime | None = None,
    full: bool = False,
    run_id: str | None = None,
    planned_at: datetime | None = None,
    tick: Tick | None = None,
) -> list[Run]:
    """Crawls the named sources, or all that the profile switches on; returns one row per source, in their order.

    A source that another process is crawling is left to it.

    Can run once in a process, since the reactor cannot be started again. ``run_id`` and ``planned_at`` are those of a
    round that other processes share; without them the round is this process's own and begins now.

    Raises:
        ProfileError: a source does not exist, or none is switched on.
    """
    chosen = sources(profile, names)
    for stray in stray_accounts(profile, SourceLoader(settings_of(profile, {})).list()):
        logger.warning("%s", stray)
    own: dict[str, Any] = {
        "LOG_INSTALL_ROOT_HANDLER": False,
        "WEBCARE_DATA": data,
        "WEBCARE_RUN": run_id or new_run_id(),
        "WEBCARE_PLANNED": planned_at or store.now(),
        "WEBCARE_SINCE": since,
        "WEBCARE_FULL": full,
    }
    settings = settings_of(profile, own)
    with locks.crawling(data, chosen) as busy:
        free = {name: spider for name, spider in chosen.items() if name not in busy}
        process = Round(settings, by_host(free, profile), tick)
        process.start()
    why = dict.fromkeys(busy, locks.BUSY) | process.failures
    return [_row(process.begun.get(name), name, settings["WEBCARE_RUN"], why.get(name, "")) for name in chosen]


def settings_of(profile: Profile, own: Mapping[str, Any]) -> Settings:
    """The project's settings for one profile, and ``own`` over them."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict({"WEBCARE_PROFILE": str(profile.path), **own}, priority="cmdline")
    return settings


def sources(profile: Profile, names: Iterable[str] = ()) -> dict[str, type]:
    """The spider classes to run, by name.

    Raises:
        ProfileError: as for ``crawl``.
    """
    loader = SourceLoader(settings_of(profile, {}))
    wanted = list(names) or [name for name, source in profile.sources.items() if source.enabled]
    if not wanted:
        raise ProfileError(f"{profile.path}: no source is switched on; add [sources.NAME] with enabled = true")
    unknown = [name for name in wanted if name not in loader.list()]
    if unknown:
        raise ProfileError(f"no source {unknown[0]}; there are {', '.join(sorted(loader.list()))}")
    return {name: loader.load(name) for name in wanted}


def by_host(spiders: dict[str, type], profile: Profile) -> list[list[str]]:
    """The names of sources grouped by the host (with port) that they are read from."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, spider in spiders.items():
        source = profile.sources.get(name)
        groups[urlsplit((source and source.url) or spider.url).netloc].append(name)  # type: ignore[attr-defined]  # a SourceSpider
    return list(groups.values())


def _row(crawler: Crawler | None, name: str, run_id: str, why: str) -> Run:
    """The run of a source; a source whose spider could not start has failed, whatever the log says."""
    run = getattr(crawler and crawler.spider, "run", None)
    detail = f"The crawl did not start. {why}".strip()
    return run or Run(run_id, name, store.now(), outcome="failed", reason="interrupted", detail=detail)
