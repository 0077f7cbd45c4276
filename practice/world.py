"""The practice world: a deterministic generator of boards, threads and posts, with the truth about them.

``build`` tells some weeks that end at a given moment, so that the newest complete week always holds something. The
same arguments give the same world.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from practice import people, phrases, stories
from practice.phrases import join, say
from practice.places import readable
from practice.records import Place, Post, Thread, World
from practice.rhythm import midnight, moment_in, monday
from practice.stories import Script, Story

RISING = "werknl"
"""The topic that many more people write about in the last complete week."""
FIRST_ID = 1200


def build(
    until: datetime, weeks: int = 14, seed: int = 1, places: Sequence[Place] | None = None, rising: str = RISING
) -> World:
    """A world as it stands at a moment.

    Args:
        until: an aware moment; nothing is posted after it.
        weeks: whole ISO weeks before the one that ``until`` falls in.
        seed: another number gives other people and posts.
        places: which sources there are; without it all that a crawl can read.
        rising: id of the topic that rises in the last complete week.

    Raises:
        ValueError: ``until`` has no zone, or there is no whole week.
    """
    if until.tzinfo is None or weeks < 1:
        raise ValueError("a practice world needs an aware moment and at least one week")
    places = readable() if places is None else places
    until = until.astimezone(UTC).replace(second=0, microsecond=0)
    this_week = monday(until)
    mondays = [this_week + timedelta(weeks=n) for n in range(-weeks, 1)]
    threads = {place.name: _place(place, mondays, Random(f"{seed} {place.name}"), rising) for place in places}
    _cross_post(threads, places, mondays, Random(f"{seed} cross-posts"))
    world = World(until, weeks, tuple(places), threads)
    for place in places:
        threads[place.name].sort(key=lambda thread: thread.posts[0].at)
        _number(threads[place.name])
        if place.engine == "phorum":
            _number_by_opener(threads[place.name])
    return world.at(until)


def _place(place: Place, mondays: list[date], rng: Random, rising: str) -> list[Thread]:
    threads: list[Thread] = []
    if place.pinned:
        threads.append(_pinned(place, mondays[0], rng))
    for week in mondays:
        is_rising = week == mondays[-2]
        topics = [_topic(place, rng) for _ in range(_amount(place.stories, rng))]
        topics += [rising] * (round(place.stories * 0.6) if is_rising else 0)
        for start, topic in sorted((moment_in(week, rng), topic) for topic in topics):
            _tell(place, threads, topic, start, rng)
        threads += [_chatter(place, moment_in(week, rng), rng) for _ in range(_amount(place.chatter, rng))]
        threads += [_murmur(place, moment_in(week, rng), rng) for _ in range(_amount(place.murmur, rng))]
        if rng.random() < 0.15 and place.kind == "forum":
            threads.append(_broadcast(place, week, rng))
    for thread in threads:
        _dress(thread, place, mondays, rng)
    return threads


def _amount(usual: float, rng: Random) -> int:
    return max(0, round(rng.gauss(usual, usual * 0.15)))


def _topic(place: Place, rng: Random) -> str:
    everywhere: list[str] = sorted(phrases.stock()["topics"])
    return rng.choice(list(place.topics) if place.topics and rng.random() < 0.6 else everywhere)


def _board(place: Place, rng: Random) -> int:
    return rng.choice([board.board_id for board in place.boards if board.kind != "link"])


def _tell(place: Place, threads: list[Thread], topic: str, start: datetime, rng: Random) -> None:
    if place.pinned and rng.random() < 0.7:
        pinned = threads[0]
        story = Story(place, pinned, topic, max(start, pinned.posts[-1].at + timedelta(minutes=7)), rng)
        rng.choice(stories.CLOSED_SCRIPTS)(story)
        return
    script = stories.ARTICLE if place.kind == "feed" else _script(rng)
    title = say(_titles(script, topic) if place.has_titles else "", rng)
    thread = Thread(place.name, _board(place, rng), title.text, title_terms=title.terms)
    if place.is_ours:
        start = _open(thread, place, start, rng)
    script.tell(Story(place, thread, topic, start, rng))
    threads.append(thread)


def _script(rng: Random) -> Script:
    return rng.choices(stories.SCRIPTS, [script.weight for script in stories.SCRIPTS])[0]


def _titles(script: Script, topic: str) -> list[str]:
    stock = phrases.stock()
    titles: list[str] = stock["titles"][script.titles] if script.titles else stock["topics"][topic]["titles"]
    return titles


def _chatter(place: Place, start: datetime, rng: Random) -> Thread:
    subject = rng.choice(phrases.stock()["traps" if rng.random() < 0.3 else "chatter"])
    opener = people.nickname(rng)
    title = say(subject["title"] if place.has_titles else "", rng)
    thread = Thread(place.name, _board(place, rng), title.text)
    story = Story(place, thread, "", start, rng)
    for number, template in enumerate(subject["posts"]):
        author = people.nickname(rng) if number else opener
        story.post(author, say(template, rng, ik=author, naam=opener), "chatter", story.wait(0, 8) if number else start)
    return thread


def _murmur(place: Place, start: datetime, rng: Random) -> Thread:
    said = join(say(phrases.stock()["murmur"], rng), say(phrases.stock()["chat_more"], rng), by=" ")
    thread = Thread(place.name, place.boards[0].board_id, "")
    thread.posts.append(Post(people.nickname(rng), start, said.text, "chatter", said.terms))
    return thread


def _open(thread: Thread, place: Place, start: datetime, rng: Random) -> datetime:
    """Begins a conversation with a post of the team; gives the moment at which somebody comments on it."""
    said = say(rng.choice(phrases.stock()["broadcasts"])["text"], rng)
    return Story(place, thread, "", start, rng).post(place.account, said, "broadcast", start).at + timedelta(hours=2)


def _broadcast(place: Place, week: date, rng: Random) -> Thread:
    subject, slots = rng.choice(phrases.stock()["broadcasts"]), people.circumstances(rng)
    title, text = (say(subject[part], rng, **slots) for part in ("title", "text"))
    thread = Thread(place.name, place.boards[0].board_id, title.text, title_terms=title.terms)
    start = midnight(week + timedelta(days=rng.randrange(5))) + timedelta(hours=10, minutes=rng.randrange(60))
    Story(place, thread, "", start, rng).post(place.account, text, "broadcast", start)
    return thread


def _pinned(place: Place, first: date, rng: Random) -> Thread:
    title = say(place.pinned, rng)
    thread = Thread(place.name, place.boards[0].board_id, title.text, title_terms=title.terms, sticky=True)
    said = say("In dit onderwerp kun je al je vragen stellen over je uitkering tijdens zwangerschap en verlof.", rng)
    start = midnight(first) + timedelta(hours=9)
    thread.posts.append(Post("Redactie12", start, said.text, "chatter", said.terms))
    return thread


def _dress(thread: Thread, place: Place, mondays: list[date], rng: Random) -> None:
    """What a board adds: views, a lock on some old threads, a row left behind where a thread moved."""
    thread.views = 20 + len(thread.posts) * rng.randint(11, 40)
    is_old = thread.posts[-1].at < midnight(mondays[-2]) and not thread.sticky
    thread.closed = is_old and rng.random() < 0.06
    readable = [board.board_id for board in place.boards if board.kind == "open"]
    others = [board_id for board_id in readable if board_id != thread.board_id]
    if others and thread.board_id in readable and place.engine == "phpbb" and rng.random() < 0.03:
        thread.moved_from = rng.choice(others)


def _cross_post(threads: dict[str, list[Thread]], places: Sequence[Place], mondays: list[date], rng: Random) -> None:
    """Some people ask the same on a second place within days, in the same words; nobody answers there."""
    writing = [place for place in places if place.kind in ("forum", "qa") and not place.pinned]
    if len(writing) < 2:
        return
    for week in mondays:
        first, second = rng.sample(writing, 2)
        of_week = [thread for thread in threads[first.name] if _is_worth_repeating(thread.posts[0], week)]
        if of_week:
            threads[second.name].append(_copy(rng.choice(of_week), second, rng))


def _is_worth_repeating(post: Post, week: date) -> bool:
    return post.role == "question" and not post.personal and monday(post.at) == week


def _copy(thread: Thread, place: Place, rng: Random) -> Thread:
    original = thread.posts[0]
    copy = Thread(place.name, place.boards[0].board_id, thread.title, title_terms=thread.title_terms, views=31)
    at = stories.clear(original.at + timedelta(minutes=rng.randint(20, 3 * 24 * 60)))
    post = Post(original.author, at, original.text, "question", original.terms, original.topic, copy_of=original)
    story = Story(place, copy, original.topic or "", at, rng)
    copy.posts.append(post)
    story.spell(post)
    return copy


def _number(threads: list[Thread]) -> None:
    """The ids of a place, in order of time as boards give them."""
    for number, thread in enumerate(threads):
        thread.thread_id = FIRST_ID // 4 + number
    posts = sorted((post for thread in threads for post in thread.posts), key=lambda post: post.at)
    for number, post in enumerate(posts):
        post.post_id = FIRST_ID + number


def _number_by_opener(threads: list[Thread]) -> None:
    """A thread's id is that of its first message, as some engines have it."""
    for thread in threads:
        thread.thread_id = thread.posts[0].post_id
