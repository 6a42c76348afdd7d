"""A printed document for the page: a letter by GB/T 9704-2012, a table on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bianmin_desktop.domain.documents.content import Cell, Head, Item, said
from bianmin_desktop.domain.documents.letters import DocumentLetter
from bianmin_desktop.domain.documents.tables import DocumentTable
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.exchange.excel.texts import display_width
from bianmin_desktop.exchange.pdf import document as d

_aligns = {
    "number": d.Align.RIGHT,
    "date": d.Align.CENTER,
    "mark": d.Align.CENTER,
}
_upright_width = 92
"""Half-width characters of all columns up to which a table stands upright."""
_widest = {"lines": 28, "text": 20}
_number = Head("", "序号", "mark")
_enclosure = "附件"
_many, _narrow = 20, 5
_small = 9.0
"""Points: 小五."""


def paper_of_letter(letter: DocumentLetter, unit: str) -> d.Document:
    """The letter, and its table behind it."""
    name = letter.title.replace("\n", "")
    blocks: list[d.Block] = [d.Title(letter.title, letter.subtitle)]
    if letter.addressee:
        blocks.append(d.Addressee(letter.addressee))
    for part in letter.parts:
        if part.heading:
            blocks.append(d.Heading(part.heading, part.level))
        blocks += [d.Body(text) for text in part.paragraphs]
    if letter.table is not None:
        blocks.append(d.AttachmentList((letter.table.title,)))
    if letter.signer:
        blocks.append(d.Signature(letter.signer, letter.day, sealed=letter.sealed))
    tables = (_table(letter.table, _enclosure),) if letter.table is not None else ()
    return d.Document(name, tuple(blocks), tables, d.Footer(), d.Metadata(unit, name))


def paper_of_table(table: DocumentTable, unit: str, day: str) -> d.Document:
    """The table, with the day it was made at its foot."""
    foot, about = d.Footer(f"{table.title} · {day}"), d.Metadata(unit, table.title)
    return d.Document(table.title, (), (_table(table, ""),), foot, about)


def _table(table: DocumentTable, label: str) -> d.Table:
    """Behind a letter it is an appendix with a `label`; by itself it has narrow margins."""
    heads = [head for head in table.heads if head.id != table.grouped_by]
    is_landscape = _is_landscape(table, heads)
    alone = d.Paper.LIST if is_landscape else d.Paper.LIST_UPRIGHT
    return d.Table(
        title=table.title,
        columns=tuple(_columns(table, (_number, *heads))),
        rows=tuple(_rows(table, heads)),
        label=label,
        caption_left=table.caption,
        caption_right=f"共 {len(table.items):,} 行" if table.items else "",
        notes=tuple(f"注：{note}" for note in table.notes),
        sign_off=d.SignOff(tuple((name, "") for name in table.signers)) if table.signers else None,
        landscape=is_landscape,
        paper=d.Paper.APPENDIX if label else alone,
        size=_small if len(heads) > _many else 0.0,
    )


def _is_landscape(table: DocumentTable, heads: Sequence[Head]) -> bool:
    if table.orientation != "auto":
        return table.orientation == "landscape"
    return sum(_width(head, table.items) for head in heads) > _upright_width


def _width(head: Head, items: Sequence[Item]) -> int:
    """Half-width characters a column would like to have."""
    longest = max((display_width(_shown(head, i.cells.get(head.id))) for i in items), default=0)
    return max(min(longest, _widest.get(head.look, longest)), display_width(head.label)) + 2


def _columns(table: DocumentTable, heads: Sequence[Head]) -> Iterator[d.Column]:
    """Among very many columns those of numbers are as narrow as can be: names keep their room."""
    for head in heads:
        weight = None
        if len(heads) > _many:
            weight = float(
                _narrow if head.group else min(_width(head, table.items), _widest["text"])
            )
        align = _aligns.get(head.look, d.Align.LEFT)
        yield d.Column(head.label, align, weight, head.group)


def _rows(table: DocumentTable, heads: Sequence[Head]) -> Iterator[d.Row]:
    """The rows, numbered; under a heading wherever the grouping column's value changes."""
    number = 0
    for group, run in groupby(table.items, key=lambda item: said(item.cells.get(table.grouped_by))):
        members = list(run)
        if table.grouped_by:
            yield d.Row((f"{group or '（空白）'}（{len(members):,} 项）",), d.RowKind.GROUP)
        for item in members:
            number += 1
            yield d.Row((str(number), *_cells(heads, item)))
    if table.total is not None:
        cells = ["" if head.id not in table.total else said(table.total[head.id]) for head in heads]
        yield d.Row(("", *cells), d.RowKind.TOTAL)


def _cells(heads: Sequence[Head], item: Item) -> Iterator[str]:
    return (_shown(head, item.cells.get(head.id)) for head in heads)


def _shown(head: Head, cell: Cell) -> str:
    """A number that there is none of is a dash; a blank text stays blank."""
    return NO_RATIO if cell is None and head.look == "number" else said(cell)
