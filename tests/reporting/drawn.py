"""A thousand weeks drawn by chance as the sentences of page 1 receive them: tiles, rows, topics and questions."""

import random
from datetime import UTC, datetime, timedelta

from reports.daily import SourceRow
from reports.kpis import Tile
from reports.normal import Range, verdict
from reports.questions import Question
from reports.rising import Risen, Rising
from reports.sentences import Week
from reports.tables import CoverageRow, TopicRow

TOPICS = ["WW", "Werk.nl en inloggen", "Inkomsten doorgeven", "Wajong", "Betaling", "Zwangerschap en verlof"]
SOURCES = ["Twitter", "Welderforum", "Fok.nl", "Startpagina.nl", "Goeievraag.nl"]
NORM = 8.0


def band(chance: random.Random, about: float) -> Range | None:
    if chance.random() < 0.25:
        return None
    low = round(about * chance.uniform(0.5, 1.3))
    return Range(low, low + chance.randrange(0, 12), low + 1)


def tile(chance: random.Random, identity: str, value: float | None, digits: int = 0, *, incomplete: bool) -> Tile:
    usual = band(chance, value or 5)
    judged = verdict(value, usual, digits)
    judged = None if incomplete and judged == "lager" else judged
    return Tile(identity, identity, value, (None,) * 12 + (value,), usual, judged, None, not incomplete, digits)


def row(chance: random.Random, title: str) -> SourceRow:
    days = tuple(None if chance.random() < 0.05 else chance.choice([0, 1, 4, 9, 20]) for _ in range(7))
    total = sum(n for n in days if n is not None) if any(n is not None for n in days) else None
    usual = band(chance, total or 5)
    incomplete = chance.random() < 0.2
    judged = verdict(total, usual)
    days_usual = tuple(band(chance, n or 3) for n in days)
    return SourceRow(
        title, days, total, usual, days_usual, None if incomplete and judged == "lager" else judged, incomplete
    )


def question(chance: random.Random, n: int) -> Question:
    waited = chance.choice([0.0, 3.2, 7.9, 8.0, 8.1, 40.0])
    asked = datetime(2026, 11, 9, tzinfo=UTC) + timedelta(hours=n)
    return Question(("s", str(n)), "t", None, [], "s", asked, True, waited, waited > NORM,
                    False, False, False, False, False, None, None, (), 20.0)  # fmt: skip


def rising(name: str, chance: random.Random) -> Rising:
    return Rising(name, chance.randrange(3, 90), chance.choice([0.0, 4.5]), None, identity=name)


def risen(chance: random.Random, topics: list[TopicRow]) -> Risen:
    if chance.random() < 0.3:
        return Risen()
    above = tuple(rising(t.title, chance) for t in topics if t.verdict == "hoger" and chance.random() < 0.7)
    terms = tuple(rising(term, chance) for term in ("storing", "blauwe brief") if chance.random() < 0.5)
    return Risen(above, terms, is_known=True)


def generated(seed: int) -> Week:
    chance = random.Random(seed)
    asked = chance.choice([0, 1, 2, 7, 30, 61])
    found = 0 if not asked and chance.random() < 0.3 else max(asked, chance.choice([1, 40, 1133]))
    incomplete = chance.random() < 0.3
    values = {
        "berichten": found, "threads": found, "nieuwe_vragen": asked, "open_vragen": 0,
        "interventies": chance.choice([0, 1, 38]), "waardering": chance.choice([0, 1, 14]),
    }  # fmt: skip
    tiles = {name: tile(chance, name, value, incomplete=incomplete) for name, value in values.items()}
    hours = chance.choice([None, 4.6])
    tiles["mediane_reactietijd"] = tile(chance, "mediane_reactietijd", hours, 1, incomplete=incomplete)
    topics = []
    for title in chance.sample(TOPICS, chance.randrange(len(TOPICS) + 1)):
        count, usual = chance.randrange(1, 90), band(chance, 40)
        topics.append(
            TopicRow(
                title,
                title,
                count,
                chance.randrange(asked + 1),
                (count,) * 13,
                usual,
                verdict(count, usual),
                not incomplete,
            )
        )
    topics.sort(key=lambda t: (-t.count, t.title))
    chosen = SOURCES[: chance.randrange(len(SOURCES) + 1)]
    covered = [CoverageRow(s, "", "", "", "", "", chance.random() < 0.25) for s in chosen]
    questions = [question(chance, n) for n in range(chance.choice([0, 0, 1, 1, 2, 9, 12, 13, 40]))]
    return Week(
        tiles,
        row(chance, "Alle bronnen"),
        [row(chance, s) for s in chosen],
        topics,
        questions,
        covered,
        risen(chance, topics),
        NORM,
        chance.random() > 0.03,
    )


WEEKS = [generated(seed) for seed in range(1000)]
