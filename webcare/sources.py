"""``webcare sources``: every source at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from crawler.items import GOOD
from webcare.crawl import WIDEST

if TYPE_CHECKING:
    from crawler.profile import Profile


def spiders(profile: Profile) -> dict[str, Any]:
    """The spider class of every source, built-in or declared by the profile, by name."""
    from spiders.crawl import settings_of
    from spiders.loader import SourceLoader

    loader = SourceLoader(settings_of(profile, {}))
    return {name: loader.load(name) for name in sorted(loader.list())}


def show(profile: Profile, data: str) -> None:
    """Prints the table, and below it why a source is off or what its last run lacked."""
    from crawler.store import Store

    runs = Store(data, profile.zone).latest("runs").to_pylist()
    table = Table(
        "source", "engine", "address", "on", "last good run", "state", "expected a week", box=None, pad_edge=False
    )
    notes = []
    for name, spider in spiders(profile).items():
        source = profile.sources.get(name)
        own, is_on = source.overrides() if source else {}, bool(source and source.enabled)
        expect = own.get("expect", spider.expect)
        mine = [run for run in runs if run["source"] == name]
        state, note = _state(mine) if is_on else ("off", (source and source.reason) or "")
        table.add_row(
            name,
            own.get("engine") or _engine(spider),
            own.get("url", spider.url),
            "yes" if is_on else "no",
            _last_good(mine),
            state,
            f"{expect[0]}-{expect[1]}" if expect else "-",
        )
        notes += [f"{name}: {note}"] if note else []
    console = Console()
    console.width = max(console.width, WIDEST)
    console.print(table)
    for note in notes:
        console.print(note, highlight=False, markup=False)


def _engine(spider: Any) -> str:  # noqa: ANN401 (a SourceSpider, whose module is heavy)
    """The engine of a built-in source: the one it declares, or that of its answers; else every page tells."""
    answered = getattr(getattr(spider, "reader", None), "name", None)
    return str(getattr(spider, "engine", None) or answered or "each page tells")


def _last_good(runs: list[dict[str, Any]]) -> str:
    good = [run["finished_at"] for run in runs if run["outcome"] in GOOD]
    return f"{max(good):%Y-%m-%d %H:%M}" if good else "never"


def _state(runs: list[dict[str, Any]]) -> tuple[str, str]:
    """How the last run ended, in a word or two, and the sentence that it left."""
    from crawler.items import is_skipped

    last = max(runs, key=lambda run: run["started_at"], default=None)
    if last is None:
        return "never run", ""
    if is_skipped(last["outcome"], last["detail"]):
        return "skipped", last["detail"]
    state = f"{last['outcome']} ({last['reason']})" if last["reason"] else last["outcome"]
    return state, last["detail"] or ""
