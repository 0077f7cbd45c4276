"""What was erased, kept as keyed marks only, so that no later crawl stores it again; and the ledger of such acts.

A mark is a keyed hash of a kind, a source and an identity under the key of the pseudonyms: who has the data alone
cannot tell what was erased, and whoever reads a post again can tell that it must not be kept (GDPR, article 17).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import pyarrow as pa
import pyarrow.compute as pc

from crawler.errors import InputError
from crawler.pseudonyms import key_file, load_key
from crawler.schema import ACTS, STRINGS, Dataset

if TYPE_CHECKING:
    from crawler.store import Store

Kind = Literal["post", "thread", "author", "title", "address"]
"""What a mark stands for; ``title`` is a thread whose opener was erased, ``address`` an address that a feed found."""
MARK, NAME = 16, 4
"""Bytes of a mark, and of the name by which a key is known again."""
KEYS: dict[Dataset, tuple[str, ...]] = {
    "posts": ("post_id", "thread_id", "author", "thread_title", "quotes", "duplicate_of"),
    "threads": ("thread_id", "author", "title"),
    "pointers": ("url",),
}
"""The columns by which an erased row, or a trace of one, is recognised."""


class TombstoneError(InputError):
    """What was erased cannot be recognised any more; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done for somebody's privacy: what, when, how much; never for whom.

    Attributes:
        kind: ``post``, ``thread`` or ``author`` was erased; ``export`` gave access; ``purge`` kept the retention.
        done_at: when it was done.
        posts: how many posts it concerned.
        threads: how many threads.
        marks: what may not be stored again.
        key: the name of the key that the marks were made with; empty without marks.
    """

    kind: Literal["post", "thread", "author", "export", "purge"]
    done_at: datetime
    posts: int
    threads: int
    marks: list[str] = field(default_factory=list)
    key: str = ""


class Tombstones:
    """The marks of everything that was erased."""

    def __init__(self, key: bytes, marks: Iterable[str] = ()) -> None:
        """Without marks nothing is erased, and the key is not used."""
        self.key = key
        self.marks = frozenset(marks)
        self.kinds = {made.partition(":")[0] for made in self.marks}

    def has(self, kind: Kind, source: str, identity: str) -> bool:
        """Whether this post, thread, author, title or address was erased."""
        return bool(self.among(kind, source, [identity]))

    def among(self, kind: Kind, source: str, identities: Iterable[str | None]) -> set[str]:
        """Those of some identities of one source that were erased."""
        if kind not in self.kinds:
            return set()
        begun, found = _begun(self.key, kind, source), set()
        for identity in filter(None, identities):
            made = begun.copy()
            made.update(identity.encode())
            if f"{kind}:{made.hexdigest()}" in self.marks:
                found.add(identity)
        return found

    def cleaned(self, dataset: Dataset, table: pa.Table, source: str) -> pa.Table:
        """The rows of one source that may be kept, without any trace of what was erased.

        Args:
            dataset: what the rows are; of runs nothing is ever erased.
            table: the rows, with at least the columns of ``KEYS``.
            source: the source that they belong to.
        """
        if not self.marks or dataset not in KEYS:
            return table
        return {"posts": self._posts, "threads": self._threads, "pointers": self._pointers}[dataset](table, source)

    def _posts(self, table: pa.Table, source: str) -> pa.Table:
        columns: dict[Kind, str] = {"post": "post_id", "thread": "thread_id", "author": "author"}
        for kind, column in columns.items():
            table = table.filter(pc.invert(self._is_erased(kind, source, table[column])))
        table = _changed(table, "thread_title", self._is_erased("title", source, table["thread_id"]), "")
        places = [place for place in pc.unique(table["duplicate_of"]).to_pylist() if place]
        copied = [place for place in places if self.has("post", *place.split("/", 1))]
        return self._without_quotes(
            _changed(table, "duplicate_of", _is_in(table["duplicate_of"], copied), None), source
        )

    def _without_quotes(self, table: pa.Table, source: str) -> pa.Table:
        """The table with an empty id wherever a post quotes one that was erased."""
        erased = self.among("post", source, pc.unique(pc.list_flatten(table["quotes"])).to_pylist())
        if not erased:
            return table
        rows = table["quotes"].to_pylist()
        lists = [quotes and ["" if post in erased else post for post in quotes] for quotes in rows]
        return table.set_column(table.schema.get_field_index("quotes"), "quotes", pa.array(lists, STRINGS))

    def _threads(self, table: pa.Table, source: str) -> pa.Table:
        table = table.filter(pc.invert(self._is_erased("thread", source, table["thread_id"])))
        by_author = self._is_erased("author", source, table["author"])
        is_bare = pc.or_(by_author, self._is_erased("title", source, table["thread_id"]))
        return _changed(_changed(table, "title", is_bare, ""), "author", by_author, "")

    def _pointers(self, table: pa.Table, source: str) -> pa.Table:
        return table.filter(pc.invert(self._is_erased("address", source, table["url"])))

    def _is_erased(self, kind: Kind, source: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
        return _is_in(column, self.among(kind, source, pc.unique(column).to_pylist()))


def _is_in(column: pa.ChunkedArray, values: Collection[str]) -> pa.ChunkedArray:
    return pc.is_in(column, pa.array(sorted(values), pa.string()))


def _changed(table: pa.Table, column: str, where: pa.ChunkedArray, value: str | None) -> pa.Table:
    """The table with another value in the rows where the mask holds."""
    filled = pc.if_else(where, pa.scalar(value, pa.string()), table[column])
    return table.set_column(table.schema.get_field_index(column), column, filled)


def mark(key: bytes, kind: Kind, source: str, identity: str) -> str:
    """The keyed mark of one thing that was erased, as ``kind:digits``."""
    made = _begun(key, kind, source)
    made.update(identity.encode())
    return f"{kind}:{made.hexdigest()}"


def _begun(key: bytes, kind: Kind, source: str) -> hashlib.blake2b:
    """The mark of all that has this kind and source, but for its identity (keyed BLAKE2b, RFC 7693)."""
    return hashlib.blake2b(f"{kind}\0{source}\0".encode(), key=hashlib.sha256(key).digest(), digest_size=MARK)


def key_name(key: bytes) -> str:
    """The name by which a key is known again, without telling anything of it."""
    return hashlib.blake2b(b"name", key=hashlib.sha256(key).digest(), digest_size=NAME).hexdigest()


def acts(store: Store) -> list[Act]:
    """The ledger, oldest first."""
    rows = store.read_flat("privacy", ACTS).to_pylist()
    return sorted((Act(**row) for row in rows), key=lambda act: act.done_at)


def note(store: Store, act: Act) -> None:
    """Adds one act to the ledger, whole or not at all."""
    store.write(pa.Table.from_pylist([asdict(act)], schema=ACTS), f"{store.root}/privacy", act.kind)


def load(store: Store) -> Tombstones:
    """Everything that was erased from this data, or that a crawl may not store in it again.

    Raises:
        TombstoneError: the key is not here, or is not the one that the marks were made with.
    """
    marked = [act for act in acts(store) if act.marks]
    if not marked:
        return Tombstones(b"")
    path = key_file()
    loss = "without it what was forgotten would come back; put back the copy you kept (WEBCARE_KEY_FILE)"
    if not path.exists():
        raise TombstoneError(f"{path}: the key is not here, and {loss}")
    key = load_key(path)
    if any(act.key != key_name(key) for act in marked):
        raise TombstoneError(f"{path}: is not the key that {store.root}/privacy was written with, and {loss}")
    return Tombstones(key, (made for act in marked for made in act.marks))
