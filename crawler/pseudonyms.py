"""Keyed pseudonyms: an author stays one person in the counts and nobody in the data."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

LENGTH = 16
"""Hexadecimal digits of a pseudonym: 64 bits, so that two authors of one source practically never share one."""


def key_file() -> Path:
    """Where the key lies: outside the data, so that a copy of the data does not give away who wrote what."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(os.environ.get("WEBCARE_KEY_FILE") or Path(state) / "webcare" / "pseudonym.key")


def load_key(path: Path | None = None) -> bytes:
    """The key, made on first use and readable by its owner only.

    Raises:
        PermissionError: others can read the file; the message says what to do.
    """
    path = path or key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path}: others can read the key; run chmod 600 {path}") from None
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return path.read_bytes()


def pseudonym(key: bytes, source: str, author: str) -> str:
    """The keyed pseudonym (HMAC-SHA-256, RFC 2104) of an author on one source; empty for a post without author."""
    if not author:
        return ""
    return hmac.new(key, f"{source}\0{author}".encode(), hashlib.sha256).hexdigest()[:LENGTH]
