"""The year-end summary of the practice pilot: every number of the results slide, equal to the generator's ledger."""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
import pikepdf
import pytest

from practice.ledger import truth
from practice.rhythm import midnight
from reports import dutch, kpis, small
from reports.yearly.files import documents
from tests.reporting.piloted_year import FULL, NAME, Pilot, feet, text_of


@pytest.fixture(scope="module")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Pilot:
    return Pilot(tmp_path_factory.mktemp("pilot"))


# equal to the ledger


def test_every_number_of_the_slide_is_the_ledgers_and_stands_in_the_text(pilot: Pilot) -> None:
    values = pilot.report.values
    assert values["zoektermen"] == 25
    assert values["interventies"] == pilot.slide.interventions > 600
    assert values["signalen"] == pilot.slide.signals > 30
    assert values["volgers"] == pilot.slide.followers > 500
    assert values["keren_gelezen"] == pilot.slide.reads > 18_000
    assert values["berichten_per_dag"] == pytest.approx(pilot.slide.tweets_a_day, rel=0.002)
    assert [round(100 * q.good) for q in pilot.report.worth.questions] == [97, 81, 94]
    printed = [values[name] for name in values]
    for value in printed:
        assert re.search(rf"(?<![\d.,]){re.escape(dutch.number(value or 0))}(?![\d,])", pilot.text), value
    for share in (pilot.slide.good, pilot.slide.satisfied, pilot.slide.useful):
        assert f"{share}%" in pilot.text


def test_interventions_per_month_are_the_ledgers_and_part_months_stay_out_of_the_mean(pilot: Pilot) -> None:
    months = {m.key: n for m, n in zip(pilot.report.facts.acting_months, pilot.report.supplied.monthly, strict=True)}
    assert months == dict(pilot.truth.supply.months)
    assert [m.key for m in pilot.report.facts.acting_months if m.is_part] == ["2010-07", "2010-12"]
    full = [pilot.truth.supply.months[f"2010-{n:02d}"] for n in (8, 9, 10, 11)]
    assert pilot.report.values["interventies_per_maand"] == pytest.approx(sum(full) / 4)
    assert sum(full) / 4 > 140


def test_demand_is_the_ledgers(pilot: Pilot) -> None:
    demand, facts = pilot.truth.demand, pilot.report.facts
    assert pilot.report.demanded.whole.posts == demand.relevant
    assert {source: d.posts for source, d in pilot.figures.items() if d.posts} == dict(demand.sources)
    assert pilot.terms == dict(demand.terms)
    shown = {title: sum(monthly) for title, monthly, _ in pilot.report.demanded.topic_rows}
    assert shown == {facts.topic(topic): n for topic, n in demand.topics.items() if n >= 5}


def test_what_people_waited_for_is_the_ledgers(pilot: Pilot) -> None:
    facts, waiting = pilot.report.facts, pilot.truth.waiting
    assert (len(facts.questions), len(facts.complaints)) == (waiting.questions, waiting.complaints)
    ends = Counter(spell.end for spell in facts.asked)
    assert ends["answered"] == waiting.answered
    assert ends["community"] == waiting.helped
    assert ends["expired"] == waiting.expired
    assert ends[None] == waiting.open
    assert ends["no_reply"] == waiting.declined


def test_response_times_are_the_ledgers_on_both_clocks(pilot: Pilot) -> None:
    facts = pilot.report.facts
    spells = [s for s in facts.asked if s.end == "answered"]
    opening = sorted(facts.opening.hours(s.asked, s.ended or 0) for s in spells)
    clock = sorted(((s.ended or 0) - s.asked) / 3600 for s in spells)
    assert opening == pytest.approx(pilot.truth.waiting.opening_hours)
    assert clock == pytest.approx(pilot.truth.waiting.clock_hours)


def test_median_and_percentile_are_of_the_first_questions_that_were_answered(pilot: Pilot) -> None:
    timed, facts = pilot.report.timed, pilot.report.facts
    first = [s for s in facts.questions if s.is_first]
    hours = [facts.opening.hours(s.asked, s.ended or 0) for s in first if s.end == "answered"]
    assert timed.middle == pytest.approx(median(hours))
    assert timed.late == pytest.approx(float(np.percentile(hours, 90)))
    assert timed.within == sum(h <= 8 for h in hours)
    assert sum(n for _, n in timed.fates) == len(first)


def test_sources_and_views_are_the_ledgers(pilot: Pilot) -> None:
    acts = Counter(act.source for act in pilot.report.facts.acts)
    assert acts == pilot.truth.supply.sources
    assert {read.source: read.views for read in pilot.report.worth.read} == dict(pilot.truth.supply.views)
    assert pilot.report.supplied.own == pilot.truth.supply.broadcasts


def test_an_interim_report_is_the_ledger_of_its_period(pilot: Pilot) -> None:
    interim = pilot.made(first=date(2010, 7, 13), last=date(2010, 9, 30))
    expected = truth(pilot.world, midnight(date(2010, 7, 13)), midnight(date(2010, 10, 1)))
    assert interim.values["interventies"] == expected.supply.interventions
    assert interim.demanded.whole.posts == expected.demand.relevant
    assert len(interim.facts.questions) == expected.waiting.questions
    assert sum(s.end is None for s in interim.facts.asked) <= expected.waiting.open
    assert [m.is_part for m in interim.facts.acting_months] == [True, False, False]


# the classes and the tables


def test_classes_of_the_response_time_are_equal_and_hold_every_answer(pilot: Pilot) -> None:
    timed = pilot.report.timed
    names = [timed.class_name(n) for n in range(len(timed.classes))]
    edges = [tuple(map(float, name.replace(",", ".").split("–"))) for name in names[:-1]]
    assert {round(high - low, 6) for low, high in edges} == {timed.step}
    assert all(high == low for (_, high), (low, _) in pairwise(edges))
    assert (names[-1], edges[-1][1]) == ("langer", 2 * timed.norm)
    assert sum(timed.classes) == len(timed.ordered)
    assert sum(timed.classes[:8]) == timed.within


def test_every_chart_has_its_table_and_the_tables_travel_as_csv(pilot: Pilot) -> None:
    titles = [table.title for table in pilot.report.annex.tables]
    assert len(titles) == 12
    for n, title in enumerate(titles, 1):
        assert f"Tabel {n}. {title[:24]}" in pilot.text
    with pikepdf.open(pilot.pdf) as document:
        (attached,) = document.attachments.values()
        content = attached.get_file().read_bytes().decode("utf-8-sig")
    assert "Tabel 4. Per maand" in content
    assert "Zwangerschapspagina.nl;" in content


def test_what_a_chart_draws_stands_in_a_table(pilot: Pilot) -> None:
    told = pilot.report
    cells = {row[n] for table in told.annex.tables for row in table.rows for n in range(len(row))}
    drawn = [bar.figure for bar in (*told.supplied.kinds, *told.supplied.end_bars, *told.demanded.source_bars)]
    drawn += [column.figure for column in (*told.supplied.columns, *told.timed.class_columns) if column.figure]
    drawn += [figure for _, _, row in told.demanded.topic_rows for figure in row]
    drawn += [small.said(count) for _, count in told.worth.outcomes]
    drawn += [dutch.number(count) for _, count in told.timed.fates if count >= 5]
    drawn += [dutch.number(told.worth.followers[-1].count), dutch.number(told.supplied.reactive)]
    drawn += [part.label.capitalize() for question in told.worth.questions for part in question.parts[:1]]
    flat = " ".join(cells)
    assert [figure for figure in drawn if figure not in cells and figure not in flat] == []
    states = [len(weeks) for weeks in told.facts.weekly_coverage.values()]
    readings = told.annex.tables[-1]
    assert [sum(int(cell) for cell in row[1:6]) for row in readings.rows] == states


def test_json_beside_the_pdf_holds_the_figures(pilot: Pilot) -> None:
    told = json.loads(pilot.files[f"{NAME}.json"])
    assert told["figures"]["interventies"] == pilot.slide.interventions
    assert sum(told["months"].values()) == pilot.slide.interventions
    assert told["response"]["within_norm"] == pilot.report.timed.within


# what the committee may see


def test_no_person_is_named(pilot: Pilot) -> None:
    words = set(re.findall(r"[^\s“”…,.;:()]+", pilot.text))
    named = {name for name in pilot.world.authors() if name in words or (" " in name and name in pilot.text)}
    assert len(pilot.world.authors()) > 500
    assert named == set()
    team = pilot.profile.team
    handles = {account.name for account in team.accounts} - {team.name}
    assert not [sign for sign in team.advisers if re.search(rf"\b\^?{sign}\b", pilot.text)]
    assert not [name for name in team.advisers.values() if name in words]
    assert not [handle for handle in handles if handle in pilot.text]


def test_there_are_no_links_out_and_no_addresses(pilot: Pilot) -> None:
    with pikepdf.open(pilot.pdf) as document:
        actions = [a.get("/A", {}) for page in document.pages for a in page.get("/Annots", [])]
    assert not [action for action in actions if "/URI" in action]
    assert "http" not in pilot.text
    assert "example.nl" not in pilot.text


def test_quotations_lead_to_nobody(pilot: Pilot) -> None:
    quoted = [p.text for p in (*pilot.report.worth.thanks, *pilot.report.worth.complaints)]
    assert quoted
    for fragment in quoted:
        said = {
            post.author
            for thread in pilot.world.readable()
            for post in thread.posts
            if fragment in " ".join(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", post.text.casefold()))
        }
        assert len(said) >= 5, fragment
        assert fragment in " ".join(pilot.text.split())


def test_counts_under_five_are_merged_in_every_table(pilot: Pilot) -> None:
    people = [t for t in pilot.report.annex.tables if not t.title.startswith(("Uren", "Per bron: weken"))]
    assert len(people) == 10
    for table in people:
        is_week = table.heading[0] == "Week"
        cells = [c for row in table.rows for n, c in enumerate(row[1:], 1) if not (is_week and n % 2 == 0)]
        assert not [cell for cell in cells if cell in {"1", "2", "3", "4"}], table.title


# the document


def test_ten_to_fourteen_pages_and_none_but_the_last_a_third_empty(pilot: Pilot) -> None:
    filled = feet(pilot.pdf)
    assert 10 <= len(filled) <= 14
    assert [n for n, foot in enumerate(filled[:-1], 1) if foot < FULL] == []


def test_the_interim_report_is_as_full(pilot: Pilot) -> None:
    interim = pilot.root / "interim.pdf"
    interim.write_bytes(documents(pilot.made(first=date(2010, 7, 13), last=date(2010, 9, 30)))[f"{NAME}.pdf"])
    filled = feet(interim)
    assert 8 <= len(filled) <= 14
    assert [n for n, foot in enumerate(filled[:-1], 1) if foot < FULL] == []


def test_page_one_answers_and_asks(pilot: Pilot) -> None:
    first = " ".join(text_of(pilot.pdf, "-l", "1").split())
    for part in ("Pilot webcare 2010", "12 juli tot en met", "Gevraagd van de commissie", "Doorgaan, of stoppen?"):
        assert part in first
    assert len(re.findall(r"Pagina \d+", first)) >= 5
    told = pilot.report.answers
    for sentence in (told.first, told.second, told.third, told.fourth):
        assert re.search(r"\d", sentence)
        assert sentence in first
    assert "Er is geen besluit opgegeven" not in first


def test_only_fira_sans_is_embedded(pilot: Pilot) -> None:
    fonts = subprocess.run(["pdffonts", str(pilot.pdf)], capture_output=True, text=True, check=True).stdout
    names = [line.split()[0] for line in fonts.splitlines()[2:]]
    assert len(names) == 4
    assert all("+Fira-Sans" in name for name in names)


def test_numbers_and_dates_are_dutch(pilot: Pilot) -> None:
    assert not re.search(r"\b\d{1,3},\d{3}\b", pilot.text)
    assert not re.search(r"\b(?:July|August|October|May|March|Monday|Tuesday)\b", pilot.text)


def test_outloud_finds_no_errors(pilot: Pilot) -> None:
    tool = Path(sys.executable).with_name("outloud")
    done = subprocess.run([str(tool), "--no-info", str(pilot.pdf)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_qpdf_finds_nothing(pilot: Pilot) -> None:
    with pikepdf.open(BytesIO(pilot.files[pilot.pdf.name])) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(pilot: Pilot) -> None:
    assert documents(pilot.made("Doorgaan, of stoppen?")) == pilot.files


def test_shared_definitions_are_the_weekly_ones(pilot: Pilot) -> None:
    assert pilot.report.values["interventies"] == kpis.interventies(pilot.report.facts)
    assert kpis.waardering(pilot.report.facts) == sum(a.outcome == "thanked" for a in pilot.report.facts.acts)
