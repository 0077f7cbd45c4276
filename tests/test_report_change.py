"""The sentence on what changed, in a thousand drawn weeks: every claim is in the numbers, and nothing else is said."""

import re

import pytest

from reports import sentences
from reports.dutch import WEEKDAYS
from reports.sentences import Week
from tests.reporting.drawn import NORM, WEEKS
from tests.reporting.written import NUMBER, SOME, number


def judged(week: Week, name: str) -> str | None:
    return week.tiles[name].verdict


def check_more(week: Week, match: re.Match[str]) -> None:
    name = "nieuwe_vragen" if "vragen" in match[2] else "berichten"
    shown = week.tiles[name]
    assert judged(week, name) == {"Meer": "hoger", "Minder": "lager"}[match[1]]
    assert number(match[3]) == shown.value
    assert shown.usual
    assert (number(match[4]), number(match[5] or match[4])) == (shown.usual.low, shown.usual.high)
    is_above = (shown.value or 0) > shown.usual.high
    assert is_above == (match[1] == "Meer")


def check_about(week: Week, match: re.Match[str]) -> None:
    asked = {t.title: t.questions for t in week.topics}
    assert asked[match[2]] == number(match[1]) == max(asked.values())
    assert 4 * number(match[1]) >= (week.tiles["nieuwe_vragen"].value or 0)


def check_only_about(week: Week, match: re.Match[str]) -> None:
    asked = {t.title: t.questions for t in week.topics}
    assert asked[match[2]] == week.tiles["nieuwe_vragen"].value
    assert (match[1] == "allebei") == (asked[match[2]] == 2)


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
    said, each = match[3], {1: "", 2: "allebei "}.get(len(week.questions), "alle ")
    if said == f"{each}binnen de norm":
        assert over == 0
    elif said == f"{each}langer dan de norm":
        assert over == len(week.questions)
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
    (rf"(Meer|Minder) (nieuwe vragen|berichten) dan normaal: {NUMBER}, normaal {NUMBER}(?:–{NUMBER})?", check_more),
    (rf"; {NUMBER} daarvan gaan over “(.+?)”", check_about),
    (r"; (allebei|allemaal) over “(.+?)”", check_only_about),
    (r"; “[^;]+” meer dan normaal", check_topics),
    (rf"Een gewone week: {NUMBER} bericht(?:en)? en {NUMBER} nieuwe vra(?:ag|gen), allebei binnen normaal",
     check_usual),
    (rf"{NUMBER} nieuwe vra(?:ag|gen) in {NUMBER} bericht(?:en)?", check_plain),
    (r"Geen berichten gevonden", check_nothing),
    (rf"(?:{'|'.join(WEEKDAYS)})[a-z, ]* (?:was|waren) drukker dan normaal", check_days),
    (rf"{SOME} (vraag staat|vragen staan) nog open, ([^.]+)", check_open),
    (r"Er staat geen vraag open", check_none_open),
    (r"Niet volledig gemeten: ([A-Z][^ ]+?(?:(?:, | en )[A-Z][^ ]+?)*)(?=\. |\.$)", check_unseen),
    (rf"{SOME} van de {SOME} bronnen zijn niet volledig gemeten", check_unseen_count),
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
