"""The practice world on loopback: addresses, faults, its clock, and a profile that fits."""

import os
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from crawler import profile
from practice.places import PLACES
from practice.serve import SECRETS, Fault, PracticeWorld
from practice.world import build

UNTIL = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def world():
    return build(UNTIL, weeks=2, places=PLACES)


def get(url):
    with urlopen(url, timeout=5) as response:
        return response.status, dict(response.headers), response.read().decode()


def test_every_place_answers_and_prints_the_clock_of_the_world(world):
    with PracticeWorld(world) as served:
        assert served.addresses.keys() == {place.name for place in PLACES}
        for name, address in served.addresses.items():
            assert get(address + "robots.txt")[0] == 200
            assert (name, "/robots.txt") in served.requests
            assert get(address + "robots.txt")[1]["Date"] == "Sat, 21 Nov 2026 14:30:00 GMT"


def test_profile_is_valid_and_names_every_place(world, tmp_path):
    with PracticeWorld(world) as served:
        path = tmp_path / "practice.toml"
        path.write_text(served.profile_toml, encoding="utf-8")
        made = profile.load(path)
    own = profile.load("uwv")
    assert made.sources.keys() == {place.name for place in PLACES}
    assert made.terms == own.terms
    assert made.topics == own.topics
    assert all(made.team_names(place.name) == {place.account} for place in PLACES)
    assert all(source.delay == 0 for source in made.sources.values())


def test_secrets_of_the_practice_stand_in_the_environment_only_while_it_is_open(world, monkeypatch):
    monkeypatch.setenv("WEBCARE_X_TOKEN", "echt")
    monkeypatch.delenv("WEBCARE_BLUESKY_PASSWORD", raising=False)
    with PracticeWorld(world):
        assert os.environ["WEBCARE_X_TOKEN"] == SECRETS["WEBCARE_X_TOKEN"]
    assert os.environ["WEBCARE_X_TOKEN"] == "echt"
    assert "WEBCARE_BLUESKY_PASSWORD" not in os.environ


def test_fault_hits_what_it_names_and_ends_after_its_times(world):
    fault = Fault(where="viewforum", status=503, times=1, headers={"Retry-After": "1"})
    with PracticeWorld(world, {"welderforum": fault}) as served:
        board = served.addresses["welderforum"] + "viewforum.php?f=2"
        assert get(served.addresses["welderforum"])[0] == 200
        with pytest.raises(HTTPError) as error:
            get(board)
        assert (error.value.code, error.value.headers["Retry-After"]) == (503, "1")
        error.value.close()
        assert get(board)[0] == 200


def test_boards_show_what_was_posted_by_the_clock(world):
    with PracticeWorld(world) as served:
        later = get(served.addresses["welderforum"])[2]
        served.show(UNTIL - timedelta(days=4))
        earlier = get(served.addresses["welderforum"])[2]
    assert "21 nov 2026 15:30" in later
    assert "17 nov 2026 15:30" in earlier
