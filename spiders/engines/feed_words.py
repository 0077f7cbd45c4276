"""What its author wrote of a feed's entry: without quotes, and without what the feed puts around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from crawler import text
from spiders.engines.markup import children, has_class
from spiders.engines.page import attribute, words
from spiders.engines.vbulletin.vbulletin3 import quote_boxes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

POSTED_BY = re.compile(r"^[^:]{4,24}:.*[—–-]\s.*\d", re.DOTALL)
COUNTED = re.compile(r"\d+ \S+ - \d+ \S+")
HEADS = ("quoteheader", "quotefooter", "quotetitle")
QUOTE = (
    "aside.quote, blockquote, td.alt2, .bbcode_quote, .bbCodeBlock--quote, .bbCodeQuote, .quoteBox, .quotebox, "
    "div.quotecontent, .quoteheader, .quotefooter, div.quotetitle"
)
"""A quote looks in a feed as it does on its board; some boards set its head and foot beside it."""


def own_words(body: LexborNode | None, link: str, title: str) -> tuple[str, list[str]]:
    """The author's own words in an entry with this link and title, and a place for the id of each quote."""
    own = _written(body)
    quotes = quote_boxes(own, QUOTE) if own is not None else []
    named = [quote for quote in quotes if not has_class(quote, *HEADS)]
    return text.own_words(own, text.mem_ids([*quotes, *_added(own, link, title)])), ["" for _ in named]


def _written(body: LexborNode | None) -> LexborNode | None:
    """The part of an entry that its author wrote.

    Reddit wraps it, and adds "submitted by X [link] [comments]"; Discourse quotes it whole after "@X wrote:".
    """
    if body is None:
        return None
    if any(words(link) == "[link]" for link in body.css("a")):
        return body.css_first(".md")
    first, *rest = [node for node in children(body) if node.is_element_node] or [body]
    is_said = words(first.css_first("a")).startswith("@") and words(first).endswith(":")
    whole = rest[0] if rest and rest[0].tag == "blockquote" and is_said else None
    return LexborHTMLParser(whole.inner_html or "").body if whole is not None else body


def _added(body: LexborNode | None, link: str, title: str) -> list[LexborNode]:
    """What a feed ends an entry with: phpBB's line of statistics, links to read on, Discourse's count of posts."""
    if body is None:
        return []
    found = [p for p in body.css("p")[-1:] if POSTED_BY.match(words(p)) and _ends(p)]
    last = [node for node in children(body) if node.is_element_node and node.tag not in ("br", "hr")][-2:]
    if last and _leads_on(last[-1], link, title):
        counted = [p for p in last[:-1] if COUNTED.fullmatch(words(p)) and p.css_first("small") is not None]
        found += [last[-1], *counted]
    return found


def _leads_on(node: LexborNode, link: str, title: str) -> bool:
    """Whether a node is no more than a link to the entry's own page, or WordPress's line that names its title."""
    anchor = node if node.tag == "a" else node.css_first("a")
    is_alone = words(anchor) in (words(node), title)
    return is_alone and link != "" and attribute(anchor, "href").partition("#")[0] == link.partition("#")[0]


def _ends(node: LexborNode) -> bool:
    """Whether nothing but a rule follows a node."""
    after = node.next
    while after is not None and (after.tag == "hr" or not (after.text_content or "").strip()):
        after = after.next
    return after is None
