"""What rises this week: topics above chance, words above chance, and posts that show it.

What rising means is defined once, in ``crawler.reading.rising``; here the posts for it are read and the words written
as people write them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.reading.normal import normal as normal_form
from crawler.reading.rising import (
    RisingTerm,
    RisingTopic,
    holders,
    rising_among,
    rising_topics,
    terms,
    terms_among,
)
from reports.facts import HISTORY, Facts
from reports.normal import WEEKS, normal, verdict

SAMPLE = 800
"""Posts a week that are read at most for the terms; a busier week is read by a sample, and the page says so."""
EXPLAINING = 3
"""Terms that are named to explain a rising topic."""

_CHOSEN = """
with numbered as (
    select source, month, post_id, author, topics, date_trunc('week', day)::date as monday, version,
        row_number() over (partition by date_trunc('week', day) order by md5(source || '/' || post_id)) as place
    from counted where not abusive and date_trunc('week', day)::date in (select monday::date from compared))
select n.monday = $now, n.source, n.post_id, any_value(coalesce(n.author, '')), any_value(n.topics), any_value(p.text)
from numbered n join posts p using (source, month, post_id)
where p.fetched_at = n.version and n.place <= $sample
group by all order by all
"""
_AUTHORS = """
select topic, count(distinct author) from (select unnest(topics) as topic, author from counted
    where day between $first and $last) group by topic
"""
_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A post as far as its words go."""

    key: tuple[str, str]
    author: str
    topics: tuple[str, ...]
    text: str
    terms: frozenset[str]
    """Those that three people or more used this week: no other can rise, in all posts or in a topic's."""


@dataclass(frozen=True, slots=True)
class Rising:
    """A topic or term with its posts this week, its mean over the eight weeks before, and one post that shows it."""

    name: str
    count: int
    mean: float
    example: tuple[str, str] | None
    terms: tuple[str, ...] = ()
    """The words that explain a topic."""
    identity: str = ""
    """The topic's id."""
    authors: int = 0

    @property
    def factor(self) -> float | None:
        """How many times the mean; None for what is new."""
        return self.count / self.mean if self.mean else None


@dataclass(frozen=True, slots=True)
class Risen:
    """What rises in a week; empty without eight complete weeks to compare with."""

    topics: tuple[Rising, ...] = ()
    terms: tuple[Rising, ...] = ()
    is_known: bool = False
    is_sampled: bool = False


def compared_weeks(facts: Facts) -> list[int]:
    """The newest eight complete weeks before this one; empty where there are fewer."""
    complete = [n for n in range(HISTORY) if facts.is_usable(n)][-WEEKS:]
    return complete if len(complete) == WEEKS else []


def risen(facts: Facts, most: int = 6) -> Risen:
    """The topics and the terms that rise, the least likely first; at most this many terms."""
    weeks = compared_weeks(facts)
    if not weeks or not facts.is_usable():
        return Risen()
    now, before = _posts(facts, weeks)
    found = _rising_terms(now, before, 2 * most)
    words = [_term(t, now) for t in found if t.now > t.before / WEEKS]
    busiest = max(sum(facts.week_total(s, n) for s in facts.sources) for n in (*weeks, HISTORY))
    topics = tuple(_topics(facts, weeks, now, before))
    return Risen(topics, tuple(words[:most]), is_known=True, is_sampled=busiest > SAMPLE)


def _posts(facts: Facts, weeks: Sequence[int]) -> tuple[list[Told], list[Told]]:
    """The posts of this week and of the weeks before, in an order of their own."""
    facts.posts.note("compared", monday=[facts.weeks[n].first.isoformat() for n in (*weeks, HISTORY)])
    rows = facts.posts.rows(_CHOSEN, now=facts.period.first, sample=SAMPLE)
    this_week = [(author, terms(text or "")) for is_now, _, _, author, _, text in rows if is_now]
    wanted = holders(this_week).keys()
    told: dict[bool, list[Told]] = defaultdict(list)
    for is_now, source, post, author, topics, text in rows:
        held = terms_among(wanted, text or "")
        told[is_now].append(Told((source, post), author, tuple(topics or ()), text or "", held))
    return told[True], told[False]


def _rising_terms(now: Sequence[Told], before: Sequence[Told], most: int) -> list[RisingTerm]:
    return rising_among([(post.author, post.terms) for post in now], [post.terms for post in before], most)


def _topics(facts: Facts, weeks: Sequence[int], now: Sequence[Told], before: Sequence[Told]) -> list[Rising]:
    """The rising topics; none that the table of topics calls normal, because big weeks differ more than chance."""
    counts = facts.per_topic
    authors = dict(facts.posts.rows(_AUTHORS, first=facts.period.first, last=facts.period.last))
    past = [_of_week(counts, facts.weeks[n].first) for n in weeks]
    return [
        _topic(facts, found, now, before)
        for found in rising_topics(_of_week(counts, facts.period.first), past, authors)
        if verdict(found.posts, normal([week.get(found.topic, 0) for week in past])) == "hoger"
    ]


def _of_week(counts: Mapping[str, Mapping[date, int]], monday: date) -> dict[str, int]:
    return {topic: weekly[monday] for topic, weekly in counts.items() if monday in weekly}


def _topic(facts: Facts, found: RisingTopic, now: Sequence[Told], before: Sequence[Told]) -> Rising:
    """A rising topic with what is new in its posts; where they say what they always say, with what they say at all."""
    about = [post for post in now if found.topic in post.topics]
    earlier = [post for post in before if found.topic in post.topics]
    explaining = _rising_terms(about, earlier, EXPLAINING) or _rising_terms(about, before, EXPLAINING)
    words = [_term(term, about) for term in explaining]
    example = words[0].example if words else next((post.key for post in about if post.text), None)
    title, names = facts.topic(found.topic), tuple(word.name for word in words)
    return Rising(title, found.posts, found.mean, example, names, found.topic, found.authors)


def _term(found: RisingTerm, posts: Sequence[Told]) -> Rising:
    example = posts[found.examples[0]]
    return Rising(as_written(found.term, example.text), found.now, found.before / WEEKS, example.key)


def as_written(term: str, text: str) -> str:
    """A term as it stands in a text, in small letters with its accents; the term itself where it is not found."""
    words = [match[0].casefold() for match in _WORD.finditer(text)]
    length = len(term.split())
    spoken = (" ".join(words[n : n + length]) for n in range(len(words) - length + 1))
    return next((found for found in spoken if normal_form(found) == term), term)
