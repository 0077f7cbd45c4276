"""Addresses: links are joined as the standard library joins them, and only loopback is this machine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.addresses import PLAIN, is_loopback, is_private, joined

BASES = ("https://board.example/forum/viewtopic.php?t=3&start=15#p7", "http://a.nl", "http://a.nl/x/../y//z/q;p?r")
ODD_BASES = ("", "x", "mailto:a@b.nl", "http://[::1", "//a.nl/x", "HTTP://A.nl/x", "https://a.nl:8/?q#f")
LINKS = (
    *(
        "./viewtopic.php?p=12#p12",
        "x/y.1/",
        "/x//y",
        "/",
        "?q=1",
        "#p3",
        "?",
        "#",
        "x?",
        "x#",
        ".",
        "..",
        "../x",
        "./?q",
    ),
    *("a/./b", "a/../b", "/a/../b", "x;y", "//h/x", "//[", "http://a.nl", "https://b.nl/..", "HTTP://b.nl/x", "x:y"),
    *(
        "javascript:void(0)",
        "mailto:a@b.nl",
        "http://b.nl:80/x?y#z",
        "http://b.nl:x/y",
        "é/à",
        "x y",
        "x\ty",
        "http://[::1",
    ),
)


def told(join: Callable[[str, str], str], base: str, href: str) -> str:
    try:
        return join(base, href)
    except ValueError:
        return "no address"


@pytest.mark.parametrize("base", [*BASES, *ODD_BASES])
def test_links_are_joined_as_by_the_standard_library(base: str) -> None:
    assert [told(joined, base, href) for href in LINKS] == [told(urljoin, base, href) for href in LINKS]


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from((*BASES, *ODD_BASES)),
    st.lists(st.sampled_from([*"/.?#;:&=%@[]\\ ax1é\t", "..", "//", "http:", "https://b.nl", "./"]), max_size=8).map(
        "".join
    ),
)
def test_any_link_is_joined_as_by_the_standard_library(base: str, href: str) -> None:
    assert told(joined, base, href) == told(urljoin, base, href)


def test_the_links_of_boards_take_the_short_way() -> None:
    shown = ("./viewtopic.php?p=12&sid=a#p12", "showthread.php?tid=4&pid=9#pid9", "/threads/titel.12/page-2", "#p3")
    assert all(PLAIN.fullmatch(href) for href in shown)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:80/", True),
        ("http://localhost/", True),
        ("http://[::1]:8/", True),
        ("http://bord.localhost/", True),
        ("http://localhost.example.nl/", False),
        ("http://127.0.0.1.example.nl/", False),
        ("http://127.0.0.1@example.nl/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_only_loopback_is_this_machine(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8080/", True),
        ("http://2130706433/", True),
        ("http://[::1]/", True),
        ("http://[::ffff:127.0.0.1]/", True),
        ("http://localhost/", True),
        ("http://10.1.2.3/", True),
        ("http://192.168.1.1/beheer", True),
        ("http://169.254.169.254/latest/meta-data/", True),
        ("http://[fd00::1]/", True),
        ("http://0.0.0.0/", True),
        ("http://8.8.8.8/", False),
        ("http://[2606:4700::1111]/", False),
        ("http://bestaat-niet.invalid/", False),
    ],
)
def test_an_address_within_a_network_is_private(url: str, expected: bool) -> None:
    assert asyncio.run(is_private(url)) is expected
