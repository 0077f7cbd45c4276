"""Decides what concerns us: search terms in the own words or the title, a team account, or a followed thread."""

from __future__ import annotations

from crawler.items import Post, Visit
from crawler.reading.terms import Terms
from pipelines.step import Step


def match_reason(post: Post, title_terms: list[str], own_terms: list[str], *, is_followed: bool) -> str | None:
    """Why a post is kept (contract, section 3), the strongest reason first; None when it is not."""
    if post.is_team:
        return "team"
    if own_terms:
        return "text"
    if title_terms:
        return "title"
    return "thread" if is_followed else None


class Match(Step):
    """Finds the search terms; a thread is relevant through any of its posts, and then all its posts are kept."""

    def open_spider(self) -> None:
        """Builds the automaton of all terms once."""
        self.terms = Terms((term.term, term.also, term.not_near) for term in self.profile.terms)

    def process_item(self, visit: Visit) -> Visit:
        """Sets ``terms`` and ``match_reason`` and drops what is not kept."""
        thread = visit.thread
        title_terms = self.terms.find(thread.title)
        own = [self.terms.find(post.text) for post in visit.posts]
        was_relevant = thread.relevant
        thread.relevant = was_relevant or bool(title_terms) or any(own) or any(post.is_team for post in visit.posts)
        for post, terms in zip(visit.posts, own, strict=True):
            post.match_reason = match_reason(post, title_terms, terms, is_followed=thread.relevant)
            post.terms = terms + [term for term in title_terms if term not in terms]
        if self.profile.crawl.keep == "relevant":
            visit.posts = [post for post in visit.posts if post.match_reason]
            thread.complete = thread.complete and (visit.from_start or was_relevant or not thread.relevant)
        return visit
