"""Fills the templates: autoescape on, nothing undefined, charts as markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import charts, dutch, leads, sentences, shapes, wording
from reports.colours import DEEP, MARKED, ON_DEEP, PALE, RULE_ON_DEEP, TINT, palette, recoloured
from reports.folders import TEMPLATES

ACCENTS = {
    "--acc": shapes.ACCENT, "--acc-d": DEEP, "--acc-l": TINT, "--acc-xl": PALE, "--mark": MARKED,
    "--on-d": ON_DEEP, "--rule-d": RULE_ON_DEEP,
}  # fmt: skip
"""The blues that the stylesheets know by name."""


@cache
def environment(accent: str) -> Environment:
    """The template environment of all reports, with the profile's accent colour in its charts."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, bytecode_cache=compiled(),
    )  # fmt: skip
    made.filters["nl"] = dutch.number
    made.filters["percentage"] = dutch.percentage
    made.globals.update(dutch=dutch, wording=wording, sentences=sentences, leads=leads)
    for chart in (charts.sparkline, charts.day_plot, charts.bullet, charts.bar, charts.heat_map):
        made.globals[chart.__name__] = as_markup(chart, accent)
    colours = palette(accent)
    made.globals["accents"] = "; ".join(f"{name}: {colours.get(blue, blue)}" for name, blue in ACCENTS.items())
    return made


def compiled() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept: a folder for temporary files that is this user's alone, where there is one."""
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None  # compiled anew by every report, in a fifth of a second


def as_markup(chart: Callable[..., str], accent: str) -> Callable[..., Markup]:
    """A chart as templates call it: its SVG is markup, in the profile's accent colour."""

    def drawn(*args: object, **options: object) -> Markup:
        return Markup(recoloured(chart(*args, **options), accent))  # noqa: S704 (our own SVG; the titles in it are escaped)

    return drawn


def rendered(template: str, accent: str, **values: object) -> str:
    """A template filled with values."""
    return environment(accent).get_template(template).render(**values)
