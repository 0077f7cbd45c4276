"""What every worker of a cluster is and gets for ``--on``, and how it renders a report in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from crawler.errors import InputError
from webcare.tether import tell, tethered, told

CUT_SHORT = "ended before its time; the log of its worker says why"


@dataclass(frozen=True)
class Standing:
    """What a worker is: two that are to work together must be equal but for ``problem``.

    Attributes:
        software: its version of this product.
        key: the name of its key for pseudonyms, which tells nothing of the key; empty where the profile needs none.
        problem: why it cannot work, in one sentence; empty where it can.
    """

    software: str
    key: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Order:
    """What a worker must know of the round; what is private in it is shown in no log.

    Attributes:
        run_id: the round that all its tasks share.
        data: folder or object-store address of the datasets.
        profile: the name of the profile's file.
        files: the profile and its rules, by their path below the profile's folder.
        needs_key: whether authors become pseudonyms; the key itself never travels.
        writes: whether the work writes into the data.
        probe: a file that whoever shares our folder sees; empty where the data lie in an object store.
    """

    run_id: str
    data: str = field(repr=False)
    profile: str = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    needs_key: bool
    writes: bool
    probe: str = field(default="", repr=False)


def standing(order: Order) -> Standing:
    """What this worker is, and whether it can do the work."""
    from crawler.store import Store

    software = version("webcare")
    if order.probe and not Path(order.probe).exists():
        return Standing(software, problem=f"does not share {order.data} with this machine; give --data an object store")
    try:
        key = key_of(order)
        if order.writes:
            Store(order.data).prepare()
    except InputError as error:
        return Standing(software, problem=str(error))
    return Standing(software, key)


def key_of(order: Order) -> str:
    """The name of this machine's key; a key is never made here: two would give every author two pseudonyms.

    Raises:
        InputError: it is needed and not here, or cannot be used.
    """
    from crawler.pseudonyms import key_file, load_key
    from crawler.tombstones import key_name

    if not order.needs_key:
        return ""
    if not key_file().exists():
        raise InputError(f"{key_file()}: no key for pseudonyms; put a copy of the key there (WEBCARE_KEY_FILE)")
    return key_name(load_key())


@contextmanager
def unpacked(order: Order) -> Iterator[Path]:
    """The profile as a file, with its rules beside it, while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="webcare-") as folder:
        for name, content in order.files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder) / order.profile


@dataclass(frozen=True)
class Rendered:
    """A report: its files by name, in order, and why not all of it was done, in one sentence; empty where it was."""

    files: Mapping[str, bytes]
    refusal: str = ""


def render(order: Order, expected: Standing, report: Callable[..., list[Path]], asked: Mapping[str, Any]) -> Rendered:
    """The task of a report: ``asked`` is what ``report`` takes besides the profile, the data and the folder."""
    if (mine := standing(order)) != expected:
        return Rendered({}, mine.problem or "The worker is not like the others.")
    with (
        tempfile.TemporaryDirectory(prefix="webcare-") as out,
        unpacked(order) as profile,
        tethered(_render, order, report, asked, profile, Path(out)) as child,
    ):
        heard = dict(told(child))
        names = heard.get("files") or sorted(path.name for path in Path(out).iterdir())
        return Rendered({name: (Path(out) / name).read_bytes() for name in names}, heard.get("refused", ""))


def _render(order: Order, report: Callable[..., list[Path]], asked: Mapping[str, Any], path: Path, out: Path) -> None:
    """The child's part of a report."""
    from crawler.profile import load

    tell("files", [made.name for made in report(profile=load(path), data=order.data, out=out, **asked)])
