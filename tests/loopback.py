"""A small server on this machine that answers as a test tells it, and crawls that are run against it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.store import Store

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Asked:
    """One request that the server got."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str


@dataclass
class Told:
    """What the server answers."""

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def content(self) -> tuple[bytes, str]:
        """The bytes and their type."""
        if isinstance(self.body, str):
            kind = "text/html" if self.body.lstrip().lower().startswith("<!doctype html") else "text/xml"
            return self.body.encode(), f"{kind}; charset=utf-8"
        return json.dumps(self.body).encode(), "application/json"


@dataclass
class Server:
    """A running server; ``asked`` holds every request but those for robots.txt."""

    url: str
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]


@contextmanager
def serving(answer: Callable[[Asked], Told], robots: str = "User-agent: *\nAllow: /\n") -> Iterator[Server]:
    """Serves on loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def _respond(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            asked = Asked(self.command, parts.path, query, {k.lower(): v for k, v in self.headers.items()}, body)
            if parts.path == "/robots.txt":
                told = Told(robots)
            else:
                server.asked.append(asked)
                told = answer(asked)
            content, kind = told.content()
            self.send_response(told.status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **told.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _respond  # noqa: N815 (the names that http.server calls)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}")
    thread = Thread(target=http.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@dataclass
class Round:
    """One crawl of some sources, with the secrets that are set while it runs."""

    profile: Path
    data: Path
    names: list[str]
    secrets: dict[str, str] = field(default_factory=dict)


def crawl(*rounds: Round, key: Path | None = None) -> str:
    """Runs rounds in one process of their own; returns everything that was said, down to the level of debugging.

    ``key`` is the file of the pseudonyms' key where the tests' own fixture has not set it yet.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("WEBCARE_") or "KEY_FILE" in name}
    own |= {"WEBCARE_KEY_FILE": str(key)} if key else {}
    told = json.dumps([{**vars(r), "profile": str(r.profile), "data": str(r.data)} for r in rounds])
    done = subprocess.run(
        [sys.executable, "-m", "tests.rounds"],
        cwd=ROOT, env=own, input=told, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def runs(data: Path) -> list[dict[str, Any]]:
    """The run rows, in order of time."""
    return sorted(Store(str(data)).latest("runs").to_pylist(), key=lambda row: row["started_at"])


def posts(data: Path) -> list[dict[str, Any]]:
    """The latest version of every stored post."""
    return Store(str(data)).latest("posts").to_pylist()


def stored_bytes(data: Path) -> str:
    """Every stored text column as one text, to search for what must not be in it."""
    store = Store(str(data))
    tables = [store.read(name).to_pylist() for name in ("posts", "threads", "runs", "pointers")]
    return repr(tables)
