"""Which engine made this page? One line an engine; ``unknown`` is an answer."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from spiders.engines.bbpress import Bbpress
from spiders.engines.bluesky import Bluesky
from spiders.engines.discourse import Discourse
from spiders.engines.engine import Engine
from spiders.engines.facebook import Facebook
from spiders.engines.feed import Feed
from spiders.engines.fluxbb import Fluxbb
from spiders.engines.fok import Fok
from spiders.engines.generations import Generations
from spiders.engines.goeievraag import Goeievraag
from spiders.engines.invision import Invision
from spiders.engines.klacht import Klacht
from spiders.engines.linkedin import Linkedin
from spiders.engines.mastodon import Mastodon
from spiders.engines.mybb import Mybb
from spiders.engines.nodebb import Nodebb
from spiders.engines.page import Page, longest_names
from spiders.engines.phorum import Phorum
from spiders.engines.phpbb import Phpbb
from spiders.engines.punbb import Punbb
from spiders.engines.q2a import Q2a
from spiders.engines.reddit import Reddit
from spiders.engines.smf import Smf
from spiders.engines.stackexchange import Stackexchange
from spiders.engines.tweakers import Tweakers
from spiders.engines.ubbthreads import Ubbthreads
from spiders.engines.vanilla import Vanilla
from spiders.engines.vbulletin import Vbulletin
from spiders.engines.woltlab import Woltlab
from spiders.engines.x import X
from spiders.engines.xenforo import Xenforo

ENGINES: tuple[Engine, ...] = (
    Phpbb(),
    Vbulletin(),
    Xenforo(),
    Invision(),
    Woltlab(),
    Ubbthreads(),
    Smf(),
    Mybb(),
    Fluxbb(),
    Q2a(),
    Nodebb(),
    Discourse(),
    Fok(),
    Tweakers(),
    Phorum(),
    Vanilla(),
    Bbpress(),
    Stackexchange(),
    Feed(),
    X(),
    Mastodon(),
    Bluesky(),
    Facebook(),
    Linkedin(),
    Reddit(),
    Punbb(),
    Goeievraag(),
    Klacht(),
)

COOKIES = {
    "discourse": ("_forum_session=",),
    "invision": ("ips4_", "ips5_"),
    "mybb": ("mybb[",),
    "nodebb": ("express.sid=",),
    "phpbb": ("phpbb",),
    "q2a": ("qa_session=", "qa_key="),
    "smf": ("SMFCookie",),
    "vanilla": ("Vanilla",),
    "vbulletin": ("bblastvisit=", "bbsessionhash=", "bb_lastvisit="),
    "woltlab": ("wsc_", "wcf"),
    "xenforo": ("xf_csrf=", "xf_session="),
}
"""How the cookies begin that an engine sets unless its owner named them otherwise."""


def _selectors(engine: Engine) -> list[str]:
    """The selectors of an engine's signs, of all its generations."""
    generations = engine.generations if isinstance(engine, Generations) else (engine,)
    return [selector for generation in generations for selector in generation.signs.values()]


NAMES = AhoCorasick(sorted({name for e in ENGINES for s in _selectors(e) for name in longest_names(s)}))
"""The names in the selectors of all signs: one pass over a page tells which of them stand in it."""


def _standing(content: str) -> frozenset[str]:
    return frozenset(NAMES.find_matches_as_strings(content.lower(), overlapping=True))


def engine_named(name: str) -> Engine:
    """The engine with this name.

    Raises:
        KeyError: there is none; the message lists the names there are.
    """
    found = {engine.name: engine for engine in ENGINES}.get(name)
    if found is None:
        raise KeyError(f"no engine {name}; there are {', '.join(sorted(e.name for e in ENGINES))}")
    return found


def recognise(page: Page) -> tuple[Engine | None, list[str]]:
    """The engine with the most signs on a page, and those signs; None and no signs where nothing fits."""
    page.standing = _standing(page.content)
    signs = [(engine, [*engine.evidence(page), *_cookies(engine, page)]) for engine in ENGINES]
    engine, evidence = max(signs, key=lambda pair: len(pair[1]))
    return (engine, evidence) if evidence else (None, [])


def _cookies(engine: Engine, page: Page) -> list[str]:
    """The sign in the response's headers, if there is one."""
    set_here = page.headers.get("set-cookie", "")
    return [f"cookie {name}..." for name in COOKIES.get(engine.name, ()) if set_here and name in set_here][:1]
