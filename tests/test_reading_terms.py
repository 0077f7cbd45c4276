from time import process_time

import pytest

from crawler.reading.normal import normal
from crawler.reading.terms import Terms

TERMS = Terms(
    [
        ("UWV", ("u.w.v.", "#uwv", "uwv.nl"), ()),
        ("ww", ("ww-uitkering", "werkloosheidswet"), ("world of warcraft", "wachtwoord")),
        ("wajong", (), ()),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "U.W.V. belt",
        "#uwv",
        "@UWV_Webcare hoi",
        "die UWV'er",
        "kijk op uwv.nl",
        "u\u00adwv",
        "ＵＷＶ",
        "(uwv)",
        "het u.w.v",
    ],
)
def test_a_term_is_found_however_it_is_dressed(text):
    assert TERMS.find(text) == ["UWV"]


@pytest.mark.parametrize(
    "text", ["ruwvoer", "blauwverf", "nieuwvorm", "www.voorbeeld.example", "kwajongensstreken", ""]
)
def test_a_term_inside_another_word_is_no_hit(text):
    assert TERMS.find(text) == []


def test_overlapping_terms_are_all_found_in_the_order_of_the_profile():
    both = Terms([("uitkering ww", (), ()), ("ww-uitkering", (), ()), ("ww", (), ())])
    assert both.find("mijn WW-uitkering") == ["ww-uitkering", "ww"]


def test_a_cancelling_phrase_works_nearby_only():
    assert TERMS.find("mijn ww van hotmail, dus mijn wachtwoord") == []
    assert TERMS.find("mijn wachtwoord doet het. " + "Verder alles goed. " * 8 + "De ww komt vrijdag.") == ["ww"]


def test_an_empty_spelling_is_refused_and_no_terms_find_nothing():
    with pytest.raises(ValueError, match="empty"):
        Terms([("uwv", ("#",), ())])
    assert Terms([]).find("uwv") == []


def test_normal_form_is_stable():
    text = "De U.W.V.-brief over reïntegratie\u200b en IV\u00adA"
    assert normal(text) == normal(normal(text)) == "de uwv-brief over reintegratie en iva"


def test_speed_does_not_depend_on_the_number_of_terms():
    posts = [f"post {n}: mijn ww aanvraag bij het uwv loopt al weken en ik hoor niets" for n in range(3000)]

    def made(count):
        return Terms([(f"woord{n}" if n else "uwv", (f"andere spelling {n}",), ()) for n in range(count)])

    def seconds(terms):
        start = process_time()
        for post in posts:
            terms.find(post)
        return process_time() - start

    few, many = made(25), made(2500)
    turns = [(seconds(few), seconds(many)) for _ in range(9)]
    assert min(slow for _, slow in turns) < 2 * min(quick for quick, _ in turns)
