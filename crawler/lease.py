"""A lease per source, kept in the data: two crawls of a cluster never read one source at the same time.

An object store has no locks, but whoever lists it sees all that was written before. So a crawl first writes its claim
and only then looks whether there is another (the flag principle: M. Herlihy and N. Shavit, *The Art of Multiprocessor
Programming*, section 1.2): of two that begin at once, at least one sees the other and draws back. Ages are told by
the clock of the store, which is one; those of the machines differ.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterable

import pyarrow.fs as pafs

from crawler.store import Store

LASTS = 30.0
"""Seconds that a claim stands without being renewed; then its crawl is dead and others may read the source."""
RENEWED = 8.0
"""Seconds after which a living crawl renews its claim: it may fail three times before the claim is void."""


class LeaseError(Exception):
    """The source cannot be read now; the message is one clear sentence."""


class Lease:
    """The right to read one source for one run.

    A claim is a file ``DATA/leases/source=NAME/RUN-....claim`` that holds the name of its run. Claims of the same
    run that are void were left by crawls that were killed: they stay until the run has ended, as its count of attempts.
    """

    def __init__(self, store: Store, source: str, run_id: str) -> None:
        """Takes nothing yet."""
        self.store, self.source, self.run_id = store, source, run_id
        self.folder = f"{store.root}/leases/source={source}"

    def take(self) -> int:
        """Takes the source, after waiting for a claim that may be dead; returns how often this run was begun before.

        Raises:
            LeaseError: another crawl renewed its claim while we looked, so it lives.
        """
        before: dict[str, int] = {}
        while True:
            self.own = f"{self.folder}/{self.run_id}-{uuid.uuid4().hex[:12]}.claim"  # a new name is no renewal
            now = self._renewed()
            claims = self._claims()
            living = {path: at for path, at in claims.items() if path != self.own and now - at <= LASTS * 1e9}
            if not living:
                return self._swept(claims.keys() - {self.own})
            self._remove({self.own})
            if any(before.get(path, at) != at for path, at in living.items()):
                raise LeaseError(f"Another crawl is reading {self.source}; try again when it is done.")
            before |= living
            time.sleep(RENEWED * random.uniform(1.1, 1.4))

    def renew(self) -> None:
        """Says that the crawl still lives.

        Raises:
            LeaseError: too late; the claim was void meanwhile, and another may be reading the source.
        """
        if time.monotonic() - self.renewed_at > LASTS:
            raise LeaseError(f"The lease on {self.source} ran out; the rest is read in the next round.")
        try:
            self._renewed()
        except OSError:
            return  # the store may be back the next time; until then the claim grows old

    def release(self) -> None:
        """Gives the source free and forgets how often the run was begun."""
        self._remove(self._of_this_run(self._claims()))

    def _renewed(self) -> int:
        """Writes the claim; returns its time by the store's clock, in nanoseconds."""
        began = time.monotonic()
        self.store.filesystem.create_dir(self.folder, recursive=True)
        with self.store.filesystem.open_output_stream(self.own) as stream:
            stream.write(self.run_id.encode())
        self.renewed_at = began
        return int(self.store.filesystem.get_file_info(self.own).mtime_ns)

    def _swept(self, void: Iterable[str]) -> int:
        """Removes what dead crawls of other runs left; returns how many of this run there are."""
        ours = self._of_this_run(void)
        self._remove(set(void) - ours)
        return len(ours)

    def _of_this_run(self, paths: Iterable[str]) -> set[str]:
        return {path for path in paths if path.startswith(f"{self.folder}/{self.run_id}-")}

    def _claims(self) -> dict[str, int]:
        """Every claim on the source, and when it was last renewed, in nanoseconds by the store's clock."""
        files = self.store.filesystem.get_file_info(pafs.FileSelector(self.folder, allow_not_found=True))
        return {file.path: file.mtime_ns for file in files if file.type == pafs.FileType.File}

    def _remove(self, paths: set[str]) -> None:
        for path in paths:
            try:
                self.store.filesystem.delete_file(path)
            except FileNotFoundError:
                continue  # another crawl that begins has swept it too
