"""Redirects are followed within a source's own host; one that leads elsewhere ends there, and the spider is told.

Only robots.txt may be fetched elsewhere: its rules hold for the host that was asked (RFC 9309, 2.3.1.2).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.addresses import host_of


class OwnHostRedirects(RedirectMiddleware):
    """Scrapy would drop a redirect to another host without a word, and with it all that its visit had read so far."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # without the deprecated spider
        """The next request, the response, or a refusal that reaches the spider."""
        return within_host(request, super().process_response(request, response))


class OwnHostRefreshes(MetaRefreshMiddleware):
    """The same for a page that sends its reader on (``<meta http-equiv="refresh">``)."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # as above
        """The next request, the response, or a refusal that reaches the spider."""
        return within_host(request, super().process_response(request, response))


def within_host(request: Request, answer: Request | Response) -> Request | Response:
    """The answer, unless it is a request to another host (with its port; ``www.`` makes no other host).

    Raises:
        IgnoreRequest: it leads to another host.
    """
    if isinstance(answer, Request) and host_of(answer.url) != host_of(request.url):
        if urlsplit((request.meta.get("redirect_urls") or [request.url])[0]).path == "/robots.txt":
            return answer.replace(meta={**answer.meta, "allow_offsite": True})
        raise IgnoreRequest(f"leads to another host: {answer.url}")
    return answer
