"""The libraries behind WeasyPrint, loaded by the names that Linux gives them."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import cffi  # type: ignore[import-untyped]  # no types

from reports.folders import TEMPLATES

NAMES: Final = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)  # fmt: skip


@contextmanager
def unsearched() -> Iterator[None]:
    """Lets WeasyPrint be imported without a search for its libraries, where the system loads them by name.

    WeasyPrint tries the names of other systems first, and for each of them Python starts ldconfig, a compiler and a
    linker to look for it. Where a library is not known by name, that search stays as it is.
    """
    search = ctypes.util.find_library
    if all(map(is_loaded, NAMES)):
        ctypes.util.find_library = _unknown
    try:
        yield
    finally:
        ctypes.util.find_library = search


def is_loaded(name: str) -> bool:
    """Whether the system loads a library by its name alone."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


class Types(cffi.FFI):  # type: ignore[misc]  # cffi has no types
    """C types where an array of any length has one name, where its length follows from its values.

    Each name of a type takes 6 ms to be understood, and WeasyPrint writes the number of a font's letters into some.
    """

    def new(self, cdecl: object, init: object = None) -> object:
        """A new value of a type; the parameters are cffi's."""
        if isinstance(init, (list, tuple)) and isinstance(cdecl, str):
            cdecl = cdecl.replace(f"[{len(init)}]", "[]")
        return super().new(cdecl, init)


@contextmanager
def few_types() -> Iterator[None]:
    """Lets WeasyPrint be imported with types of which few have to be understood."""
    with_every_length = cffi.FFI
    cffi.FFI = Types
    try:
        yield
    finally:
        cffi.FFI = with_every_length


@contextmanager
def alone() -> Iterator[None]:
    """Lets fontconfig know no fonts but those that a stylesheet brings, and WeasyPrint not mind that there are none.

    Each size and weight of print looks through all fonts that are known, which took a tenth of the time of a report.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(TEMPLATES / "fonts.conf")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
            yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        os.environ.update({"FONTCONFIG_FILE": before} if before is not None else {})


def _unknown(name: str) -> None:
    del name
