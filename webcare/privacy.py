"""What the commands on people's data share: the data opened, the key that tells authors, the sources there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.errors import InputError

if TYPE_CHECKING:
    from crawler.profile import Profile
    from crawler.store import Store


def opened(profile: Profile, data: str) -> Store:
    """The store of the data.

    Raises:
        InputError: there is nothing in it.
    """
    from crawler.store import Store

    store = Store(data, profile.zone)
    if not store.exists("posts") and not store.exists("runs"):
        raise InputError(f"{data}: holds no data; run `webcare crawl` first")
    return store


def key_of(profile: Profile) -> bytes:
    """The key of the pseudonyms; a new one would know no author, and nothing that was forgotten.

    Raises:
        InputError: it is not here although authors are stored as pseudonyms.
    """
    from crawler.pseudonyms import key_file, load_key

    path = key_file()
    if profile.privacy.authors == "pseudonym" and not path.exists():
        raise InputError(
            f"{path}: the key for pseudonyms is not here, and without it nobody can tell who wrote what; "
            "put back the copy you kept (WEBCARE_KEY_FILE)"
        )
    return load_key(path)


def sources_of(profile: Profile, store: Store, only: str | None) -> list[str]:
    """The sources on which an author is looked for: the named one, else all there are and all that have data.

    Raises:
        InputError: there is no source of that name.
    """
    from webcare.sources import spiders

    stored = store.rows("select distinct source from posts union select distinct source from threads")
    known = {*spiders(profile), *(name for (name,) in stored)}
    if only and only not in known:
        raise InputError(f"no source {only}; there are {', '.join(sorted(known))}")
    return [only] if only else sorted(known)


def unknown(author: str, source: str | None) -> str:
    """What is said of an author of whom nothing is stored."""
    where = source or "any source"
    return f"{author}: nothing of this author is stored on {where}; expected the name as the site shows it"
