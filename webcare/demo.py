"""``webcare demo``: the main job end to end on the practice world, without a network."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import InputError
from reports.parquet import exists

if TYPE_CHECKING:
    from crawler.profile import Profile
    from practice.records import World

WEEKS = 14
PROFILE = "practice.toml"


def demo(out: Path, data: str, *, is_pilot: bool) -> int:
    """Serves the practice world, crawls all of it, renders the reports; returns the crawl's exit status.

    Args:
        out: folder for the reports.
        data: folder for the data; a new one under the system's temporary folder where it is empty.
        is_pilot: the whole pilot of 2010, reported as a year, instead of the last weeks.

    Raises:
        InputError: the place is no folder of this machine, or holds data that are no practice.
    """
    folder = _place(data) if data else Path(tempfile.mkdtemp(prefix="webcare-demo-"))
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("WEBCARE_KEY_FILE", str(folder / "practice.key"))
    print("Building the practice world: invented boards with invented people, on this machine only.")
    profile, status = crawled(_world(is_pilot=is_pilot), folder)
    print("Rendering the reports.")
    for made in rendered(profile, folder, out, is_pilot=is_pilot):
        print(f"  {made}")
    print(f"The data they were made from is in {folder}, with the profile of the practice world ({PROFILE}).")
    return status


def _place(data: str) -> Path:
    if "://" in data:
        raise InputError(f"{data}: the practice world stays on this machine; name an empty folder with --data")
    folder = Path(data)
    if exists(data) and not (folder / PROFILE).is_file():
        raise InputError(f"{data}: holds data that are no practice; name an empty folder with --data")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _world(*, is_pilot: bool) -> World:
    from practice.pilot import build_pilot
    from practice.world import build

    return build_pilot() if is_pilot else build(until=datetime.now(UTC), weeks=WEEKS)


def crawled(world: World, folder: Path) -> tuple[Profile, int]:
    """Crawls every source of a world while it is served; returns its profile and the exit status."""
    from crawler.profile import load
    from practice.serve import PracticeWorld
    from webcare.crawl import crawl

    with PracticeWorld(world) as served:
        path = folder / PROFILE
        path.write_text(served.profile_toml, encoding="utf-8")
        served.write_journal(folder / "journal")
        profile = load(path)
        print(f"Crawling {len(profile.sources)} sources of the practice world.")
        return profile, crawl(profile, str(folder), [], None, full=False)


def rendered(profile: Profile, folder: Path, out: Path, *, is_pilot: bool) -> list[Path]:
    """The reports on what was crawled: the pilot's year, or the newest complete week and the year."""
    from practice.pilot import ASKED
    from webcare.report import weekly
    from webcare.titles import titles
    from webcare.yearly import yearly

    data, names = str(folder), titles(profile)
    week = [] if is_pilot else weekly(profile, data, None, out, titles=names)
    return week + yearly(profile, data, None, out, ASKED if is_pilot else None, names)
