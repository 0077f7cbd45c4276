"""A crawl of the practice world stores what the ledger knows, and nothing that is private."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from crawler.store import Store
from practice.places import PLACES
from practice.serve import PracticeWorld
from practice.world import build

ROOT = Path(__file__).resolve().parents[1]
READ = [place.name for place in PLACES if place.look != "script"]
"""Every place but the one whose markup, that of the others of its engine, needs a browser (``test_browser.py``)."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    places = [place for place in PLACES if place.name in READ]
    world = build(datetime.now(UTC), weeks=3, seed=3, places=places)
    with PracticeWorld(world) as served:
        (folder / "practice.toml").write_text(served.profile_toml, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "webcare",
            "crawl",
            "--profile",
            folder / "practice.toml",
            "--data",
            folder / "data",
        ]
        environment = {**os.environ, "WEBCARE_KEY_FILE": str(folder / "key")}
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False
        )
    assert run.returncode == 0, run.stdout + run.stderr
    runs = Store(str(folder / "data")).latest("runs", ["source", "outcome"]).to_pylist()
    assert {run["source"]: run["outcome"] for run in runs} == dict.fromkeys(READ, "complete")
    return world, pd.read_parquet(folder / "data" / "posts")


def test_relevant_posts_of_every_source_are_those_of_the_ledger(crawled):
    world, posts = crawled
    found = posts[posts["match_reason"] == "text"]
    assert Counter(found["source"].astype(str)) == world.truth().demand.sources


def test_questions_complaints_and_thanks_are_as_many_as_the_ledger_means(crawled):
    world, posts = crawled
    told = Counter(post.role for thread in world.readable() for post in thread.posts)
    others = posts[~posts["is_team"]]
    asked = others["concrete_question"]
    intents = Counter(others["intent"][~asked])
    assert told["question"] > 100
    assert asked.sum() == pytest.approx(told["question"], rel=0.03)
    assert intents["complaint"] == pytest.approx(told["complaint"], rel=0.1)
    assert intents["compliment"] == pytest.approx(told["thanks"] + told["compliment"], rel=0.1)


def test_team_posts_are_recognised_with_their_adviser(crawled):
    world, posts = crawled
    told = [post for thread in world.readable() for post in thread.posts if post.is_team]
    ours = posts[posts["is_team"]]
    assert len(ours) == len(told)
    signed = Counter(post.adviser for post in told if post.adviser)
    assert Counter(ours["adviser"].dropna()) == signed


def test_no_name_and_no_personal_data_is_stored(crawled):
    world, posts = crawled
    assert not world.authors() & set(posts["author"])
    assert world.secrets()
    told = "\n".join([*posts["text"], *posts["thread_title"]])
    assert not [word for word in world.secrets() | world.authors() if word in told]
