"""``webcare import FILE --source NAME``: what a platform exports itself, through the same steps as what is crawled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler import store
from webcare.platform_exports import ImportingError, read_rows

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Run, Visit
    from crawler.profile import Profile
    from spiders.conversation import Place
    from spiders.engines.page import ShownPost
    from spiders.source import SourceSpider


def import_posts(profile: Profile, data: str, file: Path, source: str) -> Run:
    """Stores the posts of an export under a source, and returns the run's row.

    A post that was imported or crawled before is stored again only if it changed.

    Args:
        profile: whose terms, team and rules apply.
        data: the store.
        file: CSV (any common separator and encoding), JSON, JSON lines, or a file of X's archive.
        source: the source that the posts belong to, built-in or of the profile.

    Raises:
        ImportingError: the file cannot be read, or holds no post.
        ProfileError: there is no such source.
    """
    rows = list(read_rows(file))
    if not rows:
        raise ImportingError(f"{file}: holds no post; expected one a row (CSV) or one an object (JSON)")
    crawler, spider = _spider(profile, data, source)
    return _through_the_steps(crawler, spider, visits(rows, spider))


def visits(rows: Iterable[Mapping[str, str]], spider: SourceSpider) -> Iterator[Visit]:
    """The posts by thread, as a spider hands them on; of posts with the same id the first."""
    from spiders.conversation import Conversation

    clock, found = spider.clock(store.now()), dict[str, Conversation]()
    for post, place in _once(map(_post, rows), spider):
        known = spider.watermark.threads.get(place.thread_id)
        made = Conversation.at(spider.name, spider.kind, place, known, is_whole=False)
        found.setdefault(place.thread_id, made).add(post, place, clock, store.now())
    for conversation in found.values():
        spider.count("date_failures", conversation.date_failures)
        visit = conversation.result(spider.run_id, store.now())
        if visit:
            spider.count("threads_visited")
            spider.count("posts_read", len(visit.posts))
            yield visit


def _once(posts: Iterable[tuple[ShownPost, Place]], spider: SourceSpider) -> Iterator[tuple[ShownPost, Place]]:
    """The posts of which the id has not stood in the file before; the run's row says of how many it had."""
    seen, repeated = set[str](), list[str]()
    for post, place in posts:
        if post.post_id in seen:
            repeated.append(post.post_id)
            continue
        seen.add(post.post_id)
        yield post, place
    if repeated:
        spider.remark(
            f"Overgeslagen: {len(repeated)} keer een bericht met een id dat al in het bestand stond, "
            f"als eerste {repeated[0]}; telkens is het eerste bericht bewaard."
        )


def _post(row: Mapping[str, str]) -> tuple[ShownPost, Place]:
    """A post; without an id of the site, its address or its own words tell it from others."""
    from crawler import text
    from spiders.conversation import Place
    from spiders.engines.page import Shown, ShownPost

    url, words = row.get("url", ""), text.tidy(row["text"])
    own = blake2b("\0".join([row.get("author", ""), row.get("posted", ""), words]).encode(), digest_size=8).hexdigest()
    post_id = row.get("post_id") or url or own
    post = ShownPost(post_id, row.get("author", ""), Shown(row.get("posted", ""), row.get("posted")), words, url)
    return post, Place(row.get("thread_id") or post_id, url, row.get("title", ""))


def _through_the_steps(crawler: Crawler, spider: SourceSpider, found: Iterable[Visit]) -> Run:
    from scrapy.utils.misc import load_object

    from crawler.runlog import RunLog

    order = crawler.settings.getdict("ITEM_PIPELINES")
    steps = [load_object(path).from_crawler(crawler) for path in sorted(order, key=lambda path: order[path])]
    run_log = RunLog(crawler)
    run_log.started(spider)
    _each(steps, "open_spider")
    for visit in found:
        for step in steps:
            visit = step.process_item(visit)  # noqa: PLW2901 (each step takes what the one before it gives)
    _each(steps, "close_spider")
    spider.count("pages_read")
    run_log.finished(spider, "finished")
    return run_log.run


def _each(steps: Iterable[object], method: str) -> None:
    for step in steps:
        if hasattr(step, method):
            getattr(step, method)()


def _spider(profile: Profile, data: str, source: str) -> tuple[Crawler, SourceSpider]:
    """The spider of a source, which asks nothing here: it knows its kind, zone, watermark and figures."""
    from scrapy.crawler import Crawler as ScrapyCrawler
    from scrapy.utils.misc import load_object

    from spiders.crawl import settings_of, sources

    settings = settings_of(profile, {"WEBCARE_DATA": data, "WEBCARE_PLANNED": store.now()})
    kind: Any = sources(profile, [source])[source]
    crawler = ScrapyCrawler(kind, settings)
    crawler.stats = load_object(settings["STATS_CLASS"])(crawler)
    spider: SourceSpider = kind.from_crawler(crawler)
    crawler.spider = spider
    return crawler, spider
