"""A lease that is renewed while a test goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from crawler.lease import Lease


@contextmanager
def living(held: Lease) -> Iterator[None]:
    """Renews a lease as its crawl would."""
    is_over = Event()

    def renew() -> None:
        while not is_over.wait(0.05):
            held.renew()

    keeper = Thread(target=renew)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join()
