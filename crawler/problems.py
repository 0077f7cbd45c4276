"""What is wrong in a profile, as one sentence: the key, what was expected there, and what stood there instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "a text in quotes",
    "date_type": "a date without quotes, such as 2026-01-31",
    "time_type": "a time without quotes, such as 09:00:00",
    "bool_type": "true or false, without quotes (a boolean)",
    "int_type": "an integer without quotes, such as 8",
    "int_from_float": "an integer without quotes, such as 8",
    "float_type": "a number without quotes, such as 8 or 7.5",
    "dict_type": "a table, with a name and a value in each line",
    "model_type": "a table, with its name in brackets above its keys",
    "list_type": 'a list, such as ["one", "two"]',
    "finite_number": "a finite number",
    "greater_than": "a number greater than {gt}",
    "greater_than_equal": "a number greater than or equal to {ge}",
    "less_than_equal": "a number less than or equal to {le}",
    "string_too_short": "a text of at least {min_length} characters",
    "too_short": "a list of at least {min_length}",
    "literal_error": "{expected}",
}
"""What was expected, by the kind of problem."""
TABLES: Final = {"opening_hours", "terms", "topics", "accounts"}
"""Keys that hold several tables, each under a heading in double brackets."""


def first_problem(error: ValidationError, whole: type[BaseModel]) -> str:
    """The first thing that is wrong, as ``key: what was expected``; an unknown key may be why another is missing."""
    problems = error.errors()
    problem = next((p for p in problems if p["type"] == "extra_forbidden"), problems[0])
    place = [part for part in problem["loc"] if part != "[key]"]
    key = ".".join(str(part) for part in place)
    if problem["type"] == "extra_forbidden":
        return unknown_key(key, keys_of(_table(whole, place[:-1])))
    if problem["type"] == "missing":
        return f"key {key} is missing"
    if "error" in problem.get("ctx", {}):
        return f"{key}: {problem['ctx']['error']}{_found(problem['input'])}".removeprefix(": ")
    return f"{key}: expected {_expected(problem, key)}{_found(problem['input'])}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The sentence for a key that a profile does not have."""
    return f"unknown key {key}; the keys here are {', '.join(known)}"


def keys_of(table: type[BaseModel]) -> list[str]:
    """The keys of a table as they are written in the profile."""
    return [field.alias or name for name, field in table.model_fields.items() if not field.exclude]


def _expected(problem: ErrorDetails, key: str) -> str:
    name = key.rpartition(".")[2]
    if problem["type"] == "list_type" and name in TABLES:
        heading = "team.accounts" if name == "accounts" else name
        return f"a list of tables, each under [[{heading}]] in double brackets"
    told = EXPECTED.get(problem["type"])
    return told.format(**problem.get("ctx", {})) if told else problem["msg"]


def _found(value: object) -> str:
    """What stood there; a whole table would only hide the sentence before it."""
    is_long = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value))
    return "" if is_long else f" (found {value if isinstance(value, int | float | list) else str(value)!r})"


def _table(whole: type[BaseModel], place: Iterable[str | int]) -> type[BaseModel]:
    """The table in which a place lies, by the models that describe the profile."""
    table = whole
    for part in place:
        if isinstance(part, str) and part in table.model_fields:
            table = next(_models(table.model_fields[part].annotation), table)
    return table


def _models(kind: Any) -> Iterator[Any]:  # noqa: ANN401 (an annotation)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in get_args(kind):
        yield from _models(part)
