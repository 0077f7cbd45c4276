"""The pipelines: what is kept, masked, linked and stored, and in which order."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from crawler import pseudonyms, settings, store
from crawler.items import Post, Thread, Visit
from crawler.profile import load as load_profile
from crawler.pseudonyms import load_key, pseudonym
from crawler.store import Store
from pipelines import save as saving
from pipelines.dedup import SHORTEST, Copies, Dedup, fingerprint, link
from pipelines.match import Match, match_reason
from pipelines.names import Names
from pipelines.privacy import Privacy
from pipelines.save import Save
from pipelines.team import Team, adviser_of
from pipelines.triage import Triage

ADVISERS = {"RN": "René", "RNI": "Rik", "BV": "Bas", "DVT": "Dirk"}
LONG = "Vorige week heb ik een brief gekregen over mijn uitkering en nu snap ik er niets meer van."
NOW = store.now()


@pytest.fixture
def step(profile_file: Callable[[str], Path], tmp_path: Path) -> Callable[..., Any]:
    """Makes an opened pipeline step of a crawl with this profile."""

    def make(kind: type, profile: str = "", data: str = "data") -> Any:
        own = {"WEBCARE_PROFILE": str(profile_file(profile)), "WEBCARE_DATA": str(tmp_path / data)}
        crawler = get_crawler(Spider, own)
        crawler.spider = Spider.from_crawler(crawler, name="bord")
        made = kind(crawler)
        if hasattr(made, "open_spider"):
            made.open_spider()
        return made

    return make


def visit(*texts: str, author: str = "lezer", title: str = "Een draad", **facts: Any) -> Visit:
    """A visit to thread 7 with posts 1, 2, ...; the first is the opener's."""
    posts = [
        Post("bord", str(n), "7", f"http://b.test/p{n}", "http://b.test/t7", title, author=author, text=text,
             posted_at=NOW - timedelta(days=1), fetched_at=NOW, first_seen_at=NOW, run_id="r1")
        for n, text in enumerate(texts, start=1)
    ]  # fmt: skip
    thread = Thread("bord", "7", "http://b.test/t7", title, author=author, observed_at=NOW, run_id="r1")
    made = Visit(thread, posts)
    for name, value in facts.items():
        setattr(made, name, value)
    return made


# Team


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
    for name in ("proef_webcare_nep", "Proef", "lezer"):
        other = team.process_item(visit("Wij bellen. ^RN", author=name)).posts[0]
        assert (other.is_team, other.adviser) == (False, None)
    elsewhere = visit("Wij bellen. ^RN", author="proef_webcare")
    elsewhere.thread.source = "anderbord"
    assert not team.process_item(elsewhere).posts[0].is_team


# Privacy


def test_order_of_the_steps() -> None:
    steps = sorted(settings.ITEM_PIPELINES, key=lambda name: settings.ITEM_PIPELINES[name])
    names = [name.rsplit(".", 1)[1] for name in steps]
    assert names[:2] == ["Team", "Privacy"], "masked before anything is matched, compared or written"
    assert names[-1] == "Save"
    assert names.index("Match") < names.index("Dedup")


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


def test_pseudonyms_are_keyed_and_differ_by_source() -> None:
    assert pseudonym(b"a", "bord", "lezer") == pseudonym(b"a", "bord", "lezer")
    assert len({pseudonym(key, source, "lezer") for key in (b"a", b"b") for source in ("bord", "ander")}) == 4
    assert pseudonym(b"a", "bord", "lezer") != pseudonym(b"a", "bord", "Lezer")
    assert len(pseudonym(b"a", "bord", "lezer")) == pseudonyms.LENGTH


def test_key_is_made_on_first_use_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "sleutel"
    key = load_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(key) == 64
    assert load_key(path) == key
    assert load_key(tmp_path / "ander") != key
    assert [file.name for file in path.parent.iterdir()] == ["sleutel"]


@pytest.mark.parametrize("content", [b"", b"kort"])
def test_key_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sleutel"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(pseudonyms.KeyFileError, match="no key"):
        load_key(path)


def test_key_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sleutel"
    load_key(path)
    path.chmod(0o644)
    with pytest.raises(pseudonyms.KeyFileError, match=f"chmod 600 {path}"):
        load_key(path)


# Match


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


# Dedup


def test_fingerprint_is_free_of_layout_capitals_and_marks() -> None:
    assert fingerprint("Ik  bel\nhet UWV!") == fingerprint("ik bel het uwv")
    assert fingerprint("reïntegratie") == fingerprint("Reintegratie")
    assert fingerprint("ik bel") != fingerprint("ik belde")


def test_unchanged_post_is_not_written_again(step: Callable[..., Any], tmp_path: Path) -> None:
    dedup = step(Dedup)
    first = dedup.process_item(visit(LONG, "kort"))
    assert (len(first.posts), first.thread.posts_stored) == (2, 2)
    assert dedup.process_item(visit(LONG, "kort")).posts == [], "nor within one run"
    Store(str(tmp_path / "data")).append("posts", first.posts)
    again = step(Dedup)
    seen = again.process_item(visit(LONG, "kort"))
    assert (seen.posts, seen.thread.posts_stored) == ([], 2)
    assert again.crawler.stats.get_value("webcare/posts_new") is None


def test_changed_post_is_a_new_version_first_seen_when_it_was(step: Callable[..., Any], tmp_path: Path) -> None:
    early = NOW - timedelta(hours=5)
    first = step(Dedup).process_item(visit(LONG))
    first.posts[0].first_seen_at = first.posts[0].fetched_at = early
    Store(str(tmp_path / "data")).append("posts", first.posts)
    dedup = step(Dedup)
    (changed,) = dedup.process_item(visit(LONG + " Opgelost!")).posts
    assert changed.first_seen_at == early
    assert changed.fetched_at == NOW
    assert dedup.crawler.stats.get_value("webcare/posts_changed") == 1
    assert dedup.crawler.stats.get_value("webcare/posts_new") is None


def test_post_that_moved_to_another_thread_is_no_new_post(step: Callable[..., Any], tmp_path: Path) -> None:
    early = NOW - timedelta(hours=5)
    first = step(Dedup).process_item(visit(LONG))
    first.posts[0].first_seen_at = first.posts[0].fetched_at = early
    Store(str(tmp_path / "data")).append("posts", first.posts)
    moved = visit(LONG)
    moved.thread.thread_id = moved.posts[0].thread_id = "8"
    dedup = step(Dedup)
    (post,) = dedup.process_item(moved).posts
    assert (post.thread_id, post.first_seen_at) == ("8", early)
    assert dedup.crawler.stats.get_value("webcare/posts_new") is None


def test_same_words_elsewhere_within_a_week_are_linked() -> None:
    copies = Copies()
    assert copies.first("a/1", LONG, NOW) is None
    assert copies.first("b/1", LONG.upper() + "!!", NOW + timedelta(days=6)) == "a/1"
    assert copies.first("c/1", LONG, NOW + timedelta(days=8)) != "a/1", "more than a week later"
    assert copies.first("d/1", "Heel andere woorden, over een fiets die bij het station is gestolen", NOW) is None


def test_same_words_long_after_are_a_first() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("b/1", LONG, NOW + timedelta(days=7, minutes=1)) is None


@pytest.mark.parametrize("length", [SHORTEST - 1, SHORTEST])
def test_copies_begin_at_forty_characters(length: int) -> None:
    words = "abcd efgh ijkl mnop qrst uvwx yzab cdefg"[:length]
    assert len(words) == length
    copies = Copies()
    copies.first("a/1", words, NOW)
    assert copies.first("b/1", words, NOW) == ("a/1" if length >= SHORTEST else None)


def test_post_is_no_copy_of_itself() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("a/1", LONG, NOW) is None


def stored_post(place: str, run_id: str, age: float, first: str | None = None) -> Post:
    source, post_id = place.split("/")
    at = store.now() - timedelta(days=age)
    return Post(
        source, post_id, "7", "u", "t", text=LONG, posted_at=at, duplicate_of=first,
        fetched_at=store.now(), first_seen_at=at, run_id=run_id,
    )  # fmt: skip


def links(data: Store) -> dict[str, str | None]:
    rows = data.latest("posts", ["source", "post_id", "duplicate_of"]).to_pylist()
    return {f"{row['source']}/{row['post_id']}": row["duplicate_of"] for row in rows}


def test_copies_that_several_processes_read_in_one_run_are_linked_afterwards(tmp_path: Path) -> None:
    data = Store(str(tmp_path))
    data.append("posts", [stored_post("a/1", "r2", 1), stored_post("a/2", "r2", 0.5, first="a/1")])
    data.append("posts", [stored_post("b/1", "r2", 2), stored_post("c/9", "r2", 30)])
    assert link(data, "r2") == 2
    assert links(data) == {"a/1": "b/1", "a/2": "b/1", "b/1": None, "c/9": None}, "all copies name one first place"
    assert link(data, "r2") == 0


def test_stored_first_of_an_earlier_run_stays_the_first(tmp_path: Path) -> None:
    data = Store(str(tmp_path))
    data.append("posts", [stored_post("a/1", "r1", 1)])
    data.append("posts", [stored_post("b/1", "r2", 2)])
    assert link(data, "r2") == 1
    assert links(data) == {"a/1": None, "b/1": "a/1"}
    (post,) = data.latest("posts", where="source = 'b'").to_pylist()
    assert (post["text"], post["run_id"]) == (LONG, "r2")


def test_of_several_the_first_posted_is_the_first_and_a_stored_first_stays_one() -> None:
    copies = Copies()
    late, early = NOW + timedelta(days=5), NOW - timedelta(days=5)
    assert copies.first("a/1", LONG, late) is None
    assert copies.first("b/1", LONG, early) is None, "more than a week apart"
    assert copies.first("c/1", LONG, NOW) == "b/1"
    assert copies.first("d/1", LONG, early - timedelta(hours=1)) == "b/1", "linked, whatever the order of reading"


def test_copy_that_is_edited_stays_one_while_its_words_are_the_same() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("b/1", LONG, NOW) == "a/1"
    assert copies.first("b/1", f"{LONG} (edit)", NOW) == "a/1"
    assert copies.first("b/1", "Heel andere woorden, over een fiets die bij het station is gestolen", NOW) is None


def test_edited_copy_keeps_its_link_when_it_is_stored(step: Callable[..., Any], tmp_path: Path) -> None:
    first = step(Dedup).process_item(visit(LONG, LONG))
    Store(str(tmp_path / "data")).append("posts", first.posts)
    (changed,) = step(Dedup).process_item(visit(LONG, f"{LONG} (edit)")).posts
    assert (changed.post_id, changed.duplicate_of) == ("2", "bord/1")


def test_copies_are_kept_and_linked_not_dropped(step: Callable[..., Any]) -> None:
    seen = step(Dedup, data="ander").process_item(visit(LONG, LONG))
    assert [post.duplicate_of for post in seen.posts] == [None, "bord/1"]


# Save


def test_posts_are_on_disk_before_the_thread_that_says_so(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(Store, "append", lambda _self, dataset, _records: order.append(dataset))
    save = step(Save)
    save.process_item(visit("een"))
    save.close_spider()
    assert order == ["posts", "threads"]


def test_posts_that_cannot_be_written_leave_no_thread_row(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save = step(Save)
    save.process_item(visit("een"))
    append = Store.append

    def full(self: Store, dataset: Any, records: Any) -> int:
        if dataset == "posts":
            raise OSError(28, "No space left on device")
        return append(self, dataset, records)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "append", full)
        with pytest.raises(OSError, match="No space"):
            save.save()
    assert not Store(str(tmp_path / "data")).exists("threads")
    assert save.crawler.stats.get_value("webcare/unsaved") == 1, "the run log counts what was not written"
    save.save()
    assert save.crawler.stats.get_value("webcare/unsaved") == 0
    assert Store(str(tmp_path / "data")).latest("posts").num_rows == 1, "nothing is lost when it can be written again"


def test_batch_is_written_when_it_is_large(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(saving, "BATCH", 3)
    save = step(Save)
    save.process_item(visit("een", "twee"))
    assert not Store(str(tmp_path / "data")).exists("posts")
    save.process_item(visit("een", "twee"))
    assert Store(str(tmp_path / "data")).read("posts").num_rows == 4


def test_batch_is_written_when_it_is_old(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save = step(Save)
    monkeypatch.setattr(saving, "SECONDS", -1.0)
    save.process_item(visit("een"))
    assert Store(str(tmp_path / "data")).read("posts").num_rows == 1


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
