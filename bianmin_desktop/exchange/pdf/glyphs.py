"""Characters of a document that no face can draw, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.document import (
    Addressee,
    AttachmentList,
    Block,
    Body,
    Document,
    Head,
    Heading,
    RowKind,
    Signature,
    SignOff,
    Table,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bianmin_desktop.exchange.pdf.fonts import FontSet

Placed = tuple[str, str]
"""A place in words, and the text there."""
_nearby = 10


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """Characters of one text that would be printed as 〓."""

    character: str
    """All of them, in order."""
    place: str
    """Where they stand, for a person: 「附件1《网点明细表》第 12 行“名称”列」."""
    around: str = ""
    """The text there if it says more, so that it can be searched for; only a piece if it is long.
    """

    @property
    def told(self) -> str:
        """「附件1《网点明细表》第 12 行“名称”列“春风😀便利店”里的“😀”」."""
        around = f"“{self.around}”里" if self.around else ""
        return f"{self.place}{around}的“{self.character}”"


def check_glyphs(document: Document, fonts: FontSet) -> list[MissingGlyph]:
    """Return the characters that cannot be printed, one finding for each place."""
    texts = list(_texts(document))
    everything: set[str] = set().union(*(text for _, text in texts))
    if not fonts.missing_glyphs("".join(sorted(everything))):
        return []
    found = (
        MissingGlyph("".join(missing), place, _around(text, missing))
        for place, text in texts
        if (missing := fonts.missing_glyphs(text))
    )
    # A wide table is printed in parts, each with the names again.
    return list(dict.fromkeys(found))


def _around(text: str, missing: list[str]) -> str:
    """What is to be searched for; nothing when that is the missing characters themselves."""
    line = " ".join(text.split())
    if set(line) <= set(missing):
        return ""
    middle = line.find(missing[0])
    start, end = max(middle - _nearby, 0), middle + _nearby + 1
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}"


def _texts(document: Document) -> Iterator[Placed]:
    """Yield all texts of a document with their places."""
    paragraphs = 0
    for block in document.blocks:
        paragraphs += isinstance(block, Body)
        for place, text in _block_texts(block):
            yield place.format(paragraphs), text
    for table in document.tables:
        yield from _table_texts(table)
    yield "页脚", document.footer.text
    if document.head is not None:
        yield from _head_texts(document.head)


def _head_texts(head: Head) -> Iterator[Placed]:
    """Yield the texts of 版头 and 版记."""
    yield "发文机关标志", head.mark
    yield "发文字号", head.number
    yield "签发人", head.signer
    yield "抄送机关", head.copies_to
    yield "印发机关和日期", head.printed_by + head.printed_on


@singledispatch
def _block_texts(_block: Block) -> list[Placed]:
    """Return the texts of one block; ``{}`` in a place is the paragraph's number."""
    return []


@_block_texts.register
def _(block: Title) -> list[Placed]:
    return [("标题", block.text), ("副标题", block.subtitle)]


@_block_texts.register
def _(block: Addressee) -> list[Placed]:
    return [("主送机关", block.text)]


@_block_texts.register
def _(block: Heading) -> list[Placed]:
    name = block.text.replace("{", "{{").replace("}", "}}")
    return [(f"小标题“{name}”", block.text)]


@_block_texts.register
def _(block: Body) -> list[Placed]:
    return [("正文第 {} 段", block.lead + block.text)]


@_block_texts.register
def _(block: AttachmentList) -> list[Placed]:
    return [("附件说明", name) for name in block.names]


@_block_texts.register
def _(block: Signature) -> list[Placed]:
    return [("署名", block.unit), ("成文日期", block.date)]


@_block_texts.register
def _(block: SignOff) -> list[Placed]:
    return [("签字栏", f"{label}{value}") for label, value in block.entries]


def _table_texts(table: Table) -> Iterator[Placed]:
    """Yield the texts of one table; rows count as printed, headers not included."""
    name = f"{table.label}《{table.title}》"
    yield f"{name}标题", table.label + table.title
    yield f"{name}表头说明", table.caption_left + table.caption_right
    for column in table.columns:
        yield f"{name}列名“{column.header}”", column.group + column.header
    for number, row in enumerate(table.rows, start=1):
        if row.kind is RowKind.GROUP:
            yield f"{name}第 {number} 行", "".join(row.cells)
            continue
        for column, text in zip(table.columns, row.cells, strict=False):
            if text:
                yield f"{name}第 {number} 行“{column.header}”列", text
    for note in table.notes:
        yield f"{name}表注", note
    for label, value in table.sign_off.entries if table.sign_off else ():
        yield f"{name}签字栏", f"{label}{value}"
