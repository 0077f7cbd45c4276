"""The lease on a source: one crawl at a time, whatever dies."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from crawler import lease
from crawler.lease import Lease, LeaseError
from crawler.store import Store
from tests.leases import living


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(lease, "LASTS", 0.6)
    monkeypatch.setattr(lease, "RENEWED", 0.1)
    return Store(str(tmp_path / "data"))


def claims(store: Store) -> list[str]:
    return sorted(path.name for path in Path(store.root).rglob("*.claim"))


def test_free_source_is_taken_and_given_back(store: Store) -> None:
    held = Lease(store, "bord", "r1")
    assert held.take() == 0
    assert len(claims(store)) == 1
    held.release()
    assert claims(store) == []
    assert Lease(store, "bord", "r2").take() == 0


def test_source_that_is_being_read_is_refused_in_one_sentence(store: Store) -> None:
    held = Lease(store, "bord", "r1")
    held.take()
    with living(held), pytest.raises(LeaseError, match=r"^Another crawl is reading bord; try again when it is done\.$"):
        Lease(store, "bord", "r2").take()
    assert [name[:2] for name in claims(store)] == ["r1"]
    assert Lease(store, "ander", "r2").take() == 0


def test_claim_of_a_dead_crawl_is_void_after_its_time(store: Store) -> None:
    Lease(store, "bord", "r1").take()
    began = time.monotonic()
    assert Lease(store, "bord", "r2").take() == 0
    assert time.monotonic() - began > 0.5
    assert [name[:2] for name in claims(store)] == ["r2"]


def test_dead_crawls_of_the_same_run_are_counted(store: Store) -> None:
    Lease(store, "bord", "r1").take()
    assert Lease(store, "bord", "r1").take() == 1
    third = Lease(store, "bord", "r1")
    assert third.take() == 2
    third.release()
    assert claims(store) == []


def test_age_is_told_by_the_store_and_not_by_the_clocks_of_machines(store: Store) -> None:
    old = Lease(store, "bord", "r1")
    old.take()
    os.utime(old.own, (1e9, 1e9))
    began = time.monotonic()
    assert Lease(store, "bord", "r2").take() == 0
    assert time.monotonic() - began < 0.5


def test_lease_that_was_not_renewed_in_time_is_lost(store: Store) -> None:
    held = Lease(store, "bord", "r1")
    held.take()
    held.renew()
    time.sleep(0.7)
    with pytest.raises(LeaseError, match="ran out"):
        held.renew()


def test_store_that_is_away_for_a_moment_costs_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Lease(store, "bord", "r1")
    held.take()

    def away() -> int:
        raise OSError("away")

    with monkeypatch.context() as context:
        context.setattr(held, "_renewed", away)
        held.renew()
    time.sleep(0.3)
    held.renew()
    assert len(claims(store)) == 1


def test_of_two_that_look_at_the_same_moment_never_both_hold_the_source(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, looked, holding, most = Barrier(2), set[str](), list[str](), list[int]()
    look = Lease._claims

    def look_together(self: Lease) -> dict[str, int]:
        found = look(self)
        if self.run_id not in looked:
            looked.add(self.run_id)
            seen.wait(5)
        return found

    def read(run_id: str) -> bool:
        held = Lease(store, "bord", run_id)
        try:
            held.take()
        except LeaseError:
            return False
        holding.append(run_id)
        most.append(len(holding))
        with living(held):
            time.sleep(0.3)
        holding.remove(run_id)
        held.release()
        return True

    monkeypatch.setattr(Lease, "_claims", look_together)
    with ThreadPoolExecutor(2) as pool:
        assert any(pool.map(read, ["r1", "r2"]))
    assert max(most) == 1
