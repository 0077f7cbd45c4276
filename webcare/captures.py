"""Real pages that nobody of us wrote, read by our readers, against the truth that was read from them by eye.

The pages belong to the members of those boards and stay in the client's folder. ``python -m webcare.captures FOLDER``
prints the table an engine; `wrong_fields` is the one comparison, which the tests use too.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler import numbers
from crawler.errors import InputError
from webcare.inspect import inspect

if TYPE_CHECKING:
    from spiders.engines.page import ListedThread, ShownPost

CAPTURES = Path(__file__).resolve().parents[1] / ".." / "shared" / "captures"
FETCHED = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
MONTH_FIRST = ("vb3/mazda", "vb3/doityourself", "vb4/webhosting", "vb5/", "ubbthreads/", "mybb/mybb-community")
"""The pages whose numeric dates begin with the month."""

ENGINES = {
    "feeds": "feed",
    "ipb-old": "invision",
    "ips4": "invision",
    "phpbb2": "phpbb",
    "phpbb30": "phpbb",
    "phpbb31plus": "phpbb",
    "tweakers-got": "tweakers",
    "vb2-somethingawful": "vbulletin",
    "vb3": "vbulletin",
    "vb4": "vbulletin",
    "vb5": "vbulletin",
    "x-twitter": "x",
    "xenforo1": "xenforo",
    "xenforo2": "xenforo",
}
"""The manifest's names of engines that are not ours."""

KINDS = {
    "login wall": "login",
    "information/permission page": "error",
    'error page ("The topic or post you requested does not exist", HTTP 200)': "error",
}

QUOTE_FIRST = re.compile(r"^(?:On \d+/\d+/\d+ at .*|.{1,40} (?:posted|[Ww]rote|said)\b.*|Quote.*)$")
"""A truth that holds no more than the heading of a quote: the page must show a quote, and not as its author's words."""

EXCEPTIONS = {
    ("ipb-old/undeadlords-ipb2-listing-0.html", "first.title"): "the truth has the line below the title",
    ("smf/pcbheaven-listing.html", "last.id"): "the truth cuts the id short: the page says topic=1074.0",
    ("reddit/old-reddit-thread.html", "title"): "the truth keeps the first sentence of a long title",
    ("ips4/leica-thread.html", "first.text"): "the truth begins with an advert that the site put into the body",
    ("discourse/api-latest.json", "count"): "the fixture gives three threads one id, and a thread is listed once",
    ("discourse/api-latest.json", "last"): "the last of those three threads is the first one again",
}
"""What differs from the truth on purpose, each with the reason; one that no longer differs is wrong too."""

Wrong = dict[str, str]
"""The fields that are not as in the truth, each with both values."""


def entries(folder: Path) -> list[dict[str, Any]]:
    """The files of the manifest.

    Raises:
        InputError: the folder has no manifest.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise InputError(f"no manifest.json in {folder}")
    files: list[dict[str, Any]] = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    return files


def is_page(entry: dict[str, Any]) -> bool:
    """Whether a file is a web page, not a feed or an API's answer."""
    return str(entry["file"]).endswith(".html")


def wrong_fields(folder: Path, entry: dict[str, Any]) -> Wrong:
    """The comparison of one file with its truth: engine, kind, counts, first and last row, numbers, dates, titles."""
    return _page_fields(entry, seen(folder, entry)) if is_page(entry) else _answer_fields(folder, entry)


def unexpected(entry: dict[str, Any], wrong: Wrong) -> Wrong:
    """The wrong fields that are no exception, and the exceptions that no longer differ."""
    excused = {field for file, field in EXCEPTIONS if file == entry["file"]}
    gone = dict.fromkeys(excused - wrong.keys(), "no longer an exception")
    return {field: value for field, value in wrong.items() if field not in excused} | gone


def seen(folder: Path, entry: dict[str, Any]) -> dict[str, Any]:
    """What ``webcare inspect`` says of a page."""
    name = entry["file"]
    order = "MDY" if name.startswith(MONTH_FIRST) else "DMY"
    url = f"https://{entry.get('site') or 'board.example'}/"
    return inspect((folder / name).read_bytes(), url, None, FETCHED, "UTC", order)


def _page_fields(entry: dict[str, Any], page: dict[str, Any]) -> Wrong:
    truth = entry["ground_truth"] or {}
    kind = KINDS.get(entry["page_kind"], entry["page_kind"])
    wrong = _unlike("engine", ENGINES.get(entry["engine"], entry["engine"]), page["engine"])
    wrong |= _unlike("kind", kind, page["kind"])
    if not truth:
        return wrong
    wrong |= _unlike("title", _plain(truth["title"]), _plain(page["title"]))
    wrong |= _unlike("page", truth["page"], page["page"]) | _unlike("pages", truth["pages"], page["pages"])
    is_listing = kind == "listing"
    rows = page["threads"] if is_listing else page["posts"]
    wrong |= _unlike("count", truth["topics_on_page" if is_listing else "posts_on_page"], len(rows))
    noun, compare = ("topic", _thread_fields) if is_listing else ("post", _post_fields)
    for place, row in (("first", rows[0]), ("last", rows[-1])) if rows else ():
        wrong |= {f"{place}.{name}": value for name, value in compare(truth[f"{place}_{noun}"], row).items()}
    return wrong


def _post_fields(truth: dict[str, Any], post: dict[str, Any]) -> Wrong:
    wrong = _unlike("id", truth["id"], post["post_id"]) | _unlike("author", truth["author"], post["author"])
    wrong |= _unlike("date", _plain(truth["date_text"]), _plain(post["date_text"]))
    begins, own = _plain(truth["text_60"]) or "", _plain(post["text"]) or ""
    if QUOTE_FIRST.match(truth["text_60"] or ""):
        is_apart = post["quotes"] and not own.startswith(begins)
        return wrong | _unlike("quote", "apart from the words", "apart from the words" if is_apart else "among them")
    return wrong | _unlike("text", begins, own[: len(begins)])


def _thread_fields(truth: dict[str, Any], row: dict[str, Any]) -> Wrong:
    wrong = _unlike("id", truth["id"], row["thread_id"]) | _unlike(
        "title", _plain(truth["title"]), _plain(row["title"])
    )
    for count in ("replies", "views"):
        if truth.get(count) is not None:
            wrong |= _unlike(count, numbers.read(truth[count]), row[count])
    return wrong | _unlike("date", _plain(truth["last_post_date_text"]), _plain(row["date_text"]))


def _plain(value: str | None) -> str | None:
    """Letters and digits: what an eye and a reader must share; None is "not recorded"."""
    return None if value is None else re.sub(r"[\W_]+", "", value.lower())


def _unlike(field: str, truth: object, shown: object) -> Wrong:
    return {} if truth is None or truth == shown else {field: f"{shown!r} instead of {truth!r}"}


def _answer_fields(folder: Path, entry: dict[str, Any]) -> Wrong:
    """A feed or an API's answer: its truth is a count and the values of the first and last row, without their names."""
    from spiders.engines.page import Page
    from spiders.engines.recognise import recognise

    page = Page.from_bytes((folder / entry["file"]).read_bytes(), "https://board.example/answer")
    engine, truth = recognise(page)[0], entry["ground_truth"]
    named = "feed" if entry["file"].endswith(".xml") else ENGINES.get(entry["engine"], entry["engine"])
    wrong = _unlike("engine", named, engine.name if engine else "unknown")
    if engine is None:
        return wrong
    posts, threads = engine.posts(page), engine.threads(page)
    wrong |= _unlike("count", truth["items"], max(len(posts), len(threads)))
    for name, place in (("first", 0), ("last", -1)):
        said = [value for rows in (posts, threads) if rows for value in _told(rows[place])]
        values = truth[name] if truth[name] != ["same as first"] else truth["first"]
        missing = [v for v in values if v is not None and not any(part.startswith(_letters(v)) for part in said)]
        wrong |= {name: f"nowhere: {missing}"} if missing else {}
    return wrong


def _told(row: ShownPost | ListedThread) -> list[str]:
    """All that a row or post says, to look the values of the truth up in."""
    from spiders.engines.page import ShownPost

    if isinstance(row, ShownPost):
        return [_letters(value) for value in (row.post_id, row.author, row.posted.text, row.text, row.url)]
    return [_letters(value) for value in (row.thread_id, row.author, row.last_post.text, row.title, row.url)]


def _letters(value: object) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"</?\w+>", "", str(value)).lower())


def score_table(folder: Path) -> str:
    """A line an engine: its files, those with every field right, and each wrong field with its explanation.

    Raises:
        InputError: the folder has no manifest.
    """
    return "\n".join(_lines(folder))


def _lines(folder: Path) -> Iterator[str]:
    engines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries(folder):
        engines[entry["engine"]].append(entry)
    yield f"{'engine':<22}{'files':>6}{'right':>7}"
    right = 0
    for name, group in sorted(engines.items()):
        wrong = {entry["file"]: wrong_fields(folder, entry) for entry in group}
        right += sum(not fields for fields in wrong.values())
        yield f"{name:<22}{len(group):>6}{sum(not fields for fields in wrong.values()):>7}"
        for file, fields in wrong.items():
            yield from (f"    {file}, {field}: {EXCEPTIONS.get((file, field), said)}" for field, said in fields.items())
    yield f"{'all':<22}{sum(map(len, engines.values())):>6}{right:>7}"


if __name__ == "__main__":
    try:
        sys.stdout.write(score_table(Path(sys.argv[1]) if len(sys.argv) > 1 else CAPTURES) + "\n")
    except InputError as error:
        sys.exit(str(error))
