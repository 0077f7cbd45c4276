"""The pipelines: in which order, which posts are the team's, which are kept and why, and which ask something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crawler import settings
from crawler.items import Post
from crawler.profile import load as load_profile
from pipelines.match import Match, match_reason
from pipelines.team import Team, adviser_of
from pipelines.triage import Triage
from tests.visits import visit

ADVISERS = {"RN": "René", "RNI": "Rik", "BV": "Bas", "DVT": "Dirk"}


def test_order_of_the_steps() -> None:
    steps = sorted(settings.ITEM_PIPELINES, key=lambda name: settings.ITEM_PIPELINES[name])
    names = [name.rsplit(".", 1)[1] for name in steps]
    assert names[:2] == ["Team", "Privacy"], "masked before anything is matched, compared or written"
    assert names[-1] == "Save"
    assert names.index("Match") < names.index("Dedup")


@pytest.mark.parametrize(
    ("text", "adviser"),
    [
        ("Wij zoeken het uit. ^RN", "RN"),
        ("Wij bellen u terug.^BV", "BV"),
        ("Wij bellen u terug^BV", "BV"),
        ("Wij bellen u terug. ^RNI", "RNI"),
        ("Wij bellen u terug. ^rn", "RN"),
        ("Wij bellen u terug. ^RN.", "RN"),
        ("Wij bellen u terug. ^RN \n", "RN"),
        ("Hallo,\n\nKijk op de site.\n\nRené / Team Proef", "RN"),
        ("Hallo,\n\nKijk op de site.\n\nBas\nTeam Proef\nwww.proef.nl/webcare", "BV"),
        ("Hallo,\nGroeten,\nrik, \nTeam Proef", "RNI"),
        ("Wij bellen u terug. ^XX", None),
        ("Vraag ^RN en hij weet het wel, denk ik", None),
        ("René weet het wel", None),
        ("René\nzei dit\nen dat\nen nog iets\nen meer\nen toen niets", None),
        ("", None),
    ],
)
def test_sign_off_names_the_adviser(text: str, adviser: str | None) -> None:
    assert adviser_of(text, ADVISERS) == adviser


def test_team_is_known_by_its_account_on_this_source_only(step: Callable[..., Any]) -> None:
    team = step(Team)
    ours = team.process_item(visit("Wij bellen. ^RN", author="proef_webcare")).posts[0]
    assert (ours.is_team, ours.adviser) == (True, "RN")
    for name in ("Proef_Webcare", "@proef_webcare", " PROEF_WEBCARE "):
        ours = team.process_item(visit("Wij bellen. ^RN", author=name)).posts[0]
        assert (ours.is_team, ours.author) == (True, name), "as its site shows it"
    alike = ("proef-webcare", "proefwebcare", "proef_webcare-help", "PROEF webcare fan", "pröef_webcare")
    for name in ("proef_webcare_nep", "Proef", "lezer", "", "proef_w\u200bebcare", *alike):
        other = team.process_item(visit("Wij bellen. ^RN", author=name)).posts[0]
        assert (other.is_team, other.adviser) == (False, None)
    elsewhere = visit("Wij bellen. ^RN", author="proef_webcare")
    elsewhere.thread.source = "anderbord"
    assert not team.process_item(elsewhere).posts[0].is_team


@pytest.mark.parametrize(
    ("is_team", "own", "title", "is_followed", "reason"),
    [
        (True, ["UWV"], ["UWV"], True, "team"),
        (False, ["UWV"], ["UWV"], True, "text"),
        (False, [], ["UWV"], True, "title"),
        (False, [], [], True, "thread"),
        (False, [], [], False, None),
    ],
)
def test_strongest_reason_is_given(
    is_team: bool, own: list[str], title: list[str], is_followed: bool, reason: str | None
) -> None:
    post = Post("bord", "1", "7", "u", "t", is_team=is_team)
    assert match_reason(post, title, own, is_followed=is_followed) == reason


def test_thread_is_relevant_through_any_of_its_posts(step: Callable[..., Any]) -> None:
    seen = step(Match).process_item(visit("hallo", "probeer het UWV eens", "dank"))
    assert seen.thread.relevant
    assert [post.match_reason for post in seen.posts] == ["thread", "text", "thread"]
    assert [post.terms for post in seen.posts] == [[], ["UWV"], []]


def test_thread_is_relevant_through_its_title(step: Callable[..., Any]) -> None:
    seen = step(Match).process_item(visit("hallo", "over Wajong", title="Vraag over het UWV"))
    assert [post.match_reason for post in seen.posts] == ["title", "text"]
    assert [post.terms for post in seen.posts] == [["UWV"], ["Wajong", "UWV"]]


def test_thread_is_relevant_through_the_team(step: Callable[..., Any]) -> None:
    made = visit("hallo", "wij bellen u")
    made.posts[1].is_team = True
    assert [post.match_reason for post in step(Match).process_item(made).posts] == ["thread", "team"]


def test_thread_without_any_reason_leaves_no_post_and_its_row(step: Callable[..., Any]) -> None:
    seen = step(Match).process_item(visit("bouwvakken", "ruwvoer"))
    assert (seen.posts, seen.thread.relevant, seen.thread.complete) == ([], False, True)


def test_keep_all_keeps_what_does_not_concern_us_without_a_reason(step: Callable[..., Any]) -> None:
    seen = step(Match, '[crawl]\nkeep = "all"\n').process_item(visit("bouwvakken"))
    assert [post.match_reason for post in seen.posts] == [None]
    assert not seen.thread.relevant


def test_thread_that_becomes_relevant_half_way_is_not_complete(step: Callable[..., Any]) -> None:
    late = step(Match).process_item(visit("UWV", from_start=False))
    assert not late.thread.complete
    followed = visit("dank", from_start=False)
    followed.thread.relevant = True
    assert step(Match).process_item(followed).thread.complete


def test_a_board_that_does_not_name_us_is_no_reason_to_miss_a_question(step: Callable[..., Any]) -> None:
    text = (
        "Bellen lukt me overdag slecht. Ik heb een Wajong van het UWV en ga straks 12 uur per week werken. Mijn "
        "partner werkt 13 uur. We hebben twee kinderen. Dat is misschien belangrijk.\n\nHoe geef ik dit door?"
    )
    triage = step(Triage)
    triage.rules = load_profile("uwv").reading_rules
    asked = visit(text)
    for board in ("", "Werk en inkomen", "Werk, UWV en uitkeringen"):
        asked.posts[0].board, asked.posts[0].is_asker, asked.posts[0].concrete_question = board, True, False
        triage.process_item(asked)
        assert asked.posts[0].concrete_question, board
