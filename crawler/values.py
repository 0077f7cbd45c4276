"""What may stand at a key of a profile: names, addresses and zones, each refused with what was expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("expected a time zone such as Europe/Amsterdam") from error
    return name


def _line(text: str) -> str:
    if not any(letter.isalnum() for letter in text) or any(unicodedata.category(letter)[0] == "C" for letter in text):
        raise ValueError("expected a text on one line, with at least a letter or digit in it")
    return text


def _web(address: str) -> str:
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or re.search(r"[\s\x00-\x1f\x7f]", address):
        raise ValueError("expected a web address that begins with http:// or https://, such as https://www.example.nl/")
    return address


def matches(pattern: str, expected: str) -> AfterValidator:
    """A check that a whole text has a pattern."""

    def checked(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"expected {expected}")
        return text

    return AfterValidator(checked)


def _country(code: str) -> str:
    if code not in {"", "NL"}:
        from holidays import list_supported_countries

        if code not in list_supported_countries():
            raise ValueError('expected the code of a country such as NL, or "" for no public holidays')
    return code


def once(key: str, part: str, said: Sequence[str]) -> None:
    """Refuses tables that say the same twice.

    Raises:
        ValueError: two of them do.
    """
    if twice := next((text for text in said if said.count(text) > 1), None):
        raise ValueError(f"{key}: expected each {part} once (found {twice!r} twice)")


Zone = Annotated[str, AfterValidator(_zone)]
Line = Annotated[str, AfterValidator(_line)]
"""A name, or a word to look for: without a letter it would be found nowhere, or everywhere."""
NAME = "a name of letters, digits and underscores only, such as mijn_forum"
SourceName = Annotated[str, matches(r"\w+", NAME)]
"""It is part of a path in the data."""
Web = Annotated[str, AfterValidator(_web)]
_ADDRESS = r"[^@\s<>,;]+@[^@\s<>,;]+"
Mailbox = Annotated[str, matches(rf"{_ADDRESS}|[^@<>\n]+ <{_ADDRESS}>", "a mail address such as webcare@example.nl")]
Country = Annotated[str, AfterValidator(_country)]
LONGEST = 36500
"""Days: what reaches further back is a mistake, and no calendar holds it."""
