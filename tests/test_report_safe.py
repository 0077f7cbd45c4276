"""Nothing from outside gets into a report: files, formulas, addresses, letters, wrong input."""

from pathlib import Path

import pytest

from reports.figures import defused
from reports.folders import TEMPLATES, allowed
from reports.period import PeriodError
from reports.texts import printable, web_address
from tests.reporting.builder import MONDAY, World, local
from webcare.report import ReportError, weekly


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


def test_wrong_input_is_one_clear_sentence(tmp_path: Path) -> None:
    world = World(tmp_path)
    with pytest.raises(ReportError, match="holds no data"):
        weekly(world.profile(), str(tmp_path / "none"), None, tmp_path)
    world.post(local(MONDAY))
    world.write()
    with pytest.raises(PeriodError, match="2026-W99"):
        weekly(world.profile(), str(tmp_path / "data"), "2026-W99", tmp_path)
