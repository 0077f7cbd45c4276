"""The names of the sources as reports print them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.profile import Profile

SPIDERS = Path(__file__).resolve().parent.parent / "spiders"


def titles(profile: Profile) -> dict[str, str]:
    """The title of every built-in source, by name, and the titles that the profile gives."""
    own = {name: source.title for name, source in profile.sources.items() if source.title}
    return dict(built_in()) | own


def built_in() -> Iterator[tuple[str, str]]:
    """The name and title of every spider class, read from its source.

    Importing the spiders would load Scrapy and pandas, which took more time than a report's own figures.
    """
    for path in sorted(SPIDERS.glob("*.py")):
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            told = _constants(part) if isinstance(part, ast.ClassDef) else {}
            if {"name", "title"} <= told.keys():
                yield told["name"], told["title"]


def _constants(spider: ast.ClassDef) -> dict[str, str]:
    """The strings that a class sets by name."""
    return {
        target.id: line.value.value
        for line in spider.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
