"""``webcare forget``: erases a post, a thread or everything of an author, so that no later crawl brings it back."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from crawler.errors import InputError
from webcare.wording import counted

if TYPE_CHECKING:
    from crawler.erasure import Swept, Wish
    from crawler.profile import Profile
    from crawler.records import Records
    from crawler.store import Store
    from crawler.tombstones import Tombstones
    from webcare.places import Address

RECORDS = ("decisions.csv", "signals.csv")
"""The team's own records that hold addresses of posts."""


def forget(profile: Profile, data: str, url: str | None, author: str | None, source: str | None) -> list[str]:
    """Erases what is asked and returns what was done, in sentences.

    Args:
        profile: the organisation, to whose sources an address may belong.
        data: the store.
        url: the address of a post or thread, in any form.
        author: the name of an author as the site shows it.
        source: the one source on which the author is meant; every source if left out.

    Raises:
        InputError: too little or too much was asked, or nothing of it is, or was, stored.
    """
    from crawler import erasure
    from crawler.records import records_of
    from webcare.privacy import key_of, opened

    if (url is None) == (author is None):
        raise InputError("expected either the address of a post or thread, or --author NAME")
    if source and url:
        raise InputError("--source goes with --author; an address tells its source by itself")
    store = opened(profile, data)
    key = key_of(profile)
    wish = _of_author(store, profile, key, author, source) if author else _of_address(store, profile, url or "")
    mentions = _mentions(records_of(data), erasure.addresses(store, wish) | ({url} if url else set()))
    return _told(wish, erasure.forget(store, key, wish), mentions)


def _of_author(store: Store, profile: Profile, key: bytes, author: str, source: str | None) -> Wish:
    from crawler import erasure, tombstones
    from crawler.reading.team import is_account
    from webcare.privacy import sources_of, unknown

    sources = sources_of(profile, store, source)
    if any(is_account(author, profile.team_names(name)) for name in sources):
        raise InputError(f"{author}: is an account of the team; its posts are the organisation's own")
    wish = erasure.by_author(store, key, author, sources)
    erased = tombstones.load(store)
    if not wish.posts and not wish.opened and not any(erased.has("author", *place) for place in wish.authors):
        raise InputError(unknown(author, source))
    return wish


def _of_address(store: Store, profile: Profile, url: str) -> Wish:
    from crawler import erasure, tombstones
    from webcare import places

    asked = places.address(profile, url)
    found = places.stored(store, asked)
    if not found.posts and not found.threads and not _was_forgotten(asked, tombstones.load(store)):
        raise InputError(f"{url}: no post or thread is stored under this address")
    wish = erasure.by_place(store, found.posts, found.threads)
    wish.addresses.add(("", places.plain(url)))
    return wish


def _was_forgotten(asked: Address, erased: Tombstones) -> bool:
    """Whether what an address stands for was erased before: by this address, or by an id that it names."""
    from webcare.places import plain

    posts = ((source, post) for source in asked.threads for post in asked.posts)
    threads = () if asked.names_a_post else asked.threads.items()
    return (
        erased.has("address", "", plain(asked.url))
        or any(erased.has("post", *place) for place in posts)
        or any(erased.has("thread", *place) for place in threads)
    )


def _mentions(folder: Records, urls: Collection[str]) -> dict[str, int]:
    """How many lines of the team's own records mention one of these addresses, by file."""
    from crawler import spreadsheet

    if not urls:
        return {}
    named = re.compile("(?:" + "|".join(re.escape(url) for url in sorted(urls, reverse=True)) + r")(?!\w)")
    paths = [folder / name for name in RECORDS]
    texts = {path.name: spreadsheet.decoded(path.read_bytes())[0] for path in paths if path.exists()}
    counts = {name: sum(bool(named.search(line)) for line in text.splitlines()) for name, text in texts.items()}
    return {name: count for name, count in counts.items() if count}


def _told(wish: Wish, swept: Swept, mentions: dict[str, int]) -> list[str]:
    opened = f"the titles of {counted(len(wish.opened), 'thread')}"
    threads = counted(len(wish.threads), "thread") if wish.kind == "thread" else opened
    whole = "" if wish.kind == "post" else f" and {threads}"
    parts = f"{counted(swept.parts, 'part')} rewritten"
    said = [f"Erased {counted(len(wish.posts), 'post')}{whole} ({counted(swept.rows, 'row')}, {parts})."]
    if not wish.posts and not wish.threads and not wish.opened:
        said = [f"Nothing of it is stored any more; it was erased before ({parts})."]
    said += [
        f"Kept, as the team's own: {counted(n, 'line')} of {name} with its address." for name, n in mentions.items()
    ]
    return [*said, "No later crawl stores it again. Reports made before today are as they were."]
