"""Keyed pseudonyms: an author stays one person in the counts and nobody in the data."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from crawler.errors import InputError

LENGTH = 16
"""Hexadecimal digits of a pseudonym: 64 bits, so that two authors of one source practically never share one."""


SHORTEST_KEY = 32
"""Bytes below which a key file holds no key of ours, but an accident."""


class KeyFileError(InputError):
    """The key file cannot be used; the message says what to do."""


def key_file() -> Path:
    """Where the key lies: outside the data, so that a copy of the data does not give away who wrote what."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(os.environ.get("WEBCARE_KEY_FILE") or Path(state) / "webcare" / "pseudonym.key")


def load_key(path: Path | None = None) -> bytes:
    """The key, made on first use and readable by its owner only.

    Raises:
        KeyFileError: others can read the file, or it holds no key.
    """
    path = path or key_file()
    if not path.exists():
        _make_key(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"{path}: others can read the key; run chmod 600 {path}")
    key = path.read_bytes()
    if len(key) < SHORTEST_KEY:
        raise KeyFileError(
            f"{path}: holds no key for pseudonyms; put back the copy you kept, or remove it for a new one"
        )
    return key


def _make_key(path: Path) -> None:
    """Writes a whole key beside its place, then links it there: of two crawls that start at once, one key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, written = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    with suppress(FileExistsError):
        os.link(written, path)
    Path(written).unlink()


def pseudonym(key: bytes, source: str, author: str) -> str:
    """The keyed pseudonym (HMAC-SHA-256, RFC 2104) of an author on one source; empty for a post without author."""
    if not author:
        return ""
    return hmac.new(key, f"{source}\0{author}".encode(), hashlib.sha256).hexdigest()[:LENGTH]
