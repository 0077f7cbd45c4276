"""Which topics rise this week, and which terms explain it: alarm on topics, explain with terms.

At 60 to 70 posts a week terms are too sparse to alarm on; topics are not. Topic: the Poisson tail of this week's count
against the mean of the weeks before. Term: log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn,
"Fightin' Words", Political Analysis 16, 2008), on the number of posts that hold the term.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from crawler.reading.normal import normal

ALARM = 0.005
"""Chance below which a topic's count is no coincidence; 20 topics then give one false alarm in about ten weeks."""
LEAST_POSTS = 3
LEAST_AUTHORS = 3
"""Posts and authors that a topic or term must have: one angry person is no trend."""
PRIOR = 300.0
"""Weight of the prior in posts: how many posts of evidence a term must overcome."""
EXAMPLES = 3

_WORD = re.compile(r"[a-z][a-z0-9]*(?:[-'.][a-z0-9]+)*")


class RisingTopic(NamedTuple):
    """A topic above its normal: posts now, mean of the weeks before, and the chance of so many by coincidence."""

    topic: str
    posts: int
    mean: float
    chance: float
    authors: int


class RisingTerm(NamedTuple):
    """A term that stands out: posts with it now and before, z-score of the log-odds, and posts that hold it."""

    term: str
    now: int
    before: int
    z: float
    examples: tuple[int, ...]


def rising_topics(
    now: Mapping[str, int], past: Sequence[Mapping[str, int]], authors: Mapping[str, int], alarm: float = ALARM
) -> list[RisingTopic]:
    """The topics with more posts than chance explains, least likely first.

    Args:
        now: posts this week by topic.
        past: the same for each of the complete weeks before (eight, as the reports define normal).
        authors: different authors this week by topic.
        alarm: the chance below which a topic is reported.

    Returns:
        Nothing where there is no past to compare with.
    """
    if not past:
        return []
    rising = []
    for topic, count in now.items():
        mean = sum(week.get(topic, 0) for week in past) / len(past)
        chance = poisson_tail(count, max(mean, 1 / len(past)))
        if count >= LEAST_POSTS and authors.get(topic, 0) >= LEAST_AUTHORS and count > mean and chance < alarm:
            rising.append(RisingTopic(topic, count, mean, chance, authors[topic]))
    return sorted(rising, key=lambda found: (found.chance, found.topic))


def poisson_tail(count: int, mean: float) -> float:
    """The chance of `count` or more events where `mean` are expected."""
    below = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    return max(0.0, 1.0 - below)


def rising_terms(
    texts_now: Sequence[tuple[str, str]], texts_before: Sequence[tuple[str, str]], most: int = 10, prior: float = PRIOR
) -> list[RisingTerm]:
    """The words and pairs of words that this week's posts hold more than those before, strongest first.

    Args:
        texts_now: author and text of each post of this week, or of the topic that rises.
        texts_before: the same for the weeks before.
        most: how many terms at most.
        prior: weight of the prior, in posts.
    """
    now, before = _counts(texts_now), _counts(texts_before)
    whole = now + before
    size = sum(whole.values())
    found = []
    for term, count in now.items():
        holders = [n for n, (_, text) in enumerate(texts_now) if term in terms(text)] if count >= LEAST_POSTS else []
        if len({texts_now[n][0] for n in holders}) >= LEAST_AUTHORS:
            z = log_odds_z(
                count, sum(now.values()), before[term], sum(before.values()), prior * whole[term] / size, prior
            )
            found.append(RisingTerm(term, count, before[term], z, tuple(holders[:EXAMPLES])))
    return sorted((t for t in found if t.z > 0), key=lambda t: (-t.z, t.term))[:most]


def log_odds_z(now: int, all_now: int, before: int, all_before: int, share: float, prior: float) -> float:
    """The z-score of the difference in log-odds of a term between two groups, with a Dirichlet prior.

    Args:
        now: posts that hold the term in the first group.
        all_now: all terms of the first group together.
        before: as `now`, for the second group.
        all_before: as `all_now`, for the second group.
        share: the prior's weight for this term.
        prior: the prior's whole weight.
    """
    first = math.log((now + share) / (all_now + prior - now - share))
    second = math.log((before + share) / (all_before + prior - before - share))
    return (first - second) / math.sqrt(1 / (now + share) + 1 / (before + share))


def terms(text: str) -> frozenset[str]:
    """The words of at least three letters of a text, and its pairs of neighbouring words, in normal form."""
    words = _WORD.findall(normal(text))
    pairs = (f"{a} {b}" for a, b in pairwise(words) if len(a) > 2 and len(b) > 2)
    return frozenset(word for word in words if len(word) > 2) | frozenset(pairs)


def _counts(texts: Sequence[tuple[str, str]]) -> Counter[str]:
    return Counter(term for _, text in texts for term in terms(text))
