"""A submission as a document for paper: the letter, then the tables as appendices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bianmin_desktop.exchange.pdf import document as d
from bianmin_desktop.exchange.submission.parts import (
    Column,
    Line,
    LineKind,
    Look,
    Passage,
    Submission,
    Table,
    printed,
)

_first = (
    *("figures", "corrections", "corrected", "changes"),
    *("gaps", "circle", "community", "outlet", "event"),
)
"""Figures first: the detail stands behind what it proves; then the registers."""
_last = ("explanations",)
_aligns = {
    Look.NUMBER: d.Align.RIGHT,
    Look.DATE: d.Align.CENTER,
    Look.SERIAL: d.Align.CENTER,
}
_upright_width = 90
"""Half-width characters of all columns up to which an appendix stands upright."""
_creator = "bianmin-desktop"


def document_of(submission: Submission) -> d.Document:
    """The document; every text in it is the submission's."""
    identity, letter = submission.identity, submission.letter
    tables = _appendices(submission)
    blocks: list[d.Block] = [d.Title(letter.title), d.Addressee(letter.addressee)]
    if letter.opening:
        blocks.append(d.Body(letter.opening))
    for passage in letter.passages:
        blocks += _blocks(passage)
    blocks += [
        d.AttachmentList((*(table.title for table in tables), *letter.attachments)),
        d.Signature(letter.signer, identity.day),
        d.SignOff(letter.sign_off),
    ]
    return d.Document(
        title=letter.name,
        blocks=tuple(blocks),
        tables=tables,
        footer=d.Footer(identity.footer, identity.symbol),
        metadata=d.Metadata(identity.unit, identity.footer, identity.fingerprint, _creator),
    )


def _blocks(passage: Passage) -> Iterator[d.Block]:
    if passage.heading:
        yield d.Heading(passage.heading, passage.level)
    yield from (d.Body(paragraph) for paragraph in passage.paragraphs)


def _appendices(submission: Submission) -> tuple[d.Table, ...]:
    known = {table.id: table for table in submission.tables}
    registers = [table_id for table_id in known if table_id not in (*_first, *_last)]
    order = (*_first, *registers, *_last)
    chosen = [known[i] for i in order if i in known and known[i].is_printed]
    several = len(chosen) > 1
    return tuple(
        _appendix(table, submission, f"附件{number}" if several else "附件")
        for number, table in enumerate(chosen, start=1)
    )


def _appendix(table: Table, submission: Submission, label: str) -> d.Table:
    identity = submission.identity
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.is_printed and column.id != table.grouped_by
    ]
    columns = [table.columns[place] for place in kept]
    return d.Table(
        title=table.title,
        columns=tuple(_column(column) for column in columns),
        rows=tuple(_rows(table, kept)),
        label=label,
        caption_left=f"填报单位：{identity.unit}　报告期：{identity.period_label}",
        caption_right="　".join(filter(None, (table.remark, table.units))),
        notes=tuple(f"注：{note}" for note in table.notes),
        landscape=sum(column.width for column in columns) > _upright_width,
    )


def _column(column: Column) -> d.Column:
    align = _aligns.get(column.look, d.Align.LEFT)
    return d.Column(column.label, align, group=column.group)


def _rows(table: Table, kept: list[int]) -> Iterator[d.Row]:
    """The rows, under a heading wherever the grouping column's value changes."""
    if not table.grouped_by:
        yield from (_row(line, kept) for line in table.lines)
        return
    place = [column.id for column in table.columns].index(table.grouped_by)
    for group, lines in groupby(table.lines, key=lambda line: printed(line.cells[place])):
        members = list(lines)
        heading = f"{group or '（空白）'}（{len(members):,} 个）"
        yield d.Row((heading,), d.RowKind.GROUP)
        yield from (_row(line, kept) for line in members)


def _row(line: Line, kept: list[int]) -> d.Row:
    if line.kind is LineKind.GROUP:
        return d.Row((printed(line.cells[0]),), d.RowKind.GROUP)
    return d.Row(tuple(printed(line.cells[place]) for place in kept))
