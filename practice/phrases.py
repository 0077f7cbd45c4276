"""Sentences of the practice world: chosen from ``words.toml``, filled in, with the search terms that they hold."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from practice import people

MARK = re.compile(r"\[([^\]=]+)(?:=([^\]]+))?\]")
IMPLIED = {
    "WW-uitkering": ("WW",),
    "UWV Webcare": ("UWV",),
    "UWV WERKbedrijf": ("UWV",),
}
"""Terms that stand as a word inside another term."""


class Said(NamedTuple):
    """A text and the search terms in it."""

    text: str
    terms: frozenset[str]


@cache
def stock() -> dict[str, Any]:
    """Everything in ``words.toml``."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def say(templates: str | list[str], rng: Random, **slots: str) -> Said:
    """One of the templates (or the only one), filled in; ``slots`` override what is drawn for it."""
    template = templates if isinstance(templates, str) else rng.choice(templates)
    filled = template.format_map({**people.circumstances(rng), **slots})
    terms = {found[2] or found[1] for found in MARK.finditer(filled)}
    terms.update(*(IMPLIED.get(term, ()) for term in terms))
    return Said(MARK.sub(lambda found: found[1], filled), frozenset(terms))


def join(*parts: Said, by: str = "\n\n") -> Said:
    """Parts after each other, empty ones left out."""
    texts = [part.text for part in parts if part.text]
    return Said(by.join(texts), frozenset().union(*(part.terms for part in parts)))
