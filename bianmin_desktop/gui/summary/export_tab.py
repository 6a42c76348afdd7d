"""导出报送: one click to the workbook and the PDF, and the versions handed in before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.export_run import ExportRun
from bianmin_desktop.gui.summary.number_line import NumberLine
from bianmin_desktop.gui.summary.version_list import VersionList
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.summaries import report

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported

_steps = (
    "导出前会再审核一遍；通过后把当时的数据冻结成一版，Excel 和 PDF 出自同一版，一致码相同。"
    "导出后再改数据，下次导出就是新的一版，旧版不变。"
)
_advice = "请打印 PDF，签字盖章后连同 Excel 一起报送。"


class ExportTab(QWidget):
    """Exports the quarter, lists its versions; `check_wanted` leads to what is in the way."""

    check_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._build()
        self._lay_out()
        self._connect()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for sentences and buttons in several lines; the page is scrolled instead."""
        hint, layout = super().minimumSizeHint(), self.layout()
        needed = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(hint.width(), max(hint.height(), needed))

    def show_quarter(self, quarter: Quarter) -> None:
        """List the versions of the quarter."""
        if quarter != self._quarter:
            self._run.clear()
        self._quarter = quarter
        self._run.offer(f"导出{quarter.label}…")
        self._number.show_report(report, str(quarter))
        self._versions.show_quarter(quarter)

    def export_to(self, folder: Path | None) -> None:
        """Export the quarter into a folder, beside the window, with progress."""
        self._number.keep()
        application, quarter = self._context.application, self._quarter

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.exporting.export(quarter, chosen, progress)

        self._run.start(export, folder)

    def _build(self) -> None:
        self._explanation = label(_steps, "muted", wraps=True)
        self._run = ExportRun(self._context, _advice)
        self._number = NumberLine(self._context)
        self._versions = VersionList(self._context)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._explanation)
        layout.addWidget(self._number)
        layout.addWidget(self._run)
        layout.addWidget(self._versions, 1)

    def _connect(self) -> None:
        self._run.wanted.connect(self._choose_folder)
        self._run.check_wanted.connect(self.check_wanted)
        self._run.busy.connect(self._hold_versions)
        self._run.exported.connect(self._show_again)
        self._versions.again_wanted.connect(self._write_again)

    def _choose_folder(self) -> None:
        self.export_to(None)

    def _write_again(self, number: int) -> None:
        application, quarter = self._context.application, self._quarter

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.exporting.reexport(quarter, number, chosen, progress)

        self._run.start(export)

    def _hold_versions(self, is_busy: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._versions.set_busy(is_busy=is_busy)

    def _show_again(self, _: object) -> None:
        self.show_quarter(self._quarter)
