"""What the rules mark in one post, before anything is decided: the common ground of rules, model and reasons."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from crawler.reading import personal
from crawler.reading.intent import Asked, asked
from crawler.reading.matching import Fired
from crawler.reading.own_words import own_words
from crawler.reading.page import Page, page
from crawler.reading.relevance import Relevance, relevance
from crawler.reading.rules import Rules
from crawler.reading.team import is_team
from crawler.reading.topics import topics

_REPLY = re.compile(r"(?:re|antw|antwoord|reactie) ?:", re.IGNORECASE)


@dataclass(frozen=True)
class PostText:
    """What was written, as shown: author, title of the thread, the words, and the kind of source."""

    text: str
    author: str = ""
    thread_title: str = ""
    source_kind: str = ""


@dataclass(frozen=True)
class Context:
    """What is known around a post: its board, whom the page is about, and whether the thread's opener is about us."""

    section: str = ""
    entity_page: str = ""
    thread_opener_about: bool | None = None


class Marks(NamedTuple):
    """A post as the rules see it: masked, in normal form, with the rules that fired and what they say."""

    personal: list[personal.Span]
    words: Page
    title: Page
    around: frozenset[str]
    fired: list[Fired]
    in_title: list[Fired]
    is_team: bool
    about: Relevance
    intents: Asked
    topics: list[tuple[str, list[Fired]]]
    source_kind: str


def marks(post: PostText, context: Context, rules: Rules) -> Marks:
    """Everything that the rules mark in a post; personal data is masked first, quotes and signature are taken off."""
    known = public_words(rules)
    found = personal.spans(post.text, known)
    words = page(own_words(personal.masked(post.text, found)))
    title = page(personal.mask(post.thread_title, known)[0])
    around = contexts(context, post.thread_title, rules)
    if rules.names_us(post.author):
        around |= {"<author names us>"}
    fired, in_title = rules.matcher.fire(words, around), rules.matcher.fire(title, around)
    team = is_team(post.author, rules)
    about = relevance(fired, in_title, len(words.ends), around, is_team=team)
    return Marks(
        personal=found,
        words=words,
        title=title,
        around=around,
        fired=fired,
        in_title=in_title,
        is_team=team,
        about=about,
        intents=asked(fired, in_title, words, around, is_about=about.about, is_team=team),
        topics=topics(fired, in_title),
        source_kind=post.source_kind,
    )


def public_words(rules: Rules) -> frozenset[str]:
    """Mail domains and advisers' names that need not be masked."""
    return frozenset(rules.words("personal", "public"))


def contexts(context: Context, title: str, rules: Rules) -> frozenset[str]:
    """The context as words that a rule may need: `<opener>`, `<own page>`, `<own board>`, opposites, `<reply>`."""
    around: set[str] = set()
    if context.thread_opener_about is not None:
        around.add("<opener>" if context.thread_opener_about else "<off-topic thread>")
    if context.entity_page:
        around.add("<own page>" if rules.names_us(context.entity_page) else "<other page>")
    if rules.is_ours(context.section):
        around.add("<own board>")
    elif context.section and rules.is_others(context.section):
        around.add("<other board>")
    if _REPLY.match(title) or context.thread_opener_about is not None:
        around.add("<reply>")
    return frozenset(around)
