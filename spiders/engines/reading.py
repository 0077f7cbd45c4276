"""What the readers of several engines do alike: a pager's numbers, a line behind its label, the node around another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.page import Page, Position, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

LABEL = re.compile(r"^[^:]{0,60}:\s+")


def above(node: LexborNode, fits: Callable[[LexborNode], bool]) -> LexborNode | None:
    """The nearest node around ``node`` that fits; None where none does."""
    parent = node.parent
    while parent is not None and not (parent.is_element_node and fits(parent)):
        parent = parent.parent
    return parent


def first_of(node: LexborNode | None, *selectors: str) -> LexborNode | None:
    """The match of the first selector that has one; a list within one selector answers in the page's order instead."""
    return next((found for s in selectors if node is not None and (found := node.css_first(s)) is not None), None)


def labelled(line: str) -> str:
    """A line without the label before it ("Reply #1 on: "); the colon of a time has no space after it."""
    return LABEL.sub("", line)


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are on one host, whichever scheme and with or without ``www.``."""
    try:
        hosts = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (url, other)]
    except ValueError:
        return False
    return hosts[0] == hosts[1]


def numbered_pages(pager: LexborNode | None, links: str, current: str) -> Position:
    """The position in a pager: the number marked as current, and the highest number in it."""
    if pager is None:
        return Position(1, 1)
    inside = text.mem_ids(node for link in pager.css(links) for node in link.css("*"))
    marked = [numbers.read(words(node)) for node in pager.css(current) if node.mem_id not in inside]
    page = next((number for number in marked if number), 1)
    return Position(page, max([page, *(_number(a) for a in pager.css(links))]))


def page_after(page: Page, pager: LexborNode | None, links: str, current: int) -> str | None:
    """The address behind the number after ``current`` in a pager, without session id; None where there is none."""
    found = [a for a in pager.css(links) if _number(a) == current + 1] if pager else []
    return without(page.link(found[0]), SESSION) if found else None


def _number(link: LexborNode) -> int:
    shown = words(link)
    return (numbers.read(shown) or 0) if re.fullmatch(r"[\d.,]+", shown) else 0
