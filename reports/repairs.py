"""What WeasyPrint 70 leaves wrong in a tagged PDF, put right in its own objects just before they are written."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf  # type: ignore[import-untyped]  # no types
    from weasyprint.document import Document

POINTS_PER_PIXEL = 0.75
PRINT = 4
"""The flag of an annotation that is printed with the page."""
Objects = Mapping[bytes, "pydyf.Dictionary"]
"""What the PDF holds, by reference."""


def repair(document: Document, pdf: pydyf.PDF) -> None:
    """Gives header cells a scope, figures their box, links their print flag, and takes heads and feet for artifacts.

    Args:
        document: the pages; a finisher of WeasyPrint is handed them and needs them for nothing here.
        pdf: a ``pydyf.PDF`` that is complete but for its file structure; its objects are changed in place.
    """
    del document
    objects = {found.reference: found for found in pdf.objects}
    marks: dict[bytes, set[int]] = defaultdict(set)
    for element in _elements(pdf, objects):
        marks[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
        _give_scope(element, objects)
        _turn_box(element, objects)
    for reference in pdf.page_references:
        page = objects[reference]
        _mark_heads_as_artifacts(objects[page["Contents"]], marks[reference])
        for annotation in page.get("Annots", ()):
            objects[annotation]["F"] = objects[annotation].get("F", 0) | PRINT


def pack(pdf: pydyf.PDF) -> None:
    """Compresses every stream here: a file with an identifier is put together twice, and compresses them each time."""
    import pydyf

    for found in pdf.objects:
        if isinstance(found, pydyf.Stream) and found.compress:
            found.compress = False
            content = found.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            found.stream, found.extra["Filter"] = [zlib.compress(content)], "/FlateDecode"


def _elements(pdf: pydyf.PDF, objects: Objects) -> Iterator[pydyf.Dictionary]:
    """The elements that the structure tree leads to: those of running heads and feet hang outside it."""
    pending = [pdf.catalog["StructTreeRoot"]]
    while pending:
        element = objects[pending.pop()]
        pending.extend(kid for kid in element.get("K", ()) if isinstance(kid, bytes))
        if "Pg" in element and "K" in element:
            yield element


def _give_scope(element: pydyf.Dictionary, objects: Objects) -> None:
    """Header cells get a scope (WeasyPrint #2508): Column in the head of a table, Row in its body."""
    if element["S"] != "/TH":
        return
    parent = objects[element["P"]]
    while parent["S"] not in {"/THead", "/TBody", "/Table"}:
        parent = objects[parent["P"]]
    element["A"]["Scope"] = "/Column" if parent["S"] == "/THead" else "/Row"


def _turn_box(element: pydyf.Dictionary, objects: Objects) -> None:
    """A figure's box is in pixels from the top left; PDF wants points from the bottom left."""
    if element["S"] != "/Figure":
        return
    height = objects[element["Pg"]]["MediaBox"][3]
    left, top, right, bottom = (value * POINTS_PER_PIXEL for value in element["A"]["BBox"])
    element["A"]["BBox"][:] = [round(value, 3) for value in (left, height - bottom, right, height - top)]


def _mark_heads_as_artifacts(stream: pydyf.Stream, tagged: set[int]) -> None:
    """Running heads and feet are marked content outside the tree (WeasyPrint #1836): make them artifacts."""
    import pydyf

    content = stream.stream
    for place, operator in enumerate(content):
        properties = content[place - 1] if operator == b"BDC" else None
        if isinstance(properties, dict) and properties.get("MCID", -1) not in tagged:
            content[place - 2 : place] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
