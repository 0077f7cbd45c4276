"""The year-end summary of the practice pilot beside its ledger, and how a PDF of it is read."""

import subprocess
from datetime import date
from pathlib import Path

import numpy as np

from practice.journal import journal as rows
from practice.ledger import truth
from practice.pilot import build_pilot, slide
from reports.journal import journal
from reports.period import Period
from reports.yearly import counts
from reports.yearly.files import documents
from reports.yearly.report import Yearly, yearly
from tests.piloted import address, stored

NAME = "jaaroverzicht-2010"
FULL = 2 / 3
"""How far down a page its ink must reach, as a share of the height between the margins."""
TOP, BOTTOM = 21 / 297, 1 - 17 / 297


class Pilot:
    """The world, its ledger, and the report on it as made once for all tests."""

    def __init__(self, root: Path) -> None:
        self.root, self.world = root, build_pilot()
        self.profile = stored(self.world, root)
        self.truth = truth(self.world)
        self.slide = slide(self.world, rows(self.world, address))
        self.report = self.made("Doorgaan, of stoppen?")
        self.figures = counts.demand(self.report.facts, "source")
        self.terms = {a.term: a.hits for a in counts.term_accounts(self.report.facts) if a.hits}
        self.files = documents(self.report)
        self.pdf = root / f"{NAME}.pdf"
        self.pdf.write_bytes(self.files[self.pdf.name])
        self.text = text_of(self.pdf)

    def made(self, asked: str | None = None, first: date = date(2010, 1, 1), last: date = date(2010, 12, 31)) -> Yearly:
        data = self.root / "data"
        asked_for = Period(first, last, self.profile.zone)
        return yearly(
            str(data), journal(data / "journal"), self.profile, asked_for, {}, name=NAME, heading="Pilot webcare 2010",
            asked=asked,
        )  # fmt: skip


def text_of(pdf: Path, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *(options or ["-layout"]), str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def captions_at_the_foot(pdf: Path) -> list[str]:
    """The captions of tables that are the last line of their page, above the running foot: their table is gone."""
    pages = [[line for line in page.splitlines() if line.strip()] for page in text_of(pdf).split("\f")]
    return [page[-2] for page in pages if len(page) > 1 and page[-2].lstrip().startswith("Tabel ")]


def feet(pdf: Path) -> list[float]:
    """Per page how far down its ink reaches between the margins: the running foot lies below them."""
    drawn = subprocess.run(["pdftoppm", "-r", "20", "-gray", str(pdf)], capture_output=True, check=True).stdout
    found = []
    while drawn:
        _, size, _, pixels = drawn.split(b"\n", 3)
        width, height = map(int, size.split())
        page = np.frombuffer(pixels[: width * height], dtype=np.uint8).reshape(height, width)
        inked = np.flatnonzero((page[: round(height * BOTTOM)] < 200).any(axis=1))
        found.append((inked.max() / height - TOP) / (BOTTOM - TOP))
        drawn = pixels[width * height :]
    return found
