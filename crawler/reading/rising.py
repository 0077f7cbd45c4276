"""Which topics rise this week, and which terms explain it: alarm on topics, explain with terms.

At 60 to 70 posts a week terms are too sparse to alarm on; topics are not. Topic: the Poisson tail of this week's count
against the mean of the weeks before. Term: log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn,
"Fightin' Words", Political Analysis 16, 2008), on the number of posts that hold the term.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import compress, pairwise
from statistics import NormalDist
from typing import NamedTuple

from crawler.reading.normal import normal

ALARM = 0.005
"""Chance below which a topic's count is no coincidence; 20 topics then give one false alarm in about ten weeks."""
LEAST_POSTS = 3
LEAST_AUTHORS = 3
"""Posts and authors that a topic or term must have: one angry person is no trend."""
PRIOR = 0.5
"""Weight of the prior: as if half as many posts more had been read in which the term is as frequent as in all."""
FEWEST = 40
"""Terms are judged as if there were at least this many: below it, chance is not smaller than one in so many."""
EXAMPLES = 3
PART = 0.6
"""A word that mostly stands in a pair which rises too says nothing beside that pair."""
STOP = frozenset(
    """aan al alle alleen alles als altijd ander andere anders ben bent beste bij bijna daar daarna dan dank dat de deze
    dit die dus door dr echt een eens er ergens even gaan gaat ga geen gewoon goed graag groet groeten gr had hallo
    heb hebben hebt heeft heel helemaal hem hen het hier hij hoe hoi hun iemand iets ik in is ja je jij jou jouw jullie
    kan kun kunnen kunt laat laten later lag lagen
    ligt liggen maken maar mag me mee meer men met mij mijn misschien moest moet moeten mvg na
    naar niet niets nog nou nu of om ook op over per snel staat steeds te tegen toch toen tot u uit uw van vandaag veel
    vind volgens voor waar waarom wanneer want waren was wat we week weer weet weken weten wel welke werd wie wij wil
    willen word worden wordt zal ze zei zelf zelfs zich zie zij zijn zit zo zoals zonder zou zouden""".split()
)
"""Words that hold a sentence together and say nothing about a subject, in normal form."""

_WORD = re.compile(r"[a-z][a-z0-9]*(?:[-'.][a-z0-9]+)*")
_ASIDE = re.compile(r"https?://\S+|\[[^\]]*\]")
"""Addresses, and the tokens that stand for masked personal data."""


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
    now: Mapping[str, int], past: Sequence[Mapping[str, int]], authors: Mapping[str, int]
) -> list[RisingTopic]:
    """The topics with more posts than chance explains, least likely first.

    Args:
        now: posts this week by topic.
        past: the same for each of the complete weeks before (eight, as the reports define normal).
        authors: different authors this week by topic.

    Returns:
        Nothing where there is no past to compare with.
    """
    if not past:
        return []
    rising = []
    for topic, count in now.items():
        mean = sum(week.get(topic, 0) for week in past) / len(past)
        chance = poisson_tail(count, max(mean, 1 / len(past)))
        if count >= LEAST_POSTS and authors.get(topic, 0) >= LEAST_AUTHORS and count > mean and chance < ALARM:
            rising.append(RisingTopic(topic, count, mean, chance, authors[topic]))
    return sorted(rising, key=lambda found: (found.chance, found.topic))


def poisson_tail(count: int, mean: float) -> float:
    """The chance of `count` or more events where `mean` are expected."""
    below = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    return max(0.0, 1.0 - below)


def rising_terms(
    texts_now: Sequence[tuple[str, str]],
    texts_before: Iterable[tuple[str, str]],
    most: int = 10,
) -> list[RisingTerm]:
    """The words and pairs of words that this week's posts hold more than those before, strongest first.

    A term must stand out more than the most unlikely of so many terms does by chance: one of a hundred terms is one in
    a hundred.

    Args:
        texts_now: author and text of each post of this week, or of the topic that rises.
        texts_before: the same for the weeks before.
        most: how many terms at most.
    """
    now = [(author, terms(text)) for author, text in texts_now]
    wanted = holders(now).keys()
    return rising_among(now, [terms_among(wanted, text) for _, text in texts_before], most)


def rising_among(now: Sequence[tuple[str, Set[str]]], before: Sequence[Set[str]], most: int = 10) -> list[RisingTerm]:
    """As ``rising_terms``, for posts whose terms are known, so that no text is read twice.

    Args:
        now: author and terms of each post of this week, or of the topic that rises.
        before: the terms of each post of the weeks before: at least those that ``holders`` finds in ``now``.
        most: how many terms at most.
    """
    held = holders(now)
    counts = Counter(term for found in before for term in found)
    least_z = NormalDist().inv_cdf(1 - 1 / max(len(held), FEWEST))
    found = []
    for term, places in held.items():
        z = log_odds_z(len(places), len(now), counts[term], len(before))
        if z >= least_z:
            found.append(RisingTerm(term, len(places), counts[term], z, tuple(places[:EXAMPLES])))
    return _without_parts(sorted(found, key=lambda t: (-t.z, t.term)))[:most]


def log_odds_z(now: int, all_now: int, before: int, all_before: int) -> float:
    """The z-score of the difference in log-odds of a term between two groups of posts, with a Dirichlet prior.

    Args:
        now: posts that hold the term in the first group.
        all_now: all posts of the first group.
        before: as `now`, for the second group.
        all_before: as `all_now`, for the second group.
    """
    if now + before == all_now + all_before:
        return 0.0  # what stands in every post tells no posts apart
    prior, share = PRIOR * (all_now + all_before), PRIOR * (now + before)
    first = math.log((now + share) / (all_now + prior - now - share))
    second = math.log((before + share) / (all_before + prior - before - share))
    return (first - second) / math.sqrt(1 / (now + share) + 1 / (before + share))


def terms(text: str) -> frozenset[str]:
    """The telling words of at least three letters of a text, and its pairs of neighbouring ones, in normal form."""
    words = _words(text)
    telling = [len(word) > 2 and word not in STOP for word in words]
    pairs = {f"{a} {b}" for (a, is_a), (b, is_b) in pairwise(zip(words, telling, strict=True)) if is_a and is_b}
    return frozenset(pairs.union(compress(words, telling)))


def terms_among(wanted: Set[str], text: str) -> frozenset[str]:
    """The terms of a text that are wanted, much quicker than all: a wanted pair's two words must be wanted too."""
    words = _words(text)
    alone = wanted & set(words)
    pairs = {f"{a} {b}" for a, b in pairwise(words) if a in alone and b in alone}
    return frozenset(alone | (pairs & wanted))


def holders(posts: Sequence[tuple[str, Set[str]]]) -> dict[str, list[int]]:
    """The places of the posts that hold each term, for terms of enough posts by enough authors."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, held) in enumerate(posts):
        for term in held:
            places[term].append(place)
    return {
        term: found
        for term, found in places.items()
        if len(found) >= LEAST_POSTS and len({posts[n][0] for n in found}) >= LEAST_AUTHORS
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(normal(_ASIDE.sub(" ", text)))


def _without_parts(found: Sequence[RisingTerm]) -> list[RisingTerm]:
    pairs = [term for term in found if " " in term.term]
    return [
        term
        for term in found
        if not any(term.term in pair.term.split() and pair.now >= PART * term.now for pair in pairs)
    ]
