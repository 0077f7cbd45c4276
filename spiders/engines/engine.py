"""What every engine is: a few pure readers over one page."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

from spiders.engines.page import Board, ListedThread, Page, PageKind, Position, Shown, ShownPost, attribute

REPLY = re.compile(r"^(?:re|antw|aw|betreft)\s*:\s*", re.IGNORECASE)
"""What engines put before the title of a reply, in the languages of their boards."""
SESSION = frozenset({"sid", "s", "phpsessid", "osCsid", "highlight", "hilit", "sessid", "session"})


class Engine(ABC):
    """Readers of one forum engine. A subclass says in its docstring what to set and how to recognise it.

    Every reader takes a page and returns facts; none sends a request, knows a setting or raises on a page of another
    kind: what is not there is an empty list.
    """

    name: ClassVar[str]
    kind: ClassVar[str] = "forum"
    posts_per_page: ClassVar[int] = 20
    appends: ClassVar[bool] = True
    """Whether a new post always comes last; where it does not, a visit reads the thread from its first page."""
    shows_all: ClassVar[bool] = True
    """Whether the pages of a thread show every post that stands; where not, one that is missing says nothing."""
    signs: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """What this engine writes: the name of each sign, and a selector for it."""
    fewest: ClassVar[int] = 1
    """The signs it takes, where others write one of them too."""

    def evidence(self, page: Page) -> list[str]:
        """The signs that this engine made the page, each as a short text; empty where there is none."""
        found = page.matched(self.signs)
        return found if len(found) >= self.fewest else []

    @abstractmethod
    def page_kind(self, page: Page) -> PageKind:
        """What the page is, judged before anything is read from it."""

    @abstractmethod
    def boards(self, page: Page) -> list[Board]:
        """The boards that an index or a listing links to, sub-boards too, off-site links not."""

    @abstractmethod
    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, each thread once."""

    @abstractmethod
    def posts(self, page: Page) -> list[ShownPost]:
        """The posts of a thread page in page order, each once."""

    @abstractmethod
    def title(self, page: Page) -> str:
        """The title of the thread or board, without the site's name and without "Re:"."""

    @abstractmethod
    def thread_id(self, page: Page) -> str:
        """The site's own id of the thread that a page shows; empty where it does not tell."""

    def board(self, page: Page) -> str:
        """The name of the board that a thread page belongs to; empty where it does not tell."""
        return ""

    @abstractmethod
    def page_position(self, page: Page) -> Position:
        """Which page of how many this is."""

    @abstractmethod
    def next_page(self, page: Page) -> str | None:
        """The address of the next page of this thread or listing, or None on the last."""

    def previous_page(self, page: Page) -> str | None:
        """The address of the page before this one, or None on the first."""
        position = self.page_position(page).page
        return self.page_url(page.url, position - 1, len(self.posts(page))) if position > 1 else None

    def more(self, page: Page) -> list[str]:
        """Further addresses of the same thread with posts that this page leaves out, beside the next page."""
        return []

    def page_clock(self, page: Page) -> Shown | None:
        """The clock that the page prints ("Het is momenteel ..."), which relative dates count from; None without."""
        return None

    def site_state(self, page: Page) -> str | None:
        """``open``, ``answered`` or ``closed`` where the site itself says so about the thread."""
        return None

    def start_url(self, url: str) -> str:
        """The address to request for a public one: another where the engine has an API (the walk begins there)."""
        return url

    def canonical(self, url: str) -> str:
        """The one address of a thread or board: no session id, page, highlight or fragment."""
        return without(url, SESSION)

    @abstractmethod
    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """The address of page ``page`` (from 1) of a thread or listing with ``per_page`` rows a page."""


def without(url: str, names: frozenset[str], fragment: bool = False) -> str:
    """An address without the named query parameters and, unless asked for, without its fragment."""
    if not _has_any(url, names):
        return url if fragment else url.partition("#")[0]
    parts = _split(url)
    pieces = [piece for piece in re.split("[&;]", parts.query) if piece]
    query = "&".join(piece for piece in pieces if piece.split("=")[0].lower() not in names)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment if fragment else ""))


def _has_any(url: str, names: frozenset[str]) -> bool:
    """Whether an address must be taken apart to drop the names: it has one of them, or the old sign between two."""
    return ";" in url or any(before.endswith(_endings(names)) for before in url.lower().split("=")[:-1])


@lru_cache(maxsize=32)
def _endings(names: frozenset[str]) -> tuple[str, ...]:
    """The names as they may stand before a "=" of an address in lower case."""
    return tuple(name.lower() for name in names)


def query_value(url: str, name: str) -> str:
    """One query parameter of an address; empty where it is missing."""
    return dict(parse_qsl(_split(url).query.replace(";", "&"), keep_blank_values=True)).get(name, "")


def _split(url: str) -> SplitResult:
    """The parts of an address; none where it cannot be read."""
    try:
        return urlsplit(url.replace("&amp;", "&"))
    except ValueError:
        return urlsplit("")


def shown_time(page: Page, selector: str) -> Shown | None:
    """The date in the first ``time`` element that matches."""
    node = page.first(selector)
    return Shown(node.text(deep=True, separator=" "), attribute(node, "datetime") or None) if node else None
