"""Finding one's way in the table markup of the older engines: rows, cells, what stands behind a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler import numbers, text
from spiders.engines.page import attribute, words
from spiders.engines.reading import above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\.? (?:de )?[^\W\d]{3,12}\.?,? (?:de )?\d{4}"
    r"|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|(?i:vandaag|gisteren|today|yesterday|heute|gestern"
    r"|aujourd'hui|hier(?=[ ,]+(?:à )?\d)))"
)
"""A day as boards print it; French "hier" is Dutch for "here", and a day only before a time."""
TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?"
AGO = (
    r"(?:\d+|één|een|an?|less than a|minder dan een) [^\W\d]{3,10} (?:geleden|ago)"
    r"|(?:il y a|vor) (?:\d+|une?|einer|einem) [^\W\d]{3,10}"
)
DATED = re.compile(rf"{DAY}(?:[\s,@–-]{{1,4}}(?:om |at |um |à )?{TIME})?|{AGO}", re.IGNORECASE)
CLOCK = re.compile(TIME, re.IGNORECASE)
MEMBER = "a[href*=profile], a[href*=member], a[href*=showuser], a[href*='/user'], .name, .topicauthor, .username"
COUNT = re.compile(r"\d[\d.,\u00a0 ]*[km]?\b[^\d]{0,24}", re.IGNORECASE)


def date_in(value: str) -> str:
    """The first date in a sentence such as "Laatst gewijzigd door Piet op 21 nov 2026, 20:21"; empty without one."""
    found = DATED.search(text.line(value))
    return found[0] if found else ""


def time_in(value: str) -> str:
    """The first time of day in a sentence; empty without one."""
    found = CLOCK.search(value)
    return found[0] if found else ""


def below(places: str, inner: str) -> str:
    """A selector for ``inner`` in any of the places (Lexbor's ``:is()`` before a space sees only the next level)."""
    return ", ".join(f"{place} {inner}" for place in places.split(", "))


def row_of(node: LexborNode) -> LexborNode:
    """The list or table row that a node stands in, one drawn with ``div.trow`` too; the node itself outside one."""
    return above(node, lambda around: around.tag in ("li", "tr") or has_class(around, "trow")) or node


def ancestor(node: LexborNode, *tags: str) -> LexborNode | None:
    """The nearest node around this one with one of the tags, or None."""
    return above(node, lambda around: around.tag in tags)


def has_class(node: LexborNode, *names: str) -> bool:
    """Whether a node has one of the classes (``css_matches`` of selectolax looks below the node too)."""
    return bool(node.is_element_node) and not {*names}.isdisjoint(attribute(node, "class").split())


def cells(row: LexborNode) -> list[LexborNode]:
    """The cells of a table row, those drawn with ``div.tcell`` too, not those of tables within them."""
    return [child for child in children(row) if child.tag in ("td", "th") or has_class(child, "tcell")]


def children(node: LexborNode) -> Iterator[LexborNode]:
    """The elements and texts directly within a node."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def after(node: LexborNode | None) -> str:
    """The text behind a node within its parent, on one line; empty for None."""
    pieces = []
    following = node.next if node is not None else None
    while following is not None:
        pieces.append((following.text_content or "") if following.is_text_node else words(following))
        following = following.next
    return text.line(" ".join(pieces))


def counts(row: LexborNode, title: LexborNode | None = None) -> list[int]:
    """The cells of a row that hold a count and nothing but its unit, in their order: replies and views.

    A member may be called 1994, and a thread 2010: a cell that names one is no count.
    """
    titled = above(title, lambda around: any(around.mem_id == cell.mem_id for cell in cells(row))) if title else None
    shown = [(cell, words(cell)) for cell in cells(row) if titled is None or cell.mem_id != titled.mem_id]
    plain = [(cell, value) for cell, value in shown if COUNT.fullmatch(value) and not date_in(value)]
    found = [numbers.read(value) for cell, value in plain if cell.css_first(MEMBER) is None]
    return [count for count in found if count is not None]


ADVERT = (
    ".adsbygoogle, .nexusad, .advert, .advertisement, .adsense, [data-nosnippet], [class*=inpost], "
    "[id^=div-gpt-ad], [id^=google_ads], [data-mantis-zone]"
)
"""What sites put into the body of a post that nobody wrote."""


def own(body: LexborNode | None, quotes: list[LexborNode], not_own: str) -> str:
    """The words of a body without its quotes, adverts and what else is not its author's."""
    cut = body.css(f"{not_own}, {ADVERT}") if body else []
    return text.own_words(body, text.mem_ids([*quotes, *cut]))
