"""One crawl at a time of a source, on one machine: a lock that the system frees when its process ends, however it ends.

Workers of a cluster keep a lease instead (``crawler.lease``): an object store has no locks.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

FOLDER = ".crawling"
BUSY = "Another crawl is reading it; try again when that is done."


@contextmanager
def crawling(data: str, sources: Iterable[str]) -> Iterator[list[str]]:
    """Holds the sources that no other process is crawling into the same local folder while the block runs.

    Gives those that another process holds.
    """
    if "://" in data:
        yield []
        return
    folder = Path(data) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        yield [source for source in sources if not _took(folder / source, held)]


def _took(path: Path, held: ExitStack) -> bool:
    """Takes a lock, which the stack frees again; false where another process has it."""
    lock = held.enter_context(path.open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
