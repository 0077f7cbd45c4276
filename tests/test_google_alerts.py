"""Google Alerts: hits on a board become pointers for the board's own source, other pages are fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.dates import Clock
from crawler.store import Store
from spiders.engines.page import Shown
from spiders.google_alerts import META, GoogleAlertsSpider, Hit
from spiders.refusals import Refused
from tests.forum import Forum
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving

NEWS = """<!doctype html><html lang="nl"><head><title>Nieuws</title>
<meta property="article:published_time" content="2026-11-19T08:00:00+01:00"></head><body>
<nav><a href="/">Home</a> <a href="/contact">Contact</a></nav><article><h1>Wachttijd bij UWV</h1>
<p>De wachttijd bij het UWV is in het afgelopen kwartaal opgelopen tot zestien weken, zo blijkt uit cijfers.</p>
<p>Volgens de woordvoerder komt dat door een tekort aan verzekeringsartsen in het hele land.</p></article>
</body></html>"""


def feed(*links: str) -> str:
    """A feed as Google sends it: wrapped links, no author, the title escaped twice."""
    entries = "".join(
        f"<entry><id>tag:google.com,2013:googlealerts/feed:{abs(hash(link))}</id>"
        f'<title type="html">Vraag over &lt;b&gt;UWV&lt;/b&gt;</title><link href="{escape(link)}"></link>'
        f"<published>2026-11-20T10:00:00Z</published><updated>2026-11-20T10:00:00Z</updated>"
        f'<content type="html">... het &lt;b&gt;UWV&lt;/b&gt;&amp;nbsp;...</content>'
        f"<author><name></name></author></entry>"
        for link in links
    )
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - x</title>'
    return f"{head}{entries}</feed>"


def old_form(target: str, number: int) -> str:
    return f"http://www.google.com/url?sa=X&q={target}&ct=ga&cad=CAcQ&cd=ab{number}&usg=AFQ{number}"


def new_form(target: str, number: int) -> str:
    return f"https://www.google.com/url?rct=j&sa=t&url={quote(target, safe=':/')}&ct=ga&cd=CA{number}&usg=AO{number}"


PROFILE = """
[sources.bord]
engine = "phpbb"
url = "{board}/index.php"
delay = 0
[sources.google_alerts]
url = "{google}/alerts"
delay = 0
[sources.google_alerts.feeds]
"UWV" = "{google}/alerts/feeds/1/11"
"WW uitkering" = "{google}/alerts/feeds/1/12"
"Wajong" = "{google}/alerts/feeds/1/13"
"""


def test_hits_of_two_terms_on_one_board_post_are_stored_once_by_the_board(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    forum = Forum()
    forum.thread(7, 60, 50, 45)
    forum.thread(8, 2)

    def board(asked: Asked) -> Told:
        query = "&".join(f"{k}={v}" for k, v in asked.query.items())
        shown = f"viewtopic.php?t=7&{query}" if asked.query.get("p") and "t" not in asked.query else None
        status, html = forum.page(f"/{shown}" if shown else f"{asked.path}?{query}")
        return Told(html, status)

    def pages(asked: Asked) -> Told:
        if asked.path == "/verhuisd":
            return Told("", 302, {"Location": f"{google.url}/elders"})
        return Told("<!doctype html><p>Geen toegang</p>", 403) if asked.path == "/dicht" else Told(NEWS)

    with (
        serving(board) as b,
        serving(pages) as site,
        serving(lambda asked: alerts[asked.path]) as google,
    ):
        pointed = f"{b.url}/viewtopic.php?f=1&t=7&p=7001#p7001"
        alerts = {
            "/alerts/feeds/1/11": Told(feed(new_form(pointed, 1), new_form(f"{site.url}/2026/wachttijd?a=1&b=2", 2))),
            "/alerts/feeds/1/12": Told(feed(old_form(pointed, 3), old_form(f"{site.url}/2026/wachttijd?a=1&b=2", 4))),
            "/alerts/feeds/1/13": Told(feed(new_form(f"{site.url}/verhuisd", 5), old_form(f"{site.url}/dicht", 6))),
            "/elders": Told(NEWS.replace("zestien", "zeventien")),
        }
        profile, data = profile_file(PROFILE.format(board=b.url, google=google.url)), tmp_path / "data"
        said = crawl(*[Round(profile, data, ["bord", "google_alerts"])] * 3)
    rows = runs(data)

    assert [row["outcome"] for row in rows] == ["complete"] * 6, said
    assert [row["threads_visited"] for row in rows if row["source"] == "bord"] == [1, 1, 0]
    stored = {(post["source"], post["post_id"]): post for post in posts(data)}
    of_thread = [key for key, post in stored.items() if post["thread_id"] == "7"]
    assert sorted(of_thread) == [("bord", "7000"), ("bord", "7001"), ("bord", "7002")]
    found = {post["url"]: post for post in stored.values() if post["source"] == "google_alerts"}
    assert sorted(found) == [f"{site.url}/{path}" for path in ("2026/wachttijd?a=1&b=2", "dicht", "verhuisd")]
    page = found[f"{site.url}/2026/wachttijd?a=1&b=2"]
    assert "zeventien weken" in found[f"{site.url}/verhuisd"]["text"]
    assert found[f"{site.url}/dicht"]["text"] == "... het UWV ...", "what Google showed, not the wall"
    (first, *_) = [row for row in rows if row["source"] == "google_alerts"]
    assert first["detail"].startswith("1 gevonden pagina's waren niet te lezen")
    assert "zestien weken" in page["text"]
    assert "Contact" not in page["text"]
    assert (page["kind"], page["terms"], page["precision"]) == ("feed", ["UWV"], "day")
    assert site.paths() == ["/2026/wachttijd", "/verhuisd", "/dicht"], "each page is fetched once, ever"
    pointers = Store(str(data)).read("pointers").to_pylist()
    assert [(p["source"], p["url"], p["found_by"], p["term"]) for p in pointers] == [
        ("bord", pointed, "google_alerts", "UWV")
    ]
    visits = Store(str(data)).read("posts").to_pylist()
    assert len([row for row in visits if row["post_id"] == "7001"]) == 1


def test_what_is_no_article_or_not_ours_to_read_is_never_taken_in(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    secret = tmp_path / "geheim.html"
    secret.write_text(NEWS)

    def pages(asked: Asked) -> Told:
        if asked.path == "/bestand":
            return Told("", 302, {"Location": secret.as_uri()})
        if asked.path == "/groot":
            return Told(NEWS + " " * META["download_maxsize"])
        return Told(NEWS, headers={"Content-Type": "application/pdf"} if asked.path == "/pdf" else {})

    robots = "User-agent: *\nDisallow: /besloten\n"
    with serving(pages, robots) as site, serving(lambda _: Told(alert)) as google:
        links = [f"{site.url}/{name}" for name in ("besloten/1", "bestand", "groot", "pdf", "goed")]
        alert = feed(*[new_form(link, n) for n, link in enumerate([*links, secret.as_uri()])])
        profile = profile_file(PROFILE.format(board="http://localhost:9", google=google.url))
        said = crawl(Round(profile, tmp_path / "data", ["google_alerts"]))
    assert site.paths() == ["/bestand", "/groot", "/pdf", "/goed"], "robots.txt is asked at every host"
    texts = {post["url"]: post["text"] for post in posts(tmp_path / "data")}
    assert sorted(url for url, text in texts.items() if "zestien weken" in text) == [links[-1]], said
    assert all(texts[link] == "... het UWV ..." for link in links[:-1]), "what Google showed is kept"
    assert runs(tmp_path / "data")[0]["detail"].startswith("5 gevonden pagina's waren niet te lezen")


@pytest.mark.parametrize("is_inside", [True, False])
def test_a_public_alert_leads_to_no_private_address(is_inside: bool) -> None:
    asked = []

    async def download(request: Request) -> Response:
        asked.append(request.url)
        moved = {"Location": "http://10.0.0.1/beheer"}
        return Response(request.url, 302, moved) if "8.8.8.8" in request.url else Response(request.url, body=b"<p>x")

    spider = SimpleNamespace(download=download, refusal=lambda *_: None)
    hit = Hit("http://8.8.8.8/", "UWV", "", "", Shown(""), Clock(datetime.now(UTC), ZoneInfo("UTC")), is_inside)
    try:
        asyncio.run(GoogleAlertsSpider._target(spider, hit))  # type: ignore[arg-type]
    except Refused:
        assert not is_inside
    assert asked == ["http://8.8.8.8/", "http://10.0.0.1/beheer"][: 1 + is_inside]
