"""Masks personal data and replaces authors by pseudonyms before anything is written, logged or compared."""

from __future__ import annotations

from crawler.items import Post, Visit
from crawler.pseudonyms import load_key, pseudonym
from crawler.reading import personal
from crawler.reading.post import public_words
from crawler.reading.team import is_account
from crawler.reading.terms import Terms
from crawler.store import Store
from crawler.watermark import stored_authors
from pipelines.names import Names, candidates
from pipelines.step import Step


class Privacy(Step):
    """Leaves the team's accounts by name; everyone else becomes a keyed pseudonym of this source."""

    def open_spider(self) -> None:
        """Reads or makes the key, and the words that are public."""
        words = public_words(self.profile.reading_rules) | set(self.profile.team.advisers.values())
        self.public = {word.casefold() for word in words}
        self.terms = {term.term for term in self.profile.terms}
        self.found = Terms((term.term, term.also, term.not_near) for term in self.profile.terms)
        self.accounts = {account.name.removeprefix("@").casefold() for account in self.profile.team.accounts}
        assert self.crawler.spider is not None  # noqa: S101 (set before a pipeline opens)
        data = Store(self.crawler.settings["WEBCARE_DATA"], self.profile.zone)
        self.authors = stored_authors(data, self.crawler.spider.name)
        self.key = load_key() if self.profile.privacy.authors == "pseudonym" else None

    def process_item(self, visit: Visit) -> Visit:
        """Masks the title and every post; then says who asked."""
        thread = visit.thread
        team = self.profile.team_names(thread.source)
        if self.profile.privacy.redact:
            named = {post.author for post in visit.posts} | self._named(visit)
            authors = {name for name in named if not is_account(name, team)} - self.terms
            is_social = thread.kind == "social"
            names = Names(authors, visit.named - team - self.terms, self._is_public, is_social=is_social)
            thread.title = personal.mask(names.mask(thread.title)[0], self.public)[0]
            for post in visit.posts:
                self._mask(post, thread.title, names)
        thread.author = self._name(thread.source, thread.author, team)
        opener = thread.author or (visit.known.author if visit.known else "")
        for post in visit.posts:
            post.author = self._name(thread.source, post.author, team)
            post.is_asker = bool(opener) and post.author == opener
        if visit.known:
            thread.author = opener
            thread.started_at = thread.started_at or visit.known.started_at
        return visit

    def _named(self, visit: Visit) -> set[str]:
        """The authors of pages read before that these posts name.

        Their names are not kept, so every word that could be one is held against their pseudonyms.
        """
        before = self.authors.get(visit.thread.thread_id)
        if visit.from_start or not before:
            return set()
        tried = candidates(visit.thread.title).union(*(candidates(post.text) for post in visit.posts))
        return {name for name in tried if self._name(visit.thread.source, name, frozenset()) in before}

    def _is_public(self, name: str) -> bool:
        """Whether a word behind a cue is an account of the team, an adviser, or holds a search term."""
        is_ours = name.casefold() in self.accounts or name.casefold() in self.public
        return is_ours or bool(self.found.find(name))

    def _mask(self, post: Post, title: str, names: Names) -> None:
        text, has_name = names.mask(post.text)
        post.text, post.pii = personal.mask(text, self.public)
        if has_name and "name" not in post.pii:
            post.pii.append("name")
        post.thread_title = title
        if post.pii:
            self.count("posts_masked")

    def _name(self, source: str, author: str, team: frozenset[str]) -> str:
        return pseudonym(self.key, source, author) if self.key and not is_account(author, team) else author
