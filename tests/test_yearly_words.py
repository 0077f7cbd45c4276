"""What the year-end summary says in words: as many weeks, sources and letters as its charts and tables show."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.profile import load
from reports import small
from reports.journal import Event, Journal, Signal
from reports.yearly.charts import Bar, bars
from reports.yearly.files import html
from reports.yearly.maps import heat_table
from reports.yearly.report import Yearly, yearly
from tests.reporting.builder import MONDAY, SUNDAY, World, local
from tests.test_yearly_parts import YEAR, made

SOURCES = 18


def test_rows_that_are_merged_twice_become_one_row() -> None:
    rows = [(f"r{n}", (20 - n, 9)) for n in range(15)]
    rows[3] = ("klein", (2, 9))
    shown = small.busiest(rows, "Overige bronnen")
    assert [name for name, _ in shown].count("Overige bronnen") == 1
    assert shown[-1][1] == (2 + 8 + 7 + 6, 36)


def test_a_long_name_is_cut_before_it_leaves_the_chart() -> None:
    name = "Het Grote Forum voor Uitkeringsgerechtigden en Re-integratie"
    drawn = bars([Bar(name, 3, "3"), Bar("Zwangerschap en verlof", 2, "2")], "titel")
    assert ">Het Grote Forum voor…<" in drawn
    assert ">Zwangerschap en verlof<" in drawn


def test_both_letters_of_a_week_stand_in_the_chart(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(28):
        world.post(local(MONDAY - timedelta(days=n), 9), str(n))
    events = [Event(MONDAY, "Brief verstuurd"), Event(MONDAY + timedelta(days=2), "Storing"), Event(MONDAY, "Wet")]
    demanded = made(world, Journal(events=events)).demanded
    assert len(demanded.marks) == 3
    assert [letters for _, letters in demanded.chart_marks] == ["A B C"]
    assert demanded.week_finding.endswith(" 1 week is gemarkeerd.")


@pytest.fixture
def badly_measured(tmp_path: Path) -> Yearly:
    """Eighteen sources, each of them read on some days of one of two weeks only."""
    world = World(tmp_path, [f"bron{n}" for n in range(SOURCES)])
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(days=7), SUNDAY, source, frozenset({SUNDAY, SUNDAY - timedelta(days=1)}))
        world.post(local(MONDAY, 9), source, source)
        world.post(local(SUNDAY - timedelta(days=7), 9), source, source)
    return made(world)


def test_a_long_topic_is_cut_before_it_leaves_the_table_of_months() -> None:
    drawn = heat_table([("Inkomensvoorziening voor ouderen (IOAW)", [3], ["3", "3"])], ["aug", "samen"], "titel")
    assert ">Inkomensvoorziening voor…<" in drawn


def test_another_organisation_s_norm_term_and_topics_are_worded_as_they_are(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9), topics=["algemeen"])
    world.write()
    text = re.sub(r'\[\[terms\]\]\nterm = "(WW|werk.nl)"\n', "", world.profile().path.read_text(encoding="utf-8"))
    world.profile().path.write_text(text.replace("norm_hours = 8", "norm_hours = 0.5"), encoding="utf-8")
    made_ = yearly(str(tmp_path / "data"), Journal(), load(tmp_path / "profile.toml"), YEAR, {}, name="p", heading="P")
    page = html(made_)
    assert "een vraag is binnen 0,5 openingsuren beantwoord" in page
    assert "De zoekterm met haar treffers" in page
    assert made_.facts.topic("algemeen") == "Algemeen"


def test_one_question_on_one_source_is_one_in_words(tmp_path: Path) -> None:
    world = World(tmp_path, ["bron"])
    world.question(local(MONDAY, 9), source="bron")
    world.run(local(SUNDAY + timedelta(days=9)), "bron")
    told = made(world)
    assert told.measured.lead.startswith("De enige bron is achteraf gelezen")
    assert told.answers.first.startswith("Op 0 van de 1 concrete vraag")
    assert any("in 1 ronde, " in words for words in told.conduct.politeness_words)


def test_weeks_that_were_measured_in_part_are_counted_over_all_sources(badly_measured: Yearly) -> None:
    measured = badly_measured.measured
    assert measured.gap_finding == f"{SOURCES} bron-weken deels gemeten"
    assert measured.lead.startswith(f"{SOURCES} van de {2 * SOURCES} bron-weken")
    assert measured.more_sources == "Nog 2 bronnen in de bijlage."


def test_what_never_happened_is_not_counted(badly_measured: Yearly) -> None:
    said = [*badly_measured.conduct.politeness_words, *badly_measured.conduct.overruled]
    assert "Geen enkele site vroeg om langzamer te lezen of stond lezen niet toe." in said
    assert not [words for words in said if re.search(r"(?<![\d.,])0 (?:keer|rondes|×)", words)]


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ([2, 4, 30, None], "4 signalen door; 3 zijn beantwoord. De helft van die antwoorden kwam binnen 4 dagen."),
        ([4, None], "2 signalen door; 1 is beantwoord. Dat antwoord kwam binnen 4 dagen."),
    ],
)
def test_half_of_the_answers_is_not_half_of_the_signals(
    tmp_path: Path, answered: list[int | None], expected: str
) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9))
    world.post(local(date(2026, 9, 1), 9))
    sent = date(2026, 9, 7)
    signals = [
        Signal(str(n), sent, "Formulier leeg", "ICT", sent, sent + timedelta(days=days) if days else None, "", 3)
        for n, days in enumerate(answered)
    ]
    assert made(world, Journal(signals=signals)).signalled.lead == f"Het team zette {expected}"
