"""``webcare demo``: the main job end to end on the practice world, without a network."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

WEEKS = 14


def demo(out: Path, data: str) -> int:
    """Serves the practice world, crawls all of it, reports the newest complete week; returns the exit status."""
    from crawler.profile import load
    from practice.serve import PracticeWorld
    from practice.world import build
    from webcare.crawl import crawl
    from webcare.report import weekly
    from webcare.sources import titles

    folder = Path(data) if data else Path(tempfile.mkdtemp(prefix="webcare-demo-"))
    os.environ.setdefault("WEBCARE_KEY_FILE", str(folder / "practice.key"))
    print("Building the practice world: invented boards with invented people, on this machine only.")
    world = build(until=datetime.now(UTC), weeks=WEEKS)
    with PracticeWorld(world) as served:
        path = folder / "practice.toml"
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(served.profile_toml, encoding="utf-8")
        profile = load(path)
        print(f"Crawling {len(profile.sources)} sources of the practice world.")
        served.write_journal(folder / "data" / "journal")
        status = crawl(profile, str(folder / "data"), [], None, full=False)
    print("Rendering the weekly report of the last complete week.")
    for made in weekly(profile, str(folder / "data"), None, out, titles=titles(profile)):
        print(f"  {made}")
    print(f"The data they were made from is in {folder}.")
    return status
