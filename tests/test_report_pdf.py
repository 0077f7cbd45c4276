"""The weekly PDF as a file: six pages, accessible, one family of letters, always the same bytes, nothing hostile."""

import csv
import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from reports.figures import defused
from reports.folders import TEMPLATES, allowed
from reports.kpis import KPIS
from reports.period import PeriodError
from reports.texts import printable, web_address
from tests.reporting.builder import MONDAY, World, lively, local
from webcare.report import ReportError, weekly

MILLIMETRE = 72 / 25.4
SUNDAY = MONDAY + timedelta(days=6)
ENGLISH = re.compile(
    r"\b(?:January|February|March|May|June|July|October|Monday|Tuesday|Wednesday|Thursday|Friday|None|nan|True|False)\b"
)
AUTHORS = ("k1", "klant_geheim", "uwv_webcare")
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


class Log(logging.Handler):
    """Keeps what WeasyPrint logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


Report = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def errors() -> Log:
    log = Log()
    logging.getLogger("weasyprint").addHandler(log)
    return log


def printed(world: World, errors: Log, name: str = "2026-W46", **options: object) -> list[Path]:
    world.write()
    files = weekly(world.profile(), str(world.root / "data"), name, world.root / "out", **options)  # type: ignore[arg-type]
    assert not errors.said, errors.said
    return files


@pytest.fixture(scope="session")
def normal_week(tmp_path_factory: pytest.TempPathFactory, errors: Log) -> list[Path]:
    world = lively(tmp_path_factory.mktemp("normal"), sources=9, weeks=13)
    journal = world.root / "data" / "journal"
    journal.mkdir(parents=True)
    (journal / "signals.csv").write_text(
        "\ufeffnumber;date;topic;text;department;sent_at;answered_at;outcome;posts\r\n"
        f"1;{MONDAY};werknl;Inkomstenformulier blijft leeg na stap 3;ICT, werk.nl;{MONDAY};;;41\r\n", encoding="utf-8",
    )  # fmt: skip
    (journal / "hours.csv").write_text(f"date;adviser;activity;hours\n{MONDAY};RN;webcare;7,5\n", encoding="utf-8")
    return printed(world, errors, html=True)


@pytest.fixture(scope="session")
def for_committee(normal_week: list[Path]) -> list[Path]:
    from crawler import profile

    root = normal_week[0].parent.parent
    return weekly(profile.load(root / "profile.toml"), str(root / "data"), "2026-W46", root / "out", "committee")


BAD = [
    "<script>alert(1)</script><img src=file:///etc/passwd><link rel=attachment href='file:///etc/hostname'>",
    "</td></tr></table><style>*{display:none}</style>" + "x" * 10_000,
    "\u202eomgekeerd\u202c en Z\u0341\u0348\u0353a\u0346l\u0301\u0301\u0301g\u0301o " * 20,
    (
        "<svg onload=alert(1)><use href='file:///etc/passwd'/></svg> "
        "\U0001f600\U0001f9d1\u200d\U0001f680 ☎ مرحبا بالعالم 你好"
    ),
    "{{ w.facts }} {% raw %} &amp;lt; \\ \x00\x07 ]]> --> @import url(http://example.invalid/x.css);",
    "=cmd|'/C calc'!A0 +1 -1 @SUM(A1)",
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, errors: Log) -> Path:
    world = World(tmp_path_factory.mktemp("hostile"))
    world.daily_runs(MONDAY - timedelta(weeks=2), SUNDAY)
    for n in range(48):
        bad = BAD[n % len(BAD)]
        title = bad if n % 2 else "Een heel lange titel over de WW en het UWV " * 5
        url = ("javascript:alert(1)", "file:///etc/passwd", "https://ok.example.nl/p1", "http://[bad")[n % 4]
        words = {"text": f"{bad} Hoe zit dat bij het UWV?", "thread_title": title, "author": "klant_geheim"}
        world.question(
            local(MONDAY + timedelta(days=n % 7), 9), str(n), url=url, thread_url=url, abusive=n == 5, **words
        )
        world.thread(str(n), views=n)
    world.post(
        local(MONDAY, 9), "x", text="SCHELDWOORD UWV", abusive=True, intent="complaint", thread_title="SCHELDTITEL"
    )
    return printed(world, errors)[0]


def few_sources(world: World) -> None:
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    world.question(local(MONDAY, 9))


def nothing_at_all(world: World) -> None:
    world.sources = []
    world.run(local(MONDAY - timedelta(weeks=20), 9))


def all_failed(world: World) -> None:
    world.sources = ["welderforum", "fok"]
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=9), MONDAY - timedelta(days=1), source)
        world.daily_runs(MONDAY, SUNDAY, source, frozenset(MONDAY + timedelta(days=n) for n in range(7)))
    for n in range(60):
        world.post(local(MONDAY - timedelta(days=n + 1), 9), str(n))


def many_sources(world: World) -> None:
    world.sources = [f"bron{n}" for n in range(30)]
    for n, source in enumerate(world.sources):
        world.daily_runs(SUNDAY, SUNDAY, source)
        for k in range(1 + n % 4):
            world.question(local(MONDAY + timedelta(days=k), 9), f"{source}-{k}", source, topics=[f"onderwerp-{n}"])


def first_week(world: World) -> None:
    world.first_visit_days = 7
    world.daily_runs(MONDAY + timedelta(days=2), SUNDAY)
    world.question(local(MONDAY + timedelta(days=3), 9))


def everything_long(world: World) -> None:
    """Eighteen sources of which half failed, long titles, and an earlier edition with other figures."""
    world.sources = [f"bron_met_een_naam_{n}" for n in range(18)]
    week_days = frozenset(MONDAY + timedelta(days=n) for n in range(7))
    for n, source in enumerate(world.sources):
        world.daily_runs(SUNDAY - timedelta(days=9), SUNDAY, source, week_days if n % 2 else frozenset())
        for k in range(3):
            title = "Een lange titel over de WW, het UWV en alles wat daarbij komt kijken en meer dan er past"
            at = local(MONDAY + timedelta(days=k), 9)
            world.question(at, f"{n}-{k}", source, thread_title=title, topics=["ww", "wia", "werknl"])
            world.answer(at + timedelta(hours=30), f"{n}-{k}", source, text="Kun je ons bellen?" if k else "Dat kan.")
            world.thanks(at + timedelta(hours=31), f"{n}-{k}", source)
    figures = dict.fromkeys((figure.__name__ for figure in KPIS), 7)
    (world.root / "out").mkdir()
    earlier = json.dumps({"week": "2026-W46", "edition": "team", "figures": figures})
    (world.root / "out" / "weekoverzicht-2026-W46.json").write_text(earlier)


EDGES: dict[str, tuple[Callable[[World], None], str]] = {
    "one source": (few_sources, "1 bericht"),
    "no data in the week": (nothing_at_all, "geen enkele bron gemeten"),
    "all sources failed": (all_failed, "geen enkele bron gemeten"),
    "thirty sources, over forty open": (many_sources, "vragen staan nog open"),
    "first week ever": (first_week, "nog geen normaal"),
    "everything long": (everything_long, "Week 46, herzien"),
}


def text_of(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def flat(text: str) -> str:
    return " ".join(text.split())


def check_page_edges(path: Path) -> None:
    with pymupdf.open(path) as document:
        assert len(document) == 6
        for page in document:
            left, right = 16 * MILLIMETRE - 1, (210 - 16) * MILLIMETRE + 1
            for block in page.get_text("words"):
                assert left <= block[0], (page.number + 1, block[4])
                assert block[2] <= right, (page.number + 1, block[4])
                assert block[3] <= (297 - 4) * MILLIMETRE, (page.number + 1, block[4])
            for drawing in page.get_drawings():
                box = drawing["rect"]
                assert box.x1 <= 210 * MILLIMETRE + 1, (page.number + 1, box)


def check_letters(path: Path) -> None:
    with pymupdf.open(path) as document:
        families = {font[3].split("+")[1] for page in document for font in page.get_fonts()}
    assert families <= {"Fira-Sans", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold", "Fira-Sans-Italic"}
    assert "Fira-Sans" in families


def check_language(path: Path) -> None:
    text = text_of(path)
    assert not ENGLISH.search(text)
    assert not re.search(r"\d,\d{3}\b", text), "a thousand is written with a point"
    assert not re.search(r"(?<!versie )\b\d+\.\d{1,2}\b(?! uur)(?!\d)", text), "a decimal is written with a comma"
    for author in AUTHORS:
        assert author not in text


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory, errors: Log) -> dict[str, Path]:
    paths = {}
    for name, (build, _) in EDGES.items():
        world = World(tmp_path_factory.mktemp("edge"))
        build(world)
        paths[name] = printed(world, errors)[0]
    return paths


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_week_is_six_sound_pages(edges: dict[str, Path], edge: str) -> None:
    path, said = edges[edge], EDGES[edge][1]
    assert said in flat(text_of(path))
    check_page_edges(path)
    check_letters(path)
    check_language(path)


def test_a_normal_week_is_six_sound_pages(normal_week: list[Path]) -> None:
    path = normal_week[0]
    check_page_edges(path)
    check_letters(path)
    check_language(path)
    text = flat(text_of(path))
    for words in (
        "Inkomstenformulier blijft leeg na stap 3",
        "in 7,5 uur",
        "Gemeten: 8 van de 9 bronnen",
        "Begrippen, versie 1.0",
    ):
        assert words in text


def test_the_page_of_figures_names_every_figure_with_its_definition(normal_week: list[Path]) -> None:
    from reports.kpis import definition_of, name_of

    text = flat(text_of(normal_week[0]))
    for figure in KPIS:
        assert name_of(figure) in text
        assert definition_of(figure) in text


def test_the_same_week_twice_is_the_same_file(normal_week: list[Path]) -> None:
    from crawler import profile

    root = normal_week[0].parent.parent
    before = {path.name: path.read_bytes() for path in normal_week}
    weekly(profile.load(root / "profile.toml"), str(root / "data"), "2026-W46", root / "out", html=True)
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


def test_the_pass_repairs_what_weasyprint_leaves(normal_week: list[Path]) -> None:
    with pikepdf.Pdf.open(normal_week[0]) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "nl"
        heads = boxes = 0
        for node in document.objects:
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if node.get("/S") == "/TH":
                scopes = [a.get("/Scope") for a in (node.A if isinstance(node.A, pikepdf.Array) else [node.A])]
                assert "/Column" in scopes or "/Row" in scopes
                heads += 1
            if node.get("/S") == "/Figure":
                left, bottom, right, top = (float(n) for n in node.A.BBox)
                assert 0 <= left < right <= 596
                assert 0 <= bottom < top <= 842
                assert str(node.Alt).endswith(".")
                boxes += 1
            if node.get("/Subtype") == "/Link":
                assert int(node.F) & 4
        assert heads > 20
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


def test_the_renderer_reads_nothing_outside_its_own_folders(tmp_path: Path) -> None:
    assert allowed((TEMPLATES / "look.css").as_uri()).name == "look.css"
    assert allowed((TEMPLATES / "fonts" / "FiraSans-Regular.ttf").as_uri()).is_file()
    outside = tmp_path / "secret.css"
    outside.write_text("secret")
    for url in (
        outside.as_uri(), "http://example.invalid/x.css", "https://example.invalid/", "data:text/css,x", "ftp://x/y",
        f"{TEMPLATES.as_uri()}/../../pyproject.toml", "file://example.invalid/etc/passwd", "file:///etc/passwd",
    ):  # fmt: skip
        with pytest.raises(ValueError, match="nothing outside"):
            allowed(url)


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
    with pikepdf.Pdf.open(for_committee[0]) as document:
        attached = next(iter(document.attachments.values())).get_file().read_bytes().decode()
    assert "https://" not in attached
    assert "DigiD geblokkeerd" not in attached


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-x", "@SUM(A1)", " =1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert defused(cell).lstrip()[0] == "'"
    assert defused(-3.5) == "-3,5"
    assert defused(None) == "geen"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x",
        "https://",
        "http://[x",
        "https://a.nl/ x",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) is None


def test_words_in_print_hold_only_letters_of_the_reports_font() -> None:
    assert printable("\u202eab\u200b\u00adc\U0001f600 Z\u0301\u0341a") == "abc Źa"
    assert printable("你好 wereld") == "[ander schrift] wereld"
    assert printable("é één reïntegratie €") == "é één reïntegratie €"


def test_late_finds_make_the_next_edition_of_a_week_revised(tmp_path: Path, errors: Log) -> None:
    world = World(tmp_path)
    few_sources(world)
    first = printed(world, errors)[0]
    assert "herzien" not in text_of(first)
    world.posts, world.runs = [], []
    world.post(local(MONDAY, 20), post_id="late", fetched_at=local(MONDAY + timedelta(days=9)))
    second = printed(world, errors)[0]
    text = flat(text_of(second))
    assert "Week 46, herzien" in text
    assert "Berichten 2 (was 1)" in text
    before = second.read_bytes()
    world.posts = []
    assert printed(world, errors)[0].read_bytes() == before


def test_wrong_input_is_one_clear_sentence(tmp_path: Path) -> None:
    world = World(tmp_path)
    with pytest.raises(ReportError, match="holds no data"):
        weekly(world.profile(), str(tmp_path / "none"), None, tmp_path)
    world.post(local(MONDAY))
    world.write()
    with pytest.raises(PeriodError, match="2026-W99"):
        weekly(world.profile(), str(tmp_path / "data"), "2026-W99", tmp_path)
