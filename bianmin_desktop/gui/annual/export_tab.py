"""导出报送年度总结: one click to the workbook and the PDF, and the versions handed in before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.periods import Year
from bianmin_desktop.gui.annual.frozen_list import FrozenList
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.return_dialog import return_dialog
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.export_run import ExportRun
from bianmin_desktop.gui.summary.number_line import NumberLine
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.annual import Frozen
from bianmin_desktop.services.locking import handed_in
from bianmin_desktop.services.periods import annual as report

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported

_steps = (
    "导出前会再审核一遍；通过后把四个季度的合计和现在的文字冻结成一版，"
    "Excel 和 PDF 出自同一版，一致码相同。以后再改，下次导出就是新的一版，旧版不变。"
)
_advice = "请打印 PDF，签字盖章后连同 Excel 一起报送。"


class YearExportTab(QWidget):
    """Exports the year, lists its versions; `check_wanted` leads to what is in the way."""

    check_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """For the year shown last by `show_year`."""
        super().__init__()
        self._context = context
        self._year = Year(context.quarter.year)
        self._run = ExportRun(context, _advice)
        self._number = NumberLine(context)
        self._versions = FrozenList()
        self._received = QPushButton("登记上级已收")
        self._received.setObjectName("note_received")
        self._return = QPushButton("登记退回…")
        self._return.setObjectName("note_return")
        self._versions.add(self._received, self._return)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(_steps, "muted", wraps=True))
        layout.addWidget(self._number)
        layout.addWidget(self._run)
        layout.addWidget(self._versions, 1)
        self._run.wanted.connect(self._choose_folder)
        self._run.check_wanted.connect(self.check_wanted)
        self._run.exported.connect(self._list)
        self._versions.again_wanted.connect(self._write_again)
        self._received.clicked.connect(self._note_received)
        self._return.clicked.connect(self._note_return)

    def show_year(self, year: Year) -> None:
        """List the versions of the year."""
        if year != self._year:
            self._run.clear()
        self._year = year
        self._run.offer(f"导出{year.label}度总结…")
        self._number.show_report(report, str(year))
        self._list()

    def export_to(self, folder: Path | None) -> None:
        """Export the year into a folder (the clerk is asked for it), with progress."""
        self._number.keep()
        application, year = self._context.application, self._year

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.annual_exporting.export(year, chosen, progress)

        self._run.start(export, folder)

    def _choose_folder(self) -> None:
        self.export_to(None)

    def _list(self) -> None:
        annual, year = self._context.application.annual, self._year
        self._context.tasks.look_up(
            lambda: (annual.versions(year), annual.state(year)), self._show, self._context.tell
        )

    def _show(self, found: tuple[list[Frozen], str]) -> None:
        versions, state = found
        self._versions.show_versions(versions)
        self._received.setEnabled(state == "submitted")
        self._return.setEnabled(state in handed_in)

    def _note_received(self) -> None:
        try:
            changes = self._context.application.receipts.note_received(self._year)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        self._context.say(f"已登记：{self._year.label}度总结上级已收，总结锁定")
        self._list()

    def _note_return(self) -> None:
        return_dialog(self._context, self._year, self).exec()
        self._list()

    def _write_again(self, number: int) -> None:
        application, year = self._context.application, self._year

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.annual_exporting.reexport(year, number, chosen, progress)

        self._run.start(export)
