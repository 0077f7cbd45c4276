"""``webcare purge`` and ``webcare compact``: what the data needs now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webcare.wording import counted

if TYPE_CHECKING:
    from crawler.profile import Profile


def purge(profile: Profile, data: str) -> list[str]:
    """Keeps the profile's retention, and ends every erasure that was cut short; returns what was done, in sentences.

    Raises:
        InputError: there is no data, or what was erased cannot be recognised.
    """
    from crawler import erasure, retention, store
    from webcare.privacy import opened

    held, now = opened(profile, data), store.now()
    swept = erasure.sweep(held)
    before = retention.horizon(now, profile.privacy.text_months, profile.zone)
    purged = retention.purge(held, before, now)
    day = before.astimezone(profile.zone).date()
    posts, parts = counted(purged.posts, "row"), counted(purged.parts, "part")
    lost = f"{posts} of posts and {purged.threads} of threads from before {day} or withdrawn on their site"
    said = [f"Words went from {lost} ({parts} rewritten); counts and labels stay."]
    if swept.parts:
        rows, parts = counted(swept.rows, "row"), counted(swept.parts, "part")
        said.append(f"Erased again, of what had been erased before: {rows} ({parts} rewritten).")
    return said


def compact(profile: Profile, data: str) -> str:
    """Merges small parts; returns how many there were and are.

    Raises:
        InputError: there is no data.
    """
    from crawler import compaction
    from webcare.privacy import opened

    done = compaction.compact(opened(profile, data))
    return (
        f"{done.parts_before} parts of {done.bytes_before:,} bytes are now {done.parts_after} "
        f"of {done.bytes_after:,} bytes."
    )
