"""Rising topics, terms that explain them, and the account of the search terms."""

import random

import pytest

from crawler.reading.accountability import FoundPost, suggested_terms, term_account
from crawler.reading.rising import poisson_tail, rising_terms, rising_topics


@pytest.mark.parametrize(
    ("count", "mean", "chance"), [(0, 3.0, 1.0), (1, 1.0, 0.6321), (5, 1.0, 0.00366), (10, 5.0, 0.0318)]
)
def test_poisson_tail_has_the_values_of_the_tables(count, mean, chance):
    assert poisson_tail(count, mean) == pytest.approx(chance, rel=0.01)


def test_a_topic_rises_above_its_normal_only_with_enough_people():
    past = [{"privacy": 2, "ww": 20}] * 8
    now = {"privacy": 11, "ww": 23, "wazo": 2}
    assert [t.topic for t in rising_topics(now, past, {"privacy": 9, "ww": 20, "wazo": 2})] == ["privacy"]
    assert rising_topics(now, past, {"privacy": 2, "ww": 20}) == []
    assert rising_topics(now, [], {"privacy": 9}) == []


def test_quiet_weeks_give_few_alarms():
    rng = random.Random(3)
    topics = [f"topic{n}" for n in range(20)]
    alarms = 0
    for _ in range(200):
        weeks = [{t: sum(rng.random() < 0.06 for _ in range(60)) for t in topics} for _ in range(9)]
        alarms += len(rising_topics(weeks[8], weeks[:8], dict.fromkeys(topics, 60)))
    assert alarms / 200 < 0.25


def test_terms_explain_with_examples_and_need_three_authors():
    before = [(f"b{n}", "mijn uitkering is te laat en ik heb gebeld") for n in range(40)]
    now = [(f"n{n}", "door het datalek ligt mijn dossier op straat") for n in range(4)] + before[:10]
    found = rising_terms(now, before)
    assert found[0].z > 0
    assert "datalek" in [term.term for term in found]
    assert all(0 <= n < 4 for term in found if term.term == "datalek" for n in term.examples)
    same = [("een", text) for _, text in now[:4]] + before[:10]
    assert "datalek" not in [term.term for term in rising_terms(same, before)]


POSTS = [
    FoundPost("u1", "a", "uwv en ww", ("uwv", "ww")),
    FoundPost("u2", "b", "uwv", ("uwv",)),
    FoundPost("u3", "c", "ww van hotmail", ("ww",)),
    *[FoundPost(f"v{n}", f"d{n}", "mijn keuringsarts was te laat", ()) for n in range(4)],
]


def test_each_term_answers_for_its_hits():
    accounts = {a.term: a for a in term_account(["uwv", "ww", "wia"], POSTS, {"u3": "noise", "u1": "forwarded"})}
    assert accounts["uwv"][1:] == (2, 1, 1, 0)
    assert accounts["ww"].noise_share == 0.5
    assert accounts["wia"].is_dead
    assert accounts["wia"].noise_share is None


def test_words_of_posts_found_without_a_term_are_suggested():
    others = [FoundPost(f"o{n}", f"e{n}", "mijn fiets was te laat", ()) for n in range(20)]
    found = [term.term for term in suggested_terms(POSTS, others, ["uwv"])]
    assert "keuringsarts" in found
    assert suggested_terms(POSTS[:5], others, []) == []
