"""Who wrote: the team, by the names of its accounts. Look-alikes and quoted team texts are ordinary users.

On a site, whoever is told apart there must stay apart: on X a parody can have our name without its underscore. In a
file for triage people typed the names, and no source says which account is meant: spaces and underscores between words
say nothing there, but another mark, or one before or after the name, is how a look-alike tells itself apart.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from crawler.reading.normal import normal
from crawler.reading.rules import Rules

_LINKS = re.compile(r"[\s_.\-]+")
_BETWEEN_WORDS = re.compile(r"(?<=[^\s_])[ _](?=[^\s_])")


def is_team(author: str, rules: Rules) -> bool:
    """Whether an author is a team account: exactly one of the rules' account names, however spaced or capitalised."""
    return bool(author) and _typed(author) in {_typed(name) for name in rules.words("team", "account")}


def is_account(author: str, accounts: Iterable[str]) -> bool:
    """Whether an author of a site is one of these accounts."""
    return spelled(author, accounts) is not None


def spelled(author: str, accounts: Iterable[str]) -> str | None:
    """The account of a site that an author is, as the profile spells it; sites do not tell capitals, nor the `@`."""
    return {_handle(name): name for name in accounts}.get(_handle(author))


def _handle(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip().removeprefix("@")


@lru_cache(maxsize=10_000)
def _typed(name: str) -> str:
    return _BETWEEN_WORDS.sub("", normal(name).strip().removeprefix("@"))


@lru_cache(maxsize=10_000)
def account(name: str) -> str:
    """A name without `@`, capitals, spaces and underscores, so that spellings of one account are equal."""
    return _LINKS.sub("", normal(name).strip().lstrip("@"))
