"""What the team did in a year, thread by thread, and what came of it; no thread is kept in memory after it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from crawler.profile import Profile
from reports.period import Period
from reports.threads import Conversation, End, Intervention, Key, Remark, Spell, conversations
from reports.uncollected import uncollected
from reports.volumes import Volumes

Kind = Literal["question", "case", "complaint", "follow-up"]
Outcome = Literal["thanked", "returned", "silent"]
SHORTEST_NAME = 5
"""Letters that a name of the team must have to be looked for in posts: shorter ones are ordinary words."""

_MARKS = """
with lively as (select distinct source, thread_id from seen where is_team),
wanted as (select source, post_id, version from seen join lively using (source, thread_id) where not is_team),
read as (select source, post_id, coalesce(specific_case, false) as is_case,
        regexp_matches(lower(coalesce(text, '') || ' ' || coalesce(thread_title, '')), $names) as is_named
    from posts where (source, post_id, fetched_at) in (select source, post_id, version from wanted)
        and posted_at >= $begin and posted_at < $until)
select source, post_id, is_case, is_named,
    is_named and intent = 'complaint' and not is_noise and day between $first and $last
from read join seen using (source, post_id) where is_case or is_named
"""
"""The text is only looked through, and only of posts in threads where the team wrote."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Posts, by (source, post id), in threads where the team wrote: private cases, and those that name the team."""

    cases: frozenset[tuple[str, str]]
    addressed: frozenset[tuple[str, str]]
    grievances: int
    """Complaints of the period that name the team, in threads where it wrote."""


@dataclass(frozen=True, slots=True)
class Act:
    """One intervention in a thread that the team did not begin, and what it met.

    Attributes:
        source: where.
        at: when, in seconds since 1970.
        kind: what it answered: a question, a private case, a complaint, or nothing that was waiting.
        is_reactive: somebody had addressed the team: by its name, or in a thread where it had answered before.
        outcome: what the one who asked did next: thanked, came back with a new question, or wrote nothing.
        is_thanked_and_returned: both.
    """

    source: str
    at: float
    kind: Kind
    is_reactive: bool
    outcome: Outcome
    is_thanked_and_returned: bool


@dataclass(slots=True)
class Told:
    """Everything that the threads of a span tell."""

    interventions: list[Intervention] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    grievances: int = 0


def marks(posts: Volumes, profile: Profile, span: Period) -> Marks:
    """Reads which posts describe a private case and which name the team or one of its accounts."""
    names = {profile.team.name, *(account.name for account in profile.team.accounts)}
    long = sorted(name.casefold() for name in names if len(name) >= SHORTEST_NAME) or ["\0"]
    rows = posts.rows(
        _MARKS,
        names="|".join(map(re.escape, long)),
        first=posts.period.first,
        last=posts.period.last,
        begin=span.begin,
        until=span.until,
    )
    return Marks(
        frozenset((source, post) for source, post, is_case, _, _ in rows if is_case),
        frozenset((source, post) for source, post, _, is_named, _ in rows if is_named),
        sum(is_grievance for _, _, _, _, is_grievance in rows),
    )


def told(posts: Volumes, until: float, decisions: Mapping[Key, Sequence[tuple[float, End]]], marked: Marks) -> Told:
    """Tells every thread up to a moment, one after the other."""
    whole = Told(grievances=marked.grievances)
    with uncollected():
        _tell_all(whole, posts, until, decisions, marked)
    whole.interventions.sort(key=lambda i: i.at)
    whole.spells.sort(key=lambda s: s.asked)
    return whole


def _tell_all(
    whole: Told, posts: Volumes, until: float, decisions: Mapping[Key, Sequence[tuple[float, End]]], marked: Marks
) -> None:
    for key, group in groupby(posts.told(), key=lambda remark: (remark.source, remark.thread_id)):
        remarks = list(group)
        story = conversations(remarks, until, decisions).get(key)
        if story is not None:
            whole.interventions += story.interventions
            whole.spells += story.spells
            whole.acts += _acts(story, remarks, marked)


def _acts(story: Conversation, remarks: Sequence[Remark], marked: Marks) -> list[Act]:
    if story.is_own:
        return []
    authors = {remark.post_id: remark.author for remark in remarks}
    first_call = min((r.at for r in remarks if (r.source, r.post_id) in marked.addressed), default=float("inf"))
    answered = {s.ended: s for s in story.spells if s.end == "answered"}
    acts = []
    for place, intervention in enumerate(story.interventions):
        question = answered.get(intervention.at)
        is_back = question is not None and _is_back(story, place, authors, question)
        outcome: Outcome = "thanked" if intervention.thanked else "returned" if is_back else "silent"
        is_reactive = place > 0 or first_call < intervention.at
        acts.append(
            Act(
                intervention.source, intervention.at, _kind(question, marked), is_reactive, outcome,
                bool(intervention.thanked) and is_back,
            )
        )  # fmt: skip
    return acts


def _kind(question: Spell | None, marked: Marks) -> Kind:
    if question is None:
        return "follow-up"
    if question.is_complaint:
        return "complaint"
    return "case" if (question.source, question.post_id) in marked.cases else "question"


def _is_back(story: Conversation, place: int, authors: Mapping[str, str], question: Spell) -> bool:
    """Whether the same person asked again after this answer and before the next."""
    later = story.interventions[place + 1].at if place + 1 < len(story.interventions) else float("inf")
    mine = authors.get(question.post_id)
    begin = story.interventions[place].at
    return any(begin < s.asked < later and authors.get(s.post_id) == mine for s in story.spells)
