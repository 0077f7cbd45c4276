"""A thousand generated weeks: every claim in the sentences is found back in the numbers, and nothing else is said."""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest

from reports import sentences
from reports.daily import SourceRow
from reports.dutch import WEEKDAYS, WORDS
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
    return Tile(identity, identity, "", value, (None,) * 12 + (value,), usual, judged, None, not incomplete, digits)


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
        8,
        chance.random() > 0.03,
    )


WEEKS = [generated(seed) for seed in range(1000)]
NUMBER = r"(\d[\d.]*)"
COUNT = rf"(Eén|{'|'.join(WORDS[1:])}|\d[\d.]*)"


def number(text: str) -> int:
    word = text.lower().replace("eén", "één")
    return WORDS.index(word) if word in WORDS else int(text.replace(".", ""))


def judged(week: Week, name: str) -> str | None:
    return week.tiles[name].verdict


def check_more(week: Week, match: re.Match[str]) -> None:
    name = "nieuwe_vragen" if "vragen" in match[2] else "berichten"
    shown = week.tiles[name]
    assert judged(week, name) == {"Meer": "hoger", "Minder": "lager"}[match[1]]
    assert number(match[3]) == shown.value
    assert shown.usual
    assert (number(match[4]), number(match[5])) == (shown.usual.low, shown.usual.high)
    is_above = (shown.value or 0) > shown.usual.high
    assert is_above == (match[1] == "Meer")


def check_about(week: Week, match: re.Match[str]) -> None:
    asked = {t.title: t.questions for t in week.topics}
    assert asked[match[2]] == number(match[1]) == max(asked.values())
    assert 4 * number(match[1]) >= (week.tiles["nieuwe_vragen"].value or 0)


def check_topics(week: Week, match: re.Match[str]) -> None:
    for title in re.findall("“(.+?)”", match[0]):
        (topic,) = [t for t in week.topics if t.title == title]
        assert topic.usual
        assert topic.count > topic.usual.high


def check_usual(week: Week, match: re.Match[str]) -> None:
    assert (number(match[1]), number(match[2])) == (week.tiles["berichten"].value, week.tiles["nieuwe_vragen"].value)
    for name in ("berichten", "nieuwe_vragen"):
        shown = week.tiles[name]
        assert shown.usual
        assert shown.usual.low <= (shown.value or 0) <= shown.usual.high


def check_plain(week: Week, match: re.Match[str]) -> None:
    assert (number(match[1]), number(match[2])) == (week.tiles["nieuwe_vragen"].value, week.tiles["berichten"].value)


def check_days(week: Week, match: re.Match[str]) -> None:
    named = set(re.findall("|".join(WEEKDAYS), match[0].lower()))
    above = {
        WEEKDAYS[n]
        for n, (count, usual) in enumerate(zip(week.total.days, week.total.day_usual, strict=True))
        if usual and count is not None and count > usual.high
    }
    assert named == above


def check_open(week: Week, match: re.Match[str]) -> None:
    over = sum(q.waited > NORM for q in week.questions)
    assert number(match[1]) == len(week.questions)
    said = match[3]
    if "binnen de norm" in said:
        assert over == 0
    elif said in {"langer dan de norm", "alle langer dan de norm"}:
        assert over == len(week.questions)
        assert said.startswith("alle") == (over > 1)
    else:
        assert over == number(said.split()[0]) < len(week.questions)


def check_none_open(week: Week, _: re.Match[str]) -> None:
    assert not week.questions


def check_unseen(week: Week, match: re.Match[str]) -> None:
    assert set(re.split(", | en ", match[1])) == {r.title for r in week.coverage if r.is_bad}


def check_unseen_count(week: Week, match: re.Match[str]) -> None:
    assert (number(match[1]), number(match[2])) == (sum(r.is_bad for r in week.coverage), len(week.coverage))


def check_nothing(week: Week, _: re.Match[str]) -> None:
    assert not week.tiles["berichten"].value
    assert not week.tiles["nieuwe_vragen"].value


CLAIMS = [
    (rf"(Meer|Minder) (nieuwe vragen|berichten) dan normaal: {NUMBER}, normaal {NUMBER}–{NUMBER}", check_more),
    (rf"; {NUMBER} daarvan gaan over “(.+?)”", check_about),
    (r"; “[^;]+” meer dan normaal", check_topics),
    (rf"Een gewone week: {NUMBER} bericht(?:en)? en {NUMBER} nieuwe vra(?:ag|gen), allebei binnen normaal",
     check_usual),
    (rf"{NUMBER} nieuwe vra(?:ag|gen) in {NUMBER} bericht(?:en)?", check_plain),
    (r"Geen berichten gevonden", check_nothing),
    (rf"(?:{'|'.join(WEEKDAYS)})[a-z, ]* (?:was|waren) drukker dan normaal", check_days),
    (rf"{COUNT} (vraag staat|vragen staan) nog open, ([^.]+)", check_open),
    (r"Er staat geen vraag open", check_none_open),
    (r"Niet volledig gemeten: ([A-Z][^ ]+?(?:(?:, | en )[A-Z][^ ]+?)*)(?=\. |\.$)", check_unseen),
    (rf"{COUNT} van de {COUNT} bronnen zijn niet volledig gemeten", check_unseen_count),
]  # fmt: skip


@pytest.mark.parametrize("part", range(10))
def test_every_claim_of_the_change_sentence_is_in_the_numbers(part: int) -> None:
    for week in WEEKS[part::10]:
        left = sentences.changed(week)
        if not week.is_measured:
            assert left == "Deze week is geen enkele bron gemeten; over de week valt dus niets te zeggen."
            continue
        while left := left.lstrip(" ."):
            for pattern, check in CLAIMS:
                if match := re.match(pattern, left, re.IGNORECASE):
                    check(week, match)
                    left = left[match.end() :]
                    break
            else:
                pytest.fail(f"a claim that no rule checks: {left!r}")


def test_all_kinds_of_claims_occur_in_the_thousand_weeks() -> None:
    said = [sentences.changed(week) for week in WEEKS]
    for pattern, _ in CLAIMS:
        assert any(re.search(pattern, sentence, re.IGNORECASE) for sentence in said), pattern


def test_the_change_sentence_fits_its_three_lines() -> None:
    lengths = [len(sentences.changed(week)) for week in WEEKS]
    assert max(lengths) <= sentences.ROOM + 25


def test_no_claim_of_less_is_made_while_a_source_is_missing() -> None:
    for week in WEEKS:
        if not week.tiles["berichten"].is_comparable:
            assert not sentences.changed(week).startswith("Minder")


def test_the_lead_on_sources_names_exactly_those_outside_normal() -> None:
    for week in (w for w in WEEKS if w.is_measured):
        lead = sentences.volume_lead(week)
        for word, wanted in (("Drukker", "hoger"), ("Rustiger", "lager"), ("Niet alle dagen gemeten", None)):
            match = re.search(rf"{word}(?: dan normaal)?: (.+?)(?=\. |\.$)", lead)
            titles = {r.title for r in week.sources if (r.verdict == wanted if wanted else None in r.days)}
            if len(titles) > 4:
                assert match
                assert match[1].endswith(f"en {len(titles) - 3} andere")
                continue
            assert (set(re.split(", | en ", match[1])) if match else set()) == titles


def test_the_lead_on_topics_names_exactly_those_outside_normal() -> None:
    for week in WEEKS:
        lead = sentences.topics_lead(week)
        if not week.is_measured:
            assert lead == "Deze week is geen enkele bron gemeten; over onderwerpen valt dus niets te zeggen."
            continue
        for word, is_outside in (
            ("Meer dan normaal", lambda t: t.count > t.usual.high),
            ("Minder dan normaal", lambda t: t.count < t.usual.low),
        ):
            titles = {t.title for t in week.topics if t.usual and is_outside(t)}
            match = re.search(rf"{word}: (.+?)(?=\. [A-Z]|\.$)", lead)
            named = set(re.findall("“(.+?)”", match[1])) if match else set()
            assert named == titles if len(titles) <= 4 else named < titles


def test_the_lead_on_what_rises_names_exactly_the_rising_topics() -> None:
    seen = set()
    for week in WEEKS:
        lead = sentences.rising_lead(week)
        named = set(re.findall("“(.+?)”", lead))
        titles = {topic.name for topic in week.risen.topics}
        assert named == titles if len(titles) <= 4 else named < titles
        assert lead.startswith("Meer dan toeval") == bool(titles)
        assert ("deze termen wel" in lead) == (not titles and bool(week.risen.terms))
        assert lead.startswith("Nog niet te bepalen") == (not week.risen.is_known)
        seen.add(lead[:20])
    assert len(seen) == 4


def test_the_leads_on_work_and_open_questions_repeat_the_figures() -> None:
    for week in (w for w in WEEKS if w.is_measured):
        lead = sentences.work_lead(week, 40.0)
        done, thanks = week.tiles["interventies"].value, week.tiles["waardering"].value
        assert lead.startswith(f"{done} interventie" if done else "Geen interventies")
        assert (f"Op {thanks} reactie" in lead) == bool(thanks)
        assert ("binnen 4,6 openingsuren" in lead) == (week.tiles["mediane_reactietijd"].value is not None)
        if week.questions:
            match = re.match(rf"{COUNT} ", sentences.open_lead(week), re.IGNORECASE)
            assert match
            assert number(match[1]) == len(week.questions)


def test_the_lead_on_coverage_says_yes_only_when_all_was_measured() -> None:
    for week in (w for w in WEEKS if w.coverage):
        bad = [r.title for r in week.coverage if r.is_bad]
        lead = sentences.coverage_lead(week)
        assert lead.startswith("Ja") == (not bad)
        if bad and len(bad) < len(week.coverage) and len(bad) <= 4:
            assert all(title in lead for title in bad)
