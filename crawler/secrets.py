"""Passwords and tokens: from the environment or a file that it names; never from the profile, never into a message."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.errors import InputError

PREFIX = "WEBCARE_"


class MissingSecret(InputError):  # noqa: N818 (it is named for what is missing)
    """A secret is not set, or its file cannot be read; the Dutch sentence says which variable to set."""


def variable(name: str) -> str:
    """The environment variable of a secret: ``x_token`` is ``WEBCARE_X_TOKEN``."""
    return PREFIX + name.upper()


def secret(name: str) -> str:
    """The value of ``WEBCARE_NAME``, or the content of the file that ``WEBCARE_NAME_FILE`` names.

    Raises:
        MissingSecret: neither is set, or what is set is empty or cannot be read.
    """
    named = variable(name)
    value = os.environ.get(named, "").strip() or _in_file(f"{named}_FILE")
    if not value:
        raise MissingSecret(f"zet {named}, of {named}_FILE met de naam van een bestand")
    return value


def is_set(name: str) -> bool:
    """Whether a secret can be read."""
    try:
        return bool(secret(name))
    except MissingSecret:
        return False


def _in_file(named: str) -> str:
    path = os.environ.get(named)
    try:
        return Path(path).read_text(encoding="utf-8").strip() if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise MissingSecret(f"het bestand in {named} kan niet worden gelezen") from error
