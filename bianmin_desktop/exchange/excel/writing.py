"""A submission as an Excel workbook."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook

from bianmin_desktop.exchange.excel.cover import write_cover
from bianmin_desktop.exchange.excel.hidden import (
    lists_name,
    meta_name,
    ranges_of,
    write_lists,
    write_meta,
)
from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.sheets import TableSheet
from bianmin_desktop.exchange.excel.texts import check_texts, sheet_name
from bianmin_desktop.exchange.submission.parts import Submission
from bianmin_desktop.progress import Progress, silent

cover_name = "封面"


def workbook_of(submission: Submission, progress: Progress = silent) -> bytes:
    """The workbook as a file's bytes: the same submission gives the same bytes.

    Raises `Refused` for a text no cell can hold, and what `progress` raises.
    """
    check_texts(submission.tables)
    workbook = Workbook(write_only=True)
    _describe(workbook, submission)
    try:
        _fill(workbook, submission, progress)
    except BaseException:
        for sheet in workbook.worksheets:
            if not sheet.closed:
                sheet.close()
        raise
    return packed(workbook, submission.identity.frozen_at)


def _fill(workbook: Workbook, submission: Submission, progress: Progress) -> None:
    taken = {meta_name, lists_name}
    write_cover(workbook.create_sheet(sheet_name(cover_name, taken)), submission)
    ranges = ranges_of(submission.tables)
    first_rows: dict[str, tuple[str, int]] = {}
    counting = _Counting(progress, sum(len(table.lines) for table in submission.tables))
    for table in submission.tables:
        name = sheet_name(table.name, taken)
        written = TableSheet(workbook.create_sheet(name), table, submission.identity)
        written.write(ranges, counting.tell)
        first_rows[table.id] = (name, written.first_row)
        counting.before += len(table.lines)
    write_lists(workbook.create_sheet(lists_name), ranges)
    write_meta(workbook.create_sheet(meta_name), submission, first_rows)
    counting.tell(0)


@dataclass
class _Counting:
    """Rows written so far, over all sheets."""

    progress: Progress
    total: int
    before: int = 0

    def tell(self, rows: int) -> None:
        """So many rows of the sheet at hand are written."""
        self.progress.report(self.before + rows, self.total, "正在生成 Excel")


def _describe(workbook: Workbook, submission: Submission) -> None:
    properties = workbook.properties
    properties.creator = submission.identity.unit
    properties.title = submission.letter.name
    properties.description = submission.identity.footer
