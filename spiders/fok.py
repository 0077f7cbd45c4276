"""FOK!forum: a large general board in Dutch, with one about work, money and law (software of its own)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class FokSpider(BoardSpider):
    """Its cookie page stands before every other: without consent the source is blocked, and the run says so.

    Where the operator may lawfully consent, the profile gives the cookies that say so:
    ``consent = { allowcookies = "1", allowallcookies = "1" }``. Name the boards to read in the profile (``boards``): a
    board shows all its recent threads on one page. A long conversation goes on in a new thread ("deel 12"), which is
    a thread of its own here too.
    """

    name = "fok"
    title = "FOK!forum"
    url = "https://forum.fok.nl/"
    engine = "fok"
    expect = (1, 200)
