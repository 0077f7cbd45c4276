"""Erasure that a later crawl does not undo: marks first, then every stored part without what they stand for.

A crash in between leaves the marks, and the next sweep ends what it had begun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from crawler import rewriting, store, tombstones
from crawler.pseudonyms import pseudonym
from crawler.schema import Dataset
from crawler.store import Store
from crawler.tombstones import Act, Tombstones, key_name, mark

Place = tuple[str, str]
"""A source, and an identity of its own."""
DATASETS: tuple[Dataset, ...] = ("posts", "threads", "pointers")


@dataclass(slots=True)
class Wish:
    """What somebody wants to have erased.

    Attributes:
        kind: what it was asked by.
        posts: every post it concerns, stored or not.
        threads: threads to be erased whole.
        opened: threads that stay, without their opener and title.
        authors: names as stored, on every source where they may not come back.
        addresses: what feeds found that leads there.
    """

    kind: Literal["post", "thread", "author"]
    posts: set[Place] = field(default_factory=set)
    threads: set[Place] = field(default_factory=set)
    opened: set[Place] = field(default_factory=set)
    authors: set[Place] = field(default_factory=set)
    addresses: set[Place] = field(default_factory=set)

    def marks(self, key: bytes) -> list[str]:
        """The keyed marks of all of it."""
        of_kind: dict[tombstones.Kind, set[Place]] = {
            "post": self.posts,
            "thread": self.threads,
            "title": self.opened,
            "author": self.authors,
            "address": self.addresses,
        }
        return [mark(key, kind, *place) for kind, places in of_kind.items() for place in sorted(places)]


class Swept(NamedTuple):
    """How many rows went (every stored version counts), and how many parts were rewritten."""

    rows: int
    parts: int


def forms(key: bytes, source: str, name: str) -> tuple[str, str]:
    """How the name of an author on a source can stand in the data: as its pseudonym, or as it is."""
    return pseudonym(key, source, name), name


def by_author(data: Store, key: bytes, name: str, sources: Iterable[str]) -> Wish:
    """Everything that one author wrote on some sources, and the threads that they opened there."""
    wish = Wish("author", authors={(source, form) for source in sources for form in forms(key, source, name)})
    posts, threads = (_written_by(data, what, wish.authors) for what in ("posts", "threads"))
    wish.posts, wish.opened = posts, threads
    wish.addresses = _pointers(data, _urls(data, posts))
    return wish


def by_place(data: Store, posts: Collection[Place], threads: Collection[Place]) -> Wish:
    """Some posts, or some threads with every post in them."""
    wish = Wish("thread" if threads else "post", set(posts), set(threads))
    query = (
        "select distinct source, post_id from posts join (select unnest($1) as source, unnest($2) as thread_id) "
        "using (source, thread_id)"
    )
    wish.posts |= _places(data, query, threads)
    wish.addresses = _pointers(data, addresses(data, wish))
    return wish


def addresses(data: Store, wish: Wish) -> set[str]:
    """The addresses of what is wished, as stored."""
    query = (
        "select distinct '', url from threads join (select unnest($1) as source, unnest($2) as thread_id) "
        "using (source, thread_id)"
    )
    return _urls(data, wish.posts) | {url for _, url in _places(data, query, wish.threads)}


def forget(data: Store, key: bytes, wish: Wish) -> Swept:
    """Erases what is wished: leaves its marks, then takes it out of every part."""
    with rewriting.alone(data):
        made = wish.marks(key)
        if not set(made) <= tombstones.load(data).marks:
            counts = len(wish.posts), len(wish.threads | wish.opened)
            tombstones.note(data, Act(wish.kind, store.now(), *counts, made, key_name(key)))
        return _sweep(data, tombstones.load(data))


def sweep(data: Store) -> Swept:
    """Takes out whatever was erased and is still, or again, in the data."""
    with rewriting.alone(data):
        return _sweep(data, tombstones.load(data))


def _sweep(data: Store, erased: Tombstones) -> Swept:
    rewriting.remove_abandoned(data)
    gone = changed = 0
    for dataset in DATASETS if erased.marks else ():
        for paths in rewriting.parts(data, dataset).values():
            for path in paths:
                lost = _sweep_part(data, dataset, path, erased)
                gone += lost or 0
                changed += lost is not None
    return Swept(gone, changed)


def _sweep_part(data: Store, dataset: Dataset, path: str, erased: Tombstones) -> int | None:
    """Takes what was erased out of one part; how many rows went, None where there was no trace of it."""
    source, _ = rewriting.place(path)
    found = rewriting.rows(data, dataset, [path], tombstones.KEYS[dataset])
    kept = erased.cleaned(dataset, found, source)
    if kept.equals(found):
        return None
    table = erased.cleaned(dataset, rewriting.rows(data, dataset, [path]), source)
    rewriting.replace(data, [path], table, "forget")
    return int(found.num_rows - kept.num_rows)


def _written_by(data: Store, dataset: Literal["posts", "threads"], authors: Collection[Place]) -> set[Place]:
    identity = "post_id" if dataset == "posts" else "thread_id"
    query = (
        f"select distinct source, {identity} from {dataset} "  # noqa: S608 (constants)
        "join (select unnest($1) as source, unnest($2) as author) using (source, author)"
    )
    return _places(data, query, authors)


def _urls(data: Store, posts: Collection[Place]) -> set[str]:
    query = (
        "select distinct '', url from posts join (select unnest($1) as source, unnest($2) as post_id) "
        "using (source, post_id)"
    )
    return {url for _, url in _places(data, query, posts)}


def _pointers(data: Store, urls: Collection[str]) -> set[Place]:
    query = "select distinct source, url from pointers where url in (select unnest($2)) and $1 is not null"
    return _places(data, query, {("", url) for url in urls})


def _places(data: Store, query: str, asked: Collection[Place]) -> set[Place]:
    if not asked:
        return set()
    first, second = (list(values) for values in zip(*asked, strict=True))
    return set(data.rows(query, [first, second]))
