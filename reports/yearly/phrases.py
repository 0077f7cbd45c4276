"""Words of customers for the committee: fragments that many people wrote, so that none leads back to one of them.

The rule: a quotation is a run of three to six words inside one sentence that stands, letter for letter, in posts of at
least five different authors, in threads where the team answered. Searching for it finds all of them and singles out
none. It holds no masked data, no address, no figure, and no name of the team's advisers or accounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reports.small import LEAST
from reports.yearly.facts import YearFacts

WORDS = (3, 6)
SAMPLE = 1500
"""Posts that are looked through at most."""
_WRITTEN = """
with lively as (select distinct source, thread_id from seen where is_team),
chosen as (select s.source, s.post_id, s.version, s.author from kept s join lively using (source, thread_id)
    where s.day between $first and $last and not s.abusive and s.intent = $intent
    order by md5(s.source || '/' || s.post_id) limit $sample)
select c.author, p.text from chosen c
    join posts p on p.source = c.source and p.post_id = c.post_id and p.fetched_at = c.version
where p.posted_at >= $begin and p.posted_at < $until order by c.source, c.post_id
"""
_BREAK = re.compile(r"[.!?…;:,()\[\]\"“”\n/<>]+|\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MASK = re.compile(r"\[[^\]]*\]|https?://\S+|\S+@\S+|@\w+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fragment and how many different people wrote it."""

    text: str
    authors: int


def phrases(facts: YearFacts, intent: str, most: int = 3) -> list[Phrase]:
    """The fragments that most people used in thanks (``compliment``) or complaints (``complaint``), longest first.

    Args:
        facts: the period.
        intent: which posts.
        most: how many fragments at most; none shares two words in a row with an earlier one.
    """
    period = facts.period
    rows = facts.posts.rows(
        _WRITTEN, intent=intent, sample=SAMPLE, first=period.first, last=period.last, begin=period.begin,
        until=period.until,
    )  # fmt: skip
    authors: dict[str, set[str]] = {}
    for author, text in rows:
        for fragment in fragments(text or ""):
            authors.setdefault(fragment, set()).add(author)
    names = _names(facts)
    shared = [Phrase(text, len(who)) for text, who in authors.items() if len(who) >= LEAST and not _told(text, names)]
    shared.sort(key=lambda p: (-p.authors * len(p.text.split()), p.text))
    return _different(shared)[:most]


def fragments(text: str) -> set[str]:
    """Every run of three to six words of a text that stays within one sentence and holds nothing masked."""
    found: set[str] = set()
    for sentence in _BREAK.split(_MASK.sub(" . ", text.casefold())):
        words = _WORD.findall(sentence)
        for length in range(WORDS[0], WORDS[1] + 1):
            found.update(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))
    return found


def _names(facts: YearFacts) -> frozenset[str]:
    team = facts.profile.team
    said = [*team.advisers, *team.advisers.values(), *(account.name for account in team.accounts)]
    return frozenset(word for name in said for word in _WORD.findall(name.casefold()))


def _told(text: str, names: frozenset[str]) -> bool:
    return not names.isdisjoint(text.split())


def _different(ordered: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    used: set[tuple[str, str]] = set()
    for phrase in ordered:
        words = phrase.text.split()
        pairs = set(pairwise(words))
        if used.isdisjoint(pairs):
            kept.append(phrase)
            used |= pairs
    return kept
