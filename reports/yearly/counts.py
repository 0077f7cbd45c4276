"""Counts of a period straight from the Parquet; the text of posts is looked through there and never loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from crawler.reading.accountability import Found, TermAccount, suggested_terms, term_account
from reports import small
from reports.rising import as_written
from reports.yearly.facts import YearFacts

Counted = TypeVar("Counted")
SAMPLE = 4000
"""Posts without a search term that are read for suggestions."""

_OF_PERIOD = "day between $first and $last"
_TOPIC_MONTHS = """
select topic, strftime(day, '%Y-%m'), count(*) from (select unnest(topics) as topic, day from counted)
where day between $first and $last group by all
"""
_WITH_POSTS = """
from {table} s join posts p on p.source = s.source and p.post_id = s.post_id and p.fetched_at = s.version
where s.day between $first and $last and p.posted_at >= $begin and p.posted_at < $until
"""


@dataclass(frozen=True, slots=True)
class Demand:
    """What people wrote in one group: relevant posts, the threads they stand in, and concrete questions."""

    posts: int
    threads: int
    questions: int


def once(count: Callable[[YearFacts], Counted]) -> Callable[[YearFacts], Counted]:
    """Keeps what a costly count found with the facts that it counted."""

    @wraps(count)
    def counted(facts: YearFacts) -> Counted:
        if count.__name__ not in facts.once:
            facts.once[count.__name__] = count(facts)
        found: Counted = facts.once[count.__name__]
        return found

    return counted


def _days(facts: YearFacts) -> dict[str, date]:
    return {"first": facts.period.first, "last": facts.period.last}


def demand(facts: YearFacts, by: str) -> dict[str, Demand]:
    """Posts, threads and questions of the period, by an SQL expression over ``seen`` such as ``source``."""
    found = facts.posts.rows(
        f"select {by}, count(*), count(distinct (source, thread_id)) from counted where {_OF_PERIOD} group by 1",  # noqa: S608 (our own literals)
        **_days(facts),
    )
    asked = dict(
        facts.posts.rows(
            f"select {by}, count(*) from kept where is_question and {_OF_PERIOD} group by 1",  # noqa: S608 (ditto)
            **_days(facts),
        )
    )
    counted = {key: Demand(posts, threads, asked.pop(key, 0)) for key, posts, threads in found}
    return {**counted, **{key: Demand(0, 0, questions) for key, questions in asked.items()}}


def whole(facts: YearFacts) -> Demand:
    """All of the period together."""
    return next(iter(demand(facts, "'all'").values()), Demand(0, 0, 0))


def per_month(facts: YearFacts) -> dict[str, Demand]:
    """By month, as ``2010-07``."""
    return demand(facts, "strftime(day, '%Y-%m')")


def per_week(facts: YearFacts) -> list[int]:
    """Relevant posts per week of the calendar."""
    counts = facts.posts.per_week("count(*)")
    return [counts.get(week.first, 0) for week in facts.calendar]


def per_topic_and_month(facts: YearFacts) -> dict[str, dict[str, int]]:
    """Relevant posts by topic and month; a post counts for each of its topics."""
    rows = facts.posts.rows(_TOPIC_MONTHS, **_days(facts))
    counts: dict[str, dict[str, int]] = {}
    for topic, month, count in rows:
        counts.setdefault(topic, {})[month] = count
    return counts


def asked_per_topic(facts: YearFacts) -> dict[str, tuple[int, int]]:
    """Questions of the period by their first topic, and how many of those the team answered."""
    spells = facts.questions
    facts.posts.note(
        "waited",
        source=[s.source for s in spells],
        post_id=[s.post_id for s in spells],
        ended=[s.end or "open" for s in spells],
    )
    rows = facts.posts.rows(
        "select coalesce(topics[1], ''), count(*), count(*) filter (where ended = 'answered') "
        "from waited join seen using (source, post_id) group by 1"
    )
    return {topic: (asked, answered) for topic, asked, answered in rows}


def outside_hours(facts: YearFacts) -> tuple[int, int]:
    """Relevant posts of which the time is known: how many came outside opening hours, and how many there are."""
    windows = [(day, window) for day in facts.period.days if (window := facts.opening.window(day))]
    facts.posts.note(
        "opened",
        day=[day.isoformat() for day, _ in windows],
        opens=[str(window[0]) for _, window in windows],
        closes=[str(window[1]) for _, window in windows],
    )
    known = facts.posts.of_week("count(*)", "is_precise")
    inside = facts.posts.rows(
        "select count(*) from counted c join opened o on c.day = o.day::date "
        "and c.written >= o.opens::double and c.written < o.closes::double where is_precise"
    )
    return known - inside[0][0], known


def term_accounts(facts: YearFacts) -> list[TermAccount]:
    """What each search term of the profile found, alone or with others, and what people called noise of it."""
    decision = (
        "case when s.is_noise then 'noise' when s.url in (select url from decided) "
        "or s.thread_url in (select url from decided) then 'kept' end"
    )
    query = (
        f"select p.terms, {decision}, count(*) {_WITH_POSTS.format(table='seen')} "
        "and not s.is_team and s.match_reason = 'text' group by all"
    )
    found = [Found(tuple(terms), said, posts) for terms, said, posts in _read(facts, query)]
    return term_account([term.term for term in facts.profile.terms], found)


def suggestions(facts: YearFacts) -> list[str]:
    """Words that stand out in posts about one of the topics that no search term found, as people write them.

    They are compared with the other posts that no search term found.
    """
    query = (
        f"select len(s.topics) > 0, coalesce(s.author, ''), p.text {_WITH_POSTS.format(table='seen')} "
        "and not s.is_team and not s.is_noise and not s.abusive and len(p.terms) = 0 "
        f"order by md5(s.source || '/' || s.post_id) limit {SAMPLE}"
    )
    texts: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for is_about, author, text in _read(facts, query):
        texts[is_about].append((author, text or ""))
    terms = [spelled for term in facts.profile.terms for spelled in (term.term, *term.also)]
    found = suggested_terms(texts[True], texts[False], terms)
    return [as_written(word.term, texts[True][word.examples[0]][1]) for word in found if word.now >= small.LEAST]


def _read(facts: YearFacts, query: str) -> list[tuple[Any, ...]]:
    return facts.posts.rows(query, **_days(facts), **_moments(facts))


def redacted(facts: YearFacts) -> tuple[int, dict[str, int]]:
    """Posts of the period in which personal data was masked, and how often by kind."""
    query = f"select p.pii {_WITH_POSTS.format(table='seen')} and len(p.pii) > 0"
    counts = facts.posts.rows(
        f"select kind, count(*) from (select unnest(pii) as kind from ({query})) group by 1",  # noqa: S608 (our own)
        **_days(facts), **_moments(facts),
    )  # fmt: skip
    posts = facts.posts.rows(f"select count(*) from ({query})", **_days(facts), **_moments(facts))  # noqa: S608 (ditto)
    return posts[0][0], dict(counts)


def _moments(facts: YearFacts) -> dict[str, object]:
    return {"begin": facts.period.begin, "until": facts.period.until}


@dataclass(frozen=True, slots=True)
class Read:
    """How often the threads of one source were read in which the team answered, by the site's own counters."""

    source: str
    threads: int
    views: int
    unknown: int
    pinned: int


@once
def views(facts: YearFacts) -> list[Read]:
    """Per source, at the end of the period; where no visit was that early, at the first visit after it."""
    answered = {(i.source, i.thread_id) for i in facts.interventions if not i.in_own_thread and facts.holds(i.at)}
    facts.posts.note("told", source=[s for s, _ in sorted(answered)], thread_id=[t for _, t in sorted(answered)])
    rows = facts.posts.rows(
        """
        with visited as (select t.source, t.thread_id, coalesce(
                arg_max(t.views, t.observed_at) filter (where t.observed_at < $until and t.views is not null),
                arg_min(t.views, t.observed_at) filter (where t.views is not null)) as views,
                bool_or(coalesce(t.sticky, false)) as is_pinned
            from threads t join told using (source, thread_id) group by all)
        select w.source, count(*), coalesce(sum(v.views), 0)::bigint, count(*) filter (where v.views is null),
            coalesce(sum(v.views) filter (where v.is_pinned), 0)::bigint
        from told w left join visited v using (source, thread_id) group by 1 order by 3 desc, 1
        """,
        until=facts.period.until,
    )
    return [Read(*row) for row in rows]


def posts_in_answered_threads(facts: YearFacts) -> dict[str, int]:
    """Stored posts per source in the threads of ``views``, which must have been asked for first."""
    rows = facts.posts.rows("select source, count(*) from seen join told using (source, thread_id) group by 1")
    return dict(rows)


@once
def kinds(facts: YearFacts) -> dict[str, str]:
    """What kind of place each source is, by its newest posts."""
    return dict(facts.posts.rows("select source, arg_max(kind, fetched_at) from posts group by 1"))


def notes(facts: YearFacts, names: Iterable[str]) -> dict[str, int]:
    """How many decisions people made in the period, by kind."""
    made = [d for d in facts.journal.decisions if facts.period.first <= d.day <= facts.period.last]
    return {name: sum(d.kind == name for d in made) for name in names}
