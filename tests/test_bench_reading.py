"""The benchmark of reading: what it times, and that it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import InputError
from spiders.engines.page import Page
from spiders.engines.recognise import recognise
from webcare import bench_reading
from webcare.bench_page import POSTS, SIZE, thread_page

PAGES = Path(__file__).parent / "pages"


def test_the_page_of_the_benchmark_is_as_large_and_as_full_as_it_says() -> None:
    body = thread_page()
    page = Page.from_bytes(body, "https://board.example/viewtopic.php?t=31&start=17")
    engine, _ = recognise(page)
    assert engine is not None
    posts = engine.posts(page)
    assert abs(len(body) - SIZE) < 0.02 * SIZE
    assert (engine.name, len(posts)) == ("phpbb", POSTS)
    assert all(len(post.text) > 1_000 and post.author and post.posted.machine and post.signature for post in posts)
    assert [sum(map(bool, values)) for values in zip(*((p.quotes, p.edited) for p in posts), strict=True)] == [6, 3]


def test_the_benchmark_prints_every_engine_and_the_page_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    bench_reading.main(str(PAGES / "smf"), str(PAGES / "fluxbb"))
    shown = capsys.readouterr().out
    assert "smf" in shown
    assert "fluxbb" in shown
    assert "17 posts, phpbb: parsed in" in shown


def test_a_folder_without_pages_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page of a known engine below"):
        bench_reading.main(str(tmp_path))
