"""One source of a round as a task for a worker: who reads it, what it tells, and what is said when it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler import lease
from crawler.items import Run
from crawler.lease import Lease
from crawler.profile import load
from crawler.store import Store, now
from tests.leases import living
from webcare import cluster as clusters
from webcare import errand, joining
from webcare.errand import Reading
from webcare.tether import tethered, told
from webcare.worker import Order, standing


@pytest.fixture
def order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """A round whose leases are short, for tasks that end before they begin to read."""
    monkeypatch.setattr(lease, "LASTS", 0.5)
    monkeypatch.setattr(lease, "RENEWED", 0.1)
    return Order("this", str(tmp_path / "data"), "profile.toml", {}, needs_key=True, writes=True)


def read(order: Order) -> Run:
    return errand.read(order, Reading("bord", now(), None, full=False), standing(order))


def test_source_that_another_crawl_is_reading_is_left_alone(order: Order) -> None:
    held = Lease(Store(order.data), "bord", "other")
    held.take()
    with living(held):
        run = read(order)
    assert (run.outcome, run.detail) == ("failed", "Another crawl is reading bord; try again when it is done.")


def test_source_whose_worker_was_lost_twice_is_left_for_the_next_round(order: Order) -> None:
    for _ in range(2):
        Lease(Store(order.data), "bord", order.run_id).take()
    run = read(order)
    assert (run.outcome, run.detail) == ("failed", "Its worker was lost twice; what was read is kept.")
    assert not list(Path(order.data).rglob("*.claim")), "the next round counts anew"


def test_source_that_this_round_has_read_is_not_read_again(order: Order) -> None:
    """A worker that dies after its task takes the result along; the scheduler then asks for it once more."""
    done = Run(order.run_id, "bord", now(), now(), status_counts={"200": 3}, posts_new=7)
    Store(order.data).append("runs", [done])
    assert read(order) == done


def test_what_crawls_tell_is_shown_as_if_they_ran_here(caplog: pytest.LogCaptureFixture) -> None:
    shown = []
    hear = clusters._listener(lambda rows: shown.append(list(rows)))
    hear((0.0, ["figures", ["bord", 3, 1, 2, 2]]))
    hear((0.0, ["figures", ["ander", 1, 0, 0, 0]]))
    hear((0.0, ["figures", ["bord", 4, 1, 2, 2]]))
    hear((0.0, ["log", ["spiders.source", 30, "bord: 100% weg"]]))
    assert shown[-1] == [["bord", 4, 1, 2, 2], ["ander", 1, 0, 0, 0]]
    assert caplog.record_tuples == [("spiders.source", 30, "bord: 100% weg")]


def test_child_tells_what_is_meant_to_be_told_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    with tethered(print, "said by a library") as child:
        assert list(told(child)) == []
    assert capfd.readouterr().err == "said by a library\n"
    with tethered(load, "nergens") as child:
        ((kind, sentence),) = told(child)
    assert (kind, sentence.split(":")[0]) == ("refused", "profile nergens")


def test_cluster_that_stays_without_workers_is_given_up(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    class Deserted:
        status = "running"

        def nthreads(self) -> dict[str, int]:
            return {}

    class Waiting:
        status = "pending"

        def done(self) -> bool:
            return False

    monkeypatch.setattr(clusters, "DESERTED", 0.1)
    clusters._wait(Deserted(), order, [Waiting()])
    run = clusters._run(Waiting(), order, Reading("bord", now(), None, full=False))
    assert (run.outcome, run.detail) == ("failed", "The cluster lost this task; what was read is kept.")


def test_order_shows_nothing_private_in_a_log() -> None:
    order = Order("r1", "s3://naam:geheim@bucket/data", "p.toml", {"p.toml": b"wie"}, needs_key=True, writes=True)
    assert repr(order) == "Order(run_id='r1', needs_key=True, writes=True)"


def test_worker_without_this_product(order: Order) -> None:
    class Bare:
        def run(self, *_: object, **__: object) -> dict[str, Exception]:
            return {"tcp://w:1": ModuleNotFoundError("webcare")}

    with pytest.raises(joining.ClusterError, match=r"^worker tcp://w:1: this product is not installed there"):
        joining._checked(Bare(), order)
