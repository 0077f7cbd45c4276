"""`webcare triage`: labels for posts, or states for threads, that come as JSON lines (contract, section 6)."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crawler import parsing
from crawler.errors import InputError
from crawler.profile import Profile
from crawler.reading.post import Context, PostText, Reading, read
from crawler.reading.rules import Rules
from crawler.reading.states import StatePost, state
from crawler.reading.team import is_team
from crawler.reading.terms import Terms
from crawler.spreadsheet import BOM


class TriageError(InputError):
    """A line that cannot be read; the message names its number and what was expected."""


def run(profile: Profile, file: Path | None, *, threads: bool) -> Iterator[str]:
    """The labels of the posts, or the states of the threads, in a file or on standard input.

    Raises:
        TriageError: the file or a line of it cannot be read.
    """
    rules = profile.reading_rules
    try:
        lines = (file.read_text(encoding="utf-8") if file else sys.stdin.read()).removeprefix(BOM).split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TriageError(f"{file}: cannot be read as UTF-8 text ({error})") from error
    if threads:
        return triage_threads(lines, rules)
    terms = Terms((term.term, term.also, term.not_near) for term in profile.terms)
    return triage_posts(lines, rules, terms)


def triage_posts(lines: Iterable[str], rules: Rules, terms: Terms | None = None) -> Iterator[str]:
    """One line of labels per line in, in the same order.

    Args:
        lines: JSON objects with `id` and `text`; `author`, `thread_title`, `source_kind` and `context` may be absent.
        rules: the profile's rules.
        terms: the profile's search terms.

    Raises:
        TriageError: a line is no JSON object, or lacks `id` or `text`.
    """
    for number, given in _objects(lines, ("id", "text")):
        context = given.get("context") or {}
        if not isinstance(context, dict):
            raise TriageError(f"line {number}: context, expected an object")
        post = PostText(
            text=_text(number, given, "text"),
            author=_text(number, given, "author"),
            thread_title=_text(number, given, "thread_title"),
            source_kind=_text(number, given, "source_kind"),
        )
        opener = context.get("thread_opener_about")
        around = Context(
            section=_text(number, context, "section"),
            entity_page=_text(number, context, "entity_page"),
            thread_opener_about=opener if isinstance(opener, bool) else None,
        )
        yield json.dumps(labels(given["id"], read(post, around, rules, terms)), ensure_ascii=False)


def labels(post_id: object, reading: Reading) -> dict[str, Any]:
    """A reading as `webcare triage` writes it."""
    return {
        "id": post_id,
        "about": reading.about,
        "doubt": reading.doubt,
        "score": reading.score,
        "terms": reading.terms,
        "topics": reading.topics,
        "intent": reading.intent,
        "intent2": reading.intent2,
        "concrete_question": reading.concrete_question,
        "specific_case": reading.specific_case,
        "abusive": reading.abusive,
        "pii": [span._asdict() for span in reading.personal],
        "team_reply": reading.team_reply,
        "reasons": dict(reading.reasons),
    }


def triage_threads(lines: Iterable[str], rules: Rules) -> Iterator[str]:
    """The state of each thread, one line per line in.

    Args:
        lines: JSON objects with `id` and `posts`, each post with `author` and `text`; the first author is the asker.
        rules: the profile's rules.

    Raises:
        TriageError: a line is no JSON object, or its posts are no list of posts.
    """
    for number, given in _objects(lines, ("id", "posts")):
        posts = given["posts"]
        if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
            raise TriageError(f"line {number}: posts, expected a list of objects")
        thread = []
        for post in posts:
            author = _text(number, post, "author")
            thread.append(StatePost(author, _text(number, post, "text"), is_team(author, rules)))
        found, reasons = state(thread, rules)
        yield json.dumps({"id": given["id"], "state": found, "reasons": reasons}, ensure_ascii=False)


def _objects(lines: Iterable[str], keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = parsing.document(line)
        except ValueError as wrong:
            raise TriageError(f"line {number}: no JSON ({getattr(wrong, 'msg', wrong)})") from wrong
        if not isinstance(given, dict):
            raise TriageError(f"line {number}: expected an object with {' and '.join(keys)}")
        for key in keys:
            if key not in given:
                raise TriageError(f"line {number}: {key} is missing")
        yield number, given


def _text(number: int, given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise TriageError(f"line {number}: {key}, expected text")
    return value or ""
