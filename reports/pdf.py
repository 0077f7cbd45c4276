"""HTML to PDF/UA-1: WeasyPrint, then a short pass that repairs what it leaves wrong; the same input, the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reports import fonts

if TYPE_CHECKING:
    import pikepdf
    from weasyprint.document import Document
    from weasyprint.urls import URLFetcher, URLFetcherResponse

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "reports"
POINTS_PER_PIXEL = 0.75


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
    raw = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, attachments=files)
    return repaired(raw)


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


def repaired(content: bytes) -> bytes:
    """The PDF with the four things put right that WeasyPrint 70 leaves wrong, and without changing dates."""
    import pikepdf

    with pikepdf.Pdf.open(BytesIO(content)) as document:
        tagged = _marks(document.Root.StructTreeRoot)
        for page in document.pages:
            _mark_heads_as_artifacts(document, page, tagged.get(page.obj.objgen, set()))
            _print_annotations(page)
        for element in _elements(document.Root.StructTreeRoot):
            _give_scope(element)
            _turn_box(element)
        target = BytesIO()
        document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    import pikepdf

    stack = [node]
    while stack:
        element = stack.pop()
        if isinstance(element, pikepdf.Array):
            stack.extend(element)
        elif isinstance(element, pikepdf.Dictionary):
            yield element
            if "/K" in element:
                stack.append(element.K)


def _marks(root: pikepdf.Object) -> dict[tuple[int, int], set[int]]:
    """The marked-content numbers that the structure tree speaks of, per page."""
    marks: dict[tuple[int, int], set[int]] = {}
    for element in _elements(root):
        if "/Pg" in element and "/K" in element:
            numbers = [int(kid) for kid in element.K if isinstance(kid, int)]
            marks.setdefault(element.Pg.objgen, set()).update(numbers)
    return marks


def _mark_heads_as_artifacts(document: pikepdf.Pdf, page: pikepdf.Page, tagged: set[int]) -> None:
    """Running heads and feet are marked content outside the tree (WeasyPrint #1836): make them artifacts."""
    import pikepdf

    artifact = [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination)]
    instructions = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        number = operands[1].get("/MCID") if str(operator) == "BDC" and hasattr(operands[1], "get") else None
        is_outside = number is not None and int(number) not in tagged
        instructions.append((artifact if is_outside else operands, operator))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))


def _print_annotations(page: pikepdf.Page) -> None:
    for annotation in page.obj.get("/Annots", []):
        annotation.F = int(annotation.get("/F", 0)) | 4


def _give_scope(element: pikepdf.Object) -> None:
    """Header cells get a scope (WeasyPrint #2508): Column in the head of a table, Row in its body."""
    import pikepdf

    if element.get("/S") != "/TH":
        return
    parent = element.P
    while parent.get("/S") not in {"/THead", "/TBody", "/Table"}:
        parent = parent.P
    scope = pikepdf.Name.Column if parent.get("/S") == "/THead" else pikepdf.Name.Row
    attributes = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)
    known = element.get("/A")
    element.A = (
        attributes
        if known is None
        else pikepdf.Array([*(known if isinstance(known, pikepdf.Array) else [known]), attributes])
    )


def _turn_box(element: pikepdf.Object) -> None:
    """A figure's box is in pixels from the top left; PDF wants points from the bottom left."""
    attributes = element.get("/A")
    if element.get("/S") != "/Figure" or attributes is None or "/BBox" not in attributes:
        return
    height = float(element.Pg.MediaBox[3])
    left, top, right, bottom = (float(value) * POINTS_PER_PIXEL for value in attributes.BBox)
    attributes.BBox = [round(value, 3) for value in (left, height - bottom, right, height - top)]
