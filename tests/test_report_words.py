"""Dutch words: numbers and dates, deadlines, what of a post is shown, and the search terms marked in it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from reports import dutch
from reports.texts import has_deadline, marked, sentence_with_question


def test_numbers_and_dates_are_dutch() -> None:
    assert dutch.number(1133) == "1.133"
    assert dutch.number(4.55, 1) in {"4,5", "4,6"}
    assert dutch.number(-17) == "−17"
    assert dutch.number(-0.2) == "0"
    assert dutch.percentage(0.974) == "97%"
    assert [dutch.change(n, 100) for n in (242, 83, 100.4)] == ["+142%", "−17%", "gelijk"]
    assert dutch.span(date(2010, 10, 11), date(2010, 10, 17)) == "maandag 11 tot en met zondag 17 oktober 2010"
    assert (
        dutch.span(date(2010, 12, 27), date(2011, 1, 2)) == "maandag 27 december 2010 tot en met zondag 2 januari 2011"
    )
    assert dutch.short_span(date(2010, 9, 27), date(2010, 10, 3)) == "27 september t/m 3 oktober 2010"
    assert (
        dutch.day_and_clock(datetime(2010, 10, 13, 19, 14, tzinfo=UTC), ZoneInfo("Europe/Amsterdam"))
        == "wo 13 okt, 21.14 uur"
    )
    assert [dutch.between(*ends) for ends in ((955, 1090), (7, 7), (1.26, 1.31, 1))] == ["955–1.090", "7", "1,3"]
    assert [dutch.gap(n) for n in (7.6, -3.0, 0.4)] == ["+8", "−3", "gelijk"]
    assert [dutch.opening_hours(n) for n in (8.0, 7.5, 1.0)] == ["8 openingsuren", "7,5 openingsuren", "1 openingsuur"]
    assert dutch.listed(["a", "b", "c"]) == "a, b en c"
    assert [dutch.in_words(n) for n in (0, 1, 12, 13)] == ["geen", "één", "twaalf", "13"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ik moet het formulier uiterlijk maandag inleveren.", True),
        ("Ik moet binnen twee weken reageren op de brief.", True),
        ("De bezwaartermijn loopt af.", True),
        ("Kan dat voor 1 december?", True),
        ("Binnen 8 dagen was alles geregeld, een compliment waard.", False),
        ("Hoe lang duurt mijn WW?", False),
    ],
)
def test_a_deadline_is_a_date_by_which_something_must_be_done(text: str, is_one: bool) -> None:
    assert has_deadline(text) == is_one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hallo allemaal. Ik heb een vraag. Hoe lang duurt het?",
            "Hallo allemaal. Ik heb een vraag. Hoe lang duurt het?",
        ),
        ("Eerst een heel lang verhaal dat niets vraagt. Hoe lang duurt het?", "…Hoe lang duurt het?"),
        ("Geen vraag hier, wel een heel lang verhaal dat doorgaat.", "Geen vraag hier, wel een heel lang…"),
    ],
)
def test_a_snippet_shows_what_is_asked(text: str, expected: str) -> None:
    assert sentence_with_question(text, 60 if text.startswith("Hallo") else 36) == expected


def test_search_terms_are_marked_as_words_in_any_spelling() -> None:
    spelled = ("UWV", "u.w.v.", "WW")
    assert marked("Het uwv en bouwvakkers, WW-uitkering.", spelled) == [
        ("Het ", False), ("uwv", True), (" en bouwvakkers, ", False), ("WW", True), ("-uitkering.", False),
    ]  # fmt: skip
    assert marked("niets", ()) == [("niets", False)]
