"""What the user can mend, said in one sentence on one line."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

FULL = os.strerror(errno.ENOSPC)


def unusable(error: Exception) -> str:
    """The file or folder that the system does not let us use, and why; empty where the error is another.

    Of a full disk only the words can be relied on: whoever writes passes them on, often without the file.
    """
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return "the disk is full; free some space and run this again" if FULL in str(error) else ""


def refuse(sentence: str) -> NoReturn:
    """Says what was wrong with what the user gave, on one line."""
    if sentence:
        print(f"webcare: {' '.join(sentence.split())}", file=sys.stderr)
    sys.exit(2)
