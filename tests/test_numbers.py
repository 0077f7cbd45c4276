"""Counts as boards print them."""

from __future__ import annotations

import time

import pytest

from crawler import numbers


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ("0", 0),
        ("12", 12),
        ("9.007", 9007),
        ("24,734", 24734),
        ("1 160", 1160),
        ("1\u00a0160", 1160),
        ("1\u202f160", 1160),
        ("1'160", 1160),
        ("1.234.567", 1234567),
        ("12 345 678", 12345678),
        ("3K", 3000),
        ("3k", 3000),
        ("1.2K", 1200),
        ("12,5k", 12500),
        ("1,2 mln", 1200000),
        ("2M", 2000000),
        ("2 duizend", 2000),
        ("0,29k", 290),
        ("Reacties: 57", 57),
        ("Bekeken: 1.057 keer", 1057),
        ("57 reacties", 57),
        ("(3)", 3),
        ("1.5", 1),
    ],
)
def test_count_is_read(shown: str, count: int) -> None:
    assert numbers.read(shown) == count


@pytest.mark.parametrize("shown", ["", None, "geen", "-", "K"])
def test_no_count_is_none_and_not_nought(shown: str | None) -> None:
    assert numbers.read(shown) is None


@pytest.mark.parametrize("shown", ["5 minuten", "5 mensen", "5 kamers", "5 miljardairs"])
def test_word_that_begins_like_a_unit_is_none(shown: str) -> None:
    assert numbers.read(shown) == 5


@pytest.mark.parametrize("count", [0, 7, 999, 1000, 12345, 1234567])
@pytest.mark.parametrize("sign", [".", ",", " ", "'", "\u00a0", "\u202f"])
def test_every_sign_for_thousands_gives_the_same_count(count: int, sign: str) -> None:
    assert numbers.read(f"{count:,}".replace(",", sign)) == count


@pytest.mark.parametrize("text", ["9" * 100_000 + "a", "9" * 100_000, "9" * 100_000 + "mln", "1." * 50_000])
def test_a_text_made_to_hang_is_read_at_once(text: str) -> None:
    started = time.process_time()
    numbers.read(text)
    assert time.process_time() - started < 0.5
