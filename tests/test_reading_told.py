"""An organisation that writes no rule file: its profile's tables and the rules of Dutch read its posts."""

import pytest

from crawler import profile
from crawler.reading.post import Context, PostText, read
from crawler.reading.rules import load
from crawler.reading.told import told

TABLES = """
[organisation]
name = "Waterschap Oost"
timezone = "Europe/Amsterdam"
contact = "https://waterschap.example/"
[[opening_hours]]
from = 2020-01-01
days = ["ma"]
open = 08:00:00
close = 17:00:00
[team]
name = "Waterschap Oost Webcare"
norm_hours = 8
[[team.accounts]]
source = "welderforum"
name = "ws_oost"
[team.advisers]
AB = "Anneke"
[[terms]]
term = "waterschap"
also = ["w.s.o."]
not_near = ["verkiezing"]
[[topics]]
id = "aanslag"
title = "Aanslag"
any = ["aanslag", "heffing"]
"""


@pytest.fixture
def organisation(tmp_path):
    (tmp_path / "oost.toml").write_text(TABLES, encoding="utf-8")
    return profile.load(tmp_path / "oost.toml")


@pytest.mark.parametrize(
    ("text", "about", "intent", "topics", "concrete"),
    [
        ("Wanneer komt de heffing van het waterschap?", True, "question", ["aanslag"], True),
        ("Belachelijk die WSO, al 6 weken wachten en niemand belt terug", True, "complaint", ["algemeen"], False),
        ("Dank je wel Waterschap Oost, snel geholpen!", True, "compliment", ["algemeen"], False),
        ("De verkiezing voor het waterschap is in maart", False, "other", [], False),
        ("Wat eten we vandaag?", False, "question", [], False),
    ],
)
def test_posts_are_read_by_what_the_tables_tell(organisation, text, about, intent, topics, concrete):
    found = read(PostText(text), Context(), organisation.reading_rules)
    assert (found.about, found.intent, found.topics, found.concrete_question) == (about, intent, topics, concrete)
    assert not found.doubt


def test_the_team_is_known_by_the_profile_s_accounts_and_its_names_are_public(organisation):
    reply = read(
        PostText("Beste klant, u leest het op onze site. Groet, Anneke", "WS_Oost"),
        Context(),
        organisation.reading_rules,
    )
    assert reply.team_reply
    assert reply.personal == []


def test_rule_files_come_before_the_tables(organisation, tmp_path):
    folder = tmp_path / "oost"
    folder.mkdir()
    own = 'id = "own"\nkind = "topic"\nlabel = "aanslag"\nnote = "n"\nany = ["polder"]\n'
    (folder / "own.toml").write_text(f"[[rules]]\n{own}", encoding="utf-8")
    ids = {rule.id for rule in load(folder, told=told(organisation)).rules}
    assert ids == {"own", "profile.name", "profile.term-1", "profile.accounts", "profile.public"}


def test_a_term_that_no_rule_file_knows_counts_beside_those_that_they_know(tmp_path):
    text = (
        profile.find("uwv")
        .read_text(encoding="utf-8")
        .replace('rules = "uwv"', f'rules = "{profile.PROFILES / "uwv"}"')
    )
    (tmp_path / "more.toml").write_text(f'{text}\n[[terms]]\nterm = "mantelpakket"\n', encoding="utf-8")
    rules = profile.load(tmp_path / "more.toml").reading_rules
    assert read(PostText("Wie kent het mantelpakket?"), Context(), rules).about
    assert [rule.id for rule in rules.rules if rule.id.startswith("profile.")] == ["profile.term-26"]
