"""The client's recorded boards: their modules, and a profile that crawls one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
MIRRORS = ROOT.parent / "shared" / "mirrors"
needed = pytest.mark.skipif(
    not MIRRORS.is_dir(), reason="the client's recorded boards (../shared/mirrors) are not here"
)

PROFILE = """
{rules}
[organisation]
name = "Proef"
contact = "https://example.org/webcare"
[[opening_hours]]
from = 2010-01-01
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00
[team]
name = "UWV Webcare Team"
[[team.accounts]]
source = "mirror"
name = "uwv_webcare"
[[terms]]
term = "UWV"
[crawl]
keep = "{keep}"
first_visit_days = 1000
[privacy]
{privacy}
[sources.mirror]
engine = "{engine}"
url = "{url}"
timezone = "{zone}"
date_order = "{order}"
delay = 0
"""


class Board(NamedTuple):
    """A recorded board, with what a profile must say of it."""

    label: str
    engine: str
    zone: str = "Europe/Amsterdam"
    order: str = "DMY"


PHPBB = Board("phpbb", "phpbb")


def whole(board: Board, url: str) -> str:
    """A profile that keeps every post as it stands, to be compared with the truth."""
    plain = 'authors = "plain"\nredact = false'
    return PROFILE.format(rules="", keep="all", privacy=plain, url=url, **board._asdict())


def relevant(board: Board, url: str, rules: Path) -> str:
    """A profile as a team would have it: only what concerns it is kept, and read by the rules."""
    return PROFILE.format(rules=f'rules = "{rules}"', keep="relevant", privacy="", url=url, **board._asdict())


def module(name: str) -> ModuleType:
    """A module of the client's mirror folder."""
    spec = importlib.util.spec_from_file_location(name, MIRRORS / f"{name}.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
