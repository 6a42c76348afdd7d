"""Checklists on paper: the table with a code and a QR symbol a line, and the tables behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions.checklists import scorers
from bianmin_desktop.exchange.checklist_tables import tables_of
from bianmin_desktop.exchange.checklists import (
    ChecklistPaper,
    derivation_of,
    heading,
    label_of,
    plain,
    score_of,
    standard_of,
    total_cells,
    verdict_of_line,
)
from bianmin_desktop.exchange.pdf import document as d
from bianmin_desktop.exchange.pdf.drawing import draw
from bianmin_desktop.exchange.pdf.pages import Page, Symbol, Text
from bianmin_desktop.exchange.pdf.rendering import lay_out
from bianmin_desktop.exchange.submission.parts import Look, Table, printed
from bianmin_desktop.progress import Progress, silent

if TYPE_CHECKING:
    from bianmin_desktop.domain.acceptance.sheet import SheetLine
    from bianmin_desktop.exchange.pdf.fonts import FontSet

_creator = "bianmin-desktop"
_aligns = {Look.NUMBER: d.Align.RIGHT, Look.DATE: d.Align.CENTER, Look.SERIAL: d.Align.CENTER}
_size = 9.0
_symbol = 21.0
"""Points: a scanner reads 21 squares of a third of a millimetre."""
_room_for_symbol = "\n\n"
"""Two empty lines above a code, where its symbol is put."""
_centre = d.Align.CENTER
_filled_columns = (
    d.Column("项", _centre, 5),
    d.Column("验收项目", weight=21),
    d.Column("分值", _centre, 5),
    d.Column("评分标准", weight=24),
    d.Column("台账情况", weight=25),
    d.Column("自评分", _centre, 5.5),
    d.Column("区评分", _centre, 5.5),
    d.Column("市评分", _centre, 5.5),
    d.Column("结论", _centre, 7),
    d.Column("佐证", _centre, 8),
    d.Column("备注", weight=11),
    d.Column("行代码", _centre, 13),
)
_blank_columns = (
    *_filled_columns[:4],
    d.Column("自评分", _centre, 7.5),
    d.Column("区评分", _centre, 7.5),
    d.Column("市评分", _centre, 7.5),
    d.Column("合格", _centre, 5.5),
    d.Column("不合格", _centre, 5.5),
    d.Column("不适用", _centre, 5.5),
    d.Column("佐证编号", _centre, 10),
    d.Column("备注", weight=18),
    d.Column("行代码", _centre, 13),
)


def document_of_checklist(paper: ChecklistPaper) -> d.Document:
    """The document: the checklist, and what belongs to it behind."""
    tables = [_main(paper)]
    if not paper.is_blank:
        tables += [_appendix(table, paper) for table in tables_of(paper.sheet)]
    return d.Document(
        title=paper.name,
        tables=tuple(tables),
        footer=d.Footer(paper.footer, paper.symbol),
        metadata=d.Metadata(paper.sheet.reporter.name, paper.footer, creator=_creator),
    )


def render_checklists(
    papers: Sequence[ChecklistPaper], fonts: FontSet, progress: Progress = silent
) -> bytes:
    """One PDF file with every checklist, each with page numbers of its own.

    Raises what `progress` raises. A character without a glyph is drawn as 〓: check before.
    """
    pages: list[Page] = []
    for done, paper in enumerate(papers):
        progress.report(done, len(papers), f"正在排版{paper.sheet.subject.name}")
        document = document_of_checklist(paper)
        own = lay_out(document, fonts)
        _add_symbols(own, {line.code for line in paper.sheet.lines}, fonts)
        own[0].outline = paper.name
        pages += own

    def drawn(done: int, total: int) -> None:
        progress.report(done, total, "正在生成 PDF")

    first = document_of_checklist(papers[0])
    return draw(pages, first, fonts, drawn)


def _main(paper: ChecklistPaper) -> d.Table:
    return d.Table(
        title=paper.title,
        columns=_blank_columns if paper.is_blank else _filled_columns,
        rows=tuple(_rows(paper)),
        caption_left=paper.about,
        notes=tuple(paper.notes()),
        sign_off=d.SignOff(tuple(paper.signers())),
        paper=d.Paper.LIST,
        size=_size,
    )


def _rows(paper: ChecklistPaper) -> Iterator[d.Row]:
    sheet = paper.sheet
    for place, section in enumerate(sheet.sections):
        told = heading(section, place, sheet, is_blank=paper.is_blank)
        yield d.Row((told,), d.RowKind.GROUP)
        for line in sheet.of_section(section):
            yield d.Row(_blank_cells(line) if paper.is_blank else _cells(line))
    marks = {} if paper.is_blank else total_cells(sheet)
    full = plain(sheet.grading.full_marks)
    given = tuple(marks.get(scorer, "") for scorer in scorers)
    before = ("", "合计", full, "") if paper.is_blank else ("", "合计", full, "", "")
    yield d.Row((*before, *given), d.RowKind.TOTAL)


def _cells(line: SheetLine) -> tuple[str, ...]:
    return (
        line.number,
        label_of(line),
        plain(line.points),
        standard_of(line),
        derivation_of(line),
        *(score_of(line, scorer) for scorer in scorers),
        verdict_of_line(line),
        "\n".join(line.evidence),
        line.note,
        f"{_room_for_symbol}{line.code}",
    )


def _blank_cells(line: SheetLine) -> tuple[str, ...]:
    asked = (line.number, label_of(line), plain(line.points), standard_of(line))
    return (*asked, "", "", "", "□", "□", "□", "", "", f"{_room_for_symbol}{line.code}")


def _appendix(table: Table, paper: ChecklistPaper) -> d.Table:
    return d.Table(
        title=f"{paper.sheet.subject.name}{table.title}",
        columns=tuple(
            d.Column(c.label, _aligns.get(c.look, d.Align.LEFT), c.width) for c in table.columns
        ),
        rows=tuple(d.Row(tuple(printed(cell) for cell in line.cells)) for line in table.lines),
        caption_left=paper.about,
        caption_right=f"共 {len(table.lines)} 项",
        notes=tuple(f"注：{note}" for note in table.notes),
        paper=d.Paper.LIST,
        size=_size,
    )


def _add_symbols(pages: Sequence[Page], codes: set[str], fonts: FontSet) -> None:
    """A QR symbol above every line code, in the room that was left for it.

    Only in the checklist itself, up to where the next table begins.
    """
    own = takewhile(lambda page: page is pages[0] or not page.outline, pages)
    for page in own:
        for mark in tuple(page.marks):
            if isinstance(mark, Text) and mark.text in codes:
                middle = mark.x + fonts.width(mark.text, mark.role, mark.size) / 2
                place = (middle - _symbol / 2, mark.y + mark.size)
                page.marks.append(Symbol(*place, _symbol, mark.text.replace("-", "")))
