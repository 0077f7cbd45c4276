"""What WeasyPrint is handed: our own markup, parsed as the XML that it is, and the files of our own folders."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # no types

from reports.folders import TEMPLATES, allowed
from reports.fonts import letters
from reports.later import put_off
from reports.libraries import alone, few_types, unsearched

with unsearched(), put_off(), few_types(), alone():
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2, Characters) cannot hold, and no letter has."""
WHITE = frozenset(map(ord, "\t\n\r"))


if TYPE_CHECKING:
    from weasyprint.document import Document


class OwnFolders(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Reads the templates' folder and the fonts, and refuses everything else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind an address; the parameters are WeasyPrint's."""
        del headers
        path = allowed(url)
        kind = "text/css" if path.suffix == ".css" else "font/ttf"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


class Sheet(weasyprint.HTML):  # type: ignore[misc]  # weasyprint has no types
    """A page whose templates are well-formed.

    WeasyPrint itself reads HTML with a parser that forgives everything and takes a tenth of the time of a report; the
    four attributes set here are all that it makes from it.
    """

    def __init__(self, markup: str) -> None:
        """Takes a whole page, of which addresses begin at the templates' folder."""
        clean = UNPRINTABLE.sub("", markup)
        root = ET.fromstring(clean)  # noqa: S314 (our templates; what others wrote is escaped in them)
        self.base_url = TEMPLATES.as_uri() + "/"
        self.url_fetcher = OwnFolders()
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.is_in_own_letters = letters() | WHITE >= set(map(ord, clean))

    def render(self, **options: object) -> Document:
        """The pages; the fonts of the system are looked through only for a letter that our own fonts do not have."""
        with alone() if self.is_in_own_letters else nullcontext():
            return super().render(**options)
