"""``--on``: rounds and reports on a Dask cluster of real workers, with the data in an object store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import psutil
import pyarrow as pa
import pytest
from pyarrow.fs import FileSelector

from crawler.profile import load
from crawler.store import Store
from tests.clusters import Cluster, cluster, object_store
from tests.conftest import PROFILE
from tests.forum import Forum
from tests.sites import Site, serve
from webcare import joining
from webcare.__main__ import main
from webcare.report import weekly
from webcare.titles import titles

WITHOUT_DASK = (
    "import sys; sys.modules['dask'] = sys.modules['distributed'] = None; from webcare.__main__ import main; main()"
)
OWN = {"run_id", "fetched_at", "first_seen_at", "observed_at", "duplicate_of"}
"""What differs from run to run; which of two copies is the first depends on which board answered first."""


class Boards(NamedTuple):
    """Two boards that answer at once, one that is slow, and a profile for all three."""

    profile: Path
    sites: dict[str, Site]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def boards(folder: Path) -> Iterator[Boards]:
    sites, profile = {}, PROFILE
    for name, delay in {"bord": 0, "ander": 0, "traag": 0.15}.items():
        forum = Forum()
        for number in range(1, 6):
            forum.thread(number, number, number + 0.5, text=f"Vraag {number} op {name} over UWV")
        forum.threads[0].posts[0].text = f"UWV vroeg mij alle loonstroken van twee jaar op te sturen, {name}"
        sites[name] = serve(Site(forum))
        profile += f'[sources.{name}]\nengine = "phpbb"\nurl = "{sites[name].url}"\ndelay = {delay}\n'
    path = folder / "profile.toml"
    path.write_text(profile, encoding="utf-8")
    yield Boards(path, sites)
    for site in sites.values():
        site.close()


@pytest.fixture(scope="module")
def on(folder: Path) -> Iterator[Cluster]:
    with object_store(folder, "webcare") as environment, cluster(folder, 2, **environment) as made:
        yield made


@pytest.fixture(autouse=True)
def _one_key(on: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(on.key))


def begun(*arguments: str, cwd: Path, start: tuple[str, ...] = ("-m", "webcare")) -> subprocess.Popen[str]:
    """A command that hears Ctrl-C, also where a shell runs these tests in the background and keeps it from them."""

    def hear() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    command = [sys.executable, *start, *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, cwd=cwd, preexec_fn=hear, **pipes)  # noqa: PLW1509 (one call)


def rows(store: Store, dataset: str) -> list[dict[str, object]]:
    table: pa.Table = store.latest(dataset)
    found = table.select([name for name in table.column_names if name not in OWN]).to_pylist()
    return sorted(found, key=lambda row: (row["source"], row.get("post_id", row.get("thread_id", ""))))


@pytest.mark.slow
def test_round_and_report_are_the_same_as_in_this_process(
    on: Cluster, boards: Boards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in on.environment.items():
        monkeypatch.setenv(name, value)
    asked = ("crawl", "bord", "ander", "--profile", str(boards.profile))
    here = begun(*asked, "--data", "here", cwd=tmp_path, start=("-c", WITHOUT_DASK))
    there = begun(*asked, "--data", "s3://webcare/data", "--on", on.address, cwd=tmp_path)
    assert without_seconds(shown(there)) == without_seconds(shown(here))
    near, far = Store(str(tmp_path / "here")), Store("s3://webcare/data")
    assert len(rows(near, "posts")) == 20
    assert rows(far, "posts") == rows(near, "posts")
    assert rows(far, "threads") == rows(near, "threads")
    assert sorted(map(bool, far.latest("posts")["duplicate_of"].to_pylist())) == [False] * 19 + [True]
    assert sorted(map(bool, near.latest("posts")["duplicate_of"].to_pylist())) == [False] * 19 + [True]
    assert len(set(far.latest("runs")["run_id"].to_pylist())) == 1, "the sources of a round are one run"
    assert far.filesystem.get_file_info(FileSelector(f"{far.root}/leases/source=bord")) == []
    asked = ("report", "weekly", "--profile", str(boards.profile), "--data", "s3://webcare/data")
    there = begun(*asked, "--out", "there", "--on", on.address, cwd=tmp_path)
    files = weekly(
        load(boards.profile), "s3://webcare/data", None, tmp_path / "out", titles=titles(load(boards.profile))
    )
    assert shown(there).split() == [f"there/{path.name}" for path in files]
    for path in files:
        assert (tmp_path / "there" / path.name).read_bytes() == path.read_bytes()


def without_seconds(table: str) -> list[list[str]]:
    return [cells[:3] + cells[4:] for cells in map(str.split, table.strip().split("\n"))]


def shown(process: subprocess.Popen[str]) -> str:
    """What a command that ends well shows."""
    told = process.communicate(timeout=100)
    assert process.returncode == 0, told
    return told[0]


def slow_round(on: Cluster, boards: Boards, folder: Path) -> subprocess.Popen[str]:
    """Begins to read the slow board; comes back when some of its threads have been read."""
    site = boards.sites["traag"]
    site.asked.clear()
    told = ("--profile", str(boards.profile), "--data", "data", "--on", on.address)
    process = begun("crawl", "traag", *told, cwd=folder)
    deadline = time.monotonic() + 60
    while len(site.asked) < 5 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()
    return process


@pytest.mark.slow
def test_round_that_is_interrupted_keeps_what_was_read(on: Cluster, boards: Boards, tmp_path: Path) -> None:
    process = slow_round(on, boards, tmp_path)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)
    assert process.returncode == 3, told
    assert "traag   partial" in told[0]
    assert "Traceback" not in told[1]
    posts = Store(str(tmp_path / "data")).latest("posts")
    assert 0 < posts.num_rows < 10


@pytest.mark.slow
def test_killed_worker_leaves_no_crawl_behind_and_its_source_is_read_again(
    on: Cluster, boards: Boards, tmp_path: Path
) -> None:
    process = slow_round(on, boards, tmp_path)
    worker = on.busy()
    crawls = worker.children()
    killed = datetime.now(UTC)
    os.kill(worker.process.pid, signal.SIGKILL)
    gone, alive = psutil.wait_procs(crawls, timeout=5)
    assert (len(gone), alive) == (1, [])
    assert "traag   complete" in shown(process)
    store = Store(str(tmp_path / "data"))
    stored = store.read("posts", ["post_id"])["post_id"].to_pylist()
    assert len(stored) == len(set(stored)) == 10
    (run,) = store.read("runs", ["outcome", "started_at", "finished_at"]).to_pylist()
    assert run["outcome"] == "complete"
    assert killed < run["started_at"] < run["finished_at"], "begun again, and ended"
    assert list((tmp_path / "data" / "leases").rglob("*.claim")) == []


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence with which a command is refused."""
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    assert (left.value.code, told.out, told.err.count("\n")) == (2, "", 1), told
    return told.err


Refused = Callable[..., str]


@pytest.fixture
def refusal(
    boards: Boards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refused:
    """The sentence with which a crawl on an address is refused."""
    monkeypatch.chdir(tmp_path)

    def ask(address: str, data: str = "data", profile: Path = boards.profile) -> str:
        return refused(monkeypatch, capsys, "crawl", "--profile", str(profile), "--data", data, "--on", address)

    return ask


def test_folder_of_this_machine_is_no_place_for_a_cluster_elsewhere(refusal: Refused) -> None:
    expected = "data: a folder of this machine, which a cluster at tcp://192.0.2.1:8786 cannot reach"
    assert expected in refusal("tcp://192.0.2.1:8786")


def test_cluster_without_dask_names_the_extra(refusal: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "webcare[cluster]" in refusal("tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1", "http://127.0.0.1:9/", "board"])
def test_address_without_a_scheduler(
    refusal: Refused, boards: Boards, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "ANSWERS", 0.5)
    address = (
        boards.sites["bord"].url.replace("http", "tcp").removesuffix("/index.php") if address == "board" else address
    )
    assert f"{address}: no Dask scheduler answers there" in refusal(address)


def test_address_of_a_worker_is_not_that_of_the_scheduler(on: Cluster, refusal: Refused) -> None:
    worker = next(worker for worker in on.workers if worker.process.poll() is None)
    assert "a Dask worker, but no scheduler" in refusal(worker.said(r"Start worker at: +(\S+)"))


def test_scheduler_without_workers(tmp_path: Path, refusal: Refused) -> None:
    with cluster(tmp_path, 0) as empty:
        assert "this scheduler has no workers" in refusal(empty.address)


def test_worker_with_another_version(on: Cluster, refusal: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "version", lambda _name: "99.0")
    assert "but here is 99.0" in refusal(on.address)


def test_worker_with_another_key(
    on: Cluster, refusal: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.key"
    own.write_text("f" * 64)
    own.chmod(0o600)
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(own))
    assert "has another key for pseudonyms" in refusal(on.address)


def test_worker_without_a_key(on: Cluster, refusal: Refused) -> None:
    kept = on.key.rename(on.key.with_suffix(".kept"))
    sentence = refusal(on.address)
    assert not on.key.exists(), "a worker never makes one"
    kept.rename(on.key)
    assert f"{on.key}: no key for pseudonyms; put a copy of the key there" in sentence


def test_store_that_workers_cannot_open(on: Cluster, refusal: Refused) -> None:
    assert "s3x://a/b: no place for data" in refusal(on.address, "s3x://a/b")


def test_report_on_nothing_is_refused_as_it_is_here(
    on: Cluster, boards: Boards, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("report", "weekly", "--profile", str(boards.profile), "--data", "s3://webcare/niets", "--on", on.address)
    assert "s3://webcare/niets: holds no data to report on" in refused(monkeypatch, capsys, *asked)


def test_rules_that_do_not_lie_beside_the_profile(on: Cluster, refusal: Refused, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "rules").mkdir()
    profile = home / "profile.toml"
    profile.write_text(
        'rules = "../rules"\n' + PROFILE + '[sources.bord]\nengine = "phpbb"\nurl = "http://127.0.0.1:9/"\n'
    )
    assert "a folder beside the profile" in refusal(on.address, profile=profile)
