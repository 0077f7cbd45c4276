"""The weekly PDF as a file: six pages, accessible, one family of letters, always the same bytes, nothing hostile."""

import csv
import io
import json
import re
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from reports.kpis import DEFINITIONS_VERSION, KPIS
from tests.reporting.builder import MONDAY, World, lively
from tests.reporting.edge_weeks import EDGES, hostile_words
from tests.reporting.printed import (
    check_letters,
    check_page_edges,
    flat,
    printed,
    printed_again,
    sound,
    text_of,
)

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.fixture(scope="session")
def normal_week(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    world = lively(tmp_path_factory.mktemp("normal"), sources=9, weeks=13)
    journal = world.root / "data" / "journal"
    journal.mkdir(parents=True)
    (journal / "signals.csv").write_text(
        "\ufeffnumber;date;topic;text;department;sent_at;answered_at;outcome;posts\r\n"
        f"1;{MONDAY};werknl;Inkomstenformulier blijft leeg na stap 3;ICT, werk.nl;{MONDAY};;;41\r\n", encoding="utf-8",
    )  # fmt: skip
    (journal / "hours.csv").write_text(f"date;adviser;activity;hours\n{MONDAY};RN;webcare;7,5\n", encoding="utf-8")
    return printed(world, html=True)


@pytest.fixture(scope="session")
def for_committee(normal_week: list[Path]) -> list[Path]:
    return printed_again(normal_week[0].parent.parent, edition="committee")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = World(tmp_path_factory.mktemp("hostile"))
    hostile_words(world)
    return printed(world)[0]


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = {}
    for name, (build, _) in EDGES.items():
        world = World(tmp_path_factory.mktemp("edge"))
        build(world)
        paths[name] = printed(world)[0]
    return paths


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_week_is_six_sound_pages(edges: dict[str, Path], edge: str) -> None:
    assert EDGES[edge][1] in sound(edges[edge])


def test_a_normal_week_is_six_sound_pages(normal_week: list[Path]) -> None:
    text = sound(normal_week[0])
    for words in (
        "Inkomstenformulier blijft leeg na stap 3",
        "in 7,5 uur",
        "Gemeten: 8 van de 9 bronnen",
        f"Begrippen, versie {DEFINITIONS_VERSION}",
    ):
        assert words in text


def test_the_page_of_figures_names_every_figure_with_its_definition(normal_week: list[Path]) -> None:
    from reports.kpis import definition_of, name_of

    text = flat(text_of(normal_week[0]))
    for figure in KPIS:
        assert name_of(figure) in text
        assert definition_of(figure) in text


def test_the_same_week_twice_is_the_same_file(normal_week: list[Path]) -> None:
    before = {path.name: path.read_bytes() for path in normal_week}
    printed_again(normal_week[0].parent.parent, html=True)
    assert {path.name: path.read_bytes() for path in normal_week} == before


def test_outloud_finds_no_errors(
    normal_week: list[Path], for_committee: list[Path], edges: dict[str, Path], hostile: Path
) -> None:
    odd = [edges[name] for name in ("one source", "no data in the week", "thirty sources, over forty open")]
    files = [normal_week[0], for_committee[0], hostile, *odd]
    command = [str(Path(sys.executable).with_name("outloud")), "--no-info", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 error(s)") == len(files)


def test_the_pdf_has_no_syntax_errors(normal_week: list[Path], hostile: Path) -> None:
    for path in (normal_week[0], hostile):
        with pikepdf.Pdf.open(path) as document:
            assert document.check_pdf_syntax() == []


def _group(cell: pikepdf.Dictionary) -> str:
    """The part of its table that a cell stands in."""
    while cell.S not in {"/THead", "/TBody", "/Table"}:
        cell = cell.P
    return str(cell.S)


def test_the_pass_repairs_what_weasyprint_leaves(normal_week: list[Path]) -> None:
    with pikepdf.Pdf.open(normal_week[0]) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "nl"
        heads = boxes = 0
        scoped: set[tuple[str, str]] = set()
        tiles: list[float] = []
        for node in document.objects:
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if node.get("/S") == "/TH":
                scopes = [a.get("/Scope") for a in (node.A if isinstance(node.A, pikepdf.Array) else [node.A])]
                scoped |= {(str(scope), _group(node)) for scope in scopes if scope}
                heads += 1
            if node.get("/S") == "/Figure":
                left, bottom, right, top = (float(n) for n in node.A.BBox)
                assert 0 <= left < right <= 596
                assert 0 <= bottom < top <= 842
                assert str(node.Alt).endswith(".")
                boxes += 1
                if str(node.Alt).startswith("Berichten, verloop over twaalf weken"):
                    tiles.append(bottom)
            if node.get("/Subtype") == "/Link":
                assert int(node.F) & 4
        assert heads > 20
        assert scoped == {("/Column", "/THead"), ("/Row", "/TBody")}
        assert min(tiles) > 842 / 2, "the line of the first tile stands in the upper half of page 1"
        assert boxes > 20
        for page in document.pages[1:]:
            marks = [
                str(operands[0]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"
            ]
            assert marks.count("/Artifact") >= 4


def test_the_date_of_the_document_is_the_cutoff_of_the_data(normal_week: list[Path]) -> None:
    figures = json.loads(normal_week[1].read_text(encoding="utf-8"))
    with pikepdf.Pdf.open(normal_week[0]) as document:
        created = str(document.docinfo["/CreationDate"])
    assert created[2:10] == figures["cutoff"][:10].replace("-", "")


def test_the_tables_of_the_week_are_inside_as_csv(normal_week: list[Path]) -> None:
    with pikepdf.Pdf.open(normal_week[0]) as document:
        (name,) = document.attachments
        content = document.attachments[name].get_file().read_bytes()
    assert name == "weekcijfers-2026-W46.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["tabel", "naam", "kolom", "waarde"]
    figures = json.loads(normal_week[1].read_text(encoding="utf-8"))
    named = {(r[0], r[1], r[2]): r[3] for r in rows}
    assert named["kerncijfers", "Berichten", "deze week"] == str(figures["figures"]["berichten"])
    assert named["berichten per bron en dag", "Startpagina.nl", (MONDAY + timedelta(days=3)).isoformat()] == "geen"
    assert sum(int(r[3]) for r in rows if r[0] == "berichten per uur") == figures["figures"]["berichten"]


def test_headings_follow_each_other_and_make_the_bookmarks(normal_week: list[Path]) -> None:
    html = normal_week[2].read_text(encoding="utf-8")
    levels = [int(n) for n in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with pymupdf.open(normal_week[0]) as document:
        titles = [entry[1] for entry in document.get_toc()]
    assert titles[0] == "Berichten per dag, alle bronnen"
    assert "Open vragen" in titles


def test_titles_link_to_the_threads_and_every_link_has_words(normal_week: list[Path]) -> None:
    html = normal_week[2].read_text(encoding="utf-8")
    assert all(words.strip() for words in re.findall(r"<a [^>]*>(.*?)</a>", html, re.DOTALL))
    with pymupdf.open(normal_week[0]) as document:
        links = [link["uri"] for link in document[3].get_links() if "uri" in link]
    assert len(links) >= 5
    assert all(link.startswith("https://") for link in links)


def test_hostile_words_stay_words(hostile: Path) -> None:
    check_page_edges(hostile)
    check_letters(hostile)
    text = text_of(hostile)
    assert "<script>" in text or "<link rel" in text, "escaped markup is shown as it was typed"
    assert "root:" not in text
    assert "SCHELDWOORD" not in text
    assert "SCHELDTITEL" not in text
    assert "klant_geheim" not in text
    with pikepdf.Pdf.open(hostile) as document:
        assert list(document.attachments) == ["weekcijfers-2026-W46.csv"]
    with pymupdf.open(hostile) as document:
        links = {link["uri"] for page in document for link in page.get_links() if "uri" in link}
    assert links <= {"https://ok.example.nl/p1"}


def test_the_committees_edition_has_no_links_titles_quotations_or_advisers(for_committee: list[Path]) -> None:
    assert for_committee[0].name == "weekoverzicht-2026-W46-commissie.pdf"
    check_page_edges(for_committee[0])
    with pymupdf.open(for_committee[0]) as document:
        links = [link for page in document for link in page.get_links() if "uri" in link]
    text = flat(text_of(for_committee[0]))
    assert not links
    assert "“Dank" not in text
    assert "DigiD geblokkeerd" not in text
    assert "Hoe komen ze bij het UWV" not in text
    assert "Bekeken" not in text
    assert re.findall(r"(?<!tot )\w\w \d+ \w{3}, \d\d\.\d\d uur", text) == []
    with pikepdf.Pdf.open(for_committee[0]) as document:
        attached = next(iter(document.attachments.values())).get_file().read_bytes().decode()
    assert "https://" not in attached
    assert "DigiD geblokkeerd" not in attached
    assert "bekeken" not in attached
    assert re.search(r"open vragen;1;wacht openingsuren;\d+\r?\n", attached)
