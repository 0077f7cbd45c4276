"""The folders that a report reads from, and nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from reports import fonts

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "reports"


def allowed(url: str) -> Path:
    """The file behind an address that a report may read.

    Raises:
        ValueError: the address is not a file in the reports' own folders.
    """
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme == "file" and not parts.netloc and path.parent == TEMPLATES / "fonts":
        path = fonts.FILES / path.name
    if parts.scheme != "file" or parts.netloc or path.parent not in {TEMPLATES, fonts.FILES}:
        raise ValueError(f"a report reads nothing outside its own folders: {url[:200]}")
    return path
