"""``webcare inspect``: what our readers see in one page, from a file or from the web."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import InputError

WEB = re.compile(r"https?://")


class LookError(InputError):
    """The page cannot be had; the message says why."""


def look(
    target: str,
    url: str,
    engine: str | None,
    fetched_at: datetime | None,
    timezone: str,
    date_order: str,
    profile: str,
) -> str:
    """The JSON of one page (contract, section 5).

    Raises:
        LookError: the file cannot be read, or the address did not answer.
    """
    from webcare.inspect import inspect

    content, address, headers, status = _fetched(target, profile) if WEB.match(target) else _opened(target, url)
    moment = fetched_at.replace(tzinfo=UTC) if fetched_at else None
    seen = inspect(content, address, engine, moment, timezone, date_order, headers, status)
    return json.dumps(seen, ensure_ascii=False, indent=1)


def _opened(target: str, url: str) -> tuple[bytes, str, dict[str, str], int]:
    try:
        return Path(target).read_bytes(), url or f"http://localhost/{Path(target).name}", {}, 200
    except OSError as error:
        raise LookError(f"{target}: cannot be read ({error.strerror})") from error


def _fetched(target: str, profile: str) -> tuple[bytes, str, dict[str, str], int]:
    from crawler.profile import load
    from spiders.probe import probe

    found = probe(target, load(profile), steps=1)
    if found.first is None:
        raise LookError(f"{target}: no answer ({found.problem})")
    body, page = found.first
    return body, page.url, dict(page.headers), found.status
