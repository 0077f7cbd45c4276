"""PyArrow without pandas, which it imports only to recognise tables of that kind: 0.4 of a process's first 3.7 s."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, *_: object) -> None:
        """Finds no pandas, and leaves all else to the others."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _look_for_no_pandas() -> None:
    """Lets PyArrow look for pandas, which it does once, where it finds none; ``to_pandas`` still imports it."""
    sys.meta_path.insert(0, hidden := _Hidden())
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(hidden)


_look_for_no_pandas()

import pyarrow.dataset as ds  # noqa: E402 (it looks too)

__all__ = ["ds"]
