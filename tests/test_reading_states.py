"""The state of a thread: who waits for whom. Whole labelled threads are in the gate; here is what each step decides."""

from pathlib import Path

import pytest

from crawler import profile
from crawler.reading.rules import load
from crawler.reading.said import said
from crawler.reading.states import StatePost, state
from crawler.reading.team import is_team

RULES = profile.load().reading_rules
TEAM = "UWV Webcare Team"
QUESTION = ("bram", "Moet ik mijn vakantie doorgeven als ik WW heb?")
ANSWER = (TEAM, "Ja, dat doe je in Mijn UWV. Groet, Laura")
COUNTER = (TEAM, "Welke uitkering heb je? Groet, Laura")


def thread(*posts):
    return [StatePost(author, text, author == TEAM) for author, text in posts]


def found(*posts):
    return state(thread(*posts), RULES)[0]


@pytest.mark.parametrize(
    ("team", "needs"),
    [
        ("Welke uitkering heb je?", True),
        ("Stuur ons een privébericht met je geboortedatum.", True),
        ("Kom je er niet uit, stuur ons dan gerust een privébericht.", False),
        ("Lukt het niet? Stuur ons dan een privébericht.", False),
        ("Heb je nog vragen? Laat het ons weten!", False),
        ("Heb je die niet meer? Vraag er dan een aan.", False),
        ("We hebben je een privébericht gestuurd.", False),
    ],
)
def test_a_counter_question_waits_for_the_asker_and_an_offer_does_not(team, needs):
    assert said(StatePost(TEAM, team, True), RULES, thread(QUESTION)).requests is needs
    assert found(QUESTION, (TEAM, team)) == ("waiting_for_customer" if needs else "answered")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("De Ziektewet, sinds mei.", "reopened"),
        ("Zoek ik vanavond op", "waiting_for_customer"),
        ("oke", "waiting_for_customer"),
        ("Laat maar, is al geregeld", "thanked"),
    ],
)
def test_who_answers_the_team_waits_for_it_again_and_who_promises_to_does_not(reply, expected):
    assert found(QUESTION, COUNTER, ("bram", reply)) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [("bram2", "answered"), ("bramvdb", "answered"), ("joke", "answered")],
)
def test_thanks_under_another_name_are_another_users(author, expected):
    assert found(QUESTION, ANSWER, (author, "Dank je wel!")) == expected


def test_thanks_under_a_second_account_are_the_askers():
    asker = ("hobbykok", QUESTION[1])
    assert found(asker, ANSWER, ("hobbykok2", "Dank je wel!")) == "thanked"
    assert found(asker, ANSWER, ("hobby_in_de_keuken", "Ik ben het, wachtwoord kwijt. Dank je wel!")) == "thanked"


def test_thanks_to_another_user_are_no_thanks_for_the_answer():
    chat = ("anna", "Wat leuk, succes ermee!")
    assert found(QUESTION, ANSWER, chat, ("bram", "@anna Dank je wel!")) == "answered"
    assert found(QUESTION, ANSWER, chat, ("bram", "@annabel Dank je wel!")) == "thanked"
    assert found(QUESTION, ANSWER, ("", "Wat leuk!"), ("bram", "@UWV_Webcare dank je wel!")) == "thanked"


def test_a_courtesy_of_the_team_is_no_new_answer():
    assert found(QUESTION, ANSWER, ("bram", "Dank je wel!"), (TEAM, "Graag gedaan! Groet, Laura")) == "thanked"


def test_the_case_of_another_opens_a_thread_again_and_chat_does_not():
    thanks = ("bram", "Dank je wel!")
    assert found(QUESTION, ANSWER, thanks, ("joke", "En geldt dat ook voor de Wajong?")) == "reopened"
    assert found(QUESTION, ANSWER, thanks, ("joke", "Waar ga je naartoe?")) == "thanked"


def test_a_repeated_question_of_the_team_is_not_asked_again():
    team = (TEAM, "Ja, dat mag. Heb je die brief niet meer? Vraag er dan een aan.")
    assert found(QUESTION, team, ("bram", '"Heb je die brief niet meer?" Gevonden, dank!')) == "thanked"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("EDIT 16:45 antwoord gelezen, dank jullie wel!", "thanked"),
        ("edit: vraag is beantwoord, top", "thanked"),
        ("edit: typefout eruit gehaald", "answered"),
    ],
)
def test_an_edit_of_the_opener_is_a_later_post(edit, expected):
    opener = ("bram", f"{QUESTION[1]}\n\n{edit}")
    assert found(opener, ANSWER) == expected
    assert found(opener, ANSWER, ("bram", "Toch nog een vraag: moet dat elk jaar?")) == "reopened"


def test_an_edit_that_names_who_wrote_below_credits_him():
    opener = ("bram", f"{QUESTION[1]} Edit: els heeft het haarfijn uitgelegd")
    assert found(opener, ("els", "Ja, in Mijn UWV onder Mijn gegevens.")) == "answered_by_community"
    assert found(opener, ("anna", "Dat weet ik niet.")) == "open"


@pytest.mark.parametrize(
    ("author", "is_ours"),
    [
        ("uwv webcare", True),
        ("@UWV_Webcare", True),
        ("UWVWebcare", True),
        ("UWV-Webcare", False),
        ("UWV_Webcare_", False),
        ("_UWV_Webcare", False),
        ("UWV__Webcare", False),
        ("UWV.Webcare", False),
    ],
)
def test_a_look_alike_with_a_mark_of_its_own_is_not_the_team(author, is_ours):
    assert is_team(author, RULES) is is_ours


def test_a_question_about_us_is_one_on_our_page_too():
    question = "Wie betaalt de reiskosten naar de keuring van UWV? Ik moet van Winterswijk naar Arnhem."
    assert found(("bram", question)) == "open"


def test_who_was_helped_by_others_may_come_back():
    helped = (QUESTION, ("els", "Ja, in Mijn UWV onder Mijn gegevens."), ("bram", "Gevonden, dank je els!"))
    assert found(*helped) == "answered_by_community"
    assert found(*helped, ("bram", "Een week later: hij staat er nog steeds niet in.")) == "reopened"


def test_thanks_for_comfort_answer_no_question():
    assert found(QUESTION, ("els", "Sterkte joh"), ("bram", "Dank je, lief")) == "open"


def test_blame_in_the_form_of_a_question_asks_nothing():
    assert found(("bram", "Hoe moeilijk kan het zijn? Dat UWV ook altijd.")) == "no_reaction"


def test_rules_of_a_language_alone_name_no_team_and_no_organisation():
    rules = load(Path(profile.__file__).parent / "profiles" / "dutch")
    assert state(thread(QUESTION), rules)[0] == "open"
    assert state([], rules)[0] == "no_reaction"
