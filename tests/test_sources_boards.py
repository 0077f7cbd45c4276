"""What the board sources of the mission have of their own: addresses that moved, and a cookie page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spiders.engines.goeievraag import Goeievraag
from spiders.engines.klacht import Klacht
from spiders.engines.page import Page
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.goeievraag.nl/vraag/kunst-cultuur/taal/schrijf-lijp-leip.70252",
        "https://www.startpagina.nl/v/vraag/70252/",
        "https://www.startpagina.nl/v/kunst-cultuur/taal/vraag/70252/schrijf-lijp-leip-leip-geeft/",
        "https://www.startpagina.nl/v/vraag/70252",
        "https://www.startpagina.nl/v/vraag/70252/#antwoord-12",
        "http://www.goeievraag.nl/vraag/auto/welke-1.6-motor.70252?pagina=2",
    ],
)
def test_question_keeps_its_number_wherever_it_moved(url: str) -> None:
    assert Goeievraag().thread_id(Page("", url)) == "70252"


@pytest.mark.parametrize(
    "url", ["https://www.startpagina.nl/v/", "https://a.nl/vragen/werk-1", "https://a.nl/vraag/zonder-nummer"]
)
def test_address_of_no_question_has_no_number(url: str) -> None:
    assert Goeievraag().thread_id(Page("", url)) == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.klacht.nl/geld-niet-terug/", "geld-niet-terug"),
        ("https://www.klacht.nl/geld-niet-terug/comment-page-2/", "geld-niet-terug"),
        ("https://www.klacht.nl/geld-niet-terug/#comment-8", "geld-niet-terug"),
        ("https://www.bnnvara.nl/kassa/vraag-beantwoord/winkels/huur-scams", "huur-scams"),
        ("https://www.klacht.nl/alle-klachten/", ""),
        ("https://www.klacht.nl/alle-klachten/page/2/", ""),
        ("https://www.klacht.nl/consumentenrecht/garantie/", ""),
        ("https://www.bnnvara.nl/kassa/vraag-beantwoord/winkels", ""),
        ("https://www.bnnvara.nl/kassa/artikelen/let-op", ""),
        ("https://www.klacht.nl/", ""),
        ("https://[klacht", ""),
    ],
)
def test_complaint_is_known_by_the_words_of_its_address(url: str, words: str) -> None:
    assert Klacht().thread_id(Page("", url)) == words


def test_complaint_without_numbers_in_its_markup_is_known_by_its_words_everywhere() -> None:
    html = (PAGES / "klacht" / "{}.html").as_posix()
    listing = Path(html.format("listing")).read_text(encoding="utf-8").replace('id="klacht-', 'class="k-')
    thread = Path(html.format("thread")).read_text(encoding="utf-8").replace('id="klacht-', 'data-k="')
    listed = [row.thread_id for row in Klacht().threads(Page(listing, "https://klacht.example/"))]
    page = Page(thread.replace("data-bericht", "data-b"), "https://klacht.example/opzegtermijn-317/")
    assert Klacht().thread_id(page) == "opzegtermijn-317"
    assert "opzegtermijn-317" in listed
    assert Klacht().posts(page)[0].post_id == "opzegtermijn-317"


COOKIE_PAGE = """<!DOCTYPE html><html><head><title>FOK!</title></head><body><form method="post" action="/">
<input type="hidden" name="token" value="x"><input type="submit" name="allowcookies" value="ACCEPTEER ALLE COOKIES">
</form></body></html>"""
FOK = """
[crawl]
keep = "all"
first_visit_days = 9000
[sources.fok]
url = "{url}/"
boards = ["{url}/forum/16"]
delay = 0
expect = [0, 9]
{consent}
"""


def behind_a_cookie_page(asked: Asked) -> Told:
    """Pages for whoever sends the cookie, the cookie page for everybody else."""
    if "allowcookies=1" not in asked.headers.get("cookie", ""):
        return Told(COOKIE_PAGE)
    name = "listing" if asked.path.startswith("/forum") else "thread"
    html = (PAGES / "fok" / f"{name}.html").read_text(encoding="utf-8")
    return Told("<!DOCTYPE html>" + html.replace("http://forum.bord.example", f"http://{asked.headers['host']}"))


def test_cookie_page_is_a_wall_unless_the_organisation_consents(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    with serving(behind_a_cookie_page) as server:
        text = FOK.format(url=server.url, consent="{}")
        refused = Round(profile_file(text.format("")), tmp_path / "refused", ["fok"])
        crawl(refused)
        consents = Round(profile_file(text.format("consent = { allowcookies = '1' }")), tmp_path / "consents", ["fok"])
        said = crawl(consents)
    (row,) = runs(refused.data)
    assert (row["outcome"], row["reason"], row["posts_read"]) == ("blocked", "consent_wall", 0)
    (row,) = runs(consents.data)
    assert (row["outcome"], row["reason"]) == ("complete", None), said
    assert posts(consents.data)
    assert "public_suffix_list" not in said, "a cookie leads to no request of Scrapy's own"


CHANGED = """
[crawl]
keep = "all"
first_visit_days = 9000
[sources.zwangerschapspagina]
url = "{url}/"
delay = 0
expect = [0, 9]
"""


def site_that_changes_engine(ages: list[str]) -> Callable[[Asked], Told]:
    """A listing and a thread as they were recorded of the last of the ``ages``; every other thread is gone."""

    def answer(asked: Asked) -> Told:
        folder, when = PAGES / "zwangerschapspagina", ages[-1]
        address = f"{asked.path}?t={asked.query.get('t')}"
        if asked.path != "/" and "t=327" not in address and ".911" not in address:
            return Told("<!DOCTYPE html><title>Weg</title>", 404)
        html = (folder / f"{when}_{'listing' if asked.path == '/' else 'thread'}.html").read_text(encoding="latin-1")
        served = html.replace("https://zwangerschapspagina.example", f"http://{asked.headers['host']}")
        return Told(f"<!DOCTYPE html>{served}".replace("page-2", ""))

    return answer


def test_site_that_changed_its_engine_is_read_before_and_after(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    ages = ["then"]
    with serving(site_that_changes_engine(ages)) as server:
        visit = Round(profile_file(CHANGED.format(url=server.url)), tmp_path / "data", ["zwangerschapspagina"])
        said = crawl(visit)
        before = {post["post_id"] for post in posts(visit.data)}
        ages.append("now")
        said += crawl(visit)
    assert before == {"1329", "1330", "1334"}, said
    assert {post["post_id"] for post in posts(visit.data)} == before | {"7001", "7002"}, said
    assert [row["page_changed"] for row in runs(visit.data)] == [0, 0]
