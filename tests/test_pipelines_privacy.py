"""Privacy: personal data, authors' names and accounts are masked before a post goes any further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crawler.items import Thread
from crawler.pseudonyms import load_key, pseudonym
from pipelines.names import Names
from pipelines.privacy import Privacy
from tests.visits import NOW, visit


def test_personal_data_and_authors_are_gone_before_anything_else(step: Callable[..., Any]) -> None:
    seen = step(Privacy).process_item(
        visit("Mijn bsn is 123456782 en bel 06-12345678", "mail jan@voorbeeld.nl", title="Bel 0612345678 over de WW")
    )
    first, second = seen.posts
    assert "123456782" not in first.text
    assert "12345678" not in first.text
    assert {"bsn", "phone"} <= set(first.pii)
    assert "jan@" not in second.text
    assert "0612345678" not in seen.thread.title
    assert "0612345678" not in first.thread_title
    assert first.author == second.author == seen.thread.author != "lezer"


def test_team_keeps_its_name_and_others_get_a_pseudonym_of_their_source(step: Callable[..., Any]) -> None:
    made = visit("vraag", "antwoord")
    made.posts[1].author = "proef_webcare"
    seen = step(Privacy).process_item(made)
    assert seen.posts[1].author == "proef_webcare"
    assert seen.posts[0].author == pseudonym(load_key(), "bord", "lezer")
    assert [post.is_asker for post in seen.posts] == [True, False]


def test_asker_is_known_when_a_later_page_is_read(step: Callable[..., Any]) -> None:
    stored = Thread("bord", "7", "u", author=pseudonym(load_key(), "bord", "lezer"), started_at=NOW)
    made = visit("nog een vraag", known=stored, from_start=False)
    made.thread.author = ""
    seen = step(Privacy).process_item(made)
    assert seen.posts[0].is_asker
    assert (seen.thread.author, seen.thread.started_at) == (stored.author, NOW)


def test_posts_without_a_name_are_nobody_s_question(step: Callable[..., Any]) -> None:
    seen = step(Privacy).process_item(visit("vraag", "antwoord", author=""))
    assert [(post.author, post.is_asker) for post in seen.posts] == [("", False), ("", False)]


def test_plain_authors_and_plain_text_where_the_profile_says_so(step: Callable[..., Any]) -> None:
    seen = step(Privacy, '[privacy]\nauthors = "plain"\nredact = false\n').process_item(visit("bsn 123456782"))
    assert (seen.posts[0].author, seen.posts[0].text, seen.posts[0].pii) == ("lezer", "bsn 123456782", [])


CUED = [
    ("Bedankt wilg_42, precies wat ik zocht", "Bedankt [NAAM], precies wat ik zocht"),
    ("Hoi wilg-eik42, even meedenken", "Hoi [NAAM], even meedenken"),
    ("Ik regel het meteen. Groetjes wilg42", "Ik regel het meteen. Groetjes [NAAM]"),
    ("Ik regel het meteen. groetjes wilg", "Ik regel het meteen. groetjes [NAAM]"),
    ("Wij kijken het na.\n\nGroet,\nRené", "Wij kijken het na.\n\nGroet,\nRené"),
    ("Ik regel het meteen. Groetjes allemaal!", "Ik regel het meteen. Groetjes allemaal!"),
    ("Dag 30 van de ziekte, hoi 2 mensen, ik ben 34", "Dag 30 van de ziekte, hoi 2 mensen, ik ben 34"),
    ("Groetjes van een wilg", "Groetjes van een wilg"),
    ("Ik heb wilg zelf geplant", "Ik heb wilg zelf geplant"),
]


@pytest.mark.parametrize(("text", "masked"), CUED)
def test_a_stranger_s_name_is_masked_behind_a_clear_cue(text: str, masked: str) -> None:
    assert Names([], is_public="René".__eq__).mask(text) == (masked, text != masked)


SOCIAL = [
    ("@wilg en @eik_1@sociaal.example kijken mee", "@[NAAM] en @[NAAM] kijken mee"),
    ("met u/wilg-eik en /u/eik_1", "met u/[NAAM] en /u/[NAAM]"),
    ("om @12:00 op https://sociaal.example/@wilg/12", "om @12:00 op https://sociaal.example/@wilg/12"),
    ("mail post@voorbeeld.example", "mail post@voorbeeld.example"),
]


@pytest.mark.parametrize(("text", "masked"), SOCIAL)
def test_accounts_are_names_on_a_social_medium_only(text: str, masked: str) -> None:
    assert Names([], is_social=True).mask(text)[0] == masked
    assert Names([]).mask(text)[0] == text


def test_whom_the_site_marks_is_masked_anywhere_and_in_the_title(step: Callable[..., Any]) -> None:
    made = visit("Net als Berk Boom zei, het UWV belt", title="Vraag van lezer_1 en Berk Boom", author="lezer_1")
    seen = step(Privacy).process_item(replace(made, named={"Berk Boom", "UWV"}))
    assert seen.posts[0].text == "Net als [NAAM] zei, het UWV belt"
    assert seen.posts[0].pii == ["name"]
    assert seen.thread.title == seen.posts[0].thread_title == "Vraag van [NAAM] en [NAAM]"


def test_accounts_of_the_team_and_search_terms_are_nobody_s_name(step: Callable[..., Any]) -> None:
    made = visit("@Proef_webcare @UWV @wilg_42 help")
    made.thread.kind = "social"
    assert step(Privacy).process_item(made).posts[0].text == "@Proef_webcare @UWV @[NAAM] help"


def test_an_account_on_a_server_is_masked_by_its_own_part_too() -> None:
    masked, has_name = Names({"wilg_42@sociaal.example"}).mask("@wilg_42 en wilg_42@sociaal.example schreven dit")
    assert has_name
    assert "wilg" not in masked
