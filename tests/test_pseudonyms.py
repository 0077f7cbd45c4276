"""Pseudonyms differ by key and source, and the key is made and kept for its owner only."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from crawler import pseudonyms
from crawler.pseudonyms import load_key, pseudonym


def test_pseudonyms_are_keyed_and_differ_by_source() -> None:
    assert pseudonym(b"a", "bord", "lezer") == pseudonym(b"a", "bord", "lezer")
    assert len({pseudonym(key, source, "lezer") for key in (b"a", b"b") for source in ("bord", "ander")}) == 4
    assert pseudonym(b"a", "bord", "lezer") != pseudonym(b"a", "bord", "Lezer")
    assert len(pseudonym(b"a", "bord", "lezer")) == pseudonyms.LENGTH


def test_key_is_made_on_first_use_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "sleutel"
    key = load_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(key) == 64
    assert load_key(path) == key
    assert load_key(tmp_path / "ander") != key
    assert [file.name for file in path.parent.iterdir()] == ["sleutel"]


@pytest.mark.parametrize("content", [b"", b"kort"])
def test_key_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sleutel"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(pseudonyms.KeyFileError, match="no key"):
        load_key(path)


def test_key_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sleutel"
    load_key(path)
    path.chmod(0o644)
    with pytest.raises(pseudonyms.KeyFileError, match=f"chmod 600 {path}"):
        load_key(path)
