"""Rising topics, terms that explain them, and the account of the search terms."""

import random
from itertools import accumulate

import pytest

from crawler.reading.accountability import Found, suggested_terms, term_account
from crawler.reading.rising import holders, poisson_tail, rising_terms, rising_topics, terms, terms_among


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
    assert [term.term for term in found] == ["datalek", "dossier", "straat"]
    assert all(0 <= n < 4 for term in found for n in term.examples)
    same = [("een", text) for _, text in now[:4]] + before[:10]
    assert rising_terms(same, before) == []


def test_a_quiet_week_has_no_rising_terms_and_a_new_word_is_seen():
    rng = random.Random(5)
    words = [f"woord{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(600)]
    weights = list(accumulate(1 / (n + 5) for n in range(600)))

    def post():
        return " ".join(rng.choices(words, cum_weights=weights, k=12))

    found = 0
    for _ in range(20):
        now, before = [(f"a{n}", post()) for n in range(70)], [("b", post()) for _ in range(560)]
        found += len(rising_terms(now, before))
        told = [(author, f"{text} datalek" if n < 6 else text) for n, (author, text) in enumerate(now)]
        assert any("datalek" in term.term for term in rising_terms(told, before))
    assert found <= 10, "at most one in two quiet weeks"


def test_terms_are_telling_words_without_addresses_and_masked_data():
    assert terms("Het datalek bij [NAAM] stond op https://example.nl/lek") == {"datalek", "stond"}
    assert terms("Inloggen werk.nl lukt") == {"inloggen", "werk.nl", "lukt", "inloggen werk.nl", "werk.nl lukt"}


def test_a_word_of_every_post_does_not_rise():
    assert rising_terms([(f"a{n}", "uwv") for n in range(9)], [("b", "uwv")] * 40) == []


def test_a_word_that_stands_in_a_rising_pair_is_not_named_again():
    before = [(f"b{n}", "mijn uitkering komt") for n in range(40)]
    now = [(f"n{n}", "rode brief gekregen") for n in range(6)]
    assert [t.term for t in rising_terms(now, before)] == ["brief gekregen", "rode brief"]


FOUND = [
    Found(("uwv", "ww"), "forwarded", 1),
    Found(("uwv",), None, 4),
    Found(("ww",), "noise", 3),
    Found((), None, 9),
]


def test_each_term_answers_for_its_hits():
    accounts = {a.term: a for a in term_account(["uwv", "ww", "wia"], FOUND)}
    assert accounts["uwv"][1:] == (5, 4, 1, 0)
    assert accounts["ww"][1:] == (4, 3, 4, 3)
    assert accounts["ww"].noise_share == 0.75
    assert accounts["wia"].is_dead
    assert accounts["wia"].noise_share is None
    assert list(accounts) == ["uwv", "ww", "wia"]


def test_words_of_posts_found_without_a_term_are_suggested():
    relevant = [(f"d{n}", "mijn keuringsarts was te laat") for n in range(4)]
    others = [(f"e{n}", "mijn fiets was te laat") for n in range(20)]
    assert [term.term for term in suggested_terms(relevant, others, ["uwv"])] == ["keuringsarts"]
    assert suggested_terms(relevant, others, ["Keuringsarts"]) == []
    assert suggested_terms(relevant[:2], others, []) == []


def test_the_quick_reading_finds_the_terms_that_the_slow_one_finds():
    words = ["brief", "rode", "de", "UWV", "niet", "reïntegratie", "wia-uitkering", "[naam]", "u.w.v.", "1e"]
    chosen = random.Random(7)
    texts = [" ".join(chosen.choices(words, k=chosen.randint(0, 9))) for _ in range(60)]
    wanted = holders([(f"a{n % 7}", terms(text)) for n, text in enumerate(texts)]).keys()
    assert any(" " in term for term in wanted)
    for text in [*texts, "de rode BRIEF over een brief", ""]:
        assert terms_among(wanted, text) == terms(text) & wanted
