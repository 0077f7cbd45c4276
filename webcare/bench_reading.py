"""How fast pages are read: milliseconds a page for each engine, beside the bare parse of the same page.

``python -m webcare.bench_reading FOLDER...`` reads every page below the folders, and the one page of ``bench_page``.
Each figure is the best of some rounds, in milliseconds of the processor: what else the machine does only ever adds.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import InputError
from webcare.bench_page import thread_page

if TYPE_CHECKING:
    from rich.table import Table

    from spiders.engines.engine import Engine
    from spiders.engines.page import Page

ROUNDS = 7
URL = "https://board.example/"
FOLDERS = (Path("tests/pages"), Path("../shared/captures"))
"""What is read when nothing is named: our own small pages, and the real ones where they are."""
SUFFIXES = frozenset({".html", ".htm", ".xml", ".json", ".txt"})


@dataclass(frozen=True, slots=True)
class Timing:
    """One page: its size in bytes, what was found on it, and the milliseconds each step took."""

    engine: str
    size: int
    found: int
    parse: float
    recognise: float
    read: float


def timings(paths: Iterable[Path]) -> list[Timing]:
    """The pages that an engine knows, each timed; a page of no engine is left out."""
    found = (timing(path.read_bytes()) for path in paths)
    return [timing for timing in found if timing]


def timing(body: bytes, rounds: int = ROUNDS) -> Timing | None:
    """One page, read as a crawl reads it: each time anew, for what was looked up once is not looked up again."""
    from spiders.engines.page import Page
    from spiders.engines.recognise import recognise

    page = Page.from_bytes(body, URL)
    engine = recognise(page)[0]
    if engine is None:
        return None
    parse, recognised, read = zip(*(_taken(Page.from_bytes(body, URL), engine) for _ in range(rounds)), strict=True)
    found = len(engine.posts(page)) + len(engine.threads(page))
    return Timing(engine.name, len(body), found, min(parse), min(recognised), min(read))


def _taken(page: Page, engine: Engine) -> tuple[float, float, float]:
    """What parsing, recognising and reading one page take, in milliseconds."""
    from spiders.engines.recognise import recognise

    steps = (lambda: page.tree, lambda: _extract(engine, page), lambda: recognise(page))
    parse, read, recognised = (_milliseconds(step) for step in steps)
    return parse, recognised, read


def _milliseconds(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return (time.process_time() - started) * 1000


def _extract(engine: Engine, page: Page) -> None:
    """What a crawl asks of a page that it has parsed."""
    kind = engine.page_kind(page).kind
    if kind == "thread":
        for read in (engine.posts, engine.page_position, engine.title, engine.thread_id, engine.board):
            read(page)
        engine.site_state(page)
    elif kind in ("listing", "index"):
        engine.threads(page)
        engine.boards(page)
    engine.page_clock(page)
    engine.next_page(page)


def table(found: list[Timing]) -> Table:
    """The means of each engine, for printing."""
    from rich.table import Table

    engines: dict[str, list[Timing]] = defaultdict(list)
    for timing in found:
        engines[timing.engine].append(timing)
    shown = Table(title="Reading a page, mean of the pages of an engine")
    for heading in (
        "engine",
        "pages",
        "kB",
        "posts and rows",
        "parse ms",
        "recognise ms",
        "read ms",
        "read ms per 65 kB",
    ):
        shown.add_column(heading, justify="left" if heading == "engine" else "right")
    for name, group in sorted(engines.items()):
        kilobytes = sum(t.size for t in group) / 1000
        read = sum(t.read for t in group)
        means = [
            sum(values) / len(group) for values in zip(*((t.parse, t.recognise, t.read) for t in group), strict=True)
        ]
        numbers = [f"{kilobytes / len(group):.0f}", f"{sum(t.found for t in group) / len(group):.0f}"]
        shown.add_row(
            name, str(len(group)), *numbers, *(f"{mean:.2f}" for mean in means), f"{read / kilobytes * 65:.2f}"
        )
    return shown


def standard(rounds: int = 50) -> str:
    """One line on the one page that is the same everywhere: its posts alone, and all that a crawl asks of it."""
    from spiders.engines.page import Page
    from spiders.engines.recognise import recognise

    body = thread_page()
    found, engine = timing(body, rounds), recognise(Page.from_bytes(body, URL))[0]
    if found is None or engine is None:
        raise AssertionError("the page of the benchmark is recognised")
    posts = min(_posts_taken(Page.from_bytes(body, URL), engine) for _ in range(rounds))
    size = f"{found.size / 1000:.0f} kB, {found.found} posts, {found.engine}"
    return (
        f"A thread page of {size}: parsed in {found.parse:.2f} ms, its posts extracted in {posts:.2f} ms, "
        f"all that a crawl asks in {found.read:.2f} ms"
    )


def _posts_taken(page: Page, engine: Engine) -> float:
    """What extracting the posts of a page takes after it was parsed, in milliseconds."""
    page.tree  # noqa: B018 (parses)
    return _milliseconds(lambda: engine.posts(page))


def main(*folders: str) -> None:
    """Prints the table for the pages below some folders.

    Raises:
        InputError: the folders hold no page that an engine knows.
    """
    from rich.console import Console

    paths = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix in SUFFIXES)
    found = timings(paths)
    if not found:
        raise InputError(f"no page of a known engine below {', '.join(folders)}")
    Console(width=110).print(table(found), standard(), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(folder) for folder in FOLDERS if folder.is_dir()])
