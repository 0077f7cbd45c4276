"""One fetched page, and what a reader can find on it. Readers send no request and know no settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import parsing, text
from crawler.addresses import joined
from spiders.engines.decoding import decode, flatten

Kind = Literal["thread", "listing", "index", "feed", "wall", "login", "error", "unknown"]

HIGHEST = 2**31 - 1
"""What the columns of counts hold; a board that prints more is misread, or lies."""


@dataclass(slots=True)
class Shown:
    """A date as the page shows it, and the machine-readable one in its markup, if any."""

    text: str = ""
    machine: str | None = None


@dataclass(slots=True)
class Board:
    """A section that lists threads; ``last_post`` is what the index says moved there last."""

    url: str
    title: str
    last_post: Shown | None = None


@dataclass(slots=True)
class ListedThread:
    """A row of a listing. ``per_page`` is the number of posts on a page of the thread, where the row's pager tells."""

    thread_id: str
    url: str
    title: str
    replies: int | None = None
    views: int | None = None
    last_post: Shown = field(default_factory=Shown)
    author: str = ""
    started: Shown | None = None
    sticky: bool = False
    closed: bool = False
    moved: bool = False
    site_state: str | None = None
    per_page: int | None = None

    def __post_init__(self) -> None:
        """Leaves out counts that cannot be stored."""
        self.replies, self.views = storable(self.replies), storable(self.views)


@dataclass(slots=True)
class ShownPost:
    """A post as the page shows it: own words apart from quotes, signature and edit note.

    ``named`` are the people whom the site itself marks in the text, as it writes them there.
    """

    post_id: str
    author: str
    posted: Shown
    text: str
    url: str = ""
    position: int | None = None
    quotes: list[str] = field(default_factory=list)
    signature: str | None = None
    edited: Shown | None = None
    named: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Leaves out a position that cannot be stored."""
        self.position = storable(self.position)


@dataclass(slots=True)
class PageKind:
    """What a page is; ``reason`` says why where it is no plain content (``login_wall``, ``empty_board`` ...).

    ``detail`` is the name of a wall.
    """

    kind: Kind
    reason: str | None = None
    detail: str = ""


@dataclass(slots=True)
class Position:
    """Which page of how many this is, counted from 1; ``pages`` is None where the page does not tell."""

    page: int = 1
    pages: int | None = None


class Page:
    """One page: decoded text, its address, and its tree or JSON, parsed once when first asked for."""

    def __init__(self, content: str, url: str, headers: Mapping[str, str] | None = None) -> None:
        """Takes decoded ``content``; ``headers`` have lower-case names."""
        self.content = content
        self.url = url
        self.headers = headers or {}
        self.standing: frozenset[str] | None = None
        """Of the names in the selectors of all signs, those that stand in the source; None where nobody looked."""
        self._found: dict[str, list[LexborNode]] = {}
        self._first: dict[str, LexborNode | None] = {}

    @classmethod
    def from_bytes(cls, body: bytes, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """A page from a response's body, decoded as ``decode`` does."""
        header = re.search(r"charset=[\"']?([\w-]+)", (headers or {}).get("content-type", ""))
        return cls(decode(body, header[1] if header else None), url, headers)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The HTML tree; what is past any real page's size or depth is cut off first."""
        return LexborHTMLParser(flatten(self.content))

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 (whatever an API answers)
        """The JSON document, or None where the page is none."""
        try:
            return parsing.document(self.content)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def base(self) -> str:
        """What relative addresses are joined with: the page's ``<base>``, else its own address."""
        base = self.first("base[href]")
        return joined(self.url, attribute(base, "href")) if base else self.url

    def link(self, node_or_href: LexborNode | str | None) -> str:
        """The absolute address of a link; empty where there is none or it cannot be read."""
        href = (node_or_href if isinstance(node_or_href, str) else attribute(node_or_href, "href")).strip()
        try:
            return joined(self.base, href) if href else ""
        except ValueError:
            return ""

    @cached_property
    def links(self) -> list[tuple[LexborNode, str]]:
        """Every link of the page with its ``href`` as written."""
        return [(a, attribute(a, "href")) for a in self.all("a[href]")]

    def first(self, selector: str) -> LexborNode | None:
        """The first node that matches, or None; looked up once too."""
        if selector not in self._first:
            self._first[selector] = self.tree.css_first(selector)
        return self._first[selector]

    def all(self, selector: str) -> list[LexborNode]:
        """All nodes that match; several readers ask the same of a page, and it is looked up once."""
        if selector not in self._found:
            self._found[selector] = self.tree.css(selector)
        return self._found[selector]

    def matched(self, signs: Mapping[str, str]) -> list[str]:
        """The names of the selectors that match; those of which no name stands in the source are not looked for."""
        likely = (name for name, selector in signs.items() if self._may_match(selector))
        return [name for name in likely if self.first(signs[name])]

    def _may_match(self, selector: str) -> bool:
        return self.standing is None or not self.standing.isdisjoint(longest_names(selector))

    def words(self, selector: str) -> str:
        """The text of the first match on one line; empty where nothing matches."""
        return words(self.first(selector))


@lru_cache(maxsize=512)
def longest_names(selector: str) -> tuple[str, ...]:
    """The longest tag, class or other name in each alternative of a selector: without it nothing can match.

    No sign says what must not be there (``:not``): its name would have to be left out here.
    """
    return tuple(max(re.findall(r"[\w-]+", part.lower()), key=len) for part in selector.split(","))


def attribute(node: LexborNode | None, name: str) -> str:
    """An attribute's value; empty where node or attribute is missing, and for a text."""
    return (node.attrs.get(name) or "") if node is not None and node.is_element_node else ""


def words(node: LexborNode | None) -> str:
    """A node's text on one line; empty for None."""
    return text.line(node.text(deep=True, separator=" ")) if node is not None else ""


def storable(count: int | None) -> int | None:
    """A count, or None where it is more than the data can hold: one such row must not keep the others out."""
    return count if count is not None and abs(count) <= HIGHEST else None


def number_in(pattern: str, value: str) -> str:
    """The first group of a pattern in a text; empty where it does not match."""
    found = re.search(pattern, value)
    return next((group for group in found.groups() if group), "") if found else ""
