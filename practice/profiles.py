"""The profile of the practice world: the organisation's own, with the practice places as its sources."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler import profile as organisation
from practice.boards import google_alerts
from practice.people import ADVISERS
from practice.records import Place

if TYPE_CHECKING:
    from practice.serve import PracticeWorld

HEADING = re.compile(r"^\[+([^\]]+)\]+", re.MULTILINE)
REPLACED = ("team.accounts", "team.advisers", "sources")


def profile(served: PracticeWorld, like: str = "uwv") -> str:
    """The text of a profile for a world that is being served.

    Terms, topics, opening hours and rules are those of the profile ``like``; accounts, advisers and sources are the
    world's. A first visit reads back over all of its weeks.
    """
    path = organisation.find(like)
    kept = "".join(table for table in _tables(path.read_text(encoding="utf-8")) if not _is_replaced(table))
    kept = re.sub(
        r"^first_visit_days = \d+", f"first_visit_days = {7 * served.world.weeks + 14}", kept, flags=re.MULTILINE
    )
    if rules := organisation.load(like).rules:
        kept = re.sub(r'^rules = "[^"]*"', f'rules = "{(path.parent / rules).as_posix()}"', kept, flags=re.MULTILINE)
    advisers = "".join(f'{sign} = "{name}"\n' for sign, name in ADVISERS.items())
    terms = [term.term for term in organisation.load(like).terms]
    places = "".join(
        _account(place) + _source(place, served.addresses[place.name], terms) for place in served.world.places
    )
    return f"{kept}\n[team.advisers]\n{advisers}{places}"


def _tables(text: str) -> list[str]:
    """A TOML text cut before each of its headings."""
    starts = [0, *(found.start() for found in HEADING.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _is_replaced(table: str) -> bool:
    found = HEADING.match(table)
    return found is not None and any(found[1] == name or found[1].startswith(f"{name}.") for name in REPLACED)


def _account(place: Place) -> str:
    return f'\n[[team.accounts]]\nsource = "{place.name}"\nname = "{place.account}"\n'


def _source(place: Place, address: str, terms: list[str]) -> str:
    most = round(place.stories * 20) + 20
    feeds = {"google_alerts": [google_alerts.feed_path(term) for term in terms]}
    feeds["reddit"] = [f"r/{board.title}/new/.rss" for board in place.boards]
    boards = [f"{address}{path}" for path in feeds.get(place.engine, ())]
    return (
        f'[sources.{place.name}]\nengine = "{place.engine}"\nurl = "{address}"\ntitle = "{place.title}"\n'
        f'kind = "{place.kind}"\ntimezone = "Europe/Amsterdam"\ndate_order = "DMY"\ndelay = 0\nexpect = [1, {most}]\n'
        + (f"boards = {json.dumps(boards)}\n" if boards else "")
    )
