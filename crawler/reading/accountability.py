"""What each search term is worth: hits, hits of its own, noise, dead terms, and words that ought to be a term."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from crawler.reading.rising import RisingTerm, rising_terms

NOISE = "noise"
"""The decision by which a person says that a post does not concern us."""


class Found(NamedTuple):
    """How many posts were found by the same terms, and the same was decided on: `noise`, something else, or nothing."""

    terms: tuple[str, ...]
    decision: str | None
    posts: int


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


def term_account(terms: Iterable[str], found: Sequence[Found]) -> list[TermAccount]:
    """The account of each search term, most hits first, dead terms last.

    Args:
        terms: the search terms of the profile.
        found: the posts of a period, by their terms and what a person decided.
    """
    accounts = []
    for term in terms:
        hits = [group for group in found if term in group.terms]
        unique = [group for group in hits if group.terms == (term,)]
        judged = [group for group in hits if group.decision is not None]
        noise = [group for group in judged if group.decision == NOISE]
        accounts.append(TermAccount(term, *(sum(g.posts for g in groups) for groups in (hits, unique, judged, noise))))
    return sorted(accounts, key=lambda account: (-account.hits, account.term.casefold()))


def suggested_terms(
    relevant: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], terms: Collection[str], most: int = 10
) -> list[RisingTerm]:
    """Words that stand out in relevant posts found without any search term: candidates for the list.

    Args:
        relevant: author and text of the relevant posts of a period that hold no search term.
        others: the same of posts that were read and are not relevant, to compare with.
        terms: the search terms, which are not suggested again.
        most: how many suggestions at most; each stands in at least 3 posts by 3 authors.
    """
    known = {term.casefold() for term in terms}
    found = rising_terms(relevant, others, most + len(known))
    return [term for term in found if term.term not in known][:most]
