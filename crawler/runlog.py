"""One row per source and run: what happened, in the words of the contract; a killed run leaves its trace too."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler import rewriting, store
from crawler.items import GOOD, Run
from crawler.store import Store, StoreError

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.profile import Profile

log = logging.getLogger(__name__)
BLOCKS = frozenset({"robots", "http_403", "rate_limited", "consent_wall", "login_wall"})

UNWRITABLE = "Er kon niet meer worden bewaard wat gelezen werd; is de schijf vol?"


def judge(
    figures: dict[str, Any], finish_reason: str, relevant: int | None, expect: tuple[int, int] | None
) -> tuple[str, str | None, str]:
    """The outcome of a run, its class of failure and a sentence (contract, section 3).

    A run without a readable page is never quiet: a wall, a refusal or a changed site has its own name. ``relevant`` is
    the number of relevant posts of the last seven days, ``expect`` what the source declares for a week.
    """
    failures, walls = _classes(figures, "failed"), _classes(figures, "walls")
    worst = max(failures, key=lambda reason: failures[reason], default=None)
    if not figures.get("webcare/pages_read"):
        return _nothing(worst, walls, finish_reason)
    if finish_reason != "finished":
        return "partial", "interrupted", "De ronde is afgebroken voordat alles gelezen was."
    if lost := figures.get("webcare/lost", 0) + figures.get("webcare/unsaved", 0):
        return "partial", "interrupted", f"{lost} draden zijn gelezen maar niet bewaard."
    if worst:
        return "partial", worst, f"Niet gelezen: {_pages(sum(failures.values()))}."
    if figures.get("webcare/listings_read") and not figures.get("webcare/threads_seen"):
        return _no_thread(walls)
    if changed := changed_pages(figures):
        return "partial", "page_changed", f"Anders dan verwacht: {_pages(changed)}."
    if expect and relevant is not None and relevant < expect[0]:
        return (
            "silent",
            "below_expectation",
            f"{relevant} relevante berichten in zeven dagen; verwacht {expect[0]} of meer.",
        )
    closed = sum(walls.values())
    return "complete", None, f"Niet openbaar: {_pages(closed)}." if closed else ""


def _classes(figures: dict[str, Any], kind: str) -> dict[str, int]:
    """The pages of a kind (``failed``, ``walls``) by class of failure."""
    start = f"webcare/{kind}/"
    return {key.removeprefix(start): n for key, n in figures.items() if key.startswith(start) and n}


def _pages(count: int) -> str:
    return "1 pagina" if count == 1 else f"{count} pagina's"


def _no_thread(walls: dict[str, int]) -> tuple[str, str, str]:
    """A board on which we see no thread is behind a wall, at another address, or has changed."""
    outcome = "blocked" if walls else "failed"
    return outcome, next(iter(walls), "page_changed"), "Er is geen enkele draad gezien; klopt het adres nog?"


def changed_pages(figures: dict[str, Any]) -> int:
    """The pages that held nothing we know, or something on which a reader failed."""
    return int(figures.get("webcare/page_changed", 0) + figures.get("spider_exceptions/count", 0))


def _nothing(worst: str | None, walls: dict[str, int], finish_reason: str) -> tuple[str, str | None, str]:
    reason = next(iter(walls), None) or worst
    if reason in BLOCKS:
        return "blocked", reason, "De bron laat ons niet toe; er is niets gelezen."
    if finish_reason not in ("finished", "closespider_errorcount"):
        return "failed", "interrupted", "De ronde is afgebroken voordat er iets gelezen was."
    if reason:
        return "failed", reason, "De bron was niet bereikbaar; er is niets gelezen."
    return "failed", "page_changed", "Er kwam geen pagina die wij kunnen lezen."


class Source(Protocol):
    """What the run log needs to know of a spider; it leaves the finished row in ``run``."""

    name: str
    run_id: str
    profile: Profile
    store: Store
    expect: tuple[int, int] | None
    run: Run | None


class RunLog:
    """Writes the row when a source starts, as interrupted, and replaces it when it ends, by what happened."""

    def __init__(self, crawler: Crawler) -> None:
        """Listens for start and end."""
        self.crawler = crawler
        self.stopping: asyncio.Future[None] | None = None
        crawler.signals.connect(self.started, signals.spider_opened)
        crawler.signals.connect(self.lost, signals.item_error)
        crawler.signals.connect(self.finished, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        return cls(crawler)

    def started(self, spider: Source) -> None:
        """A row that stays when the process is killed."""
        self.run = spider.run = Run(
            run_id=spider.run_id,
            source=spider.name,
            started_at=store.now(),
            planned_at=self.crawler.settings["WEBCARE_PLANNED"],
            outcome="failed",
            reason="interrupted",
            detail="De ronde is afgebroken.",
            software_version=version("webcare"),
            profile_digest=spider.profile.digest,
        )
        spider.store.append("runs", [self.run])

    def lost(self, failure: Failure, response: Response | None = None) -> None:
        """Counts a visit that a fault of ours kept from being stored; where nothing can be, no more pages are asked.

        A visit without a response is of a source that has asked everything already; to close it meanwhile, Scrapy 2.19
        would wait for ever.
        """
        assert self.crawler.stats is not None  # noqa: S101 (set before a spider opens)
        self.crawler.stats.inc_value("webcare/lost")
        if isinstance(failure.value, StoreError):
            self.crawler.stats.set_value("webcare/remark", UNWRITABLE)
            if response and not self.stopping:
                self.stopping = asyncio.ensure_future(self.crawler.stop_async())

    def finished(self, spider: Source, reason: str) -> None:
        """The row of the finished run."""
        assert self.crawler.stats is not None  # noqa: S101 (set before a spider opens)
        figures = self.crawler.stats.get_stats()
        relevant = recent_relevant(spider.store, spider.name) if spider.expect else None
        outcome, why, found = judge(figures, reason, relevant, spider.expect)
        detail = figures.get("webcare/remark") or found
        self.run = replace(
            self.run, finished_at=store.now(), outcome=outcome, reason=why, detail=detail, **counts(figures)
        )
        spider.run = self.run
        begun = rewriting.of_run(spider.store, "runs", spider.name, spider.run_id)
        spider.store.append("runs", [self.run])
        rewriting.remove(spider.store, begun)
        if outcome in GOOD:
            log.info("%s: %s, %s posts read, %s new", spider.name, outcome, self.run.posts_read, self.run.posts_new)
        else:
            log.warning("%s: %s, %s. %s", spider.name, outcome, why, detail)


def counts(figures: dict[str, Any]) -> dict[str, Any]:
    """The counters of a run, from the figures that its parts kept."""
    ours = ("retries", "threads_seen", "threads_visited", "posts_read", "posts_new", "posts_changed", "posts_matched")
    status = "downloader/response_status_count/"
    return {
        "requests": figures.get("downloader/request_count", 0),
        "bytes": figures.get("downloader/response_bytes", 0),
        "status_counts": {key.removeprefix(status): n for key, n in figures.items() if key.startswith(status)},
        "page_changed": changed_pages(figures),
        **{name: figures.get(f"webcare/{name}", 0) for name in (*ours, "date_failures")},
    }


def recent_relevant(data: Store, source: str) -> int:
    """How many posts with a search term in their own words a source had in the last seven days."""
    since = (store.now() - timedelta(days=7)).isoformat()
    found = data.latest("posts", ["post_id"], f"match_reason = 'text' and posted_at >= '{since}'", source)
    return int(found.num_rows)
