"""The pictures of a report: one for each page, and none left of a longer report."""

from pathlib import Path

import pikepdf
import pytest

from webcare.pictures import PictureError, pictures


def report(folder: Path, pages: int) -> Path:
    path = folder / "jaaroverzicht-2010.pdf"
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(path)
    return path


def test_every_page_becomes_a_picture_and_those_of_a_longer_report_go(tmp_path: Path) -> None:
    drawn = tmp_path / "pictures"
    assert len(pictures(report(tmp_path, 3), drawn)) == 3
    (drawn / "weekoverzicht-9.png").write_bytes(b"")
    assert [path.name for path in pictures(report(tmp_path, 2), drawn)] == [
        "jaaroverzicht-1.png",
        "jaaroverzicht-2.png",
    ]
    assert {path.name for path in drawn.iterdir()} == {
        "jaaroverzicht-1.png", "jaaroverzicht-2.png", "weekoverzicht-9.png",
    }  # fmt: skip


def test_what_is_no_report_is_refused_in_one_sentence_and_no_picture_goes(tmp_path: Path) -> None:
    old = tmp_path / "jaaroverzicht-1.png"
    old.write_bytes(b"")
    broken = tmp_path / "jaaroverzicht-2010.pdf"
    broken.write_bytes(b"no PDF")
    with pytest.raises(PictureError, match="cannot be drawn"):
        pictures(broken, tmp_path)
    assert old.exists()
