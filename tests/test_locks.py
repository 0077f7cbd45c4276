"""Two crawls at once: a source that one process is reading is left to it by every other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler import locks
from tests.sites import Site, serve, small
from tests.test_commands import source, webcare


def test_source_that_another_process_reads_is_left_to_it(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    site = serve(Site(small()))
    profile = str(profile_file(source(site)))
    with locks.crawling(str(tmp_path / "data"), ["bord", "ander"]) as busy:
        assert busy == []
        done = webcare("crawl", "--profile", profile, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert f"bord: The crawl did not start. {locks.BUSY}" in done.stdout
    assert site.asked == []
    assert "Traceback" not in done.stderr
    assert webcare("crawl", "--profile", profile, cwd=tmp_path).returncode == 0
    assert site.asked
    site.close()


def test_locks_are_of_one_source_and_free_afterwards(tmp_path: Path) -> None:
    data = str(tmp_path)
    with locks.crawling(data, ["a", "b"]), locks.crawling(data, ["b", "c"]) as busy:
        assert busy == ["b"]
    with locks.crawling(data, ["a", "b", "c"]) as busy:
        assert busy == []


def test_an_object_store_has_no_locks() -> None:
    with locks.crawling("s3://bucket/x", ["a"]) as busy:
        assert busy == []
