"""``webcare export``: what is held about one author, for a request for access (GDPR, article 15)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.errors import InputError

if TYPE_CHECKING:
    from crawler.profile import Profile
    from crawler.schema import Dataset
    from crawler.store import Store

HEADINGS: dict[Dataset, dict[str, str]] = {
    "posts": {
        "source": "bron",
        "url": "adres",
        "thread_title": "draad",
        "thread_url": "adres van de draad",
        "board": "rubriek",
        "author": "opgeslagen als",
        "posted_at": "geplaatst op",
        "date_text": "datum zoals getoond",
        "edited_at": "gewijzigd op",
        "text": "tekst",
        "quotes": "aangehaalde berichten",
        "is_asker": "opende de draad",
        "terms": "gevonden met",
        "match_reason": "reden van bewaren",
        "topics": "onderwerpen",
        "intent": "soort bericht",
        "concrete_question": "concrete vraag",
        "specific_case": "gaat over een eigen zaak",
        "abusive": "scheldend of bedreigend",
        "pii": "onleesbaar gemaakt",
        "reasons": "waarom zo beoordeeld",
        "duplicate_of": "stond eerder op",
        "fetched_at": "gelezen op",
        "first_seen_at": "voor het eerst gelezen op",
    },
    "threads": {
        "source": "bron",
        "url": "adres",
        "title": "titel",
        "board": "rubriek",
        "author": "opgeslagen als",
        "started_at": "begonnen op",
        "observed_at": "gelezen op",
    },
}
"""What is told of each stored row, in the words of whoever asks."""
ABOUT = (
    "Dit is alles wat over deze schrijver is opgeslagen, met elke eerdere versie die er nog is. Namen zijn vervangen "
    "door een code en persoonsgegevens in teksten zijn onleesbaar gemaakt vóór het opslaan."
)
PLAIN = "Dit is alles wat over deze schrijver is opgeslagen, met elke eerdere versie die er nog is."


def export(profile: Profile, data: str, author: str, source: str | None) -> str:
    """Everything that is held about an author, as one JSON document with Dutch headings.

    Args:
        profile: the organisation.
        data: the store.
        author: the name as the site shows it.
        source: the one source on which the author is meant; every source if left out.

    Raises:
        InputError: the author is not known, or the key is not here.
    """
    from crawler import erasure, store, tombstones
    from webcare.privacy import key_of, opened, sources_of, unknown

    held, key = opened(profile, data), key_of(profile)
    wish = erasure.by_author(held, key, author, sources_of(profile, held, source))
    posts, threads = (_rows(held, what, wish.authors) for what in ("posts", "threads"))
    if not posts and not threads:
        raise InputError(unknown(author, source))
    tombstones.note(held, tombstones.Act("export", store.now(), len(wish.posts), len(wish.opened)))
    told = {
        "organisatie": profile.organisation.name,
        "schrijver": author,
        "gemaakt op": _shown(store.now(), profile),
        "toelichting": ABOUT if profile.privacy.authors == "pseudonym" and profile.privacy.redact else PLAIN,
        "berichten": [_told(row, "posts", profile) for row in posts],
        "draden": [_told(row, "threads", profile) for row in threads],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def write(document: str, out: Path) -> None:
    """Writes an export that only its owner can read.

    Raises:
        InputError: it cannot be written there.
    """
    try:
        out.touch(mode=0o600)
        out.chmod(0o600)
        out.write_text(document, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror})") from error


def _rows(held: Store, dataset: Dataset, authors: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Every stored version, oldest first, each once."""
    columns = ", ".join(HEADINGS[dataset])
    order = "posted_at, source, url, fetched_at" if dataset == "posts" else "started_at, source, url, observed_at"
    query = (
        f"select distinct {columns} from {dataset} "  # noqa: S608 (constants)
        f"join (select unnest($1) as source, unnest($2) as author) using (source, author) order by {order}"
    )
    first, second = (list(values) for values in zip(*authors, strict=True))
    rows: list[dict[str, Any]] = held.asked(query, [first, second]).to_pylist()
    return rows


def _told(row: dict[str, Any], dataset: Dataset, profile: Profile) -> dict[str, Any]:
    return {heading: _shown(row[column], profile) for column, heading in HEADINGS[dataset].items()}


def _shown(value: object, profile: Profile) -> object:
    """A value as JSON, a moment in the organisation's zone."""
    return value.astimezone(profile.zone).isoformat(timespec="seconds") if isinstance(value, datetime) else value
