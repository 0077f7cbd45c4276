"""Generated weeks for the sentences of the weekly: facts in memory, drawn by chance, with no database behind them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, cast

from crawler.profile import Profile
from reports.coverage import Round, by_source
from reports.facts import Facts
from reports.journal import Decision, Hours, Journal, Signal
from reports.opening import Opening
from reports.period import week
from reports.questions import Pending, Question
from reports.rising import Risen, Rising
from reports.threads import Conversation, End, Intervention, Key, Spell
from reports.volumes import Volumes
from reports.weekly import Weekly
from tests.reporting.builder import TITLES, ZONE

WEEK = week("2026-W46", ZONE)
DAY, HOUR = 86400.0, 3600.0
BEGIN, UNTIL = WEEK.begin.timestamp(), WEEK.until.timestamp()
TOPICS = ("ww", "werknl", "inkomsten", "wia", "vakantie", *(f"onderwerp-{n}" for n in range(12)))


@dataclass(frozen=True, slots=True)
class Said:
    """One relevant or kept post of the week."""

    source: str
    at: float
    is_precise: bool
    reason: str
    is_abusive: bool
    found: float


class Counted:
    """Answers what a report asks of its posts, from lists in memory; what it does not know is a ``KeyError``."""

    def __init__(self, chance: random.Random, sources: list[str]) -> None:
        size = chance.choice([0, 0, 1, 1, 2, 9, 60])
        self.said = [self._post(chance, chance.choice(sources)) for _ in range(size)]
        self.counted = [post for post in self.said if post.reason == "text"]
        self.past = {s: {WEEK.first - timedelta(days=n): chance.randrange(6) for n in range(1, 92)} for s in sources}
        self.topics = {
            topic: {WEEK.first - timedelta(weeks=n): chance.choice([0, 2, 3, 4, 5, 12]) for n in range(13)}
            for topic in chance.sample(TOPICS, chance.choice([0, 1, 3, 5, len(TOPICS)]))
        }
        self.judged: list[tuple[str, str]] = []
        self.asked = chance.randrange(9)
        self.delayed = chance.choice([None, 1.25])

    @staticmethod
    def _post(chance: random.Random, source: str) -> Said:
        at = BEGIN + chance.random() * 7 * DAY
        reason = chance.choice(["text", "text", "text", "title", "thread"])
        late = chance.choice([HOUR, HOUR, 9 * DAY])
        return Said(source, at, chance.random() < 0.8, reason, chance.random() < 0.1, at + late)

    def per_source_and_day(self) -> dict[str, dict[date, int]]:
        counts = {source: dict(days) for source, days in self.past.items()}
        for post in self.counted:
            day = local(post.at).date()
            counts[post.source][day] = counts[post.source].get(day, 0) + 1
        return counts

    def per_week(self, _what: str, table: str = "counted") -> dict[date, int]:
        return {WEEK.first: self.asked if table == "kept" else len(self.counted)}

    def per_topic(self, table: str = "counted", _where: str = "true") -> dict[str, dict[date, int]]:
        return self.topics if table == "counted" else {}

    def per_hour(self) -> list[list[int]]:
        hours = [[0] * 24 for _ in range(7)]
        for moment in map(local, self.moments()):
            hours[moment.weekday()][moment.hour] += 1
        return hours

    def moments(self) -> list[float]:
        return [post.at for post in self.counted if post.is_precise]

    def of_week(self, what: str, *_: object, **__: object) -> int:
        tests = {
            "count(*) filter (where not is_precise)": (self.counted, lambda p: not p.is_precise),
            "count(*) filter (where abusive)": (self.counted, lambda p: p.is_abusive),
            "count(*) filter (where match_reason = 'title')": (self.said, lambda p: p.reason == "title"),
            "count(*) filter (where match_reason = 'thread')": (self.said, lambda p: p.reason == "thread"),
        }
        posts, test = tests[what]
        return sum(map(test, posts))

    def delay(self, *_: object) -> float | None:
        return self.delayed

    def note(self, table: str, **columns: list[str]) -> None:
        if table != "judged":
            raise KeyError(table)
        self.judged = list(zip(columns["kind"], columns["url"], strict=True))

    def rows(self, query: str, **_: object) -> list[tuple[Any, ...]]:
        """The judged addresses on which the rule had said otherwise: the even ones."""
        if "from judged" not in query:
            raise KeyError(query)
        return [(kind, url) for kind, url in self.judged if is_otherwise(url)]

    def found_after(self, sources: list[str], moment: float) -> int:
        return sum(post.source in sources and post.found >= moment for post in self.counted)


def is_otherwise(url: str) -> bool:
    """Whether the rule had said something else of a post than the person who judged it."""
    return int(url.rpartition("/")[2]) % 2 == 0


def local(moment: float, zone: tzinfo = ZONE) -> datetime:
    """A moment on the organisation's clock."""
    return datetime.fromtimestamp(moment, UTC).astimezone(zone)


def generated(seed: int, profile: Profile) -> Weekly:
    """One week drawn by chance: posts, conversations, rounds, decisions and signals."""
    chance = random.Random(seed)
    sources = list(profile.sources)
    posts = Counted(chance, sources)
    stories = _stories(chance, sources)
    runs = by_source(_rounds(chance, sources))
    opening = Opening(profile.opening_hours, profile.zone)
    facts = Facts(
        profile, WEEK, TITLES, _journal(chance), opening, cast("Volumes", posts), runs, stories, WEEK.until,
        undated=chance.choice([0, 1, 5]),
    )  # fmt: skip
    told = Weekly(facts)
    told.__dict__.update(questions=_questions(chance), pending=_pending(chance), risen=_risen(chance))
    told.quotations.__dict__.update(_thanks=[])
    told.__dict__["withdrawn"] = chance.choice([0, 0, 0, 1, 3])
    return told


def _rounds(chance: random.Random, sources: list[str]) -> list[Round]:
    if chance.random() < 0.04:
        return []
    weeks = chance.choice([0, 5, 13, 13, 13])
    rounds = []
    for source in sources:
        broken = chance.random() < 0.2
        for n in range(-7 * weeks, 7):
            is_bad = broken and n >= chance.randrange(7)
            outcome = chance.choice(["failed", "blocked"]) if is_bad else chance.choice(["complete", "silent"])
            reason = "http_5xx" if is_bad else None
            if not (broken and n > 3 and chance.random() < 0.5):
                rounds.append(Round(source, WEEK.begin + timedelta(days=n, hours=5), outcome, reason, 9, 0))
    return rounds


def _stories(chance: random.Random, sources: list[str]) -> dict[Key, Conversation]:
    stories = {}
    for n in range(chance.choice([0, 1, 2, 12, 50])):
        source, thread = chance.choice(sources), str(n)
        asked = BEGIN + chance.random() * 6 * DAY - chance.choice([0, 0, 20 * DAY])
        end: End | None = chance.choice(["answered", "answered", "answered", None, "expired"])
        ended = asked + chance.choice([HOUR, 8 * HOUR, 30 * HOUR]) if end else None
        if ended and ended + HOUR >= UNTIL:
            end = ended = None
        story = Conversation(source, thread, is_own=chance.random() < 0.1, asker="k", last=ended or asked)
        story.spells.append(
            Spell(source, thread, "p", asked, chance.random() < 0.8, chance.random() < 0.8, asked + 60, False,
                  ended, end, chance.random() < 0.9)
        )  # fmt: skip
        if end == "answered" and ended:
            thanks = [ended + HOUR] if chance.random() < 0.4 else []
            story.interventions.append(Intervention(source, thread, ended, "RN", story.is_own, ended, thanks))
        stories[source, thread] = story
    return stories


def _journal(chance: random.Random) -> Journal:
    days = [WEEK.first + timedelta(days=n) for n in (-3, 0, 2, 6, 8)]
    kinds = ["no_reply", "forwarded", "closed", "noise", "is_question"]
    reasons = ["schelden", "geen_concrete_vraag", ""]
    decisions = [
        Decision(chance.choice(days), f"https://example.nl/{n}", chance.choice(kinds), chance.choice(reasons))
        for n in range(chance.choice([0, 1, 6]))
    ]
    signals = [
        Signal(str(n), chance.choice(days), "Formulier leeg", "ICT", None, None, "", 3)
        for n in range(chance.choice([0, 1, 30]))
    ]
    hours = [Hours(WEEK.first, "RN", "webcare", chance.choice([1.0, 7.5]))] if chance.random() < 0.5 else []
    return Journal(signals=signals, hours=hours, decisions=decisions)


def _questions(chance: random.Random) -> list[Question]:
    made = []
    for n in range(chance.choice([0, 0, 1, 1, 2, 12, 13, 45])):
        waited, left = chance.choice([0.0, 7.9, 8.1, 40.0]), chance.choice([1.0, 6.9, 7.1, 20.0])
        made.append(
            Question(("s", str(n)), "Een titel over de WW", None, [("tekst", False)], "s", WEEK.begin,
                     chance.random() < 0.9, waited, waited > 8, False, False, False, False, False, None, None, (), left)
        )  # fmt: skip
    return made


def _pending(chance: random.Random) -> list[Pending]:
    return [Pending("Titel", None, "s", WEEK.begin) for _ in range(chance.choice([0, 1, 3, 4, 16]))]


def _risen(chance: random.Random) -> Risen:
    topics = tuple(Rising(f"onderwerp {n}", 9, 2.0, None, identity=str(n)) for n in range(chance.randrange(6)))
    terms = tuple(Rising(f"term {n}", 5, 1.0, None) for n in range(chance.randrange(8)))
    return Risen(topics, terms, is_known=chance.random() < 0.8, is_sampled=chance.random() < 0.2)
