"""Walls that a site puts before its pages, recognised by name (the table in the client's ``sources.md``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler import text
from spiders.engines.page import Kind, Page, PageKind, words

WORDY = 4_000
"""Characters of visible text above which a page is content, whatever banner lies over it."""
LOGIN = re.compile(r"inloggen|aanmelden|login|log in|sign in|anmelden|einloggen|connexion|se connecter")
LEADING = 600
"""Characters at the start of a page within which a wall says what it is."""

MARKS = (
    *("privacygate", "privacy-gate", "privacy-wall", "Privacy Gate", "allowcookies", "sanoma-", "ccm", "NPO cookies"),
    *(
        "AVROTROS",
        "publieke omroep",
        "pardner",
        "by network security",
        "iets te snel",
        "geen robot",
        "cookiewall",
        "cookie-wall",
    ),
    *("ookie wall", "cookieAccept", "ookies accepteren", "ccepteer"),
)
"""What every wall below has somewhere in its source; without it a page is not looked at closer."""


@dataclass(frozen=True, slots=True)
class Wall:
    """How one wall is known: by its host, by a node of its form, or by what it says first.

    Attributes:
        name: For the log and for ``inspect``.
        reason: The class that a run reports (contract, section 3).
        host: The end of the host's name.
        selector: A node that only this wall has.
        says: A pattern for its title, its headings or its first words.
    """

    name: str
    reason: str
    host: str = ""
    selector: str = ""
    says: str = ""
    kind: Kind = "wall"


WALLS = (
    Wall(
        "DPG Media Privacy Gate",
        "consent_wall",
        host="myprivacy.dpgmedia.nl",
        selector="[href*='privacygate-confirm'], [action*='privacy-gate/accept'], [href*='privacy-gate/accept'], "
        "[action*='privacy-wall/accept'], [href*='privacy-wall/accept']",
        says=r"DPG Media Privacy Gate",
    ),
    Wall("DPG Media Privacy Gate", "consent_wall", host="myprivacy.dpgmedia.be"),
    Wall("FOK! cookies", "consent_wall", selector="input[name=allowcookies], button[name=allowcookies]"),
    Wall("Sanoma consent", "consent_wall", selector="#sanoma-consent-accept-button, #sanoma-optin-close"),
    Wall(
        "NPO cookies",
        "consent_wall",
        host="cookies.publiekeomroep.nl",
        selector="[id^=ccm_], [class^=ccm_], form[action*='ccm'], [href*='ccm.npo.nl'], [src*='ccm.npo.nl']",
        says=r"NPO cookies|cookies van (?:de )?(?:NPO|AVROTROS|publieke omroep)",
    ),
    Wall("Reddit", "http_403", says=r"whoa there,? pardner|blocked by network security"),
    Wall("Tweakers: too fast", "rate_limited", says=r"Sorry, je gaat even iets te snel"),
    Wall("Tweakers: robot check", "login_wall", says=r"Om te bewijzen dat je geen robot bent", kind="login"),
    Wall(
        "cookie wall",
        "consent_wall",
        selector="form[action*=cookiewall], form[action*='cookie-wall'], #cookiewall, .cookiewall, [name=cookieAccept]",
        says=r"^\W*(?:cookie ?wall|cookies accepteren|accepteer (?:alle )?cookies)",
    ),
)


def wall(page: Page) -> PageKind | None:
    """The wall that a page is, or None; a banner over a page that shows its content is none."""
    found = next((wall for wall in WALLS if _is_at(wall, page)), None)
    if found is None and _is_marked(page) and _is_short(page):
        found = next((wall for wall in WALLS if _is_shown(wall, page)), None)
    if found is None:
        return PageKind("login", "login_wall") if _is_login(page) else None
    return PageKind(found.kind, found.reason, found.name)


def _is_at(wall: Wall, page: Page) -> bool:
    try:
        host = urlsplit(page.url).hostname or ""
    except ValueError:
        return False
    return wall.host != "" and host.endswith(wall.host)


def _is_login(page: Page) -> bool:
    """Whether a page's title is only a word for logging in, and it asks for a password."""
    if "password" not in page.content:
        return False
    named = LOGIN.fullmatch
    parts = (part.strip().lower() for part in re.split(r"\s[-|–•»]\s|::", page.words("title")))
    return any(named(part) for part in parts) and page.first("form input[type=password]") is not None


def _is_marked(page: Page) -> bool:
    return any(mark in page.content for mark in MARKS)


def _is_short(page: Page) -> bool:
    return len(text.line(words(page.first("body")))) < WORDY


def _is_shown(wall: Wall, page: Page) -> bool:
    """Whether the wall's form is on the page, or its words stand in the title, a heading or at the start."""
    if wall.selector and page.first(wall.selector):
        return True
    if not wall.says:
        return False
    heard = [words(node) for node in page.all("title, h1, h2, h3")]
    return any(re.search(wall.says, said, re.IGNORECASE) for said in [*heard, words(page.first("body"))[:LEADING]])
