"""What each search term is worth: hits, hits of its own, noise, dead terms, and words that ought to be a term."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from crawler.reading.rising import LEAST_AUTHORS, LEAST_POSTS, RisingTerm, rising_terms

NOISE = "noise"
"""The decision by which a person says that a post does not concern us."""


class FoundPost(NamedTuple):
    """A stored post as far as its terms go; `terms` is empty where only its thread made it relevant."""

    url: str
    author: str
    text: str
    terms: tuple[str, ...]


class TermAccount(NamedTuple):
    """A search term's account.

    `hits` are posts that hold it, `unique` those that no other term found, `judged` those on which a person decided,
    `noise` those that a person called noise.
    """

    term: str
    hits: int
    unique: int
    judged: int
    noise: int

    @property
    def noise_share(self) -> float | None:
        """Noise among the hits that a person judged; None where nobody judged any."""
        return self.noise / self.judged if self.judged else None

    @property
    def is_dead(self) -> bool:
        """Whether the term found nothing in the period."""
        return self.hits == 0


def term_account(terms: Iterable[str], posts: Sequence[FoundPost], decisions: Mapping[str, str]) -> list[TermAccount]:
    """The account of each search term, most hits first, dead terms last.

    Args:
        terms: the search terms of the profile.
        posts: the posts of a period.
        decisions: the newest decision of a person by post url.
    """
    accounts = []
    for term in terms:
        hits = [post for post in posts if term in post.terms]
        judged = [decisions[post.url] for post in hits if post.url in decisions]
        unique = sum(post.terms == (term,) for post in hits)
        accounts.append(TermAccount(term, len(hits), unique, len(judged), judged.count(NOISE)))
    return sorted(accounts, key=lambda account: (-account.hits, account.term))


def suggested_terms(
    posts: Sequence[FoundPost], others: Sequence[FoundPost], terms: Collection[str], most: int = 10
) -> list[RisingTerm]:
    """Words that stand out in relevant posts found without any search term: candidates for the list.

    Args:
        posts: the relevant posts of a period.
        others: posts that were read and are not relevant, to compare with.
        terms: the search terms, which are not suggested again.
        most: how many suggestions at most; each stands in at least 3 posts by 3 authors.
    """
    untermed = [(post.author, post.text) for post in posts if not post.terms]
    if len(untermed) < LEAST_POSTS or len({author for author, _ in untermed}) < LEAST_AUTHORS:
        return []
    known = {term.casefold() for term in terms}
    found = rising_terms(untermed, [(post.author, post.text) for post in others], most + len(known))
    return [term for term in found if term.term not in known][:most]
