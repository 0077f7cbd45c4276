"""The practice team's own records, consistent with what happened on the boards (contract, section 7)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from practice import people, phrases
from practice.ledger import decided_on, truth
from practice.records import ZONE, Thread, World
from practice.rhythm import midnight, mondays, opening

Rows = list[dict[str, str]]

HOURS_A_DAY = 8
"""Hours that the whole team works on webcare on an opening day."""
ACTIVITIES = (("monitoren", 3.0), ("reageren", 2.5), ("terugbellen", 1.0), ("signalen", 0.5), ("overleg", 1.0))
INVITED = 148
"""How many people were asked; each question has a row that says so, with the answer ``uitgenodigd``."""
OUTCOMES = ("opgelost", "tekst op uwv.nl aangepast", "in onderzoek", "geen wijziging: bewuste keuze", "")


def journal(world: World, thread_url: Callable[[Thread], str], seed: int = 1) -> dict[str, Rows]:
    """The rows of every file by its name (``signals``, ``hours``, ``survey``, ``decisions``, ``accounts``, ``events``).

    Args:
        world: what happened on the boards.
        thread_url: the canonical address of a thread, for the decisions.
        seed: another number gives other hours and signals.
    """
    rng = Random(f"{seed} journal")
    return {
        "signals": list(_signals(world, rng)),
        "hours": list(_hours(world, rng)),
        "survey": list(_survey(world)),
        "decisions": list(_decisions(world, thread_url)),
        "accounts": list(_followers(world)),
        "events": list(_events(world)),
    }


def write(rows: dict[str, Rows], folder: Path) -> None:
    """Writes one CSV file per name: semicolons and UTF-8 with BOM, as Dutch Excel opens them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in rows.items():
        if lines:
            with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, list(lines[0]), delimiter=";")
                writer.writeheader()
                writer.writerows(lines)


def _signals(world: World, rng: Random) -> Iterator[dict[str, str]]:
    """One or two signals a week, about the topics that most people wrote about."""
    number = 0
    for place, week in enumerate(mondays(world)):
        topics = truth(world, midnight(week), midnight(week + timedelta(weeks=1))).demand.topics
        for topic, posts in topics.most_common(1 + place % 2):
            number += 1
            yield _signal(number, week + timedelta(days=rng.randrange(5)), topic, posts, world, rng)


def _signal(number: int, noted: date, topic: str, posts: int, world: World, rng: Random) -> dict[str, str]:
    sent, answered = noted + timedelta(days=rng.randint(0, 2)), noted + timedelta(days=rng.randint(4, 20))
    is_answered = answered < world.until.astimezone(ZONE).date() and rng.random() < 0.8
    title = phrases.say(phrases.stock()["topics"][topic]["titles"], rng).text
    return {
        "number": str(number),
        "date": noted.isoformat(),
        "topic": topic,
        "text": f"Deze week veel over: {title}",
        "department": phrases.stock()["departments"][topic],
        "sent_at": sent.isoformat(),
        "answered_at": answered.isoformat() if is_answered else "",
        "outcome": rng.choice(OUTCOMES[:-1]) if is_answered else "",
        "posts": str(posts),
    }


def _hours(world: World, rng: Random) -> Iterator[dict[str, str]]:
    """The day's hours by activity, each done by one of the advisers; decimals with a comma."""
    day, last = mondays(world)[0], world.until.astimezone(ZONE).date()
    while day <= last:
        for activity, hours in ACTIVITIES if opening(day) else ():
            adviser = rng.choice(sorted(people.ADVISERS))
            shown = f"{hours:g}".replace(".", ",")
            yield {"date": day.isoformat(), "adviser": adviser, "activity": activity, "hours": shown}
        day += timedelta(days=1)


def _survey(world: World) -> Iterator[dict[str, str]]:
    held = mondays(world)[-1].isoformat()
    for asked in phrases.stock()["survey"]:
        for answer, count in {"uitgenodigd": INVITED, **asked["answers"]}.items():
            yield {"date": held, "question": asked["question"], "answer": answer, "count": str(count)}


def _decisions(world: World, thread_url: Callable[[Thread], str]) -> Iterator[dict[str, str]]:
    """No reply to posts that swear: the rule of engagement ``schelden``."""
    refused = [(decided_on(post), thread) for thread in world.readable() for post in thread.posts if post.abusive]
    for day, thread in sorted(refused, key=lambda pair: pair[0]):
        if day <= world.until.astimezone(ZONE).date():
            url = thread_url(thread)
            yield {
                "date": day.isoformat(),
                "url": url,
                "decision": "no_reply schelden",
                "note": "Schelden: geen reactie.",
            }


def _followers(world: World) -> Iterator[dict[str, str]]:
    """Followers of the social accounts on every Monday, ending above five hundred."""
    social = [place.name for place in world.places if place.kind == "social"]
    for name in social:
        for number, week in enumerate(mondays(world), 1):
            followers = round(524 * (number / world.weeks) ** 0.8)
            yield {"date": week.isoformat(), "source": name, "followers": str(followers)}


def _events(world: World) -> Iterator[dict[str, str]]:
    """What happened outside: a campaign halfway, and what made a topic rise in the last complete week."""
    weeks = mondays(world)
    yield {"date": (weeks[len(weeks) // 2] + timedelta(days=1)).isoformat(), "text": "Brief aan alle klanten verstuurd"}
    yield {"date": weeks[-1].isoformat(), "text": "Storing op werk.nl"}
