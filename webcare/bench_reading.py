"""How fast pages are read: milliseconds a page for each engine, beside the bare parse of the same page.

``python -m webcare.bench_reading FOLDER`` reads every page below the folder; each figure is the best of five rounds.
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

if TYPE_CHECKING:
    from rich.table import Table

    from spiders.engines.engine import Engine
    from spiders.engines.page import Page

ROUNDS = 5
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
    found = (_timing(path.read_bytes()) for path in paths)
    return [timing for timing in found if timing]


def _timing(body: bytes) -> Timing | None:
    from spiders.engines.page import Page
    from spiders.engines.recognise import recognise

    page = _parsed(Page, body)
    engine = recognise(page)[0]
    if engine is None:
        return None
    found = len(engine.posts(page)) + len(engine.threads(page))
    parse = _best(lambda: _parsed(Page, body))
    return Timing(
        engine.name, len(body), found, parse, _best(lambda: recognise(page)), _best(lambda: _extract(engine, page))
    )


def _parsed(kind: type[Page], body: bytes) -> Page:
    page = kind.from_bytes(body, "https://board.example/")
    _ = page.tree
    return page


def _extract(engine: Engine, page: Page) -> None:
    """What a crawl asks of a page that it has parsed."""
    kind = engine.page_kind(page).kind
    if kind == "thread":
        engine.posts(page)
        engine.title(page)
        engine.board(page)
    elif kind in ("listing", "index"):
        engine.threads(page)
        engine.boards(page)
    engine.page_clock(page)
    engine.next_page(page)


def _best(step: Callable[[], object]) -> float:
    """The shortest of some rounds, in milliseconds: what else the machine did only ever adds."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        step()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


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


def main(folder: str) -> None:
    """Prints the table for the pages below a folder.

    Raises:
        InputError: the folder holds no page that an engine knows.
    """
    from rich.console import Console

    paths = sorted(path for path in Path(folder).rglob("*") if path.suffix in SUFFIXES)
    found = timings(paths)
    if not found:
        raise InputError(f"no page of a known engine below {folder}")
    Console().print(table(found))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "tests/pages")
