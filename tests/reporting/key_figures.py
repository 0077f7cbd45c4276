"""The report on a synthetic week, and its key figures counted again by other means than the report's."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from statistics import median

from crawler.items import Post
from reports.journal import Journal
from reports.period import week
from reports.weekly import Weekly, weekly
from tests.reporting.builder import ZONE, World, local


def made(world: World, name: str = "2026-W46", records: Journal | None = None) -> Weekly:
    world.write()
    return weekly(str(world.root / "data"), records or Journal(), world.profile(), week(name, ZONE), {})


def monday_of(post: Post) -> date:
    assert post.posted_at
    day = post.posted_at.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def minutes_open(start: datetime, end: datetime) -> float:
    """Opening hours by walking minute by minute; there are no holidays in the weeks of these tests."""
    minutes = 0
    while start < end:
        here = start.astimezone(ZONE)
        minutes += here.weekday() < 5 and 8 <= here.hour < 17
        start += timedelta(minutes=1)
    return minutes / 60


def latest(posts: list[Post]) -> list[Post]:
    newest: dict[tuple[str, str], Post] = {}
    for post in sorted(posts, key=lambda p: p.fetched_at or datetime.min.replace(tzinfo=UTC)):
        newest[post.source, post.post_id] = post
    return list(newest.values())


def recomputed(posts: list[Post], monday: date) -> dict[str, float | None]:
    """The seven figures from a list of posts, in a few plain loops over threads that a customer began."""
    until = local(monday + timedelta(days=7), 0)
    inside = [p for p in latest(posts) if p.posted_at and monday_of(p) == monday]
    relevant = [p for p in inside if not p.is_team and p.match_reason == "text"]
    threads: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in sorted((p for p in latest(posts) if p.posted_at), key=lambda p: p.posted_at or until):
        if post.posted_at < until:
            threads[post.source, post.thread_id].append(post)
    interventions, waits, thanked, waiting = 0, [], 0, 0
    for told in threads.values():
        is_relevant = any(post.match_reason in {"text", "title"} for post in told)
        asked: Post | None = None
        before: Post | None = None
        has_team = False
        was_first = True
        for post in told:
            assert post.posted_at
            if post.is_team:
                is_new = not (before and before.is_team and post.posted_at - before.posted_at <= timedelta(hours=1))
                interventions += is_new and monday_of(post) == monday
                if asked and was_first and monday_of(post) == monday:
                    waits.append(minutes_open(asked.posted_at, post.posted_at))
                was_first = was_first and asked is None
                asked, has_team = None, True
            elif is_relevant and (post.concrete_question or post.intent == "complaint"):
                asked = asked or post
            elif post.intent == "compliment" and has_team and not asked:
                thanked += monday_of(post) == monday
            before = post
        waiting += asked is not None and until - told[-1].posted_at <= timedelta(days=30)
    return {
        "berichten": len(relevant),
        "threads": len({(p.source, p.thread_id) for p in relevant}),
        "nieuwe_vragen": sum(p.concrete_question for p in inside if not p.is_team),
        "open_vragen": waiting,
        "interventies": interventions,
        "mediane_reactietijd": median(waits) if waits else None,
        "waardering": thanked,
    }
