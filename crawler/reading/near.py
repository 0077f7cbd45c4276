"""What a rule needs in a text, or must not meet there: is it near enough?"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from crawler.reading.page import Page

REACH = {"sentence": 0, "near": 1, "post": 10_000}
"""How many sentences away a word of `needs` or `unless` may stand, by the scope of a rule."""
GAP = 70
"""Characters that ` .. ` may skip, always within one sentence."""


class Near(NamedTuple):
    """What must, or must not, be near: contexts, literals of one part, phrases of several; and how near."""

    contexts: frozenset[str]
    single: frozenset[int]
    phrases: tuple[tuple[int, ...], ...]
    reach: int


Guard = tuple[Near | None, Near | None]
"""What a rule needs, and what it must not meet."""


class Seen(NamedTuple):
    """What stands in a text and around it: each literal by its number, and where."""

    text: Page
    contexts: Collection[str]
    hits: Mapping[int, list[tuple[int, int]]]
    present: frozenset[int]


def is_possible(guard: Guard, seen: Seen) -> bool:
    """Whether what a rule needs stands anywhere in a text; without it its expression need not be tried."""
    needs = guard[0]
    return (
        needs is None
        or not needs.single.isdisjoint(seen.present)
        or not needs.contexts.isdisjoint(seen.contexts)
        or any(phrase[0] in seen.present for phrase in needs.phrases)
    )


def holds(guard: Guard, sentence: int, seen: Seen) -> bool:
    """Whether what a rule needs is near a sentence, and what it must not meet is not."""
    needs, unless = guard
    return (needs is None or _is_near(needs, sentence, seen)) and (
        unless is None or not _is_near(unless, sentence, seen)
    )


def _is_near(near: Near, sentence: int, seen: Seen) -> bool:
    text, contexts, hits, present = seen
    if not near.contexts.isdisjoint(contexts):
        return True
    if not near.single.isdisjoint(present):
        if len(text.ends) <= near.reach + 1:
            return True
        for place in near.single & present:
            for start, _ in hits[place]:
                if abs(text.sentence(start) - sentence) <= near.reach:
                    return True
    return bool(near.phrases) and any(
        abs(text.sentence(start) - sentence) <= near.reach
        for phrase in near.phrases
        if phrase[0] in hits
        for start, _ in found(phrase, seen)
    )


def found(phrase: tuple[int, ...], seen: Seen) -> list[tuple[int, int]]:
    """Where a phrase stands: its parts in order, within one sentence."""
    text, _, hits, _ = seen
    stands = hits[phrase[0]]
    for part in phrase[1:]:
        if part not in hits:
            return []
        stands = [
            (start, then_end)
            for start, end in stands
            for then, then_end in hits[part][:8]
            if end < then <= end + GAP and text.sentence(end - 1) == text.sentence(then)
        ]
    return stands
