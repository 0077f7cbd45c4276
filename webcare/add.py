"""``webcare add``: recognises the engine behind an address, tries it, and writes the source's table for the profile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.errors import InputError

if TYPE_CHECKING:
    from crawler.profile import Profile
    from spiders.probe import Seen

READABLE = 0.9
"""Share of the dates of a thread page that must be readable before a source is offered."""
NUMBER = re.compile(r"[\d.]+|[0-9a-f.]*:[0-9a-f:.]*")
"""A host that is an address of the internet protocol, version 4 or 6."""
NAME = re.compile(r"\w+", re.ASCII)
DATE = re.compile(r"(?<![\d:.,])(?=\S*(?:[-/]|\d{4}))(\d{1,4})[-/.](\d{1,2})[-/.]\d{1,4}(?!\d)")
"""A date of numbers, told apart by their size; with dots alone it has a whole year, since times are written so too."""
MOST_DAYS, MOST_MONTHS = 31, 12
EXAMPLES = {"DMY": "03-04 is 3 April", "MDY": "03-04 is 4 March", "YMD": "10-04-03 is 3 April 2010"}
"""What names a table of the profile, a folder of pages and a folder of the data alike."""


class AddError(InputError):
    """The address cannot become a source; the message says what was seen."""


def add(profile: Profile, url: str, name: str | None, pages: Path, *, write: bool) -> str:
    """The ``[sources.NAME]`` table for an address, after trying it; with ``write`` it is appended to the profile.

    The listing and the thread that were read are kept under ``pages``/NAME, each with what our readers saw, to be
    checked by eye and to serve as test pages.

    Raises:
        AddError: the name cannot be one, there is no board that we can read, it is a thread and no board, or the
            profile has this source already.
    """
    from spiders.probe import probe

    source = name or name_of(url)
    if not NAME.fullmatch(source):
        raise AddError(f"{source}: cannot be the name of a source; expected letters, digits and _")
    if source in profile.sources:
        raise AddError(f"{profile.path}: has a source {source} already; give another name with --name")
    found = probe(url, profile)
    if found.engine is None or "thread" not in found.pages:
        raise AddError(f"{url}: {found.problem or 'no thread could be found'}; nothing was added")
    if found.pages.keys() == {"thread"}:
        raise AddError(f"{url}: is one thread; give the address of the list that it stands in, or of the front page")
    table = table_of(source, url, found, profile.organisation.timezone)
    keep_pages(found, pages / source)
    if write:
        with profile.path.open("a", encoding="utf-8") as file:
            file.write(f"\n{table}")
    return table


def name_of(url: str) -> str:
    """A source name from a host: ``forum.example.nl`` becomes ``example``.

    Raises:
        AddError: the host is a number, which would tell nobody in a report which source is meant.
    """
    if NUMBER.fullmatch(urlsplit(url).hostname or ""):
        raise AddError(f"{url}: has a number instead of a name; give the source one with --name")
    parts = [part for part in (urlsplit(url).hostname or "").split(".") if part not in ("www", "forum", "community")]
    return "".join(NAME.findall("".join(parts[:-1]) or "".join(parts))) or "source"


def order_of(dates: Iterable[str]) -> str:
    """The order of numeric dates as the first one tells that can be read in one way only; day first where none does."""
    for first, second in (map(int, form.groups()) for date in dates for form in DATE.finditer(date)):
        if first > MOST_DAYS:
            return "YMD"
        if first > MOST_MONTHS or second > MOST_MONTHS:
            return "DMY" if first > MOST_MONTHS else "MDY"
    return "DMY"


def table_of(source: str, url: str, found: Seen, zone: str) -> str:
    """The table, with what was seen as comments; ``zone`` is the organisation's, until somebody knows the board's."""
    assert found.engine is not None  # noqa: S101 (checked by the caller)
    posts = inspected(found, "thread")["posts"]
    rows = inspected(found, "listing")["threads"] if "listing" in found.bodies else []
    order = order_of(str(shown["date_text"]) for shown in (*posts, *rows))
    dated = sum(post["posted_at"] is not None for post in posts)
    if not posts or dated < READABLE * len(posts):
        raise AddError(f"{url}: only {dated} of {len(posts)} dates could be read; nothing was added")
    return "\n".join(
        [
            f"[sources.{source}]",
            f"# recognised by {'; '.join(found.evidence)}",
            f"# {len(posts)} posts read, {dated} with a date, such as {posts[0]['date_text']!r}",
            f'engine = "{found.engine.name}"',
            f"url = {json.dumps(url)}",
            f"title = {json.dumps(source)}",
            f"timezone = {json.dumps(zone):30} # check: the zone in which the board prints its dates",
            f"date_order = {json.dumps(order):28} # check: {EXAMPLES[order]}",
            "delay = 2.0",
            "expect = [1, 500]                         # set to what a normal week brings\n",
        ]
    )


def inspected(found: Seen, kind: str) -> dict[str, list[dict[str, object]]]:
    """What our readers see on one of the pages."""
    from webcare.inspect import inspect

    assert found.engine is not None  # noqa: S101 (as above)
    page, now = found.pages[kind], datetime.now(UTC)
    return inspect(found.bodies[kind], page.url, found.engine.name, now, "Europe/Amsterdam", "DMY", dict(page.headers))


def keep_pages(found: Seen, folder: Path) -> None:
    """Writes the listing and the thread, each beside what our readers saw on it."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("listing", "thread"):
        if kind in found.bodies:
            (folder / f"{kind}.html").write_bytes(found.bodies[kind])
            seen = json.dumps(inspected(found, kind), ensure_ascii=False, indent=1)
            (folder / f"{kind}.json").write_text(seen + "\n", encoding="utf-8")
