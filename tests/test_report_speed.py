"""What makes reports quick changes nothing that they say."""

import ctypes.util
import gc
import os
import re
import shutil
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import cffi
import pydyf
import pymupdf
import pytest

from reports import layout, libraries, render
from reports.folders import TEMPLATES
from reports.later import put_off
from reports.markup import Sheet
from reports.parquet import connected
from reports.repairs import pack
from reports.uncollected import uncollected
from reports.volumes import rounds
from tests.reporting.builder import MONDAY, World, lively
from tests.reporting.printed import printed


def test_the_collector_is_on_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        int(gc.isenabled()) / int(gc.isenabled())
    assert gc.isenabled()


def test_within_a_pause_the_collector_stays_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def test_only_runs_that_count_are_read(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), MONDAY)
    world.write()
    since = datetime.combine(MONDAY - timedelta(weeks=1), datetime.min.time(), UTC)
    with connected(str(world.root / "data")) as connection:
        every, some = rounds(connection), rounds(connection, since)
    assert some == [every[0], *(run for run in every[1:] if run.planned >= since)]
    assert 2 < len(some) < len(every)


def test_without_a_safe_folder_templates_are_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise RuntimeError("Cannot determine safe temp directory")

    monkeypatch.setattr(render, "FileSystemBytecodeCache", refuse)
    assert render.compiled() is None


def test_what_no_letter_has_does_not_stop_a_page() -> None:
    sheet = Sheet("<html lang='nl'><body><p>a\x00\x07\ufffe\ud800b</p></body></html>")
    assert "".join(sheet.etree_element.itertext()) == "ab"
    assert sheet.base_url == TEMPLATES.as_uri() + "/"


WATCHED = """
import sys
started = []
sys.addaudithook(lambda event, told: started.append(told[0]) if event == "subprocess.Popen" else None)
import reports.markup
print(started)
"""


def test_no_other_process_looks_for_the_libraries() -> None:
    if not all(map(libraries.is_loaded, libraries.NAMES)):
        pytest.skip("this system does not load every library by its name, so they are searched for")
    command = [sys.executable, "-c", WATCHED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TEMPLATES.parents[1])
    assert done.stdout.strip() == "[]"


def test_libraries_that_are_not_known_by_name_are_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    search = ctypes.util.find_library
    monkeypatch.setattr(libraries, "NAMES", ("libvanniemand.so.0",))
    with libraries.unsearched():
        assert ctypes.util.find_library is search


def test_the_search_is_back_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    search = ctypes.util.find_library
    monkeypatch.setattr(libraries, "NAMES", ())
    with pytest.raises(ZeroDivisionError), libraries.unsearched():
        int(ctypes.util.find_library is not search) / 0
    assert ctypes.util.find_library is search


LOADED = """
import sys
from reports.later import UNUSED
import reports.markup
before = UNUSED.keys() & sys.modules.keys()
import weasyprint
page = weasyprint.HTML(string="<p>a<br>b", url_fetcher=reports.markup.OwnFolders()).render().pages
try:
    sys.modules["weasyprint.pdf.fonts"].instantiateVariableFont(None, {})
except TypeError:
    print(sorted(before), len(page), "tinyhtml5" in sys.modules, "fontTools.varLib.instancer" in sys.modules)
"""


def test_what_weasyprint_needs_for_other_documents_is_loaded_when_it_is_needed() -> None:
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TEMPLATES.parents[1])
    assert done.stdout.strip() == "[] 1 True True"


def test_a_module_is_put_off_until_something_of_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with put_off({"colorsys": ("rgb_to_hls",), "gc": ()}):
        import colorsys
        from colorsys import rgb_to_hls

        import_module("gc")
    assert "colorsys" not in sys.modules
    assert rgb_to_hls(1, 1, 1) == (0.0, 1, 0.0)
    assert "colorsys" in sys.modules
    assert colorsys.rgb_to_yiq is sys.modules["colorsys"].rgb_to_yiq
    assert sys.modules["gc"] is gc
    with pytest.raises(AttributeError, match="rgb_to_nothing"):
        colorsys.rgb_to_nothing  # type: ignore[attr-defined]  # noqa: B018 (it is the question that raises)


@pytest.mark.parametrize(
    ("name", "given"), [("char[4]", None), ("int[3]", [7, 8, 9]), ("int[3]", (7, 8)), ("int *", 7), ("char[]", b"week")]
)
def test_an_array_is_the_same_under_a_name_without_its_length(name: str, given: object) -> None:
    types, own = libraries.Types(), cffi.FFI()
    ours, theirs = types.new(name, given), own.new(name, given)
    assert bytes(types.buffer(ours)) == bytes(own.buffer(theirs))


IMPORTED = """
import cffi
import reports.markup
from weasyprint.text.ffi import ffi
print(type(ffi).__name__, cffi.FFI.__name__)
"""


def test_only_weasyprint_has_few_types() -> None:
    command = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TEMPLATES.parents[1])
    assert done.stdout.split() == ["Types", "FFI"]


def test_a_stream_is_compressed_once_and_says_the_same() -> None:
    said = pydyf.Stream([b"BT", "1 0 0 1 0 0 cm", b"ET"] * 50, {"Length1": 9}, compress=True)
    plain = pydyf.Stream([b"as it is"], {"Filter": "/DCTDecode"})
    before, file = said.data, pydyf.PDF()
    for stream in (said, plain):
        file.add_object(stream)
    pack(file)
    parts = [data.partition(b"stream\n")[2].removesuffix(b"\nendstream") for data in (before, said.data)]
    assert zlib.decompress(parts[0]) == zlib.decompress(parts[1])
    assert (said.extra["Filter"], said.extra["Length1"], plain.extra) == ("/FlateDecode", 9, {"Filter": "/DCTDecode"})
    assert plain.stream == [b"as it is"]


@pytest.mark.parametrize(("word", "is_alone"), [("Wéé™ → 3×", True), ("\N{SNOWMAN}", False), ("a\x00b", True)])
@pytest.mark.parametrize("before", [None, "/eigen/fonts.conf"])
def test_the_fonts_of_the_system_are_known_only_where_a_letter_needs_them(
    monkeypatch: pytest.MonkeyPatch, word: str, before: str | None, *, is_alone: bool
) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    known: list[str | None] = []
    monkeypatch.setattr("weasyprint.HTML.render", lambda *_, **__: known.append(os.environ.get("FONTCONFIG_FILE")))
    Sheet(f"<html lang='nl'><body><p>\n{word}</p></body></html>").render()
    assert known == [str(TEMPLATES / "fonts.conf") if is_alone else before]
    assert os.environ.get("FONTCONFIG_FILE") == before


def printed_in(word: str) -> set[str]:
    """The families in which a word is printed."""
    head = "<head><title>t</title><link rel='stylesheet' href='report.css'/></head>"
    page = Sheet(f"<html lang='nl'>{head}<body><p>{word}</p></body></html>").render()
    with pymupdf.open("pdf", page.write_pdf()) as document:
        return {font[3].partition("+")[2].partition("-")[0] for font in document.get_page_fonts(0)}


def test_a_letter_that_our_fonts_do_not_have_is_printed_in_one_of_the_system() -> None:
    assert printed_in("Fórum") == {"Fira"}
    listed = shutil.which("fc-list")
    if not listed or not subprocess.run([listed, ":charset=2605"], capture_output=True, check=True).stdout:
        pytest.skip("this system has no font with a star, or cannot say so")
    assert printed_in("Fórum \N{BLACK STAR}") > {"Fira"}


def test_page_one_names_the_page_of_the_open_questions(tmp_path: Path) -> None:
    report = printed(lively(tmp_path, sources=2, weeks=1))[0]
    with pymupdf.open(report) as document:
        (place,) = [link["page"] for link in document[0].get_links() if link["kind"] == pymupdf.LINK_NAMED]
        said = document[0].get_text()
        begins = next(n for n, page in enumerate(document, 1) if "Open vragen\n" in page.get_text()[:400] and n > 1)
    assert re.search(rf"pagina {begins}(?: en de bijlage)?\.", said)
    assert int(place) == begins - 1


@pytest.mark.parametrize(
    ("titles", "multiples", "is_dense"),
    [(["bron"] * 9, 9, False), (["bron"] * 13, 9, True), (["bron"] * 20, 6, True), (["bron"] * 40, 3, True)],
)
def test_a_table_of_sources_leaves_room_for_multiples(titles: list[str], multiples: int, is_dense: bool) -> None:
    page = layout.volume_page(titles, 24)
    assert (page.multiples, page.is_dense) == (multiples, is_dense)
    assert page.rows == min(len(titles), 24)


def test_names_of_two_lines_and_every_cut_take_multiples_away() -> None:
    short, long = ["bron"] * 12, ["een bron met een naam van twee regels"] * 12
    assert layout.volume_page(long, 24).multiples < layout.volume_page(short, 24).multiples
    choices = [layout.volume_page(short, 24, cuts) for cuts in range(5)]
    assert [choice.multiples for choice in choices] == [9, 6, 6, 3, 3]
    assert layout.volume_page(short, 24, 9) == choices[-1]
