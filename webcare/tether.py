"""A process of its own for one call, that dies with whoever started it.

A crawl that outlives a killed worker would go on reading a source that another worker has begun to read. So the child
holds one end of a pipe whose other end is its starter's alone: the system closes that one however the starter ends.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

from crawler.errors import InputError


@contextmanager
def tethered(call: Callable[..., object], *arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """A child, in a process group of its own, that calls a function with these arguments.

    What it tells stands on its ``stdout``, one JSON list a line (``tell``); its ``stderr`` is ours. Whatever is left of
    its group when the block ends is killed.

    Args:
        call: a function of a module; it travels by its name.
        arguments: anything that can be pickled. They go through the pipe: a command line is for all to see.
    """
    command = [sys.executable, "-m", "webcare.tether"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as child:  # noqa: S603 (ourselves)
        try:
            assert child.stdin  # noqa: S101 (a pipe, as asked for)
            child.stdin.write(pickle.dumps((call, arguments)))
            child.stdin.flush()
            yield child
        finally:
            kill(child)


def kill(child: subprocess.Popen[bytes]) -> None:
    """Ends a child and its whole group, at once."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def tell(kind: str, content: object) -> None:
    """Says something to the starter."""
    print(json.dumps([kind, content]), file=sys.__stdout__, flush=True)


def told(child: subprocess.Popen[bytes]) -> Iterator[tuple[str, Any]]:
    """What a child tells, until it ends."""
    assert child.stdout  # noqa: S101 (a pipe, as asked for)
    for line in child.stdout:
        kind, content = json.loads(line)
        yield kind, content


def main() -> None:
    """The child: makes the call that stands on its standard input; tells ``refused`` where that is an InputError."""
    call, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 (from our starter)
    sys.stdout = sys.stderr  # what a library prints is for the log
    Thread(target=_die_with_starter, daemon=True).start()
    try:
        call(*arguments)
    except InputError as error:
        tell("refused", str(error))
        sys.exit(2)


def _die_with_starter() -> None:
    """Ends this whole group as soon as nobody holds the other end of the pipe."""
    os.read(sys.stdin.fileno(), 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
