"""``webcare sources``: every source at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from webcare.crawl import WIDEST

if TYPE_CHECKING:
    from crawler.profile import Profile


def spiders(profile: Profile) -> dict[str, Any]:
    """The spider class of every source, built-in or declared by the profile, by name."""
    from scrapy.settings import Settings

    from spiders.loader import SourceLoader

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("WEBCARE_PROFILE", str(profile.path), priority="cmdline")
    loader = SourceLoader(settings)
    return {name: loader.load(name) for name in sorted(loader.list())}


def titles(profile: Profile) -> dict[str, str]:
    """The name of every source as reports print it."""
    own = {name: source.title for name, source in profile.sources.items() if source.title}
    return {name: spider.title for name, spider in spiders(profile).items()} | own


def show(profile: Profile, data: str) -> None:
    """Prints the table."""
    from crawler.store import Store

    runs = Store(data, profile.zone).latest("runs").to_pylist()
    table = Table(
        "source", "engine", "address", "on", "last good run", "state", "expected a week", box=None, pad_edge=False
    )
    for name, spider in spiders(profile).items():
        source = profile.sources.get(name)
        own = source.overrides() if source else {}
        expect = own.get("expect", spider.expect)
        mine = [run for run in runs if run["source"] == name]
        table.add_row(
            name,
            own.get("engine") or getattr(spider, "engine", None) or spider.kind,
            own.get("url", spider.url),
            "yes" if source and source.enabled else "no",
            _last_good(mine),
            _state(mine) or (source.reason or "" if source else ""),
            f"{expect[0]}-{expect[1]}" if expect else "-",
        )
    console = Console()
    console.width = max(console.width, WIDEST)
    console.print(table)


def _last_good(runs: list[dict[str, Any]]) -> str:
    good = [run["finished_at"] for run in runs if run["outcome"] in ("complete", "silent")]
    return f"{max(good):%Y-%m-%d %H:%M}" if good else "never"


def _state(runs: list[dict[str, Any]]) -> str:
    last = max(runs, key=lambda run: run["started_at"], default=None)
    return f"{last['outcome']} ({last['reason']})" if last and last["reason"] else str(last["outcome"]) if last else ""
