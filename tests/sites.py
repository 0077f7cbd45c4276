"""A small board on a server of its own on loopback, that sees how it is asked and can misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.forum import Forum


@dataclass
class Asked:
    """One request as the server saw it."""

    path: str
    began: float
    ended: float
    agent: str


@dataclass
class Site:
    """A board on a server of its own that can misbehave: ``fault`` may answer a request itself, then returns true."""

    forum: Forum
    fault: Callable[[Site, BaseHTTPRequestHandler, int], bool] | None = None
    robots: str | None = None
    asked: list[Asked] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None
    open_now: int = 0
    open_most: int = 0

    @property
    def url(self) -> str:
        """Its address on loopback."""
        assert self.server
        return f"http://127.0.0.1:{self.server.server_port}/index.php"

    def close(self) -> None:
        """Stops its server."""
        assert self.server
        self.server.shutdown()
        self.server.server_close()

    def times(self, piece: str) -> list[float]:
        """When addresses with a piece of text were asked for."""
        return [asked.began for asked in self.asked if piece in asked.path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One request: a fault, robots.txt or a page of the board."""
        began, times = time.monotonic(), len(self.times(handler.path)) + 1
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        time.sleep(0.02)
        self.open_now -= 1
        self.asked.append(Asked(handler.path, began, time.monotonic(), handler.headers.get("User-Agent", "")))
        if not (self.fault and self.fault(self, handler, times)):
            self._page(handler)

    def _page(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            send(handler, 200 if self.robots else 404, self.robots or "", kind="text/plain")
        else:
            status, html = self.forum.page(handler.path)
            send(handler, status, html)


def send(
    handler: BaseHTTPRequestHandler, status: int, body: str = "", kind: str = "text/html; charset=utf-8", **headers: str
) -> bool:
    """An answer with headers; ``retry_after=`` becomes ``Retry-After``."""
    content = body.encode()
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-").title(), value)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
    return True


def serve(site: Site) -> Site:
    """Starts the site's server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    site.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.server.daemon_threads = True
    threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True).start()
    return site


def small(threads: int = 3, **facts: Any) -> Forum:
    """A board of a few threads."""
    forum = Forum(**facts)
    for number in range(1, threads + 1):
        forum.thread(number, number)
    return forum
