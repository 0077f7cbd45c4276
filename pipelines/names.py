"""Masks the names of a thread's own authors in its texts: greetings, mentions and the line that signs a post."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.reading.personal import TOKENS

SHORTEST = 3
WORD = re.compile(r"\w(?:[\w.'-]*\w)?")
GREETING = "gr|grt|grtz|groet|groetjes|groeten|mvg|liefs|hoi|hallo|hi|hey|beste|dag"


class Names:
    """The names of some authors, ready to be masked.

    A name that is no plain word (it has a digit, an underscore, a space ...) is a name anywhere. One that can be a
    word, such as "Zon", is a name only behind a greeting or ``@``, or where it closes the post.
    """

    def __init__(self, authors: Iterable[str]) -> None:
        """Leaves out names of fewer than three characters: they cannot be told from words.

        An account such as ``name@server`` is also called ``@name``.
        """
        called = {form for name in authors for form in (name, name.lstrip("@").split("@")[0])}
        names = sorted({name for name in called if len(name) >= SHORTEST}, key=len, reverse=True)
        self.anywhere = _pattern("", [name for name in names if not name.isalpha()], "")
        words = [name for name in names if name.isalpha()]
        self.greeted = _pattern(rf"(?P<cue>@|\b(?:{GREETING})\b[\s,.:!]{{1,3}})", words, "")
        self.closing = _pattern("", words, r"(?=[\s.!,]*\Z)")

    def mask(self, text: str) -> tuple[str, bool]:
        """The text with a token for every name, and whether there was one."""
        masked = text
        for pattern in (self.anywhere, self.greeted, self.closing):
            masked = pattern.sub(_token, masked) if pattern else masked
        return masked, masked != text


def candidates(text: str) -> set[str]:
    """Every word, pair and triple of words that could be the name of an author."""
    words = WORD.findall(text)
    runs = (words[start : start + length] for length in (1, 2, 3) for start in range(len(words) - length + 1))
    return {" ".join(run) for run in runs}


def _pattern(before: str, names: list[str], after: str) -> re.Pattern[str] | None:
    forms = "|".join(map(re.escape, names))
    return re.compile(rf"{before}(?<!\w)(?:{forms})(?!\w){after}", re.IGNORECASE) if names else None


def _token(found: re.Match[str]) -> str:
    return found.groupdict().get("cue", "") + TOKENS["name"]
