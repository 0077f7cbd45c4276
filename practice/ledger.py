"""The truth about a practice world, counted from what its generator knows and not from any page.

Reports must reproduce these figures. The definitions are those of the contract, section 8.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practice.records import ZONE, Post, Spell, Thread, World
from practice.rhythm import after_working, midnight, mondays, worked_between

EXPIRY = timedelta(days=30)
HOUR = timedelta(hours=1)
Told = Sequence[tuple[Thread, Post]]


@dataclass(frozen=True, slots=True)
class Demand:
    """What people wrote.

    Attributes:
        posts: all posts, the team's too.
        relevant: posts by others than the team with a search term in their own words.
        sources, topics, terms: the relevant posts per source, topic and search term.
        title_only: posts by others without a term, in a thread whose title has one.
        followed: the other posts by others in threads that are kept whole by now.
        thanks, compliments, abusive, personal, cross_posts: posts of that sort.
    """

    posts: int
    relevant: int
    sources: Counter[str]
    topics: Counter[str]
    terms: Counter[str]
    title_only: int
    followed: int
    thanks: int
    compliments: int
    abusive: int
    personal: int
    cross_posts: int


@dataclass(frozen=True, slots=True)
class Supply:
    """What the team did.

    Attributes:
        interventions: team posts in threads of others; those that follow within the hour count with the first.
        sources, months, advisers: interventions per source, month (``2010-07``) and sign-off.
        broadcasts: team posts in threads that it started.
        views: per source the views of the threads in which it answered by now.
    """

    interventions: int
    sources: Counter[str]
    months: Counter[str]
    advisers: Counter[str]
    broadcasts: int
    views: Counter[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people waited: spells that began in the period, and who waits at its end.

    Attributes:
        questions, complaints: spells by what began them.
        reopened: spells that were not the first of their asker in the thread.
        answered, helped: spells ended by the team, or by others and confirmed by the asker.
        opening_hours, clock_hours: how long the answered spells took, in ascending order.
        open: spells of any time that still wait at the end of the period.
        expired: spells of any time that lapsed in the period: nothing moved for 30 days.
        declined: spells of any time that a person closed in the period, because of swearing.
    """

    questions: int
    complaints: int
    reopened: int
    answered: int
    helped: int
    opening_hours: list[float]
    clock_hours: list[float]
    open: int
    expired: int
    declined: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is true of one period, over everything that a guest can read."""

    first: datetime
    end: datetime
    demand: Demand
    supply: Supply
    waiting: Waiting


def truth(world: World, first: datetime | None = None, end: datetime | None = None) -> Ledger:
    """What is true of the period from ``first`` until just before ``end``; of the whole world without them."""
    first = first or midnight(mondays(world)[0])
    end = end or world.until + timedelta(minutes=1)
    threads = [thread.at(end - timedelta(minutes=1)) for thread in world.readable() if thread.posts[0].at < end]
    told = [(thread, post) for thread in threads for post in thread.posts if post.at >= first]
    return Ledger(first, end, _demand(told), _supply(threads, told), _waiting(threads, first, end))


def weekly(world: World) -> dict[str, Ledger]:
    """What is true of every complete week, by its ISO name (``2026-W47``)."""
    return {
        f"{day.isocalendar().year}-W{day.isocalendar().week:02}": truth(
            world, midnight(day), midnight(day + timedelta(weeks=1))
        )
        for day in mondays(world)
    }


def decided_on(post: Post) -> date:
    """The day on which the team decides not to answer a post: two working hours after it."""
    return after_working(post.at, 2).astimezone(ZONE).date()


def _demand(told: Told) -> Demand:
    others = [(thread, post) for thread, post in told if not post.is_team]
    relevant = [(thread, post) for thread, post in others if post.terms]
    silent = [thread for thread, post in others if not post.terms]
    roles = Counter(post.role for _, post in told)
    return Demand(
        posts=len(told),
        relevant=len(relevant),
        sources=Counter(thread.place for thread, _ in relevant),
        topics=Counter(post.topic for _, post in relevant if post.topic),
        terms=Counter(term for _, post in relevant for term in post.terms),
        title_only=sum(bool(thread.title_terms) for thread in silent),
        followed=sum(thread.is_followed and not thread.title_terms for thread in silent),
        thanks=roles["thanks"],
        compliments=roles["compliment"],
        abusive=sum(post.abusive for _, post in told),
        personal=sum(bool(post.personal) for _, post in told),
        cross_posts=sum(post.copy_of is not None for _, post in told),
    )


def _supply(threads: Sequence[Thread], told: Told) -> Supply:
    led = [(thread, post) for thread, post in told if post.role == "answer" and not post.continues]
    views: Counter[str] = Counter()
    for thread in threads:
        if any(post.role == "answer" for post in thread.posts):
            views[thread.place] += thread.views
    return Supply(
        interventions=len(led),
        sources=Counter(thread.place for thread, _ in led),
        months=Counter(post.at.astimezone(ZONE).strftime("%Y-%m") for _, post in led),
        advisers=Counter(post.adviser for _, post in led if post.adviser),
        broadcasts=sum(post.role == "broadcast" for _, post in told),
        views=views,
    )


def _waiting(threads: Sequence[Thread], first: datetime, end: datetime) -> Waiting:
    every = [(thread, spell) for thread in threads for spell in thread.spells]
    began = [(thread, spell) for thread, spell in every if spell.asked.at >= first]
    took = [(spell.asked.at, spell.end.at) for _, spell in began if spell.end and spell.end.is_team]
    refused = [decided_on(spell.asked) for _, spell in every if spell.asked.abusive]
    lapses = [thread.posts[-1].at + EXPIRY for thread, spell in every if not spell.end and not spell.asked.abusive]
    undecided = sum(midnight(day) >= end for day in refused)
    return Waiting(
        questions=sum(spell.asked.role == "question" for _, spell in began),
        complaints=sum(spell.asked.role == "complaint" for _, spell in began),
        reopened=sum(_is_again(thread, spell) for thread, spell in began),
        answered=len(took),
        helped=sum(spell.end is not None and not spell.end.is_team for _, spell in began),
        opening_hours=sorted(worked_between(asked, ended) for asked, ended in took),
        clock_hours=sorted((ended - asked) / HOUR for asked, ended in took),
        open=sum(lapse >= end for lapse in lapses) + undecided,
        expired=sum(first <= lapse < end for lapse in lapses),
        declined=sum(first <= midnight(day) < end for day in refused),
    )


def _is_again(thread: Thread, spell: Spell) -> bool:
    return any(other.asked.author == spell.asked.author and other.asked.at < spell.asked.at for other in thread.spells)
