"""Rules that a profile tells by its own tables: an organisation needs no rule file to be found and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crawler.reading.normal import normal
from crawler.reading.rules import Rule

if TYPE_CHECKING:
    from crawler.profile import Profile

TERM_POINTS = 2.0
"""A search term makes a post relevant (contract, section 8) beyond doubt, until a rule file knows better."""


def told(profile: Profile) -> tuple[Rule, ...]:
    """The organisation's name and search terms, its topics, and its team, as rules in normal form."""
    return (*_anchors(profile), *_topics(profile), *_team(profile))


def _anchors(profile: Profile) -> Iterator[Rule]:
    name = profile.organisation.name
    yield Rule("profile.name", "anchor", "The organisation.", "organisation", TERM_POINTS, _words([name]))
    for number, term in enumerate(profile.terms, start=1):
        words, unless = _words([term.term, *term.also]), _words(term.not_near)
        note = "A search term of the profile."
        yield Rule(f"profile.term-{number}", "anchor", note, "term", TERM_POINTS, words, unless=unless, scope="near")


def _topics(profile: Profile) -> Iterator[Rule]:
    for topic in profile.topics:
        if words := _words(topic.any):
            unless = _words(topic.not_near)
            yield Rule(f"profile.{topic.id}", "topic", topic.title, topic.id, any=words, unless=unless, scope="near")


def _team(profile: Profile) -> Iterator[Rule]:
    if accounts := _words(account.name for account in profile.team.accounts):
        yield Rule("profile.accounts", "team", "The team's accounts.", "account", any=accounts)
    public = _words([profile.organisation.name, *profile.team.advisers.values()])
    yield Rule("profile.public", "personal", "Names that the team signs with.", "public", any=public)


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal(word) for word in words))
