"""What several tests share: the client's folder, a key file of their own, a profile, and what runs with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from socketserver import StreamRequestHandler
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from crawler.store import Store
    from tests.walking import Board

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # several tests at once share the processors
StreamRequestHandler.disable_nagle_algorithm = True  # an answer in two packets costs 40 ms of waiting
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

PROFILE = """
[organisation]
name = "Proef"
contact = "https://example.org/webcare"
[[opening_hours]]
from = 2010-01-01
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00
[team]
name = "Team Proef"
[[team.accounts]]
source = "bord"
name = "proef_webcare"
[team.advisers]
RN = "René"
RNI = "Rik"
BV = "Bas"
[[terms]]
term = "UWV"
[[terms]]
term = "Wajong"
"""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The client's folder; what needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the client's folder (../shared) is not here")
    return SHARED


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or makes the user's own key, and none is led by the user's environment."""
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(tmp_path_factory.getbasetemp() / "key" / "pseudonym.key"))
    monkeypatch.delenv("WEBCARE_PROFILE", raising=False)
    monkeypatch.delenv("WEBCARE_DATA", raising=False)


@pytest.fixture
def profile_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a small profile with more tables behind it, and gives its path."""

    def write(more: str = "") -> Path:
        path = tmp_path / "profile.toml"
        path.write_text(PROFILE + more, encoding="utf-8")
        return path

    return write


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a profile of which every line is the test's own, and gives its path."""

    def write(text: str) -> Path:
        path = tmp_path / "proef.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def data(tmp_path: Path) -> Store:
    """A store without anything in it."""
    from crawler.store import Store

    return Store(str(tmp_path / "data"))


@pytest.fixture
def step(profile_file: Callable[[str], Path], tmp_path: Path) -> Callable[..., Any]:
    """Makes an opened pipeline step of a crawl of ``bord`` with this profile."""
    from scrapy import Spider
    from scrapy.utils.test import get_crawler

    def make(kind: type, profile: str = "", data: str = "data") -> Any:
        own = {"WEBCARE_PROFILE": str(profile_file(profile)), "WEBCARE_DATA": str(tmp_path / data)}
        crawler = get_crawler(Spider, own)
        crawler.spider = Spider.from_crawler(crawler, name="bord")
        made = kind(crawler)
        if hasattr(made, "open_spider"):
            made.open_spider()
        return made

    return make


@pytest.fixture
def board(profile_file: Callable[[str], Path], tmp_path: Path) -> Callable[..., Board]:
    """Makes a board to walk, whose posts are all kept, or only the relevant ones."""
    from tests.forum import Forum
    from tests.walking import SOURCE, Board

    def make(keep: str = "all", **facts: Any) -> Board:
        crawl = f'[crawl]\nkeep = "{keep}"\nfirst_visit_days = 35\n'
        return Board(Forum(**facts), profile_file(SOURCE + crawl), tmp_path / "data")

    return make
