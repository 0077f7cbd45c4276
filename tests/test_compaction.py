"""Merging the small parts that crawls leave changes nothing that anybody reads, whoever reads or writes meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crawler import compaction, rewriting
from crawler.items import Pointer, Run, Thread
from crawler.profile import load
from crawler.schema import IDENTITY, Dataset
from crawler.store import Store
from tests.stored import AT, post
from tests.walking import SOURCE
from webcare.upkeep import compact

VERSIONS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.one_of(st.none(), st.integers(0, 80)),
        st.integers(0, 4),
    ),
    max_size=8,
)


@hypothesis_settings(
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(versions=VERSIONS, cuts=st.lists(st.integers(0, 8), max_size=2))
def test_merging_never_changes_what_the_latest_version_is(
    versions: list[tuple[str, int, int | None, int]], cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = Store(str(tmp_path_factory.mktemp("data")))
    records: dict[Dataset, list[object]] = {"posts": [], "threads": [], "runs": [], "pointers": []}
    for number, (name, hours, days, run) in enumerate(versions):
        at, run_id = AT + timedelta(hours=hours), f"{number:02}-{run}"
        posted = None if days is None else AT + timedelta(days=days)
        records["posts"].append(post(name, posted, fetched_at=at, run_id=run_id, text=f"{number}", quotes=["", name]))
        records["threads"].append(Thread("bord", name, "u", f"{number}", views=number, observed_at=at, run_id=run_id))
        finished = at + timedelta(minutes=number) if number else None
        records["runs"].append(Run(name, "bord", at, finished, detail=f"{number}", status_counts={"200": number}))
        records["pointers"].append(Pointer("bord", name, f"{number}", "UWV", at, run_id))
    places = sorted({0, *(cut for cut in cuts if cut < len(versions)), len(versions)})
    for start, end in pairwise(places):
        for dataset, made in records.items():
            data.append(dataset, made[start:end])  # type: ignore[arg-type]

    def seen() -> dict[str, list[object]]:
        tables = {name: data.latest(name).to_pylist() for name in records}
        return {name: sorted(tables[name], key=lambda row: [row[n] for n in IDENTITY[name]]) for name in tables}

    before, history = seen(), sorted(data.read("threads", ["views"]).column("views").to_pylist())
    compaction.compact(data)
    assert seen() == before
    assert sorted(data.read("threads", ["views"]).column("views").to_pylist()) == history
    for dataset in records:
        assert all(len(paths) == 1 for paths in rewriting.parts(data, dataset).values())
    done = compaction.compact(data)
    assert done.parts_before == done.parts_after


def test_readers_lose_and_double_nothing_while_parts_are_merged(data: Store) -> None:
    for number in range(60):
        data.append("posts", [post(f"{number}-{n}", AT - timedelta(days=30 * (number % 4))) for n in range(3)])
    stop, seen, errors = threading.Event(), set(), []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(data.latest("posts", ["post_id"]).num_rows)
            except Exception as error:  # noqa: BLE001 (told by the test)
                errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    done = compaction.compact(data)
    stop.set()
    reader.join()
    assert (errors, seen) == ([], {180})
    assert (done.parts_before, done.parts_after) == (60, 4)
    assert done.bytes_after < done.bytes_before


def test_parts_that_a_crawl_writes_meanwhile_are_left_alone(data: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        data.append("posts", [post(name, AT)])
    merge = compaction.merged

    def slowly(*given: object) -> object:
        data.append("posts", [post("c", AT)])
        return merge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(compaction, "merged", slowly)
    compaction.compact(data)
    assert {row["post_id"] for row in data.latest("posts").to_pylist()} == {"a", "b", "c"}


def test_compact_tells_parts_and_bytes(data: Store, profile_file: Callable[[str], Path]) -> None:
    for name in "ab":
        data.append("posts", [post(name, AT)])
    size = sum(path.stat().st_size for path in Path(data.root).rglob("*.parquet"))
    said = compact(load(profile_file(SOURCE)), data.root)
    (merged,) = Path(data.root).rglob("*.parquet")
    assert said == f"2 parts of {size:,} bytes are now 1 of {merged.stat().st_size:,} bytes."
