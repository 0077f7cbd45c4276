"""The practice world on loopback: one small web server per place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from urllib.parse import urlsplit

from practice import journal, profiles
from practice.records import Place, World
from practice.records import Thread as Telling
from practice.web import Answer, Asked, Shelf, Speaker

ROBOTS = "User-agent: *\nDisallow: /memberlist.php\nDisallow: /zoeken\n"


SECRETS = {
    "WEBCARE_X_TOKEN": "oefentoken",
    "WEBCARE_BLUESKY_USER": "oefenteam.example",
    "WEBCARE_BLUESKY_PASSWORD": "oefenwoord",
    "WEBCARE_FACEBOOK_TOKEN": "oefenpagina",
    "WEBCARE_LINKEDIN_TOKEN": "oefenbedrijf",
}
"""What the practice APIs ask for; these open nothing else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong at a place, for addresses that contain ``where``.

    Args:
        where: part of the path and query; empty hits every page but robots.txt.
        status: what is answered instead of the page.
        times: how often before the page works again; None is for ever.
        headers: sent with it, such as ``Retry-After``.
    """

    where: str = ""
    status: int = 500
    times: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class PracticeWorld(AbstractContextManager["PracticeWorld"]):
    """Serves a world while the context is open; meanwhile ``SECRETS`` stand in the environment, and no real ones.

    Args:
        world: what is told on the boards.
        faults: per place what goes wrong there.

    Attributes:
        addresses: per place the address of its front page.
        requests: every request so far, as (place, path and query).
    """

    def __init__(self, world: World, faults: Mapping[str, Fault] | None = None) -> None:
        self.world, self.faults = world, dict(faults or {})
        self.addresses: dict[str, str] = {}
        self.requests: list[tuple[str, str]] = []
        self._servers: list[ThreadingHTTPServer] = []
        self._hits: dict[str, int] = {}
        self._lock = Lock()
        self.show(world.until)

    def show(self, moment: datetime) -> None:
        """Sets the world's clock: from now on the boards show what was posted by this moment."""
        seen = self.world.at(moment)
        self._shelves = {place.name: Shelf(seen, place, self.addresses) for place in seen.places}

    @property
    def now(self) -> datetime:
        """The world's clock."""
        return next(iter(self._shelves.values())).now

    @property
    def profile_toml(self) -> str:
        """A profile whose sources are the places of this world."""
        return profiles.profile(self)

    def thread_url(self, thread: Telling) -> str:
        """The canonical address of a thread."""
        place = self.world.place(thread.place)
        return speaks(place).thread_url(self._shelves[place.name], self.addresses[place.name], thread)

    def write_journal(self, folder: Path) -> None:
        """Writes the practice team's own records into a folder."""
        journal.write(journal.journal(self.world, self.thread_url), folder)

    def __enter__(self) -> PracticeWorld:
        self._real = {name: os.environ.get(name) for name in SECRETS}
        os.environ.update(SECRETS)
        for place in self.world.places:
            server = ThreadingHTTPServer(("127.0.0.1", 0), _responder(self, place))
            server.daemon_threads = True
            self._servers.append(server)
            self.addresses[place.name] = f"http://127.0.0.1:{server.server_address[1]}/"
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, value in self._real.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def answer(self, place: Place, asked: Asked, address: str) -> Answer:
        """What a place answers, after its faults had their say."""
        with self._lock:
            self.requests.append((place.name, address))
        if asked.path == "/robots.txt":
            return Answer(ROBOTS, content_type="text/plain; charset=utf-8")
        if fault := self._fault(place, address):
            return Answer("<html><body><h1>Storing</h1></body></html>", fault.status, headers=fault.headers)
        return speaks(place).answer(asked, self._shelves[place.name])

    def _fault(self, place: Place, address: str) -> Fault | None:
        fault = self.faults.get(place.name)
        if fault is None or fault.where not in address:
            return None
        with self._lock:
            hits = self._hits[place.name] = self._hits.get(place.name, 0) + 1
        return fault if fault.times is None or hits <= fault.times else None


def speaks(place: Place) -> Speaker:
    """The module that speaks a place's markup."""
    module: Speaker = import_module(f"practice.boards.{place.engine}")
    return module


def _responder(served: PracticeWorld, place: Place) -> type[BaseHTTPRequestHandler]:
    class Responder(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "Practice", ""
        wbufsize, disable_nagle_algorithm = -1, True  # one packet an answer: two cost 40 ms of waiting each

        def do_GET(self) -> None:
            self._reply(b"")

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _reply(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, parts.query, served.addresses[place.name], headers, body)
            answer = served.answer(place, asked, self.path)
            payload = answer.payload
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 (the base class's signature)
            return format_datetime(served.now, usegmt=True)

        def log_message(self, *_: object) -> None:
            """Nothing: requests are kept in ``served.requests``."""

    return Responder
