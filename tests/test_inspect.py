"""What ``inspect`` prints of one page (contract, section 5)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import InputError
from webcare.inspect import inspect

PAGES = Path(__file__).parent / "pages"
POST = "post_id author posted_at precision date_text text quotes signature edited_at"
ROW = "thread_id url title replies views last_post_at precision date_text sticky closed"
LATER = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)


def test_a_thread_has_the_keys_of_the_contract() -> None:
    seen = inspect(
        (PAGES / "phpbb/prosilver_thread.html").read_bytes(), "https://bord.example/viewtopic.php?t=31&start=10"
    )
    assert list(seen) == "engine kind reason title thread_id page pages next_page posts threads".split()
    assert list(seen["posts"][0]) == POST.split()


def test_a_listing_has_the_keys_of_the_contract() -> None:
    seen = inspect((PAGES / "phpbb/prosilver_listing.html").read_bytes(), "https://bord.example/viewforum.php?f=4")
    assert list(seen["threads"][0]) == ROW.split()


def test_relative_dates_count_from_the_clock_on_the_page() -> None:
    body = (PAGES / "phpbb/subsilver_thread.html").read_bytes()
    posts = inspect(body, "https://bord.example/viewtopic.php?t=57", fetched_at=LATER)["posts"]
    assert [post["posted_at"] for post in posts] == ["2026-11-08T22:30:00Z", "2026-11-21T08:45:00Z"]
    assert posts[0]["edited_at"] == "2026-11-09T07:15:00Z"


def test_the_date_header_comes_before_our_own_clock() -> None:
    body = (PAGES / "vbulletin/vb4_listing.html").read_bytes()
    served = {"date": "Mon, 14 Mar 2011 12:00:00 GMT"}
    rows = inspect(body, "https://bord.example/forumdisplay.php?7", headers=served)["threads"]
    assert [row["last_post_at"] for row in rows] == ["2011-03-12T09:10:00Z", "2011-03-14T08:03:00Z"]


def test_zone_and_order_are_what_the_source_prints() -> None:
    body = (PAGES / "ubbthreads/thread.html").read_bytes()
    url = "https://bord.example/forum/ubbthreads.php/topics/4567/x.html"
    assert inspect(body, url, zone="Etc/GMT-1")["posts"][0]["posted_at"] == "2013-01-29T08:28:00Z"


def test_a_wall_has_its_name_and_nothing_else() -> None:
    seen = inspect(b"<title>DPG Media Privacy Gate</title>", "https://tweakers.example/")
    assert (seen["kind"], seen["reason"]) == ("wall", "consent_wall: DPG Media Privacy Gate")
    assert (seen["posts"], seen["threads"]) == ([], [])


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "page_changed"), (403, "http_403"), (401, "http_403"), (429, "rate_limited"), (500, "http_5xx")],
)
@pytest.mark.parametrize("body", [b"", b"<h1>Niet gevonden</h1>"])
def test_an_error_has_the_class_of_its_status(body: bytes, status: int, reason: str) -> None:
    seen = inspect(body, "https://bord.example/x", status=status)
    assert (seen["kind"], seen["reason"]) == ("error", f"{reason}: status {status}")


def test_an_error_that_says_what_stops_us_keeps_its_name() -> None:
    seen = inspect(b"<title>DPG Media Privacy Gate</title>", "https://tweakers.example/", status=403)
    assert seen["kind"] == "wall"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"engine": "geen"}, "no engine geen"),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"date_order": "YDM"}, "YDM"),
    ],
)
def test_a_wrong_option_is_said_in_one_sentence(options: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        inspect(b"<p>x</p>", "https://a.nl/", **options)  # type: ignore[arg-type]
