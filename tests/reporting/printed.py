"""A weekly as a file, and what holds for every one of them: margins, letters and language."""

import re
from pathlib import Path
from unittest import TestCase

import pymupdf

from crawler import profile as profiles
from tests.reporting.builder import World
from webcare.report import weekly

MILLIMETRE = 72 / 25.4
ENGLISH = re.compile(
    r"\b(?:January|February|March|May|June|July|October|Monday|Tuesday|Wednesday|Thursday|Friday|None|nan|True|False)\b"
)
AUTHORS = ("k1", "klant_geheim", "uwv_webcare")


def printed(world: World, name: str = "2026-W46", **options: object) -> list[Path]:
    """Writes a world and reports on it; gives the files, the PDF first."""
    world.write()
    world.profile()
    return printed_again(world.root, name, **options)


def printed_again(root: Path, name: str = "2026-W46", **options: object) -> list[Path]:
    """Reports on a world that is written; what WeasyPrint logs as an error fails the test."""
    profile, data, out = profiles.load(root / "profile.toml"), str(root / "data"), root / "out"
    with TestCase().assertNoLogs("weasyprint", "ERROR"):
        return weekly(profile, data, name, out, **options)  # type: ignore[arg-type]


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


def sound(path: Path) -> str:
    """The text of a report whose six pages, letters and language are right."""
    check_page_edges(path)
    check_letters(path)
    check_language(path)
    return flat(text_of(path))
