"""How commands word what they count."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count with its noun in the right number: ``1 thread``, ``12 threads``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
