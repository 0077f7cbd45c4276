"""The practice pilot as a store without a crawl: every post as a perfect reader would have kept it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from crawler import profile as profiles
from crawler.items import Post, Run, Thread
from crawler.store import Store
from practice import journal, records
from practice.records import ZONE, World

INTENT = {"question": "question", "complaint": "complaint", "compliment": "compliment", "thanks": "compliment"}


def stored(world: World, root: Path) -> profiles.Profile:
    """Writes posts, threads, runs and the team's journal of a world; gives the profile that belongs to it."""
    store = Store(str(root / "data"), ZONE)
    threads = [thread for thread in world.readable() if thread.is_followed]
    store.append("posts", [post for thread in threads for post in _posts(thread)])
    store.append("threads", [_visit(thread) for thread in threads])
    store.append("runs", _runs(world))
    journal.write(journal.journal(world, address), root / "data" / "journal")
    return profile(world, root)


def profile(world: World, root: Path) -> profiles.Profile:
    """The organisation's own profile with the world's places as its sources and its advisers."""
    from practice.people import ADVISERS
    from practice.profiles import _is_replaced, _tables

    text = profiles.find("uwv").read_text(encoding="utf-8").replace('rules = "uwv"', "")
    text = text.replace("rounds_a_week = 84", "rounds_a_week = 7")
    kept = "".join(table for table in _tables(text) if not _is_replaced(table))
    advisers = "".join(f'{sign} = "{name}"\n' for sign, name in ADVISERS.items())
    places = "".join(
        f'\n[[team.accounts]]\nsource = "{p.name}"\nname = "{p.account}"\n[sources.{p.name}]\ntitle = "{p.title}"\n'
        for p in world.places
    )
    path = root / "pilot.toml"
    path.write_text(f"{kept}\n[team.advisers]\n{advisers}{places}", encoding="utf-8")
    return profiles.load(path)


def address(thread: records.Thread) -> str:
    """The canonical address of a thread."""
    return f"https://{thread.place}.example.nl/t{thread.thread_id}"


def _posts(thread: records.Thread) -> Iterator[Post]:
    for place, post in enumerate(thread.posts, 1):
        found = "text" if post.terms else "title" if thread.title_terms else "thread"
        yield Post(
            source=thread.place, post_id=str(post.post_id), thread_id=str(thread.thread_id),
            url=f"{address(thread)}#p{post.post_id}", thread_url=address(thread), thread_title=thread.title,
            kind="social" if thread.place == "twitter" else "forum", position=place, author=post.author,
            is_team=post.is_team, adviser=post.adviser, is_asker=post.author == thread.posts[0].author,
            posted_at=post.at, precision="minute", text=post.text, terms=sorted(post.terms),
            match_reason="team" if post.is_team else found, topics=[post.topic] if post.topic else [],
            intent=INTENT.get(post.role, "other"), concrete_question=post.role == "question", abusive=post.abusive,
            pii=["phone"] if post.personal else [], fetched_at=post.at + timedelta(hours=1),
            first_seen_at=post.at + timedelta(hours=1), run_id="r",
        )  # fmt: skip


def _visit(thread: records.Thread) -> Thread:
    return Thread(
        source=thread.place, thread_id=str(thread.thread_id), url=address(thread), title=thread.title,
        views=thread.views, replies=len(thread.posts) - 1, sticky=thread.sticky, relevant=True,
        observed_at=thread.posts[-1].at + timedelta(hours=2), run_id="r",
    )  # fmt: skip


def _runs(world: World) -> Iterator[Run]:
    begin = min(post.at for thread in world.readable() for post in thread.posts)
    for place in world.places:
        for day in range((world.until - begin).days + 1):
            at = begin + timedelta(days=day, hours=3)
            yield Run(
                run_id=f"{place.name}-{day}", source=place.name, started_at=at, finished_at=at + timedelta(minutes=4),
                planned_at=at, outcome="failed" if place.name == "fok" and day in range(40, 54) else "complete",
                reason="http_5xx" if place.name == "fok" and day in range(40, 54) else None, requests=24, bytes=90_000,
                software_version="0.1.0",
            )  # fmt: skip
