"""The rules' own examples, and what a wrong rule file says."""

import re

import pytest

from crawler import profile
from crawler.reading.matching import Matcher
from crawler.reading.page import page
from crawler.reading.rules import Rule, RulesError, load

RULES = profile.load().reading_rules


def fires(rule, example):
    """Whether a rule fires on an example, which may open with contexts: `<opener> Bij mij ...`."""
    contexts = re.findall(r"<[^>]+>", example)
    text = re.sub(r"<[^>]+> ?", "", example)
    return any(fired.rule is rule for fired in RULES.thread_matcher.fire(page(text), contexts))


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_yes_and_not_on_its_no(rule):
    assert rule.yes, "a rule without an example cannot be checked"
    assert [text for text in rule.yes if not fires(rule, text)] == []
    assert [text for text in rule.no if fires(rule, text)] == []


GOOD = 'id = "a.b"\nkind = "anchor"\nnote = "n"\nany = ["x"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rules]]\n" + GOOD.replace('kind = "anchor"', 'kind = "anker"'), "kind 'anker'"),
        ("[[rules]]\n" + GOOD + 'wieght = 2\n', "unknown key 'wieght'"),
        ("[[rules]]\n" + GOOD + 'weight = "2"\n', "weight, expected a number"),
        ("[[rules]]\n" + GOOD + 'needs = ["@nothing"]\n', "'@nothing' is unknown"),
        ("[[rules]]\n" + GOOD + 'unless = ["<moon>"]\n', "'<moon>' is unknown"),
        ("[[rules]]\n" + GOOD + 'scope = "page"\n', "expected one of sentence, near, post"),
        ("[[rules]]\n" + GOOD.replace('any = ["x"]', 'any = "x"'), "expected a list of words"),
        ("[[rules]]\n" + GOOD.replace('any = ["x"]', "pattern = '('"), "expected a regular expression"),
        ("[[rules]]\n" + GOOD + "opening = '('\n", "expected a regular expression"),
        ("[[rules]]\n" + GOOD + "pattern = 'x'\nclause = '('\n", "expected a regular expression"),
        ("[[rules]]\n" + GOOD.replace('any = ["x"]', ""), "no words"),
        ("[[rules]]\n" + GOOD.replace('note = "n"', ""), "note is missing"),
        ("[[rules]]\n" + GOOD + "[[rules]]\n" + GOOD, "stands twice"),
        ("[[rulez]]\n" + GOOD, "unknown key 'rulez'"),
        ("sets = 3\n", "expected a table of word lists"),
        ("rules = 3\n", "expected [[rules]]"),
        ("[[rules]\n", "wrong.toml"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_with_its_rule_and_what_was_expected(tmp_path, text, says):
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as wrong:
        load(tmp_path)
    assert says in str(wrong.value)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(RulesError, match="no rule files"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("literal", "fires_in", "not_in"),
    [
        ("arts", "de arts. (arts) arts_7", "huisarts artsen arts7"),
        ("arts*", "artsen arts", "huisarts huisartsen"),
        ("*arts", "huisarts arts", "artsen"),
        ("*arts*", "huisartsen", "art s"),
        ("ww-uitkering", "mijn ww-uitkering!", "ww-uitkeringen"),
        ("kan ik", "kan ik", "ikkan ik, kan ikke"),
        ("waar .. geld", "waar blijft mijn geld", "geld waar. geld"),
    ],
)
def test_a_literal_stands_alone_or_within_a_word_as_its_stars_say(literal, fires_in, not_in):
    matcher = Matcher([Rule("a.b", "anchor", "n", any=(literal,))], {})
    assert matcher.fire(page(fires_in))
    assert not matcher.fire(page(not_in))


@pytest.mark.parametrize("text", ["en krijg ik", "ja, dus krijg ik", "@uwv krijg ik", "nee: krijg ik", "krijg ik"])
def test_a_clause_begins_after_a_mark_a_name_or_a_conjunction(text):
    matcher = Matcher([Rule("a.b", "ask", "n", clause=r"krijg ik\b")], {})
    assert matcher.fire(page(text))
    assert not matcher.fire(page(text.replace("krijg", "7 krijg")))
    assert not matcher.fire(page(text.replace("krijg", "nu krijg")))


@pytest.mark.parametrize("stranger", ["ж", "ø", "٣"])
def test_a_letter_of_another_alphabet_belongs_to_a_word_of_an_expression(stranger):
    matcher = Matcher([Rule("a.b", "ask", "n", pattern=r"\bgeld\b\S* op\b")], {})
    assert matcher.fire(page("geld op"))
    assert matcher.fire(page(f"geld op {stranger}"))
    assert not matcher.fire(page(f"geld{stranger} op"))


def test_a_sign_that_separates_is_a_space_to_an_expression():
    matcher = Matcher([Rule("a.b", "ask", "n", pattern=r"geld\sop")], {})
    assert matcher.fire(page("geld\x1cop"))
