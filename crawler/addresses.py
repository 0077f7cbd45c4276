"""What an address says of its host, and what a link on a page leads to."""

from __future__ import annotations

import asyncio
import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

_NAME = r"[\w%~,+=&@!-][\w%~,+=&@!.-]*"
PLAIN = re.compile(
    rf"""(?P<start>https?://[\w.-]+(?::\d+)?/|/|(?:\./)?)
    (?P<rest>(?P<path>{_NAME}(?:/{_NAME})*/?)?(?:\?[!"$-~]+)?(?:\#[!-~]+)?)""",
    re.ASCII | re.VERBOSE,
)
"""A link whose path needs no tidying: no dots to follow, no empty names, nothing but ASCII."""


def joined(base: str, href: str) -> str:
    """What ``urljoin`` of the standard library says, in a fifth of its time for the links that boards write.

    Raises:
        ValueError: one of the two is no address.
    """
    plain = PLAIN.fullmatch(href) if base.startswith(("https://", "http://")) else None
    start, rest, path = plain.groups() if plain else ("", "", "")
    if start == "/":
        return _before(base, "/x") + rest
    if path and len(start) > 2:
        return href if _before(base, "/x") else ""
    if path:
        return _before(base, "x") + rest
    return _before(base, f"{rest[0]}x") + rest[1:] if rest and not start else urljoin(base, href)


@lru_cache(maxsize=64)
def _before(base: str, link: str) -> str:
    """What stands before the last letter of a link, once it is joined."""
    return urljoin(base, link)[:-1]


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


async def is_private(url: str) -> bool:
    """Whether an address is on this machine or within somebody's own network, by its name or by what that stands for.

    A name that does not resolve is not: there is nothing to reach.
    """
    if is_loopback(url):
        return True
    try:
        found = await asyncio.get_running_loop().getaddrinfo(urlsplit(url).hostname or "", None)
    except (OSError, UnicodeError):
        return False
    return any(not ip_address(str(place[0]).partition("%")[0]).is_global for *_, place in found)


def host_of(url: str) -> str:
    """The host and port of an address, without ``www.``: with and without it is one site."""
    return urlsplit(url).netloc.lower().removeprefix("www.")
