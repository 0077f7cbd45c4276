"""What the templates of all practice boards share: the pages beside the boards' modules, and their filters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from practice import dutch

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of some rows a page shows; ``start`` is an offset from 0, ``size`` the rows a page."""

    count: int
    start: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.count // self.size))

    @property
    def page(self) -> int:
        """The number of this page, from 1; a page past the end shows the last one."""
        return min(max(self.start, 0) // self.size + 1, self.pages)

    @property
    def first(self) -> int:
        """The offset of this page's first row."""
        return (self.page - 1) * self.size

    def shown(self, rows: list[Row]) -> list[Row]:
        """The rows of this page."""
        return rows[self.first : self.first + self.size]


@cache
def pages(engine: str) -> Any:  # noqa: ANN401 (a module made by Jinja: its macros are its functions)
    """The pages of an engine: the macros of the template with its name."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        lines=lines, blocks=blocks, slug=slug, tone=tone, gist=gist, thousands=dutch.thousands, clock=dutch.clock,
        short=dutch.short, long=dutch.long, figures=dutch.figures, weekday=dutch.weekday,
        near=dutch.near, ago=dutch.ago,
    )  # fmt: skip
    return environment.get_template(f"{engine}.html").module


def lines(text: str) -> Markup:
    """A text as boards with BB code show it: line breaks, and an empty line between paragraphs."""
    return Markup("<br />\n").join(text.split("\n"))


def blocks(text: str) -> Markup:
    """A text as ``<p>`` blocks."""
    paragraphs = (Markup("<br>").join(block.split("\n")) for block in text.split("\n\n"))
    return Markup("").join(Markup("<p>{}</p>\n").format(escape(paragraph)) for paragraph in paragraphs)


def tone(name: str) -> int:
    """A number that belongs to a name: member numbers and the like."""
    return crc32(name.encode())


def slug(title: str) -> str:
    """A title as part of an address."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.lower())
    return "-".join(part for part in plain.split("-") if part)


def gist(text: str, length: int = 80) -> str:
    """The beginning of a text on one line, for lists."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " ..."
