"""A thousand generated weeks, page by page: every claim in a note is counted again from posts, spells and rounds."""

import inspect
import re

import pytest

from reports import dutch, sentences, wording
from reports.certainty import MeasurePage
from reports.dutch import SHORT_DAYS, WEEKDAYS
from reports.front import FrontPage
from reports.hours import HoursPart
from reports.pages import Document, Page
from reports.proof import TopicsPage, VolumePage
from reports.weekly import Weekly
from reports.work import OpenPage, TeamPage
from tests.reporting.builder import TITLES, World
from tests.reporting.claims import CLAIMS
from tests.reporting.recount import Check
from tests.reporting.weeks import generated


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> list[Weekly]:
    profiles = []
    for size in (1, 2, 4, 26):
        world = World(tmp_path_factory.mktemp("weeks"), [*TITLES, *(f"bron{n}" for n in range(17))][:size])
        profiles.append(world.profile())
    return [generated(seed, profiles[3 if seed % 50 == 0 else seed % 3]) for seed in range(1000)]


def page_of(told: Weekly, kind: type[Page]) -> Page:
    pages = (
        told.front, told.volume_page, told.topics_page, told.open_page, told.team_page, told.hours_part,
        told.measure_page,
    )  # fmt: skip
    return next(page for page in pages if type(page) is kind)


def check(told: Weekly, text: str, claims: list[tuple[str, Check]]) -> set[str]:
    """Checks a text claim by claim, until nothing is left; gives the claims that were met."""
    met, left = set(), text.strip()
    while left:
        for pattern, checked in claims:
            if match := re.match(pattern, left):
                checked(told, match)
                met.add(pattern)
                left = left[match.end() :].lstrip()
                break
        else:
            pytest.fail(f"a claim that no rule checks: {left!r}")
    return met


@pytest.mark.parametrize(("kind", "name"), CLAIMS, ids=[f"{kind.__name__}.{name}" for kind, name in CLAIMS])
def test_every_claim_of_every_note_is_in_the_numbers(weeks: list[Weekly], kind: type[Page], name: str) -> None:
    met: set[str] = set()
    for told in weeks:
        said = getattr(page_of(told, kind), name)
        for text in [said] if isinstance(said, str) else said:
            met |= check(told, text, CLAIMS[kind, name])
    assert met == {pattern for pattern, _ in CLAIMS[kind, name]}, "a claim that no week made"


NOT_OF_THE_WEEK = {
    (Document, "previous"), (Document, "made"), (Document, "foot"), (Document, "attachment"),
    (MeasurePage, "definitions_version"),
}  # fmt: skip
"""Names and dates, which other tests hold."""
QUOTED = {(TeamPage, "thanks"), (TeamPage, "advisers")}
"""Words of others, and initials."""


def test_no_sentence_of_a_page_is_left_out() -> None:
    written = set()
    for kind in (Document, FrontPage, VolumePage, TopicsPage, OpenPage, TeamPage, HoursPart, MeasurePage):
        for name, member in vars(kind).items():
            getter = getattr(member, "fget", None) or getattr(member, "func", None)
            if getter and inspect.signature(getter).return_annotation in {"str", "list[str]"}:
                written.add((kind, name))
    assert written == set(CLAIMS) | NOT_OF_THE_WEEK | QUOTED


def test_words_beside_the_tiles_are_their_figures(weeks: list[Weekly]) -> None:
    arrows = set()
    for told in weeks[::5]:
        for tile in told.tiles:
            said = wording.difference(tile)
            if said:
                assert tile.value is not None
                assert tile.previous is not None
                gap = round(tile.value, tile.digits) - round(tile.previous, tile.digits)
                assert said[0] == ("→" if "gelijk" in said else "↑" if gap > 0 else "↓")
                assert tile.is_comparable
                arrows.add(said[0])
            before = wording.last_week(tile, is_first=told.is_first)
            if tile.previous is not None:
                assert before == f"was {dutch.number(tile.previous, tile.digits)}"
            else:
                assert before in {"eerste week", "vorige week zonder", "vorige week onvolledig"}
                assert (before == "eerste week") == told.is_first
            place = wording.usual(tile.usual, tile.digits, tile.verdict).partition(" ")[0]
            if tile.usual and tile.value is not None and place != "normaal":
                shown = round(tile.value, tile.digits)
                assert place == ("boven" if shown > tile.usual.high else "onder")
                assert not tile.usual.low <= shown <= tile.usual.high
            assert (place == "nog") == (tile.usual is None)
    assert arrows == {"↑", "↓", "→"}


def test_text_alternatives_of_days_and_lines_are_their_figures(weeks: list[Weekly]) -> None:
    for told in weeks[::5]:
        for row in [*told.sources, told.total]:
            said = sentences.day_finding(row)
            values = re.search(r"zondag: (.+?)\. ", said)
            assert values
            found = ["geen meting" if n is None else dutch.number(n) for n in row.days]
            assert values[1] == ", ".join(found)
            odd = [
                day for day, n, band in zip(WEEKDAYS, row.days, row.day_usual, strict=True)
                if band and n is not None and not band.low <= n <= band.high
            ]  # fmt: skip
            named = re.search(r"Buiten het normale bereik: (.+)\.", said)
            assert (re.findall("|".join(WEEKDAYS), named[1]) if named else []) == odd
            assert ("nog geen normaal" in said) == (not any(row.day_usual))
        for tile in told.tiles:
            line = tile.line[1:]
            said = sentences.line_finding(tile.name, line, tile.usual, tile.digits)
            known = [n for n in line if n is not None]
            if not known:
                assert said.endswith("is niets volledig gemeten.")
                continue
            assert f"laagste {dutch.number(min(known), tile.digits)}, " in said
            assert f"hoogste {dutch.number(max(known), tile.digits)}, " in said
            now = "niet volledig gemeten" if line[-1] is None else dutch.number(line[-1], tile.digits)
            assert f"deze week {now}" in said


def test_remarks_beside_sources_on_page_1_are_their_days(weeks: list[Weekly]) -> None:
    for told in weeks:
        rows = {row.title: row for row in told.every_source}
        for listed in told.front.source_list:
            missed = [SHORT_DAYS[n] for n, count in enumerate(rows[listed.title].days) if count is None]
            if 0 < len(missed) < 4:
                assert listed.remark == f"{dutch.listed(missed)} niet gemeten"
            elif 4 <= len(missed) < 7:
                assert listed.remark == f"{len(missed)} dagen niet gemeten"
            assert listed.is_bad <= bool(listed.remark)


def test_the_weeks_are_of_every_kind(weeks: list[Weekly]) -> None:
    assert any(not told.facts.is_measured_at_all for told in weeks)
    assert any(told.facts.is_complete() for told in weeks)
    assert any(told.is_first for told in weeks)
    assert {len(told.facts.sources) for told in weeks} == {1, 2, 4, 26}
