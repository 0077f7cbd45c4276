"""The parts under the asked sources: secrets, limits told in headers, followers, and addresses that feeds point at."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.accounts import is_noted, note_followers
from crawler.addresses import host_of
from crawler.items import Pointer, Run
from crawler.politeness import Backoff, is_used_up, limit_reset
from crawler.secrets import MissingSecret, is_set, secret
from crawler.store import Store
from spiders.bluesky import web_address
from spiders.engines.page import Page
from spiders.engines.phpbb import Phpbb
from spiders.engines.pointed import new_pointers, pointed_row
from spiders.goeievraag import GoeievraagSpider
from spiders.google_alerts import Home, main_text, place_of, writers
from spiders.trosradar import TrosRadarSpider
from tests.forum import Forum

NOW = datetime.now(UTC)


def test_secret_comes_from_the_environment_or_the_file_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBCARE_PROEF", raising=False)
    assert not is_set("proef")
    with pytest.raises(MissingSecret, match="zet WEBCARE_PROEF, of WEBCARE_PROEF_FILE"):
        secret("proef")
    file = tmp_path / "proef"
    file.write_text("uit-bestand\n")
    monkeypatch.setenv("WEBCARE_PROEF_FILE", str(file))
    assert secret("proef") == "uit-bestand"
    monkeypatch.setenv("WEBCARE_PROEF", "uit-omgeving")
    assert secret("proef") == "uit-omgeving"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_secret_file_that_holds_none_is_told_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setenv("WEBCARE_PROEF_FILE", str(tmp_path / "proef"))
    if content is not None:
        (tmp_path / "proef").write_bytes(content)
    with pytest.raises(MissingSecret, match="WEBCARE_PROEF_FILE") as error:
        secret("proef")
    assert str(tmp_path) not in str(error.value)


def answered(status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("http://a.test/", status=status, headers=named)


def epoch(seconds: int) -> str:
    return str(int(time.time()) + seconds)


def moment(seconds: int) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("header", "written", "seconds"),
    [
        ("x_rate_limit_reset", epoch, 100),
        ("ratelimit_reset", epoch, 50),
        ("x_ratelimit_reset", moment, 80),
        ("x_ratelimit_reset", str, 30),
        ("x_rate_limit_reset", epoch, -100),
    ],
)
def test_reset_is_read_in_the_form_of_each_service(header: str, written: Callable[[int], str], seconds: int) -> None:
    assert limit_reset(answered(**{header: written(seconds)})) == pytest.approx(max(seconds, 0), abs=20)


@pytest.mark.parametrize("value", ["", "morgen", "1.2.3"])
def test_reset_that_cannot_be_read_is_none(value: str) -> None:
    assert limit_reset(answered(x_rate_limit_reset=value)) is None


def test_host_whose_limit_is_used_up_rests_before_the_next_request() -> None:
    backoff = Backoff(get_crawler(settings_dict={"BACKOFF_TIMES": 3, "BACKOFF_LONGEST": 60.0, "DOWNLOAD_DELAY": 1.0}))
    request, reset = Request("http://a.test/"), str(int(time.time()) + 30)
    left = answered(x_rate_limit_remaining="1", x_rate_limit_reset=reset)
    assert not is_used_up(left)
    assert backoff.process_response(request, left) is left
    assert backoff.rests_until["a.test"] == 0.0
    none = answered(x_rate_limit_remaining="0", x_rate_limit_reset=reset)
    assert backoff.process_response(request, none) is none
    assert backoff.rests_until["a.test"] - time.monotonic() == pytest.approx(29, abs=5)


def test_refused_request_is_sent_again_after_the_reset_unless_that_is_far() -> None:
    backoff = Backoff(get_crawler(settings_dict={"BACKOFF_TIMES": 3, "BACKOFF_LONGEST": 60.0, "DOWNLOAD_DELAY": 1.0}))
    request = Request("http://a.test/")
    again = backoff.process_response(request, answered(429, x_rate_limit_reset=str(int(time.time()) + 30)))
    assert isinstance(again, Request)
    assert backoff.rests_until["a.test"] - time.monotonic() == pytest.approx(29, abs=5)
    far = answered(429, x_rate_limit_reset=str(int(time.time()) + 900))
    assert backoff.process_response(request, far) is far


def test_followers_are_added_beside_what_the_team_wrote(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    file = tmp_path / "journal" / "accounts.csv"
    note_followers(store, date(2026, 11, 20), "twitter", 520)
    file.write_bytes(file.read_bytes() + b"2026-11-20;hyves;12\r\n")
    note_followers(store, date(2026, 11, 21), "twitter", 524)
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "date;source;followers", "2026-11-20;twitter;520", "2026-11-20;hyves;12", "2026-11-21;twitter;524",
    ]  # fmt: skip
    assert is_noted(store, date(2026, 11, 21), "twitter")
    assert not is_noted(store, date(2026, 11, 22), "twitter")


def test_followers_are_known_and_added_in_what_a_spreadsheet_saved(tmp_path: Path) -> None:
    store, file = Store(str(tmp_path)), tmp_path / "journal" / "accounts.csv"
    file.parent.mkdir()
    saved = "date;source;followers\r\n20-11-2026;twitter;520\r\n20-11-2026;caf\u00e9;12"
    file.write_bytes(saved.encode("cp1252"))
    assert is_noted(store, date(2026, 11, 20), "twitter")
    note_followers(store, date(2026, 11, 21), "twitter", 524)
    assert file.read_bytes().decode("cp1252") == f"{saved}\r\n2026-11-21;twitter;524\r\n"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("viewtopic.php?p=7001#p7001", '<link rel="canonical" href="http://127.0.0.1:9/viewtopic.php?f=1&amp;t=7">'),
        ("viewtopic.php?f=1&t=7&p=7001&sid=0123456789abcdef#p7001", ""),
    ],
)
def test_address_of_a_post_leads_to_its_thread(address: str, canonical: str) -> None:
    forum = Forum()
    forum.thread(7, 3, 2)
    html = forum.page("/viewtopic.php?f=1&t=7")[1].replace("</title>", f"</title>{canonical}")
    row = pointed_row(Page(html, f"http://127.0.0.1:9/{address}"), Phpbb())
    assert row is not None
    assert (row.thread_id, row.url) == ("7", "http://127.0.0.1:9/viewtopic.php?f=1&t=7")


RADAR = "https://radar-forum.avrotros.nl/"
FOUND = [
    (f"{RADAR}viewtopic.php?f=93&t=17863&sid=1#p5", ("trosradar", f"{RADAR}viewtopic.php?f=93&t=17863&sid=1#p5")),
    ("http://forum.www.trosradar.nl/viewtopic.php?t=17863", ("trosradar", f"{RADAR}viewtopic.php?t=17863")),
    ("https://radar.avrotros.nl/forum/uwv-belt-niet-t17863.html", ("trosradar", f"{RADAR}viewtopic.php?t=17863")),
    ("https://radar.avrotros.nl/uitzendingen/uwv", None),
    ("http://www.goeievraag.nl/vraag/werk/uwv.702", ("goeievraag", "https://www.startpagina.nl/v/vraag/702/")),
    ("https://www.voorbeeld.nl/viewtopic.php?t=17863", None),
]


@pytest.mark.parametrize(("url", "place"), FOUND)
def test_address_of_a_board_leads_to_its_place_of_today(url: str, place: tuple[str, str] | None) -> None:
    boards = [Home(board.name, board.url, board) for board in (TrosRadarSpider, GoeievraagSpider)]
    homes = {host: home for home in boards for host in (*home.board.former_hosts, host_of(home.url))}
    assert place_of(url, homes) == place


def test_page_that_is_no_thread_points_at_nothing() -> None:
    assert pointed_row(Page("<html><body>weg</body></html>", "http://127.0.0.1:9/index.php"), Phpbb()) is None


def test_pointers_are_new_until_a_whole_run_began_after_them(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.append("pointers", [Pointer("bord", "http://b.test/t7", "google_alerts", "UWV", NOW, "r1")])
    assert new_pointers(store, "bord") == {"http://b.test/t7": NOW}
    assert new_pointers(store, "ander") == {}
    store.append("runs", [Run("r2", "bord", NOW + timedelta(hours=1), outcome="partial")])
    assert new_pointers(store, "bord") == {"http://b.test/t7": NOW}
    store.append("runs", [Run("r3", "bord", NOW + timedelta(hours=2), outcome="complete")])
    assert new_pointers(store, "bord") == {}


def test_web_addresses() -> None:
    assert web_address("at://did:plc:x/app.bsky.feed.post/3k") == "https://bsky.app/profile/did:plc:x/post/3k"
    assert host_of("https://WWW.Bord.example:8080/a?b") == "bord.example:8080"


@pytest.mark.parametrize(
    ("text", "author", "found"),
    [
        ("Mijn cv Door wilg_42, 1 november 2026 Ter info", "Wilg", ["Wilg", "wilg_42"]),
        ("Door Berk van Boom, zaterdag 1 nov. 2026", "Door Berk van Boom", ["Berk van Boom", "Berk van Boom"]),
        ("Het UWV wordt door 3 mensen gebeld, door mij op 4 mei", "", []),
        ("Door de storing belde niemand", "", []),
    ],
)
def test_writers_of_a_page(text: str, author: str, found: list[str]) -> None:
    assert writers(text, author) == found


def test_page_without_text_has_no_main_text() -> None:
    assert main_text("<html><body></body></html>") == ("", "", "")
