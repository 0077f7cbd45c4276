"""``webcare add`` and ``webcare inspect`` on an address: a practice board, as a stranger would meet it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawler import profile
from practice.places import PLACES
from practice.serve import PracticeWorld
from practice.world import build
from webcare.add import AddError, add, name_of, order_of
from webcare.looking import look


@pytest.fixture(scope="module")
def board() -> Iterator[str]:
    """The address of a phpBB board."""
    place = next(place for place in PLACES if place.name == "welderforum")
    with PracticeWorld(build(datetime(2026, 11, 21, tzinfo=UTC), weeks=2, places=(place,))) as served:
        yield served.addresses["welderforum"]


def webcare(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "webcare", *words, "--profile", str(folder / "profile.toml")]
    return subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=folder, check=False)


def test_an_address_becomes_a_source_of_the_profile(board: str, profile_file: Callable[[], Path]) -> None:
    folder = profile_file().parent
    added = webcare(folder, "add", board, "--name", "buurtforum", "--write")
    assert added.returncode == 0, added.stderr
    source = profile.load(folder / "profile.toml").sources["buurtforum"]
    assert (source.engine, source.url) == ("phpbb", board)
    assert (source.timezone, source.date_order) == ("Europe/Amsterdam", "DMY")
    seen = json.loads((folder / "pages" / "buurtforum" / "thread.json").read_text())
    assert seen["engine"] == "phpbb"
    assert seen["posts"]
    again = webcare(folder, "add", board, "--name", "buurtforum")
    assert (again.returncode, "already" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["07-08-2025, 09:00", "07-31-2025, 09:00 AM"], "MDY"),
        (["7/8/25", "31/7/25"], "DMY"),
        (["2010-09-14 14:32"], "YMD"),
        (["12 sep 2010 12.30.45", "Gisteren, 10:05", "03-04-2010"], "DMY"),
    ],
)
def test_the_order_of_dates_is_that_of_the_first_that_tells(dates: list[str], order: str) -> None:
    assert order_of(dates) == order


def linked(page: str, address: str) -> str:
    """An address that a page links to, by its pattern."""
    with urlopen(page) as answer:
        found = re.search(address, answer.read().decode())
    assert found
    return found[0]


def test_a_thread_is_no_source(board: str, profile_file: Callable[[], Path]) -> None:
    folder = profile_file().parent
    listing = board + linked(board, r"viewforum\.php\?f=\d+")
    thread = board + linked(listing, r"viewtopic\.php\?f=\d+&amp;t=\d+").replace("&amp;", "&")
    before = (folder / "profile.toml").read_text()
    refused = webcare(folder, "add", thread, "--name", "buurtforum", "--write")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "is one thread; give the address of the list that it stands in" in refused.stderr
    assert (folder / "profile.toml").read_text() == before
    assert not (folder / "pages").exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://forum.voorbeeld.nl/bord/", "voorbeeld"),
        ("https://www.bord.voorbeeld.co/", "bordvoorbeeld"),
        ("http://localhost:8080/", "localhost"),
        ("https://forum.café-voorbeeld.nl/", "cafvoorbeeld"),
    ],
)
def test_a_source_is_named_after_its_host(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/forum/", "http://[::1]/"])
def test_a_host_that_is_a_number_names_no_source(url: str) -> None:
    with pytest.raises(AddError, match="give the source one with --name"):
        name_of(url)


@pytest.mark.parametrize("name", ["mijn forum", "../bord", "mijn.forum", "]", "café"])
def test_a_name_that_no_table_can_have_is_refused_before_anything_is_asked(
    name: str, profile_file: Callable[[], Path]
) -> None:
    path = profile_file()
    with pytest.raises(AddError, match="letters, digits and _"):
        add(profile.load(path), "http://localhost:9/", name, path.parent / "pages", write=True)


def test_a_file_whose_name_begins_as_an_address_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "httpbord.html"
    file.write_text("<p>tekst</p>")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(tmp_path)
        assert json.loads(look(file.name, "", None, None, "Europe/Amsterdam", "DMY", "uwv"))["kind"] == "unknown"


def test_an_address_without_a_board_is_refused_in_one_line(profile_file: Callable[[], Path]) -> None:
    folder = profile_file().parent
    before = (folder / "profile.toml").read_text()
    refused = webcare(folder, "add", "http://localhost:9/", "--write")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "refused" in refused.stderr
    assert (folder / "profile.toml").read_text() == before


def test_an_error_on_the_web_is_inspected_as_one(board: str, profile_file: Callable[[], Path]) -> None:
    shown = webcare(profile_file().parent, "inspect", f"{board}weg.html")
    assert shown.returncode == 0, shown.stderr
    seen = json.loads(shown.stdout)
    assert (seen["kind"], seen["reason"]) == ("error", "page_changed: status 404, information")


def test_a_page_on_the_web_is_inspected(board: str, profile_file: Callable[[], Path]) -> None:
    folder = profile_file().parent
    shown = webcare(folder, "inspect", board)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["kind"] == "index"
