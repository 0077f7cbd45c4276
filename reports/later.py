"""Modules that are imported when something of them is first used: what WeasyPrint loads for documents unlike ours."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Final

UNUSED: Final[Mapping[str, Sequence[str]]] = {
    "fontTools.subset": (), "fontTools.ttLib.woff2": (), "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "tinyhtml5": (),
}  # fmt: skip
"""For HTML that is no XML, for fonts that are variable or packed, and for systems without HarfBuzz; with the functions
that are asked for by name. They are a quarter of the time that WeasyPrint takes to be imported."""


class Later(ModuleType):
    """Stands in for a module: whatever is asked of it comes from the module itself, imported there and then."""

    def __getattr__(self, name: str) -> object:
        """Looks something up in the module."""
        if name.startswith("__"):
            raise AttributeError(name)
        found: object = getattr(import_module(self.__name__), name)
        return found


@contextmanager
def put_off(modules: Mapping[str, Sequence[str]] = UNUSED) -> Iterator[None]:
    """Lets modules be imported without being loaded, but for those that are loaded already.

    Args:
        modules: by name; with each the functions that are imported from it, which load it when they are called.
    """
    waiting = {name: Later(name) for name in modules if name not in sys.modules}
    for name, module in waiting.items():
        vars(module).update({function: _first_loading(name, function) for function in modules[name]})
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name in waiting:
            del sys.modules[name]


def _first_loading(module: str, function: str) -> Callable[..., object]:
    def called(*args: object, **options: object) -> object:
        return getattr(import_module(module), function)(*args, **options)

    return called
