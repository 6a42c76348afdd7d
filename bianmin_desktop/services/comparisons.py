"""Comparisons of versions as files: one table, for Excel, for PDF and for the printer."""

from __future__ import annotations

from pathlib import Path

from bianmin_desktop.domain.version_differences import Difference
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, Table
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.listings import Letterhead
from bianmin_desktop.services.printing import printed_list, save_list
from bianmin_desktop.services.versions import Comparison

_columns = (
    Column("table", "表", width=14),
    Column("row", "记录", width=28),
    Column("field", "项目", width=22),
    Column("before", "原来", Look.LINES, 40),
    Column("after", "现在", Look.LINES, 40),
    Column("step", "增减", Look.NUMBER, 10),
)


class ComparisonWriter:
    """Writes comparisons, and makes them ready to be printed."""

    def __init__(self, letterhead: Letterhead, report: str) -> None:
        """For an office; `report` is what the report is called in file names."""
        self._letterhead = letterhead
        self._report = report

    def title(self, comparison: Comparison) -> str:
        """What stands above the table: the unit, and what is compared."""
        return f"{self._letterhead.office.name}{comparison.title}"

    def file_name(self, comparison: Comparison, suffix: str) -> str:
        """单位_报表_2024年第1季度_对比_v1-v2, with the suffix."""
        period = comparison.later.quarter.file_label
        parts = (self._letterhead.office.name, self._report, period, comparison.file_label)
        return file_name(*parts, suffix=suffix)

    def save(self, comparison: Comparison, target: Path, progress: Progress = silent) -> None:
        """Write the comparison; the file's suffix (.xlsx, .pdf) decides what it is.

        Raises `WrongUse` for another suffix, `Refused` for a text the file cannot hold,
        `EnvironmentFault` when it cannot be written, and what `progress` raises; what lay there
        is untouched then.
        """
        save_list(self._listed(comparison), target, self._letterhead.fonts, progress)

    def printed(self, comparison: Comparison, progress: Progress = silent) -> bytes:
        """The comparison as a PDF file, ready to be shown and printed; raises as `save` does."""
        return printed_list(self._listed(comparison), self._letterhead.fonts, progress)

    def _listed(self, comparison: Comparison) -> ListSheet:
        lines = tuple(map(_line, comparison.found))
        table = Table("differences", "对比", comparison.title, _columns, lines)
        told = comparison.told if lines else f"{comparison.told}。{comparison.outcome}"
        return ListSheet(
            table,
            self._letterhead.office.name,
            told,
            self._letterhead.clock.now(),
            naming="row",
            has_ids=False,
        )


def _line(found: Difference) -> Line:
    return Line(
        (
            found.table_label,
            found.row_label,
            found.field_label,
            found.before,
            found.after,
            found.step or None,
        ),
        record=found.row,
    )
