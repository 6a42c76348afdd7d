"""Below the form of a 工作信息: see it on paper, hand it in, and write a version of it again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.note_snapshots import note_type
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.summary.export_run import ExportRun
from bianmin_desktop.gui.summary.number_line import NumberLine
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.annual import Frozen

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported
    from bianmin_desktop.services.paper import PdfPages

_advice = "请打印，签字盖章后报送。"


class Panel(Protocol):
    """The form of the note."""

    shown: SignalInstance

    @property
    def record(self) -> Record:
        """The note, as it is stored."""
        ...

    @property
    def is_changed(self) -> bool:
        """Whether something was typed and not saved."""
        ...

    def save(self) -> bool:
        """Keep what was typed; returns whether it is kept."""
        ...


class NoteBar(QWidget):
    """What is handed in is what stands in the form: it is saved first."""

    def __init__(self, context: Context, panel: Panel) -> None:
        """For the note in a form."""
        super().__init__()
        self._context = context
        self._panel = panel
        self._newest = 0
        self._build()
        self._lay_out()
        self._connect()
        self._tell()

    def export_to(self, folder: Path | None) -> None:
        """Export the note into a folder (the clerk is asked for it), with progress."""
        if not self._is_kept():
            return
        self._number.keep()
        application, record_id = self._context.application, self._panel.record.id

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.work_notes.export(record_id, chosen, progress)

        self._run.start(export, folder)

    def _build(self) -> None:
        self._run = ExportRun(self._context, _advice, to_check="")
        self._run.offer("导出这条工作信息…")
        self._number = NumberLine(self._context)
        self._preview = QPushButton("预览打印…")
        self._preview.setObjectName("preview")
        self._again = QPushButton("重新导出最近一版…")
        self._again.setObjectName("again")
        self._again.setToolTip(tip("文件丢了或要再拷一份：内容与当时导出的完全一样"))
        self._versions = label("", "muted")
        self._versions.setObjectName("note_versions")

    def _lay_out(self) -> None:
        self._run.add(self._preview, self._again, self._versions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 0, 16, 10)
        layout.addWidget(self._number)
        layout.addWidget(self._run)

    def _connect(self) -> None:
        self._run.wanted.connect(self._choose_folder)
        self._run.exported.connect(self._tell)
        self._preview.clicked.connect(self._show_paper)
        self._again.clicked.connect(self._write_again)
        self._panel.shown.connect(self._change)
        self._context.hub.changed.connect(self._refresh)

    def _choose_folder(self) -> None:
        self.export_to(None)

    def _is_kept(self) -> bool:
        is_stored = self._panel.record.revision > 0 and not self._panel.is_changed
        return is_stored or self._panel.save()

    def _change(self) -> None:
        self._run.clear()
        self._tell()

    def _refresh(self, changes: Changes) -> None:
        if changes.touches(note_type):
            self._tell()

    def _tell(self) -> None:
        self._number.show_report(note_type, self._panel.record.id)
        notes = self._context.application.work_notes
        read = partial(notes.versions, self._panel.record)
        self._context.tasks.look_up(read, self._list, self._context.tell)

    def _list(self, versions: list[Frozen]) -> None:
        self._newest = versions[-1].version if versions else 0
        self._again.setVisible(bool(versions))
        words = "还没有导出过"
        if versions:
            last = versions[-1]
            words = f"已导出 {len(versions)} 版，最近一版 {last.made_at:%Y-%m-%d %H:%M}，"
            words += f"一致码 {last.fingerprint}"
        self._versions.setText(words)

    def _write_again(self) -> None:
        application, number = self._context.application, self._newest
        record_id = self._panel.record.id

        def export(chosen: Path, progress: Progress) -> Exported:
            return application.work_notes.reexport(record_id, number, chosen, progress)

        self._run.start(export)

    def _show_paper(self) -> None:
        if not self._is_kept():
            return
        self._number.keep()
        from bianmin_desktop.services.paper import opened

        notes, record = self._context.application.work_notes, self._panel.record
        self._context.tasks.start(
            lambda _: opened(notes.preview(record)), self._open_preview, self._context.tell
        )

    def _open_preview(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        record = self._panel.record
        name = record.name(self._context.application.edition.record_type(note_type))
        PrintPreview(self._context, (f"工作信息：{name}", pages), self).open()
