"""What platforms export, read: CSV or JSON of any of them, as the facts of posts under our own names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from crawler import parsing
from crawler.errors import InputError
from spiders.engines.decoding import decode

NAMES = {
    "post_id": "id, post id, comment id, tweet id, id_str, $urn, uri, message id, bericht id, reactie id",
    "text": "text, full_text, message, message.text, comment, comment text, commentary, post text, content, body, "
    "tekst, bericht, reactie",
    "author": "author, from, from.name, username, user, user name, user.screen_name, screen_name, author name, name, "
    "actor, auteur, gebruikersnaam, naam",
    "posted": "created_at, created time, date, created, created.time, timestamp, time, publish time, published, "
    "published at, datum, geplaatst op, tijd",
    "url": "url, permalink, permalink_url, permalink url, link, post url, comment url, adres",
    "thread_id": "thread id, conversation_id, conversation id, parent post id, post.id, object, gesprek, draad",
    "title": "title, thread title, titel, onderwerp",
}
"""Per fact the headings or keys under which exports give it, the best first. Case, spaces and underscores are one."""
SCRIPT = re.compile(r"^\s*window\.[\w.]+\s*=\s*")


class ImportingError(InputError):
    """A file that cannot be imported; the message names it and says what was expected."""


def read_rows(file: Path) -> Iterator[dict[str, str]]:
    """The facts of each post in a file, under our own names (``NAMES``); rows without a text are none.

    Raises:
        ImportingError: the file cannot be read, or no column holds texts.
    """
    try:
        content = decode(file.read_bytes())  # Excel writes UTF-16 or windows-1252, platforms UTF-8
    except OSError as error:
        raise ImportingError(f"{file}: cannot be read ({error.strerror})") from error
    is_json = content.lstrip().startswith(("[", "{", "window."))
    rows = list(_json_rows(content, file)) if is_json else list(_csv_rows(content, file))
    found = [_facts(row) for row in rows]
    if rows and not any("text" in facts for facts in found):
        raise ImportingError(f"{file}: no column or key with the text; expected one of {NAMES['text']}")
    yield from (facts for facts in found if facts.get("text"))


def _csv_rows(content: str, file: Path) -> Iterator[dict[str, Any]]:
    heading = content.partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    try:
        yield from rows
    except csv.Error as error:
        raise ImportingError(f"{file}: behind line {rows.line_num} stands no CSV ({error})") from error


def _json_rows(content: str, file: Path) -> Iterator[dict[str, Any]]:
    """The objects with facts of posts, wherever they stand in the document."""
    content = SCRIPT.sub("", content)
    try:
        waiting = [parsing.document(content)]
    except ValueError:
        waiting = [*_json_lines(content, file)][::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict) and _is_post(value):
            yield value
            waiting += [*_answers(value)][::-1]
        elif isinstance(value, (list, dict)):
            waiting += [*(value.values() if isinstance(value, dict) else value)][::-1]


def _answers(post: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The comments within a post, which belong to its thread."""
    facts = _facts(post)
    for name in ("comments", "replies"):
        held = post.get(name)
        listed = held.get("data") if isinstance(held, dict) else held
        for answer in listed if isinstance(listed, list) else []:
            if isinstance(answer, dict):
                yield {**answer, "thread_id": facts.get("thread_id") or facts.get("post_id")}


def _json_lines(content: str, file: Path) -> Iterator[Any]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            try:
                yield parsing.document(line)
            except ValueError as error:
                raise ImportingError(f"{file}: line {number} is no JSON ({error})") from error


def _is_post(value: Mapping[str, Any]) -> bool:
    facts = _facts(value)
    return "text" in facts and bool({"post_id", "posted", "author"} & facts.keys())


def _facts(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row tells, under our own names."""
    plain = {_plain(name): value for name, value in _flat(row)}
    found = {
        fact: [plain[n] for name in names.split(", ") if (n := _plain(name)) in plain] for fact, names in NAMES.items()
    }
    return {fact: values[0] for fact, values in found.items() if values}


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Names and values, those of an object within as ``outer.inner``; nothing for what is empty."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            yield f"{before}{name}", _mended(str(value))


@lru_cache(maxsize=4_096)
def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


def _mended(value: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own (``geÃ¯rriteerd``); other texts stay."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
