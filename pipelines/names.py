"""Masks names in texts: of a thread's own authors, of whom the site marks, and of strangers behind a clear cue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from crawler.reading.personal import TOKENS
from crawler.reading.personal_names import NO_NAMES

SHORTEST = 3
WORD = re.compile(r"\w(?:[\w.'-]*\w)?")
GREETING = "gr|grt|grtz|groet|groetjes|groeten|mvg|liefs|hoi|hallo|hi|hey|beste|dag"
THANKS = r"welkom|bedankt|dank|dank\s?je(?:\s?wel)?|dank\s?u(?:\s?wel)?|ik ben"
FAREWELL = "grt|grtz|groet|groetjes|groeten|mvg|liefs"
CALLED = re.compile(
    rf"(?P<cue>\b(?:{GREETING}|{THANKS})\b[\s,.:!]{{1,3}})(?P<name>(?=[\w-]*[\d_])[^\W\d][\w-]{{3,}})", re.IGNORECASE
)
"""A word with a digit or an underscore, called by somebody: what members of boards are named, and no word of Dutch."""
SIGNED = re.compile(
    rf"(?P<cue>\b(?:{FAREWELL})\b[\s,.:!]{{1,3}})(?P<name>[^\W\d][\w'-]{{2,}})(?=[\s.!,]*\Z)", re.IGNORECASE
)
"""The one word behind a farewell that ends a text."""
ACCOUNT = re.compile(
    r"(?<![\w/@.])(?P<cue>@|/?u/(?=[\w-]{3}))(?P<name>(?=[\w.-]*[^\W\d])\w(?:[\w.-]*\w)?(?:@\w[\w-]*(?:\.\w[\w-]*)+)?)"
)
"""Whom a post on a social medium addresses: ``@name``, ``@name@server``, at Reddit ``u/name``."""


class Names:
    """The names of some people, ready to be masked.

    A name that is no plain word (it has a digit, an underscore, a space ...) is a name anywhere. One that can be a
    word, such as "Zon", is a name only behind a greeting or ``@``, or where it closes the post.
    """

    def __init__(
        self,
        authors: Iterable[str],
        marked: Iterable[str] = (),
        is_public: Callable[[str], bool] = lambda _: False,
        *,
        is_social: bool = False,
    ) -> None:
        """Leaves out names of fewer than three characters: they cannot be told from words.

        An account such as ``name@server`` is also called ``@name``.

        Args:
            authors: who wrote in the thread.
            marked: whom the site itself marks as people in its texts; such a name is one anywhere.
            is_public: whether a word behind a cue is no secret (an account of the team, a search term).
            is_social: whether a post addresses people by their accounts.
        """
        called = {form for name in authors for form in (name, name.lstrip("@").split("@")[0])}
        names = sorted({name for name in called if len(name) >= SHORTEST}, key=len, reverse=True)
        sure = {name for name in marked if len(name) >= SHORTEST} | {name for name in names if not name.isalpha()}
        words = [name for name in names if name.isalpha()]
        known = (
            _pattern("", sorted(sure, key=len, reverse=True), ""),
            _pattern(rf"(?P<cue>@|\b(?:{GREETING})\b[\s,.:!]{{1,3}})", words, ""),
            _pattern("", words, r"(?=[\s.!,]*\Z)"),
        )
        self.known = [pattern for pattern in known if pattern]
        self.cued = [CALLED, SIGNED, *([ACCOUNT] if is_social else [])]
        self.is_public = is_public

    def mask(self, text: str) -> tuple[str, bool]:
        """The text with a token for every name, and whether there was one."""
        masked = text
        for pattern in self.known:
            masked = pattern.sub(_token, masked)
        for pattern in self.cued:
            masked = pattern.sub(self._stranger, masked)
        return masked, masked != text

    def _stranger(self, found: re.Match[str]) -> str:
        """The token for a name that only its cue tells; what is public or an ordinary word stays."""
        name = found["name"]
        return found[0] if name.casefold() in NO_NAMES or self.is_public(name) else _token(found)


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
