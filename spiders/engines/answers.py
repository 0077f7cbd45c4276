"""What the readers of JSON answers do alike."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.engines.engine import without
from spiders.engines.page import Page, Shown


def document(page: Page) -> Any:  # noqa: ANN401 (whatever an API answers)
    """The JSON answer of a page; of a file with one answer a line, the first. None where there is none."""
    if page.json is not None or not page.content.lstrip().startswith(("{", "[")):
        return page.json
    return _first(page.content)


@lru_cache(maxsize=2)
def _first(content: str) -> Any:  # noqa: ANN401 (whatever an API answers)
    try:
        return json.JSONDecoder().raw_decode(content.lstrip())[0]
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
