"""A TrueType face as it is put into a PDF file. Importing this imports the PDF writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDocument

_BLOCK = 100
"""A CMap lists no more pairs in one block (PDF 32000-1, clause 9.10.3)."""


class EmbeddedFace(TTFont):
    """A face whose characters beyond U+FFFF can be searched and copied too.

    The writer's own table puts them down as if they were shorter, so that 𠮷 would be drawn
    rightly but read back as another character.
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Add the face's objects to a finished document, with right Unicode tables."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        objects: dict[str, Any] = doc.idToObject
        for name, subset in zip(names, subsets, strict=True):
            font = objects["BasicFonts"].dict[name]
            objects[font.ToUnicode.name].content = unicode_table(font.BaseFont, subset)


def unicode_table(name: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a subset: position in the font to UTF-16."""
    pairs = [
        f"<{position:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for position, code in enumerate(subset)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def registered_face(path: Path) -> EmbeddedFace:
    """Return the face of a file, registered with the writer once in a process."""
    name = path.resolve().as_posix()
    if name in pdfmetrics.getRegisteredFontNames():
        known = pdfmetrics.getFont(name)
        if isinstance(known, EmbeddedFace):
            return known
    face = EmbeddedFace(name, str(path))
    pdfmetrics.registerFont(face)
    return face
