"""``webcare inspect``: what our readers see in one page (contract, section 5). Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.dates import Clock
from crawler.errors import InputError

if TYPE_CHECKING:
    from spiders.engines.engine import Engine
    from spiders.engines.page import ListedThread, Page, PageKind, Shown, ShownPost


def inspect(
    content: bytes,
    url: str,
    engine: str | None = None,
    fetched_at: datetime | None = None,
    zone: str = "Europe/Amsterdam",
    date_order: str = "DMY",
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> dict[str, Any]:
    """One page as the engines' readers see it, ready for JSON.

    Args:
        content: The response's body, undecoded.
        url: Where the page came from; relative links are joined with it.
        engine: Its engine; without one every engine looks for its signs.
        fetched_at: Aware; the base of relative dates when the page prints no clock. Without it the response's
            ``date`` header counts, else now.
        zone: An IANA name; of the source as it prints dates.
        date_order: ``DMY``, ``MDY`` or ``YMD``.
        headers: Of the response, with lower-case names.
        status: Of the response; from 400 on the page is an error, unless it says itself what stops us.

    Raises:
        InputError: there is no such engine, zone or date order.
    """
    from spiders.engines.page import Page

    page = Page.from_bytes(content, url, headers)
    reader, kind = _reader(page, engine)
    kind = _refused(kind, status)
    clock = _clock(page, reader, fetched_at or _served_at(page), zone, date_order)
    seen = _seen(page, reader, kind, clock)
    return {
        "engine": reader.name if reader else "unknown",
        "kind": kind.kind,
        "reason": _reason(kind, seen, page),
        **seen,
    }


def _reader(page: Page, name: str | None) -> tuple[Engine | None, PageKind]:
    from spiders.engines.page import PageKind
    from spiders.engines.recognise import engine_named, recognise
    from spiders.engines.walls import wall

    try:
        reader = engine_named(name) if name else recognise(page)[0]
    except KeyError as error:
        raise InputError(error.args[0]) from None
    return reader, wall(page) or (reader.page_kind(page) if reader else PageKind("unknown", "no_engine"))


def _refused(kind: PageKind, status: int) -> PageKind:
    """The kind of a page with the status of its response: a polite page of an error is an error too."""
    if status < 400 or kind.kind in ("wall", "login"):
        return kind
    from spiders.engines.page import PageKind
    from spiders.source import status_reason

    said = f", {kind.reason}" if kind.kind == "error" and kind.reason else ""
    return PageKind("error", status_reason(status), f"status {status}{said}")


def _served_at(page: Page) -> datetime:
    try:
        served = parsedate_to_datetime(page.headers.get("date", ""))
    except ValueError:
        return datetime.now(UTC)
    return served if served.tzinfo else served.replace(tzinfo=UTC)


def _clock(page: Page, reader: Engine | None, now: datetime, zone: str, date_order: str) -> Clock:
    """The page's own clock when it prints one, else the moment that was given."""
    from spiders.engines.visit import moment

    try:
        base = Clock(now, ZoneInfo(zone), date_order)
    except (ValueError, OSError, KeyError) as error:
        raise InputError(f"no time zone or date order like that: {error}") from None
    shown = reader.page_clock(page) if reader else None
    told = moment(shown, base).at if shown else None
    return Clock(told, base.zone, base.order) if told else base


def _seen(page: Page, reader: Engine | None, kind: PageKind, clock: Clock) -> dict[str, Any]:
    """The facts of a page of content; empty for a wall, an error or a page that no engine knows."""
    seen: dict[str, Any] = {"title": "", "thread_id": "", "page": 1, "pages": None, "next_page": None}
    seen |= {"posts": [], "threads": []}
    if reader is None or kind.kind not in ("thread", "listing", "index", "feed"):
        return seen
    position = reader.page_position(page)
    seen |= {"title": reader.title(page), "page": position.page, "pages": position.pages}
    seen["next_page"] = reader.next_page(page)
    if kind.kind in ("thread", "feed"):
        seen["thread_id"] = reader.thread_id(page)
        seen["posts"] = [_post(post, clock) for post in reader.posts(page)]
    if kind.kind in ("listing", "feed"):
        seen["threads"] = [_thread(row, clock) for row in reader.threads(page)]
    return seen


def _post(post: ShownPost, clock: Clock) -> dict[str, Any]:
    from spiders.engines.visit import moment

    edited = moment(post.edited, clock).at if post.edited else None
    return {
        "post_id": post.post_id,
        "author": post.author,
        **_dated("posted_at", post.posted, clock),
        "text": post.text,
        "quotes": post.quotes,
        "signature": post.signature,
        "edited_at": _iso(edited),
    }


def _thread(row: ListedThread, clock: Clock) -> dict[str, Any]:
    return {
        "thread_id": row.thread_id,
        "url": row.url,
        "title": row.title,
        "replies": row.replies,
        "views": row.views,
        **_dated("last_post_at", row.last_post, clock),
        "sticky": row.sticky,
        "closed": row.closed,
    }


def _dated(name: str, shown: Shown, clock: Clock) -> dict[str, str | None]:
    """A date under ``name``, with its precision and its text as shown."""
    from spiders.engines.visit import moment

    read = moment(shown, clock)
    return {name: _iso(read.at), "precision": read.precision, "date_text": read.text}


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _reason(kind: PageKind, seen: dict[str, Any], page: Page) -> str | None:
    """Why a page is no plain content, or why nothing was found on one that should have some."""
    if not page.content.strip() and kind.kind != "error":
        return "empty_page"
    if kind.detail:
        return f"{kind.reason}: {kind.detail}"
    if kind.reason or kind.kind == "index" or seen["posts"] or seen["threads"]:
        return kind.reason
    return "nothing_recognised" if kind.kind == "unknown" else "nothing_found"
