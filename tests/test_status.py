"""The health of the sources: silence, failures and pace from the run log, on the terminal and as a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.items import SKIPPED, Run
from crawler.profile import Profile, load
from crawler.store import Store, now
from reports.health import Health, health
from reports.health_page import lead, page
from webcare.__main__ import app, main
from webcare.status import delays

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCES = "".join(
    f'[sources.{name}]\nengine = "phpbb"\nurl = "http://127.0.0.1:{port}/"\ndelay = 2.0\nenabled = {enabled}\n'
    for name, port, enabled in (("bord", 9, "true"), ("stil", 10, "true"), ("uit", 11, "false"))
)


@pytest.fixture
def profile(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(SOURCES + 'title = "Uit"\n'))


def run(data: Store, hours_ago: float, outcome: str = "complete", source: str = "bord", **facts: object) -> None:
    """A round of ten seconds and six requests."""
    at = NOW - timedelta(hours=hours_ago)
    made = Run(f"r{hours_ago}", source, at, at + timedelta(seconds=10), at, outcome, requests=6)
    for name, value in facts.items():
        setattr(made, name, value)
    data.append("runs", [made])


def judged(profile: Profile, data: Store, source: str = "bord") -> Health:
    found = health(profile, data.root, delays(profile), NOW)
    assert [h.source for h in found] == ["bord", "stil"], "what is switched off is not judged"
    return next(h for h in found if h.source == source)


def test_source_that_was_never_read_is_unread(profile: Profile, data: Store) -> None:
    run(data, 1)
    found = judged(profile, data, "stil")
    assert (found.condition, found.last_good, found.silence, found.kept, found.is_healthy) == (
        "unread", None, None, None, False,
    )  # fmt: skip


def test_good_source_with_its_failures_and_pace(profile: Profile, data: Store) -> None:
    run(data, 900, "failed", reason="dns")
    for hours, reason in ((20, "timeout"), (18, "http_5xx"), (16, "timeout")):
        run(data, hours, "partial", reason=reason, detail="Drie pagina's konden niet worden gelezen.")
    for hours in (4, 2):
        run(data, hours)
    found = judged(profile, data)
    assert (found.condition, found.is_healthy, found.detail) == ("good", True, "")
    assert found.silence == timedelta(hours=2) - timedelta(seconds=10)
    assert (found.good, found.rounds) == (2, 5), "the round of 37 days ago is past"
    assert list(found.failures.items()) == [("timeout", 2), ("http_5xx", 1)]
    assert (found.asked, found.kept, found.is_polite) == (2.0, 2.0, True)


def test_pace_that_was_not_kept_is_told(profile: Profile, data: Store) -> None:
    run(data, 1, requests=11)
    assert (judged(profile, data).kept, judged(profile, data).is_polite) == (1.0, False)


def test_last_round_that_was_not_good_needs_a_look(profile: Profile, data: Store) -> None:
    run(data, 4)
    run(data, 2, "blocked", reason="login_wall", detail="De bron laat ons niet toe.")
    found = judged(profile, data)
    assert (found.condition, found.detail) == ("incomplete", "De bron laat ons niet toe.")
    assert found.last_good == NOW - timedelta(hours=4) + timedelta(seconds=10)


def test_source_without_its_key_was_skipped_and_is_not_closed(profile: Profile, data: Store) -> None:
    run(data, 2, "blocked", reason="login_wall", detail="overgeslagen: zet WEBCARE_PROEF_TOKEN")
    found = judged(profile, data)
    assert (found.condition, list(found.failures)) == ("incomplete", [SKIPPED])
    html = page(profile, [found], {}, NOW)
    assert "sleutel of instelling ontbreekt" in html
    assert "alleen voor leden" not in html


def test_page_stands_in_the_accent_of_the_profile(profile_file: Callable[[str], Path]) -> None:
    purple = load(profile_file('[report]\naccent = "#7A1FA2"'))
    assert '<body style="--acc: #7A1FA2; ' in page(purple, [], {}, NOW)


def test_silent_round_is_good_and_quiet(profile: Profile, data: Store) -> None:
    run(data, 2, "silent", reason="below_expectation")
    assert (judged(profile, data).condition, judged(profile, data).is_healthy) == ("quiet", True)


@pytest.mark.parametrize(
    ("every", "hours_ago", "expected"), [(2, 23, "good"), (2, 25, "overdue"), (24, 47, "good"), (24, 49, "overdue")]
)
def test_overdue_is_twice_the_usual_time_and_at_least_a_day(
    profile: Profile, data: Store, every: int, hours_ago: int, expected: str
) -> None:
    for round_ago in range(5):
        run(data, hours_ago + every * round_ago)
    assert judged(profile, data).condition == expected


def test_schedule_of_the_profile_says_what_is_usual(profile_file: Callable[[str], Path], data: Store) -> None:
    weekly = load(profile_file("[crawl]\nrounds_a_week = 1\n" + SOURCES))
    run(data, 24 * 13)
    assert judged(weekly, data).condition == "good"
    run(data, 24 * 29)
    assert judged(weekly, data).condition == "good"


def test_round_that_is_at_work_is_not_judged_and_one_that_was_killed_is(profile: Profile, data: Store) -> None:
    run(data, 8)
    run(data, 1, "failed", reason="interrupted", finished_at=None)
    assert judged(profile, data).condition == "good"
    run(data, 7, "failed", reason="interrupted", finished_at=None)
    assert judged(profile, data).condition == "incomplete"


def test_source_of_several_hosts_may_ask_more_often(profile_file: Callable[[str], Path]) -> None:
    own = '[sources.mastodon]\nservers = ["https://a.example/", "https://b.example/"]\ndelay = 3.0\n'
    assert delays(load(profile_file(own)))["mastodon"] == 1.5


def test_page_is_one_accessible_dutch_file(profile: Profile, data: Store) -> None:
    run(data, 2, "blocked", reason="login_wall", detail="<b>De bron</b> laat ons niet toe.")
    run(data, 2, source="stil")
    html = page(profile, health(profile, data.root, delays(profile), NOW), {"bord": "Bord & co"}, NOW)
    tree = LexborHTMLParser(html)
    assert tree.css_first("html").attributes["lang"] == "nl"
    assert tree.css_first("h1").text() == "Toestand van de bronnen"
    assert tree.css_first(".changed").text() == "Eén van de 2 bronnen heeft aandacht nodig."
    assert [node.text() for node in tree.css("tbody th[scope=row]")] == ["Bord & co", "stil"], "what needs a look first"
    assert tree.css_first("caption").text()
    assert len(tree.css("thead th[scope=col]")) == len(tree.css("tbody tr:first-child > *"))
    assert "alleen voor leden" in tree.css_first("tbody").text()
    assert "<b>De bron" not in html
    assert "0 van 1" in tree.css_first("tbody").text()
    assert not tree.css("script, link, img, iframe"), "it needs no other file"
    assert "url(http" not in html


def test_the_lead_is_right_dutch_for_one_source_and_for_none(profile: Profile, data: Store) -> None:
    run(data, 2)
    run(data, 2, "blocked", reason="login_wall", source="stil")
    good, bad = health(profile, data.root, delays(profile), NOW)
    assert lead([good]) == "De enige bron is in orde."
    assert lead([bad]) == "De enige bron heeft aandacht nodig."
    assert lead([bad, bad, good]) == "Twee van de 3 bronnen hebben aandacht nodig."
    assert lead([]) == "Er staat geen bron aan."


def test_command_prints_every_source_writes_the_page_and_ends_with_3(
    profile: Profile, data: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = now() - timedelta(hours=1)
    data.append("runs", [Run("r", name, at, at, at, "complete") for name in ("bord", "stil")])
    out = tmp_path / "deze map" / "status.html"
    arguments = ["status", "--profile", str(profile.path), "--data", data.root]
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments, "--html", str(out)])
    assert ended() == 0
    heading, *rows = capsys.readouterr().out.strip().split("\n")
    assert heading.split()[0] == "source"
    assert [row.split()[:2] for row in rows] == [["bord", "good"], ["stil", "good"]]
    assert "Alle 2 bronnen zijn in orde." in out.read_text(encoding="utf-8")
    data.append("runs", [Run("s", "stil", now(), now(), now(), "failed", "dns")])
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments])
    assert ended() == 3


def test_without_data_status_is_one_sentence(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["webcare", "status", "--profile", str(profile.path), "--data", str(tmp_path / "niets")]
    monkeypatch.setattr(sys, "argv", arguments)
    assert ended() == 2
    assert capsys.readouterr().err.endswith("niets: holds no data; run `webcare crawl` first\n")


def ended() -> int:
    """The exit status of the command."""
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_every_command_is_in_the_readme_and_says_what_it_does() -> None:
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
    commands = {command.name or command.callback.__name__: command.callback for command in app.registered_commands}
    assert {"crawl", "forget", "export", "purge", "compact", "status"} <= set(commands)
    for group in app.registered_groups:
        assert f"webcare {group.name} " in readme
    for name, callback in commands.items():
        assert f"webcare {name}" in readme, name
        assert callback.__doc__, name
