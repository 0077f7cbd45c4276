"""Marks the team's own posts, and whose sign-off they carry."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.items import Visit
from crawler.reading.team import is_account
from pipelines.step import Step

CLOSING_LINES = 4


def adviser_of(text: str, advisers: Mapping[str, str]) -> str | None:
    """The code of the adviser who signed: ``^RN`` at the end, also glued to a word, or a first name in the last lines.

    The longest code wins, so that ``^RNI`` is not read as ``^RN``.
    """
    closing = [line.strip(" ,.-") for line in text.rstrip().split("\n")[-CLOSING_LINES:]]
    for code in sorted(advisers, key=len, reverse=True):
        if re.search(rf"\^{re.escape(code)}\W*$", closing[-1], re.IGNORECASE):
            return code
    names = {name.casefold(): code for code, name in advisers.items()}
    signed = [names[first] for line in closing if (first := re.split(r"\s*/\s*", line)[0].casefold()) in names]
    return signed[-1] if signed else None


class Team(Step):
    """Compares authors with the team's accounts on this source; before names are masked or made pseudonyms."""

    def process_item(self, visit: Visit) -> Visit:
        """Sets ``is_team`` and ``adviser``."""
        accounts = self.profile.team_names(visit.thread.source)
        for post in visit.posts:
            post.is_team = is_account(post.author, accounts)
            if post.is_team:
                post.adviser = adviser_of(post.text, self.profile.team.advisers)
        return visit
