"""Makes the pictures of the README from a report: ``python -m webcare.pictures REPORT.pdf docs/pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from crawler.errors import InputError

RESOLUTION = 80
"""Dots per inch: a page becomes 661 × 936, what a README shows without scaling."""


class PictureError(InputError):
    """The pictures cannot be made; the message says what is missing."""


def pictures(report: Path, folder: Path) -> list[Path]:
    """Draws the pages of a PDF as PNG files, named after the kind of report: ``weekoverzicht-1.png``.

    Pictures of that kind that are there already make way, so that none is left of a longer report.

    Args:
        report: a PDF that ``webcare report`` made.
        folder: where the pictures go; made where it is absent.

    Raises:
        PictureError: poppler's ``pdftoppm`` is not on this machine, or the file is no PDF.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        raise PictureError("pdftoppm is not on this machine; install poppler-utils")
    folder.mkdir(parents=True, exist_ok=True)
    name, last = report.stem.split("-")[0], pages_of(report)
    for old in folder.glob(f"{name}-*.png"):
        old.unlink()
    return [_drawn(program, report, folder / f"{name}-{page}", page) for page in range(1, last + 1)]


def pages_of(report: Path) -> int:
    """How many pages a PDF has.

    Raises:
        PictureError: the file is no PDF.
    """
    import pikepdf

    try:
        with pikepdf.open(report) as document:
            return len(document.pages)
    except (OSError, pikepdf.PdfError) as error:
        raise PictureError(f"{report}: cannot be drawn: {error}") from error


def _drawn(program: str, report: Path, target: Path, page: int) -> Path:
    where = ["-f", str(page), "-l", str(page), "-r", str(RESOLUTION), "-png", "-singlefile", str(report), str(target)]
    done = subprocess.run([program, *where], capture_output=True, text=True, check=False)  # noqa: S603 (a fixed program)
    if done.returncode:
        raise PictureError(f"{report}: cannot be drawn: {done.stderr.strip().splitlines()[-1]}")
    return target.with_suffix(".png")


if __name__ == "__main__":
    pictures(Path(sys.argv[1]), Path(sys.argv[2]))
