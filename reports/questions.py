"""The open questions as the team must see them: what first, why, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reports import dutch
from reports.facts import Facts
from reports.texts import (
    Snippet,
    has_deadline,
    marked,
    printable,
    sentence_with_question,
    shortened,
    spellings,
    web_address,
    without_handles,
)
from reports.threads import DAY, EXPIRY, Conversation, Spell

SOON = 7 * DAY
UNTITLED = "(zonder titel)"
HIDDEN_TITLE = "(titel niet getoond)"
HIDDEN = "Tekst niet getoond: het bericht bevat schelden of een bedreiging."

_QUOTED = """
select p.source, p.post_id, any_value(p.text), any_value(p.thread_title), any_value(p.url), any_value(p.thread_url),
    any_value(p.terms), any_value(p.abusive), any_value(p.topics), any_value(p.match_reason)
from posts p join (select * from seen semi join wanted using (source, post_id)) s using (source, month, post_id)
where p.fetched_at = s.version and not s.is_withdrawn group by all
"""
_VISITS = """
select t.source, t.thread_id, arg_max(t.views, t.observed_at), arg_max(t.replies, t.observed_at)
from visits t join told w using (source, thread_id) group by all
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of one post, already free of personal data, as they stand in the data."""

    source: str
    post_id: str
    text: str
    title: str
    url: str
    thread_url: str
    terms: tuple[str, ...]
    is_abusive: bool
    topics: tuple[str, ...]
    match_reason: str


def quoted(facts: Facts, posts: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Quoted]:
    """The texts of a few posts, by (source, post id); none of a post that its site no longer shows."""
    if not posts:
        return {}
    facts.posts.note("wanted", source=[source for source, _ in posts], post_id=[post for _, post in posts])
    rows = facts.posts.rows(_QUOTED)
    team = frozenset(account.name.casefold() for account in facts.profile.team.accounts)
    return {(row[0], row[1]): _quoted(row, team) for row in rows}


def _quoted(row: tuple[Any, ...], team: frozenset[str]) -> Quoted:
    source, post, text, title, url, thread_url, terms, is_abusive, topics, reason = row
    text, title = without_handles(text or "", team), without_handles(title or "", team)
    return Quoted(
        source, post, text, title, url or "", thread_url or "", tuple(terms or ()), bool(is_abusive),
        tuple(topics or ()), reason or "",
    )  # fmt: skip


Tag = tuple[str, bool]
"""A reason, and whether it is a warning."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open question, ready to print."""

    key: tuple[str, str]
    title: str
    link: str | None
    snippet: Snippet
    source: str
    asked: datetime
    is_asked_precise: bool
    waited: float
    """In opening hours, up to the end of the week."""
    is_over: bool
    has_deadline: bool
    is_complaint: bool
    is_again: bool
    is_by_title: bool
    is_outside_hours: bool
    views: int | None
    replies: int | None
    topics: tuple[str, ...]
    days_left: float
    anchor: str = ""
    tags: tuple[Tag, ...] = ()

    @property
    def is_expiring(self) -> bool:
        """Whether it runs out within a week if nothing moves."""
        return self.days_left * DAY <= SOON


def open_questions(facts: Facts, rising_topics: frozenset[str] = frozenset()) -> list[Question]:
    """Everything that waits at the end of the week: over the norm first, then with a deadline, then by views.

    Args:
        facts: the week.
        rising_topics: topics above their normal; a question about one of them gets a tag.
    """
    asked = [s for s in facts.spells if s.is_open(facts.end())]
    texts = quoted(facts, [(s.source, s.post_id) for s in asked])
    waiting = [s for s in asked if (s.source, s.post_id) in texts]
    visits, copies = _visits(facts, waiting), _copies(facts)
    popular = _popular([views for views, _ in visits.values()])
    told = [
        _question(facts, s, texts[s.source, s.post_id], visits.get((s.source, s.thread_id), (None, None)))
        for s in waiting
    ]
    ranked = sorted(told, key=_urgency)
    return [
        replace(q, anchor=f"open-{n}", tags=_tags(q, copies.get(q.key, 0), popular, rising_topics))
        for n, q in enumerate(ranked, 1)
    ]


def withdrawn_since(facts: Facts) -> int:
    """How many questions waited at the end of the week that their sites have withdrawn since: none can be shown."""
    gone = set(facts.posts.rows("select source, post_id from seen where is_withdrawn"))
    return sum(s.is_open(facts.end()) and (s.source, s.post_id) in gone for s in facts.spells)


def _question(facts: Facts, spell: Spell, words: Quoted, visit: tuple[int | None, int | None]) -> Question:
    waited = facts.opening.hours(spell.asked, facts.end())
    text = printable(words.text)
    story = facts.stories[spell.source, spell.thread_id]
    days_left = (story.last + EXPIRY - facts.end()) / DAY
    return Question(
        key=(spell.source, spell.post_id),
        title=_title(words, 96),
        link=web_address(words.url) or web_address(words.thread_url),
        snippet=_snippet(facts, words, text),
        source=facts.title(spell.source),
        asked=datetime.fromtimestamp(spell.asked, UTC),
        is_asked_precise=spell.is_precise,
        waited=waited,
        is_over=waited > facts.profile.team.norm_hours,
        has_deadline=has_deadline(text),
        is_complaint=spell.is_complaint,
        is_again=not spell.is_first,
        is_by_title=words.match_reason == "title",
        is_outside_hours=not facts.opening.is_open(spell.asked),
        views=visit[0],
        replies=visit[1],
        topics=words.topics,
        days_left=days_left,
    )


def _title(words: Quoted, length: int) -> str:
    """The title of a thread; a message without one is called by its first words, and none that swears."""
    if words.is_abusive:
        return HIDDEN_TITLE
    return shortened(printable(words.title), length) or shortened(printable(words.text), 64) or UNTITLED


def _snippet(facts: Facts, words: Quoted, text: str) -> Snippet:
    if words.is_abusive:
        return [(HIDDEN, False)]
    return marked(sentence_with_question(text, 150), spellings(words.terms, facts.profile.terms))


def _urgency(question: Question) -> tuple[bool, bool, int, float, tuple[str, str]]:
    return not question.is_over, not question.has_deadline, -(question.views or 0), -question.waited, question.key


def _popular(views: Sequence[int | None]) -> float:
    known = sorted(v for v in views if v)
    return max(100.0, known[int(0.8 * (len(known) - 1))]) if known else float("inf")


def _tags(question: Question, copies: int, popular: float, rising_topics: frozenset[str]) -> tuple[Tag, ...]:
    tags = [
        ("boven de norm", question.is_over),
        ("termijn genoemd", question.has_deadline),
        (f"verloopt over {dutch.counted(max(1, round(question.days_left)), 'dag', 'dagen')}", question.is_expiring),
        ("klacht", question.is_complaint),
        ("opnieuw gevraagd", question.is_again),
        ("veel gelezen", (question.views or 0) >= popular),
        (f"staat op {copies} plaatsen", copies > 1),
        ("onderwerp stijgt", bool(rising_topics & set(question.topics))),
        ("buiten openingstijd gesteld", question.is_outside_hours and question.is_asked_precise),
        ("gevonden via de titel", question.is_by_title),
    ]
    shown = [text for text, holds in tags if holds] or ["concrete vraag"]
    return tuple((text, text == "boven de norm" or text.startswith("verloopt")) for text in shown[:4])


def _visits(facts: Facts, spells: Sequence[Spell]) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    facts.posts.note("told", source=[s.source for s in spells], thread_id=[s.thread_id for s in spells])
    return {(source, thread): (views, replies) for source, thread, views, replies in facts.posts.rows(_VISITS)}


def _copies(facts: Facts) -> dict[tuple[str, str], int]:
    first = "coalesce(duplicate_of, source || '/' || post_id)"
    query = (
        f"select source, post_id, count(*) over (partition by {first}) as places from kept "  # noqa: S608 (our own)
        "where not is_withdrawn qualify places > 1"
    )
    return {(source, post): places for source, post, places in facts.posts.rows(query)}


@dataclass(frozen=True, slots=True)
class Pending:
    """A thread where the next word is the asker's."""

    title: str
    link: str | None
    source: str
    since: datetime


def waiting_for_asker(facts: Facts) -> list[Pending]:
    """Threads where the team asked something back and the asker has not written since, the longest silent first."""
    stories = [c for c in facts.stories.values() if c.state(facts.end(), 0.0) == "waiting for asker"]
    stories.sort(key=lambda c: (c.last, c.source, c.thread_id))
    posts = [(c.source, c.spells[-1].post_id if c.spells else c.latest_post) for c in stories]
    texts = quoted(facts, posts)
    return [_pending(facts, c, texts[post]) for c, post in zip(stories, posts, strict=True) if post in texts]


def _pending(facts: Facts, story: Conversation, words: Quoted) -> Pending:
    title = _title(words, 80)
    link = web_address(words.thread_url) or web_address(words.url)
    return Pending(title, link, facts.title(story.source), datetime.fromtimestamp(story.last, UTC))
