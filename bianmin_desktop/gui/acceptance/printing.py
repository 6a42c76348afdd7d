"""Printing checklists and saving them as files, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.checklist_papers import Wanted
from bianmin_desktop.services.paper import PdfPages, opened

_forms = {".pdf": "PDF 文件 (*.pdf)", ".xlsx": "Excel 工作簿 (*.xlsx)"}


class ChecklistPrinting:
    """For a widget that dialogs stand before; `work` shows how far it is."""

    def __init__(self, context: Context, window: QWidget, work: UnderWay) -> None:
        """Nothing is printed yet."""
        self._context = context
        self._window = window
        self._work = work
        self._title = ""

    def preview(self, title: str, wanted: Wanted) -> None:
        """Open the print preview of the checklists that are wanted."""
        papers = self._context.application.acceptance.papers

        def make(progress: Progress) -> bytes:
            return papers.printed(wanted, progress)

        self._preview(title, make)

    def preview_frozen(self, title: str, circle: str, template: str, number: int) -> None:
        """Open the print preview of a frozen acceptance."""
        papers = self._context.application.acceptance.papers

        def make(_: Progress) -> bytes:
            return papers.frozen(circle, template, number)

        self._preview(title, make)

    def ask_and_save(self, name: str, wanted: Wanted, suffix: str) -> None:
        """Ask for a file's name and write the checklist there."""
        start = str(self._context.application.folder.exports / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, "存到哪里", start, _forms[suffix])
        if chosen:
            self.save(wanted, Path(chosen).with_suffix(suffix))

    def save(self, wanted: Wanted, target: Path) -> None:
        """Write one file."""
        papers = self._context.application.acceptance.papers

        def write(progress: Progress) -> tuple[Path, ...]:
            return (papers.save(wanted, target, progress),)

        self._work.run("正在生成文件", write, self._tell_saved)

    def ask_and_save_each(self, wanted: Wanted, suffix: str) -> None:
        """Ask for a folder and write one file a circle there."""
        start = str(self._context.application.folder.exports)
        chosen = QFileDialog.getExistingDirectory(self._window, "存到哪个文件夹", start)
        if not chosen:
            return
        papers = self._context.application.acceptance.papers

        def write(progress: Progress) -> tuple[Path, ...]:
            return papers.save_each(wanted, Path(chosen), suffix, progress)

        self._work.run("正在生成文件", write, self._tell_saved)

    def _preview(self, title: str, make: Callable[[Progress], bytes]) -> None:
        self._title = title

        def pages(progress: Progress) -> PdfPages:
            return opened(make(progress))

        self._work.run("正在排版", pages, self._show)

    def _show(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        PrintPreview(self._context, (self._title, pages), self._window).open()

    def _tell_saved(self, files: tuple[Path, ...]) -> None:
        where = files[0] if len(files) == 1 else f"{files[0].parent}（{len(files)} 个文件）"
        self._context.say(f"已存为：{where}")
