"""A board that shows its posts only after a script ran and a button was pressed, read with a real Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from spiders.browser import MORE, Browser, chromium
from tests.forum import Forum
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving

PROFILE = """
[crawl]
keep = "all"
[sources.bord]
engine = "phpbb"
url = "{url}/index.php"
delay = 0
browser = true
"""
SCRIPTED = """<!doctype html><html><head><title>Bord</title></head><body id="phpbb"><p>Even laden ...</p><script>
const shown = {html};
setTimeout(() => {{
  document.body.innerHTML = shown;
  const later = [...document.querySelectorAll("div.post")].slice(1);
  later.forEach(post => post.remove());
  if (!later.length) return;
  const button = document.createElement("button");
  button.textContent = "Toon meer reacties (" + later.length + ")";
  button.onclick = () => setTimeout(() => {{
    button.before(later.shift());
    if (!later.length) button.remove();
  }}, 50);
  document.body.append(button);
}}, 100);
</script></body></html>"""


def board(asked: Asked) -> Told:
    """The board of the walk's tests, each page of it written by a script."""
    status, html = FORUM.page(asked.path + "?" + "&".join(f"{name}={value}" for name, value in asked.query.items()))
    body = html.partition('<body id="phpbb">')[2].partition("</body>")[0]
    return Told(SCRIPTED.format(html=json.dumps(body)), status)


FORUM = Forum()
FORUM.thread(1, 5, 4, 3)


def test_posts_behind_a_script_and_a_button_are_read(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("Chromium is not installed (apt-get install --no-install-recommends chromium)")
    data = tmp_path / "data"
    with serving(board) as server:
        profile = profile_file(PROFILE.format(url=server.url))
        with_browser = Round(profile, data, ["bord"])
        absent = Round(profile, tmp_path / "absent", ["bord"], {"WEBCARE_CHROMIUM": str(tmp_path / "no-chromium")})
        said = crawl(with_browser, absent)

    (row,) = runs(data)
    assert (row["outcome"], row["posts_read"]) == ("complete", 3), said
    assert [post["text"] for post in sorted(posts(data), key=lambda post: post["post_id"])] == [
        "Mijn vraag over UWV",
        "reactie van 4 dagen",
        "reactie van 3 dagen",
    ]
    (row,) = runs(tmp_path / "absent")
    assert (row["outcome"], row["reason"], row["posts_read"]) == ("failed", "refused", 0)
    assert row["detail"] == "Chromium ontbreekt: installeer het, of zet WEBCARE_CHROMIUM op het pad ervan."


@pytest.mark.parametrize("words", ["Meer reacties", "Toon alle 12 antwoorden", "Laad meer", "Show more replies (3)"])
def test_button_that_shows_more_is_known(words: str) -> None:
    assert MORE.search(words)


@pytest.mark.parametrize("words", ["Reageer", "Meer informatie", "Volgende", "Alle onderwerpen", "Plaats een reactie"])
def test_other_buttons_are_left_alone(words: str) -> None:
    assert not MORE.search(words)


def test_what_is_told_about_chromium_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "eigen-chromium"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("WEBCARE_CHROMIUM", str(own))
    assert chromium() == str(own)
    monkeypatch.delenv("WEBCARE_CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert chromium() is None


def test_page_that_the_browser_was_led_away_from_is_refused() -> None:
    step = Browser(get_crawler())
    request = Request("http://www.bord.example/1", meta={"playwright": True})
    at_home = Response("http://bord.example/1?ok")
    assert step.process_response(request, at_home) is at_home
    with pytest.raises(IgnoreRequest, match="another host"):
        step.process_response(request, Response("http://muur.example/consent"))
