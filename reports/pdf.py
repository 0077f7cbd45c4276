"""HTML to PDF/UA-1: WeasyPrint, then a short pass that repairs what it leaves wrong; the same input, the same bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reports import fonts
from reports.repairs import repair

if TYPE_CHECKING:
    from weasyprint.document import Document
    from weasyprint.urls import URLFetcher, URLFetcherResponse

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "reports"


def pdf(html: str, attachments: dict[str, tuple[str, bytes]], moment: datetime) -> bytes:
    """The document as a tagged PDF.

    Args:
        html: the whole page; its stylesheets and fonts come from the reports' own folders and nowhere else.
        attachments: bytes to embed, by file name, each with a description.
        moment: the data's cut-off, which dates the document: there is no other clock.
    """
    return written(laid_out(html), html, attachments, moment)


def laid_out(html: str) -> Document:
    """The pages as they will be, not yet written: their number and bookmarks tell what fits."""
    import weasyprint

    document = weasyprint.HTML(string=html, base_url=TEMPLATES.as_uri() + "/", url_fetcher=_own_folders())
    return document.render(pdf_variant="pdf/ua-1")


def written(document: Document, html: str, attachments: dict[str, tuple[str, bytes]], moment: datetime) -> bytes:
    """The pages as a PDF; the arguments are those of ``pdf``."""
    import weasyprint

    files = [
        weasyprint.Attachment(
            string=content, name=name, description=text, created=moment, modified=moment, relationship="Data"
        )
        for name, (text, content) in attachments.items()
    ]
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    made: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier, attachments=files, finisher=repair
    )
    return made


def _own_folders() -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFolders(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Reads the templates' folder and the fonts, and refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            del headers
            path = allowed(url)
            kind = "text/css" if path.suffix == ".css" else "font/ttf"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OwnFolders()


def allowed(url: str) -> Path:
    """The file behind an address that a report may read.

    Raises:
        ValueError: the address is not a file in the reports' own folders.
    """
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme == "file" and not parts.netloc and path.parent == TEMPLATES / "fonts":
        path = fonts.FILES / path.name
    if parts.scheme != "file" or parts.netloc or path.parent not in {TEMPLATES, fonts.FILES}:
        raise ValueError(f"a report reads nothing outside its own folders: {url[:200]}")
    return path
