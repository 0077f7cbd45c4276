"""What the people of the practice world write says what the ledger means by it, read by the profile's own rules."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from crawler.profile import load
from crawler.reading.post import Context, PostText, Reading, read
from practice.pilot import places
from practice.records import Role
from practice.world import build

MEANT: dict[Role, frozenset[str]] = {
    "question": frozenset({"question"}),
    "complaint": frozenset({"complaint"}),
    "compliment": frozenset({"compliment"}),
    "information": frozenset({"information"}),
    "thanks": frozenset({"compliment"}),
    "community": frozenset({"information", "other"}),
    "chatter": frozenset({"information", "other"}),
}
"""How a post of each role may be read."""
LEAST = 0.95
"""The share of each role that must be read as meant, but for one post; neither is written for the other."""


@pytest.fixture(scope="module")
def readings() -> dict[Role, list[Reading]]:
    """Some weeks of the pilot's places, each post read as the crawl reads it."""
    rules = load("uwv").reading_rules
    assert rules is not None
    world = build(datetime(2010, 9, 19, 22, 30, tzinfo=UTC), 5, places=places())
    found: dict[Role, list[Reading]] = {role: [] for role in MEANT}
    for thread in world.readable():
        place = world.place(thread.place)
        named = next(board.title for board in place.boards if board.board_id == thread.board_id)
        board = named if rules.names_us(named) else ""
        for post in thread.posts if thread.is_followed else ():
            if not post.is_team:
                context = Context(board, thread_opener_about=None if post.author == thread.posts[0].author else True)
                found[post.role].append(
                    read(PostText(post.text, post.author, thread.title, place.kind), context, rules)
                )
    return found


@pytest.mark.parametrize("role", MEANT)
def test_posts_are_read_as_they_are_meant(readings: dict[Role, list[Reading]], role: Role) -> None:
    found = Counter(reading.intent for reading in readings[role])
    assert sum(found.values()) >= 5
    misread = sum(found.values()) - sum(found[intent] for intent in MEANT[role])
    assert misread <= max(1, (1 - LEAST) * sum(found.values())), found


def test_questions_wait_for_an_answer_and_nothing_else_does(readings: dict[Role, list[Reading]]) -> None:
    asked = [reading.concrete_question for reading in readings["question"]]
    assert sum(asked) >= LEAST * len(asked)
    others = [reading for role, found in readings.items() if role != "question" for reading in found]
    assert sum(reading.concrete_question for reading in others) <= 0.01 * len(others)
    calm = [reading for role in MEANT.keys() - {"question", "complaint"} for reading in readings[role]]
    assert sum(reading.intent == "complaint" for reading in calm) <= 0.01 * len(calm)
