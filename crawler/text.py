"""The markup of a post, read block by block into its own words; quotes, signature and edit note stay apart.

Gluing words over ``<br>`` and ``</p><p>`` lost half of all mentions on real boards (house, decision 5), so every
block boundary becomes a line break here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    "address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset("script style noscript template iframe object button select textarea svg head title".split())
ENDLESS = frozenset({"br", "hr"})
WHOLE = SILENT | {"img", "a", "pre", "-comment"}
BREAK = "\0"
"""A line that the markup breaks, which one that its author broke is not; no text can hold the sign itself."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SMILEY = re.compile(r"smil|emo[jt]i", re.IGNORECASE)
IMAGE = re.compile(r"\.(?:gif|png|jpe?g|svg|webp)$", re.IGNORECASE)
DRAWN = re.compile("smil|emoticon", re.IGNORECASE)
SHORTENED = re.compile(r"…|\.\.\.")


def own_words(node: LexborNode | None, cut: Collection[int] = ()) -> str:
    """The text of a node with a line break at every block, without the nodes whose ``mem_id`` is in ``cut``.

    A block that is cut leaves its line break, so that the words around a quote stay apart.

    Smilies and emoji that are images become their ``alt`` or ``title``, between colons where that is a word ("Sad" is
    no word of the author); a link that the page shows shortened becomes its address.
    """
    if node is None:
        return ""
    pieces: list[str] = []
    # What is still to come of each node that is open, and what its end adds to the text.
    levels: list[tuple[Iterator[LexborNode], str]] = [(iter((node,)), "")]
    while levels:
        below, edge = levels[-1]
        for current in below:
            tag = current.tag or ""
            if tag == "-text":
                pieces.append(current.text_content or "")
            elif cut and current.mem_id in cut:
                is_edge = tag in BLOCKS and not "".join(pieces[-2:]).rstrip(" \n").endswith(BREAK)
                pieces.append(BREAK if is_edge else "")
            elif tag in ENDLESS:
                # It has an end as every element has, which adds nothing.
                pieces += BREAK, ""
            elif tag in WHOLE and (said := _said(current, tag)) is not None:
                pieces.append(said)
            else:
                edge = BREAK if tag in BLOCKS else ""
                pieces.append(BREAK + BREAK if tag == "p" else edge)
                levels.append((current.iter(include_text=True), edge))
                break
        else:
            levels.pop()
            pieces.append(edge)
    return _lines("".join(pieces).split(BREAK))


def _said(node: LexborNode, tag: str) -> str | None:
    """What an element says as a whole; None for one that is read child by child."""
    if tag == "img":
        return _picture(node)
    if tag == "a":
        return _full_address(node) or None
    return f"\n{node.text(deep=True)}\n".replace("\n", BREAK) if tag == "pre" else ""


def _picture(node: LexborNode) -> str:
    shown = node.attributes
    return _drawn(*(shown.get(name) or "" for name in ("alt", "title", "class", "src")))


@lru_cache(maxsize=1024)
def _drawn(alt: str, title: str, kind: str, source: str) -> str:
    """What a picture says; a board draws the same few smilies over and over."""
    is_drawn = DRAWN.search(f"{kind} {source}")
    smiley = title if re.fullmatch(r"[:;=8xX][-~^']?\S{1,3}", title) or (is_drawn and not alt) else alt
    if is_drawn and (name := smiley.replace(" ", "_")).isidentifier():
        return f" :{name.lower()}: "
    is_name = " " not in smiley or SMILEY.search(f"{source} {kind}")
    return f" {smiley} " if is_name and len(smiley) <= 24 and not IMAGE.search(smiley) else ""


def _full_address(node: LexborNode) -> str:
    """The address of a link whose text is that address shortened with dots, else nothing."""
    shown = node.text(deep=True).strip()
    if "…" not in shown and "..." not in shown:
        return ""
    address = node.attributes.get("href") or ""
    start = SHORTENED.split(shown)[0].strip().removeprefix("http://").removeprefix("https://")
    bare = address.removeprefix("http://").removeprefix("https://")
    return address if start and bare != address and bare.startswith(start) else ""


def tidy(text: str) -> str:
    """Text with spaces folded, at most one empty line in a row, and without control characters."""
    return _lines(text.split("\n"))


def _lines(lines: list[str]) -> str:
    folded = "\n".join(map(line, lines))
    while "\n\n\n" in folded:
        folded = folded.replace("\n\n\n", "\n\n")
    return folded.strip()


def line(text: str) -> str:
    """Text on one line with all white space folded: for titles, names and dates."""
    shown = text.strip()
    # The one white space that can be printed is the space.
    if shown.isprintable() and "  " not in shown:
        return shown
    folded = " ".join(shown.split())
    return folded if folded.isprintable() else CONTROLS.sub("", folded)


def inside(node: LexborNode, selectors: str) -> list[LexborNode]:
    """The outermost nodes below ``node`` that match; a quote within a quote belongs to the outer one."""
    # A node that matches two of the selectors is found twice.
    found = {match.mem_id: match for match in node.css(selectors)}
    return [match for match in found.values() if not _has_ancestor(match, node, found)]


def _has_ancestor(node: LexborNode, top: LexborNode, ids: Collection[int]) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != top.mem_id:
        if parent.mem_id in ids:
            return True
        parent = parent.parent
    return False


def mem_ids(nodes: Iterable[LexborNode]) -> set[int]:
    """The identities of nodes, to cut them from a text."""
    return {node.mem_id for node in nodes}
