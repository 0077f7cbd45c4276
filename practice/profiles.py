"""The profile of the practice world: the organisation's own, with the practice places as its sources."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler import profile as organisation
from practice.boards import facebook, google_alerts
from practice.people import ADVISERS
from practice.records import Place
from practice.rhythm import mondays

if TYPE_CHECKING:
    from practice.serve import PracticeWorld

HEADING = re.compile(r"^\[+([^\]]+)\]+", re.MULTILINE)
REPLACED = ("team.accounts", "team.advisers", "sources")


def profile(served: PracticeWorld, like: str = "uwv") -> str:
    """The text of a profile for a world that is being served.

    Terms, topics, opening hours and rules are those of the profile ``like``; accounts, advisers and sources are the
    world's. A first visit reads back over all of its weeks, however long ago they are.
    """
    path = organisation.find(like)
    kept = "".join(table for table in _tables(path.read_text(encoding="utf-8")) if not _is_replaced(table))
    days = (datetime.now(UTC).date() - mondays(served.world)[0]).days + 14
    kept = re.sub(r"^first_visit_days = \d+", f"first_visit_days = {days}", kept, flags=re.MULTILINE)
    if rules := organisation.load(like).rules:
        kept = re.sub(r'^rules = "[^"]*"', f'rules = "{(path.parent / rules).as_posix()}"', kept, flags=re.MULTILINE)
    advisers = "".join(f'{sign} = "{name}"\n' for sign, name in ADVISERS.items())
    terms = [term.term for term in organisation.load(like).terms]
    is_now = datetime.now(UTC) - served.world.until < timedelta(days=2)
    tables = [
        _account(place) + _source(place, served.addresses[place.name], terms, is_now) for place in served.world.places
    ]
    return f"{kept}\n[team.advisers]\n{advisers}{''.join(tables)}"


def _tables(text: str) -> list[str]:
    """A TOML text cut before each of its headings."""
    starts = [0, *(found.start() for found in HEADING.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _is_replaced(table: str) -> bool:
    found = HEADING.match(table)
    return found is not None and any(found[1] == name or found[1].startswith(f"{name}.") for name in REPLACED)


def _account(place: Place) -> str:
    return f'\n[[team.accounts]]\nsource = "{place.name}"\nname = "{place.account}"\n'


def _source(place: Place, address: str, terms: list[str], is_now: bool) -> str:
    """A source's table; a world of long ago is expected to hold nothing of the last seven days."""
    least, most = int(is_now and place.stories >= 4), round((place.stories + place.murmur) * 20) + 20
    lines = [
        f"[sources.{place.name}]",
        f'url = "{address}"',
        f'title = "{place.title}"',
        f'kind = "{place.kind}"',
        "delay = 0",
        f"expect = [{least}, {most}]",
    ]
    return "\n".join([*lines, *_way_in(place, address, terms)]) + "\n"


def _way_in(place: Place, address: str, terms: list[str]) -> list[str]:
    """The lines that say how a place is read: by an engine, or by the settings of its own spider."""
    match place.engine:
        case "google_alerts":
            feeds = ", ".join(f'"{term}" = "{address}{google_alerts.feed_path(term)}"' for term in terms)
            return [f"feeds = {{ {feeds} }}"]
        case "mastodon":
            return [f'servers = ["{address}"]', 'tags = ["uwv"]']
        case "reddit":
            return [f"boards = {json.dumps([board.title for board in place.boards])}"]
        case "twitter":
            return ["budget = 1000000"]
        case "facebook":
            return [f'page = "{facebook.PAGE}"']
        case "linkedin":
            return [f'page = "{place.account.rpartition(":")[2]}"']
        case "bluesky":
            return []
        case engine:
            browser = ["browser = true"] if place.look == "script" else []
            return [f'engine = "{engine}"', 'timezone = "Europe/Amsterdam"', 'date_order = "DMY"', *browser]
