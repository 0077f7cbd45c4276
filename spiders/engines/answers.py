"""What the readers of JSON answers do alike."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import parsing
from spiders.engines.engine import Engine, without
from spiders.engines.page import Board, ListedThread, Page, Position, Shown

OPENING = re.compile(r"\s*[{\[]")


class AnswerEngine(Engine):
    """An API whose answers list posts: no boards, no threads with a title, and pages without a number."""

    kind = "social"

    def boards(self, page: Page) -> list[Board]:
        """An answer lists no boards."""
        return []

    def threads(self, page: Page) -> list[ListedThread]:
        """An answer lists posts, not conversations."""
        return []

    def title(self, page: Page) -> str:
        """An answer has no title."""
        return ""

    def thread_id(self, page: Page) -> str:
        """An answer does not name a conversation, unless its engine says otherwise."""
        return ""

    def page_position(self, page: Page) -> Position:
        """An answer does not tell how many there are."""
        return Position(1, None)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages have tokens, not numbers."""
        return thread_url


def document(page: Page) -> Any:  # noqa: ANN401 (whatever an API answers)
    """The JSON answer of a page; of a file with one answer a line, the first. None where there is none."""
    if page.json is not None or not OPENING.match(page.content):
        return page.json
    return _first(page.content)


@lru_cache(maxsize=2)
def _first(content: str) -> Any:  # noqa: ANN401 (whatever an API answers)
    try:
        return parsing.whole(json.JSONDecoder().raw_decode(content.lstrip())[0], content)
    except (ValueError, RecursionError):
        return None


def fields(page: Page) -> dict[str, Any]:
    """The answer as an object; empty where it is none."""
    answer = document(page)
    return answer if isinstance(answer, dict) else {}


def held(holder: object, *path: str) -> Any:  # noqa: ANN401 (whatever an API answers)
    """The value at a path of names in nested objects; None where the path breaks off."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; empty for anything else."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def string(value: object) -> str:
    """A value as text; empty for nothing."""
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value)


def shown(value: object) -> Shown:
    """A machine-readable date, which is all the answer shows."""
    return Shown(string(value), string(value) or None)


def count(value: object) -> int | None:
    """A whole number, else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def markup(html: object) -> LexborNode | None:
    """HTML inside an answer, parsed."""
    return LexborHTMLParser(string(html)).body if string(html) else None


def with_parameter(url: str, name: str, value: str) -> str:
    """An address with one query parameter set."""
    plain = without(url, frozenset({name}))
    return f"{plain}{'&' if '?' in plain else '?'}{name}={value}"
