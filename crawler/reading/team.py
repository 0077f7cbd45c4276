"""Who wrote: the team, by the names of its accounts. Look-alikes and quoted team texts are ordinary users."""

import re
from functools import lru_cache

from crawler.reading.normal import normal
from crawler.reading.rules import Rules

_LINKS = re.compile(r"[\s_.\-]+")


def is_team(author: str, rules: Rules) -> bool:
    """Whether an author is a team account: exactly one of the rules' account names, however spaced or capitalised."""
    return bool(author) and account(author) in {account(name) for name in rules.words("team", "account")}


@lru_cache(maxsize=10_000)
def account(name: str) -> str:
    """A name without `@`, capitals, spaces and underscores, so that spellings of one account are equal."""
    return _LINKS.sub("", normal(name).strip().lstrip("@"))
