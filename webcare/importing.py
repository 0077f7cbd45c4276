"""``webcare import FILE --source NAME``: what a platform exports itself, through the same steps as what is crawled."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler import parsing, store
from crawler.errors import InputError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Run, Visit
    from crawler.profile import Profile
    from spiders.conversation import Place
    from spiders.engines.page import ShownPost
    from spiders.source import SourceSpider

NAMES = {
    "post_id": "id, post id, comment id, tweet id, id_str, $urn, uri, message id, bericht id, reactie id",
    "text": "text, full_text, message, message.text, comment, comment text, commentary, post text, content, body, "
    "tekst, bericht, reactie",
    "author": "author, from, from.name, username, user, user name, user.screen_name, screen_name, author name, name, "
    "actor, auteur, gebruikersnaam, naam",
    "posted": "created_at, created time, date, created, created.time, timestamp, time, publish time, published, "
    "published at, datum, geplaatst op, tijd",
    "url": "url, permalink, permalink_url, permalink url, link, post url, comment url, adres",
    "thread_id": "thread id, conversation_id, conversation id, parent post id, post.id, object, gesprek, draad",
    "title": "title, thread title, titel, onderwerp",
}
"""Per fact the headings or keys under which exports give it, the best first. Case, spaces and underscores are one."""
SCRIPT = re.compile(r"^\s*window\.[\w.]+\s*=\s*")


class ImportingError(InputError):
    """A file that cannot be imported; the message names it and says what was expected."""


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


def read_rows(file: Path) -> Iterator[dict[str, str]]:
    """The facts of each post in a file, under our own names (``NAMES``); rows without a text are none.

    Raises:
        ImportingError: the file cannot be read, or no column holds texts.
    """
    try:
        content = _decoded(file.read_bytes())
    except OSError as error:
        raise ImportingError(f"{file}: cannot be read ({error.strerror})") from error
    is_json = content.lstrip().startswith(("[", "{", "window."))
    rows = list(_json_rows(content, file)) if is_json else list(_csv_rows(content, file))
    found = [_facts(row) for row in rows]
    if rows and not any("text" in facts for facts in found):
        raise ImportingError(f"{file}: no column or key with the text; expected one of {NAMES['text']}")
    yield from (facts for facts in found if facts.get("text"))


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


def _decoded(body: bytes) -> str:
    """Excel writes UTF-16 or windows-1252, platforms UTF-8."""
    from spiders.engines.page import decode

    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    return decode(body)


def _csv_rows(content: str, file: Path) -> Iterator[dict[str, Any]]:
    heading = content.partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    try:
        yield from rows
    except csv.Error as error:
        raise ImportingError(f"{file}: behind line {rows.line_num} stands no CSV ({error})") from error


def _json_rows(content: str, file: Path) -> Iterator[dict[str, Any]]:
    """The objects with facts of posts, wherever they stand in the document."""
    content = SCRIPT.sub("", content)
    try:
        waiting = [parsing.document(content)]
    except ValueError:
        waiting = [*_json_lines(content, file)][::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict) and _is_post(value):
            yield value
            waiting += [*_answers(value)][::-1]
        elif isinstance(value, (list, dict)):
            waiting += [*(value.values() if isinstance(value, dict) else value)][::-1]


def _answers(post: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The comments within a post, which belong to its thread."""
    facts = _facts(post)
    for name in ("comments", "replies"):
        held = post.get(name)
        listed = held.get("data") if isinstance(held, dict) else held
        for answer in listed if isinstance(listed, list) else []:
            if isinstance(answer, dict):
                yield {**answer, "thread_id": facts.get("thread_id") or facts.get("post_id")}


def _json_lines(content: str, file: Path) -> Iterator[Any]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            try:
                yield parsing.document(line)
            except ValueError as error:
                raise ImportingError(f"{file}: line {number} is no JSON ({error})") from error


def _is_post(value: Mapping[str, Any]) -> bool:
    facts = _facts(value)
    return "text" in facts and bool({"post_id", "posted", "author"} & facts.keys())


def _facts(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row tells, under our own names."""
    plain = {_plain(name): value for name, value in _flat(row)}
    found = {
        fact: [plain[n] for name in names.split(", ") if (n := _plain(name)) in plain] for fact, names in NAMES.items()
    }
    return {fact: values[0] for fact, values in found.items() if values}


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Names and values, those of an object within as ``outer.inner``; nothing for what is empty."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            yield f"{before}{name}", _mended(str(value))


@lru_cache(maxsize=4_096)
def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


def _mended(value: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own (``geÃ¯rriteerd``); other texts stay."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
