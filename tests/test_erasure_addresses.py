"""Which post or thread an address names, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.items import Post, Thread
from crawler.profile import load
from crawler.store import Store
from tests.walking import SITE, SOURCE
from webcare import places


@pytest.mark.parametrize(
    ("engine", "url", "post", "thread"),
    [
        ("phpbb", "viewtopic.php?f=3&t=77&p=12#p12", "12", "77"),
        ("phpbb", "viewtopic.php?t=77&start=20#12", "12", "77"),
        ("fluxbb", "viewtopic.php?id=77&p=2", "", "77"),
        ("fluxbb", "viewtopic.php?id=77&p=2#p12", "12", "77"),
        ("fluxbb", "viewtopic.php?pid=12#p12", "12", ""),
        ("mybb", "showthread.php?tid=77&page=2", "", "77"),
        ("mybb", "showthread.php?tid=77&pid=12#pid12", "12", "77"),
        ("smf", "index.php?topic=77.20", "", "77"),
        ("smf", "index.php?topic=77.msg12#msg12", "12", "77"),
        ("vbulletin", "showthread.php?t=77&page=2", "", "77"),
        ("vbulletin", "showthread.php?77-Een-titel&p=12&viewfull=1#post12", "12", "77"),
        ("xenforo", "threads/een-titel.77/page-2", "", "77"),
        ("xenforo", "threads/een-titel.77/post-12", "12", "77"),
        ("invision", "topic/77-een-titel/?page=2", "", "77"),
        ("invision", "topic/77-een-titel/?do=findComment&comment=12", "12", "77"),
        ("vanilla", "discussion/77/een-titel/p2", "", "77"),
        ("vanilla", "discussion/comment/12/#Comment_12", "12", ""),
        ("q2a", "77/een-vraag?show=12#a12", "12", "77"),
        ("woltlab", "thread/77-een-titel/?pageNo=2", "", "77"),
        ("woltlab", "thread/77-een-titel/?postID=12#post12", "12", "77"),
        ("discourse", "t/een-titel/77?page=2", "", "77"),
    ],
)
def test_address_of_any_engine_tells_its_post_and_its_thread(
    profile_file: Callable[[str], Path], engine: str, url: str, post: str, thread: str
) -> None:
    own = load(profile_file(SOURCE.replace("phpbb", engine)))
    found = places.address(own, f"{SITE}/{url}")
    assert (found.posts, found.threads["bord"]) == (frozenset({post} - {""}), thread)
    assert found.names_a_post == bool(post)


@pytest.mark.parametrize(
    ("engine", "url", "posts", "threads"),
    [
        ("discourse", "t/een-titel/77/3", {"12"}, set()),
        ("discourse", "t/77/3", {"12"}, set()),
        ("discourse", "t/een-titel/77/99", set(), set()),
        ("discourse", "t/een-titel/77", set(), {"77"}),
    ],
)
def test_place_in_a_thread_is_a_post_and_never_its_thread(
    profile_file: Callable[[str], Path], tmp_path: Path, engine: str, url: str, posts: set[str], threads: set[str]
) -> None:
    data = Store(str(tmp_path / "data"))
    data.append("posts", [Post("bord", "12", "77", f"{SITE}/t/een-titel/77/3", f"{SITE}/t/een-titel/77")])
    data.append("threads", [Thread("bord", "77", f"{SITE}/t/een-titel/77")])
    own = load(profile_file(SOURCE.replace("phpbb", engine)))
    found = places.stored(data, places.address(own, f"{SITE}/{url}"))
    assert ({post for _, post in found.posts}, {thread for _, thread in found.threads}) == (posts, threads)
