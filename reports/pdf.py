"""HTML to PDF/UA-1: WeasyPrint, then a short pass that repairs what it leaves wrong; the same input, the same bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from reports.repairs import pack, repair

if TYPE_CHECKING:
    import pydyf  # type: ignore[import-untyped]  # no types
    from weasyprint.document import Document


def pdf(html: str, attachments: dict[str, tuple[str, bytes]], moment: datetime) -> bytes:
    """The document as a tagged PDF.

    Args:
        html: the whole page; its stylesheets and fonts come from the reports' own folders and nowhere else.
        attachments: bytes to embed, by file name, each with a description.
        moment: the data's cut-off, which dates the document: there is no other clock.
    """
    return written(laid_out(html), html, attachments, moment)


def finish(document: Document, file: pydyf.PDF) -> None:
    """What is done to a file before it is put together."""
    repair(document, file)
    pack(file)


def laid_out(html: str) -> Document:
    """The pages as they will be, not yet written: their number and bookmarks tell what fits."""
    from reports.markup import Sheet

    return Sheet(html).render(pdf_variant="pdf/ua-1")


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
        pdf_variant="pdf/ua-1", pdf_identifier=identifier, attachments=files, finisher=finish
    )
    return made
