"""What an address stands for: the post or thread that is stored, whatever form its address has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from crawler.errors import InputError

if TYPE_CHECKING:
    from crawler.erasure import Place
    from crawler.profile import Profile
    from crawler.store import Store

NAMED = re.compile(
    r"[/?&;#._-](?:pid|posts?|post_?id|msg|message|(?:find)?comments?|reply|entry|show)[=/_-]?(\d+)(?!\w)"
    r"|[?&;]p=(\d+)(?!\w)|\#[pac]?(\d+)$",
    re.IGNORECASE,
)
"""A post's own id in an address: ``?p=12``, ``#post-12``, ``/posts/12``, ``topic=5.msg12``, ``#12``."""
PAGED = frozenset({"fluxbb", "punbb"})
"""Engines that call a page of a thread ``p``."""
_PLAIN = "create temp macro plain(url) as rtrim(regexp_replace(url, '^https?://(www\\.)?', '', 'i'), '/')"
_STORED = """
select distinct source, post_id, thread_id, kind, url, thread_url from
    (select source, post_id, thread_id, kind, url, thread_url from posts union all
     select source, null, thread_id, kind, null, url from threads)
where plain(url) in (select unnest($urls)) or plain(thread_url) in (select unnest($urls))
    or (source in (select unnest($sources))
        and (post_id in (select unnest($posts)) or thread_id in (select unnest($threads))))
"""


class Row(NamedTuple):
    """A stored post, or (without ``post_id``) a stored thread."""

    source: str
    post_id: str | None
    thread_id: str
    kind: str
    url: str | None
    thread_url: str


@dataclass(slots=True)
class Found:
    """The posts and the whole threads that an address stands for."""

    posts: set[Place] = field(default_factory=set)
    threads: set[Place] = field(default_factory=set)

    @property
    def sources(self) -> set[str]:
        """The sources on which something was found."""
        return {source for source, _ in self.posts | self.threads}

    def holds(self, row: Row) -> bool:
        """Whether a row is among it."""
        return (row.source, row.post_id) in self.posts or (row.source, row.thread_id) in self.threads

    def add(self, more: Found) -> None:
        """Takes in what was found elsewhere."""
        self.posts |= more.posts
        self.threads |= more.threads


@dataclass(frozen=True, slots=True)
class Address:
    """An address, and what it tells by itself.

    Attributes:
        url: as it was given.
        posts: the ids of posts that it may name.
        threads: for every source on its host the id of the thread that it names, or nothing.
    """

    url: str
    posts: frozenset[str]
    threads: dict[str, str]

    @property
    def names_a_post(self) -> bool:
        """Whether it is the address of one post, as far as it tells; a number behind the thread's own can be one."""
        last = urlsplit(self.url).path.rstrip("/").rpartition("/")[2]
        return bool(self.posts) or (last.isdigit() and last not in self.threads.values())


def address(profile: Profile, url: str) -> Address:
    """An address with the ids that it names, read by the engine of every source on its host.

    Raises:
        InputError: it is no web address.
    """
    from crawler.addresses import host_of
    from spiders.engines.page import Page
    from spiders.engines.recognise import engine_named
    from webcare.sources import spiders

    if not re.match(r"https?://[^/\s]+\S*$", url):
        raise InputError(f"{url}: is no address; expected one such as https://forum.example.nl/viewtopic.php?p=12")
    threads, named = {}, url
    for name, spider in spiders(profile).items():
        own = profile.sources.get(name)
        engine = (own and own.engine) or getattr(spider, "engine", None)
        if host_of((own and own.url) or spider.url) == host_of(url):
            threads[name] = engine_named(engine).thread_id(Page("", url)) if engine else ""
            named = re.sub(r"([?&;])p=\d+", r"\1", url) if engine in PAGED else named
    return Address(url, frozenset(post for found in NAMED.findall(named) for post in found if post), threads)


def stored(data: Store, asked: Address) -> Found:
    """What is stored under an address, in any source: a feed stores the address of a board's post too.

    On each source the address itself counts first, then the ids that it names. One that names a post never stands for
    its thread.
    """
    rows = _rows(data, [plain(asked.url)], asked)
    found = _under(rows, {plain(asked.url)})
    found.add(_named((row for row in rows if row.source not in found.sources), asked))
    urls = {plain(row.url or row.thread_url) for row in rows if found.holds(row)}
    found.add(_under((row for row in _rows(data, urls) if row.source not in found.sources), urls))
    return found


def plain(url: str) -> str:
    """An address without what changes nothing: scheme, ``www.``, session, a last slash."""
    from spiders.engines.engine import SESSION, without

    return re.sub(r"^https?://(?:www\.)?", "", without(url, SESSION, fragment=True), flags=re.IGNORECASE).rstrip("/")


def _rows(data: Store, urls: Collection[str], asked: Address | None = None) -> list[Row]:
    named = asked or Address("", frozenset(), {})
    names = {
        "urls": sorted(urls),
        "sources": [*named.threads],
        "posts": [*named.posts],
        "threads": [*filter(None, named.threads.values())],
    }
    return [Row(*row) for row in data.rows(_STORED, names, before=_PLAIN)]


def _under(rows: Iterable[Row], urls: Collection[str]) -> Found:
    """What has one of these very addresses; a thread rather than its first post, except where posts stand alone."""
    found, by_source = Found(), defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    for source, shown in by_source.items():
        posts = {(source, row.post_id) for row in shown if row.post_id and row.url and plain(row.url) in urls}
        threads = {(source, row.thread_id) for row in shown if plain(row.thread_url) in urls}
        is_alone = any(row.kind in ("social", "feed") for row in shown)
        if posts and (is_alone or not threads):
            found.posts |= posts
        else:
            found.threads |= threads
    return found


def _named(rows: Iterable[Row], asked: Address) -> Found:
    """What the address names: a post by its id or by the end of its address, else a thread by its id."""
    found = Found()
    for row in rows:
        thread = asked.threads.get(row.source)
        if thread is None or thread not in ("", row.thread_id):
            continue
        if row.post_id and (row.post_id in asked.posts or (thread and _ends_alike(row, asked.url))):
            found.posts.add((row.source, row.post_id))
        elif thread and not asked.names_a_post:
            found.threads.add((row.source, row.thread_id))
    return Found(found.posts) if found.posts else found


def _ends_alike(row: Row, url: str) -> bool:
    """Whether two addresses in one thread end in the same name or fragment, which is not that of the thread."""
    theirs, ours = urlsplit(row.url or ""), urlsplit(url)
    if theirs.fragment or ours.fragment:
        return theirs.fragment == ours.fragment
    ends = [parts.path.rstrip("/").rpartition("/")[2] for parts in (theirs, ours, urlsplit(row.thread_url))]
    return ends[0] == ends[1] != ends[2] and not theirs.query and not ours.query
