"""What can be wrong with a site, and one site for each."""

from __future__ import annotations

import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.forum import Forum
from tests.sites import Site, send, small

DELAY = 0.3
"""Seconds between two requests to the site on which that is measured."""
QUICK = 0.05
"""Seconds between two requests to any other."""


def tired(seconds: str) -> Callable[[Site, BaseHTTPRequestHandler, int], bool]:
    def fault(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
        return "t=1" in handler.path and times == 1 and send(handler, 429, retry_after=seconds)

    return fault


def broken(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=2" in handler.path and send(handler, 500)


def cut(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
    if "t=2" not in handler.path or times > 1:
        return False
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>half a page")
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    return True


def elsewhere(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=1&start=3" in handler.path and send(handler, 302, location="http://localhost:9/viewtopic.php?t=1")


def moved_away(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 301, location="http://localhost:9/index.php")


def circling(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return "t=2" in handler.path and send(handler, 302, location=handler.path)


def login(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    form = '<form action="./ucp.php?mode=login"><input type="password" name="password"></form>'
    return handler.path != "/robots.txt" and send(handler, 200, f'<html><body id="phpbb">{form}</body></html>')


def members(_: Site, handler: BaseHTTPRequestHandler, times: int) -> bool:
    return "viewforum" in handler.path and login(_, handler, times)


def forbidden(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 403)


def impatient(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 429, retry_after="86400")


def blank(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path != "/robots.txt" and send(handler, 200, "<html><body>Parkeerpagina</body></html>")


SHUT = "User-agent: *\nDisallow: /\n"


def without_robots(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path == "/robots.txt" and send(handler, 503, "<h1>Storing</h1>")


def with_error_page(_: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    return handler.path == "/robots.txt" and send(handler, 403, SHUT, kind="text/plain")


def with_rules_elsewhere(site: Site, handler: BaseHTTPRequestHandler, _times: int) -> bool:
    """Its robots.txt lies on another host: this server under another name."""
    if handler.path == "/robots.txt":
        return send(handler, 302, location=site.url.replace("127.0.0.1", "localhost").replace("index.php", "rules.txt"))
    return handler.path == "/rules.txt" and send(handler, 200, SHUT, kind="text/plain")


def sites() -> dict[str, Site]:
    """The sites by their names as sources, not yet served."""
    return {
        "plain": Site(small(6)),
        "hasty": Site(small(12, rows=12)),
        "tired": Site(small(), tired("1")),
        "broken": Site(small(), broken),
        "cut": Site(small(), cut),
        "elsewhere": Site(Forum(), elsewhere),
        "moved": Site(small(), moved_away),
        "circling": Site(small(), circling),
        "login": Site(small(), login),
        "members": Site(small(), members),
        "otherhost": Site(Forum(links=["http://localhost:9/viewforum.php?f=1"])),
        "forbidden": Site(small(), forbidden),
        "impatient": Site(small(), impatient),
        "blank": Site(small(), blank),
        "norobots": Site(small(), robots=SHUT),
        "robotsdown": Site(small(), without_robots),
        "robotserror": Site(small(), with_error_page),
        "robotsaway": Site(small(), with_rules_elsewhere),
        "noname": Site(small(), robots="User-agent: webcare\nDisallow: /\n\nUser-agent: *\nDisallow:\n"),
        "somerobots": Site(small(), robots="User-agent: *\nDisallow: /viewtopic.php?f=1&t=2\n"),
    }


def tables(served: dict[str, Site], dead: int) -> str:
    """The tables of a profile for served sites, and for one on a port where nothing answers."""
    table = '\n[sources.{}]\nengine = "phpbb"\nurl = "{}"\ndelay = {}\n'
    delays = dict.fromkeys(served, QUICK) | {"plain": DELAY, "hasty": 0}
    own = "".join(table.format(name, site.url, delays[name]) for name, site in served.items())
    return own + table.format("dead", f"http://127.0.0.1:{dead}/", 0) + '\n[crawl]\nkeep = "all"\n'
