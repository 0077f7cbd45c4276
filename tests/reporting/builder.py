"""Synthetic stores for the tests of the reports: invented posts, threads and runs of one organisation."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler import profile as profiles
from crawler.items import Post, Run, Thread
from crawler.store import Store

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 9)
SUNDAY = MONDAY + timedelta(days=6)
TITLES = {
    "welderforum": "Welderforum", "zwanger": "Zwangerschapspagina.nl", "fok": "Fok.nl", "twitter": "Twitter",
    "radar": "TROS Radar forum", "goeie": "Goeievraag.nl", "start": "Startpagina.nl", "lot": "Lotgenotenforum.nl",
    "alerts": "Google Alerts",
}  # fmt: skip

PROFILE = """
[organisation]
name = "UWV"
contact = "https://example.nl/webcare"
[[opening_hours]]
from = 2010-06-01
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00
{hours}
[team]
name = "UWV Webcare Team"
norm_hours = 8
[team.engagement]
schelden = "Wij reageren niet op berichten met buitensporig schelden."
geen_concrete_vraag = "Wij beantwoorden alleen concrete vragen."
[[terms]]
term = "UWV"
also = ["u.w.v."]
[[terms]]
term = "WW"
[[terms]]
term = "werk.nl"
[[topics]]
id = "ww"
title = "WW"
[[topics]]
id = "werknl"
title = "Werk.nl en inloggen"
[[topics]]
id = "inkomsten"
title = "Inkomsten doorgeven"
[[topics]]
id = "wia"
title = "WIA"
[[topics]]
id = "vakantie"
title = "Vakantie"
[crawl]
first_visit_days = {first_visit_days}
[report]
{report}
"""


def local(day: date, hour: float = 12.0) -> datetime:
    """A moment on the organisation's clock."""
    start = datetime.combine(day, time(), ZONE)
    return (start + timedelta(hours=hour)).astimezone(UTC)


@dataclass
class World:
    """A growing store; every method adds records, ``write`` puts them on disk."""

    root: Path
    sources: list[str] = field(default_factory=lambda: ["welderforum"])
    first_visit_days: int = 35
    report: str = ""
    hours: str = ""
    posts: list[Post] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def post(self, at: datetime | None, thread: str = "1", source: str = "welderforum", **changes: object) -> Post:
        number, seen = str(len(self.posts) + 1), (at or local(MONDAY)) + timedelta(hours=1)
        made = Post(
            source=source, post_id=number, thread_id=thread, url=f"https://{source}.example.nl/p{number}",
            thread_url=f"https://{source}.example.nl/t{thread}", thread_title=f"Vraag over de WW, draad {thread}",
            author="k1", posted_at=at, precision="minute", text="Hoe lang duurt mijn WW bij het UWV?",
            terms=["UWV", "WW"], match_reason="text", topics=["ww"], intent="question", concrete_question=False,
            fetched_at=seen, first_seen_at=seen, run_id="r1",
        )  # fmt: skip
        for name, value in changes.items():
            setattr(made, name, value)
        self.posts.append(made)
        return made

    def question(self, at: datetime, thread: str = "1", source: str = "welderforum", **changes: object) -> Post:
        return self.post(at, thread, source, **{"concrete_question": True, "is_asker": True, **changes})

    def answer(self, at: datetime, thread: str = "1", source: str = "welderforum", **changes: object) -> Post:
        values = {
            "is_team": True,
            "author": "uwv_webcare",
            "intent": "information",
            "match_reason": "team",
            "text": "Dat staat op uwv.nl.",
        }
        return self.post(at, thread, source, **{**values, **changes})

    def thanks(self, at: datetime, thread: str = "1", source: str = "welderforum", **changes: object) -> Post:
        values = {
            "intent": "compliment",
            "is_asker": True,
            "match_reason": "thread",
            "text": "Dank voor het snelle antwoord!",
            "terms": [],
        }
        return self.post(at, thread, source, **{**values, **changes})

    def thread(self, thread: str = "1", source: str = "welderforum", **changes: object) -> Thread:
        url = f"https://{source}.example.nl/t{thread}"
        made = Thread(source, thread, url, views=120, replies=2, relevant=True, observed_at=local(MONDAY), run_id="r1")
        for name, value in changes.items():
            setattr(made, name, value)
        self.threads.append(made)
        return made

    def run(
        self, at: datetime, source: str = "welderforum", outcome: str = "complete", reason: str | None = None
    ) -> Run:
        made = Run(run_id=f"r{len(self.runs) + 1}", source=source, started_at=at, finished_at=at + timedelta(minutes=5),
                   planned_at=at, outcome=outcome, reason=reason, requests=20)  # fmt: skip
        self.runs.append(made)
        return made

    def daily_runs(
        self, first: date, last: date, source: str = "welderforum", failing: frozenset[date] = frozenset()
    ) -> None:
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            for hour in (6, 12, 18, 23):
                bad = day in failing
                self.run(local(day, hour), source, "failed" if bad else "complete", "http_5xx" if bad else None)

    def write(self) -> Store:
        store = Store(str(self.root / "data"), ZONE)
        for name, records in (("posts", self.posts), ("threads", self.threads), ("runs", self.runs)):
            if records:
                store.append(name, records)
        return store

    def profile(self, extra: str = "") -> profiles.Profile:
        text = PROFILE.format(first_visit_days=self.first_visit_days, report=self.report, hours=self.hours)
        text += "".join(f'[sources.{name}]\ntitle = "{TITLES.get(name, name)}"\n' for name in self.sources) + extra
        path = self.root / "profile.toml"
        path.write_text(text, encoding="utf-8")
        return profiles.load(path)


SAID = [
    ("ww", "Krijg een brief dat mijn WW tot augustus loopt. Hoe komen ze bij het UWV aan die datum?"),
    ("werknl", "Ik kan al twee dagen niet inloggen op werk.nl, het scherm blijft leeg. Weet het UWV hiervan?"),
    ("inkomsten", "Moet ik mijn vakantiegeld bij het UWV op het inkomstenformulier optellen of telt dat niet mee?"),
    ("wia", "Wie weet hoe lang de uitslag van een herkeuring bij het UWV op zich laat wachten?"),
    ("vakantie", "Mag ik met een WW uitkering van het UWV twee weken naar Spanje zonder dat te melden?"),
]
TITLED = [
    "Inkomsten opgeven lukt niet, krijg ik nu te laat geld?", "Brief: WW stopt, maar ik heb recht op 26 maanden?",
    "Nulurencontract en Wajong: formulier invullen", "DigiD geblokkeerd na drie pogingen",
    "Ziek geworden tijdens verlof",
    "Uitslag herkeuring duurt al tien weken", "Twee keer hetzelfde formulier gekregen", "Telt vakantiegeld mee?",
]  # fmt: skip


def lively(root: Path, sources: int = 9, weeks: int = 13, monday: date = MONDAY, seed: int = 7) -> World:
    """A world as the team knows it: a busy Tuesday and Wednesday about werk.nl, one source that failed two days."""
    chance = random.Random(seed)
    world = World(root, list(TITLES)[:sources])
    first = monday - timedelta(weeks=weeks)
    world.first_visit_days = 60
    for place, source in enumerate(world.sources):
        failing = (
            frozenset({monday + timedelta(days=3), monday + timedelta(days=4)}) if source == "start" else frozenset()
        )
        world.daily_runs(first, monday + timedelta(days=6), source, failing)
        base = (24, 6, 5, 9, 3, 4, 2, 2, 8)[place]
        for n in range(7 * (weeks + 1)):
            day = first + timedelta(days=n)
            if day in failing:
                continue
            busy = day >= monday and day.weekday() in (1, 2) and place < 4
            rate = base * (0.5 if day.weekday() > 4 else 1.0) * (1.9 if busy else 1.0)
            for _ in range(max(0, round(chance.gauss(rate, rate**0.5 * 0.9)))):
                _conversation(world, chance, source, day, busy=busy)
    return world


def _conversation(world: World, chance: random.Random, source: str, day: date, *, busy: bool) -> None:
    topic, text = chance.choice(SAID[1:3] if busy and chance.random() < 0.7 else SAID)
    thread = f"{source}-{len(world.posts) + 1}"
    at = local(day, chance.choice([8, 9, 10, 11, 11, 13, 14, 15, 16, 19, 20, 21, 22]) + chance.randrange(60) / 60)
    author, title = f"k{chance.randrange(400)}", chance.choice(TITLED)
    asks = chance.random() < (0.16 if busy else 0.12)
    common = {"topics": [topic], "text": text, "author": author, "thread_title": title, "is_asker": True}
    if not asks:
        world.post(
            at,
            thread,
            source,
            **{
                **common,
                "intent": chance.choice(
                    ["information", "complaint", "other", "other", "other", "other", "other", "other"]
                )
                if chance.random() < 0.3
                else "other",
            },
        )
        return
    world.question(at, thread, source, **common)
    world.thread(thread, source, views=chance.randrange(20, 2400), replies=chance.randrange(0, 30), observed_at=at)
    reply = at + timedelta(hours=chance.choice([0.5, 1, 2, 3, 5, 18, 26, 70]), minutes=chance.randrange(60))
    if chance.random() < 0.97 and not (busy and chance.random() < 0.12):
        asks_back = chance.random() < 0.15
        world.answer(
            reply,
            thread,
            source,
            text="Kun je ons een DM sturen met je telefoonnummer?" if asks_back else "Dat staat op uwv.nl. ^RN",
            adviser=chance.choice(["RN", "EB"]),
        )
        if chance.random() < 0.4 and not asks_back:
            world.thanks(reply + timedelta(hours=chance.randrange(1, 9)), thread, source, author=author, topics=[topic])
