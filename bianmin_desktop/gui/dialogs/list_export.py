"""导出: a list as it is on screen goes into a file or to the printer, in three clicks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.environment.settings import read_settings, write_settings
from bianmin_desktop.errors import EnvironmentFault, Fault, environment_fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.export_choices import ExportChoices, forms
from bianmin_desktop.gui.dialogs.export_outcome import ExportOutcome
from bianmin_desktop.gui.fitting import fit, scrolled
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.ledgers import Query
from bianmin_desktop.services.paper import PdfPages, opened

_on_paper = "print"
_letters_wide = 46
_most_tries = 1000


@dataclass(frozen=True, slots=True)
class _Job:
    """What is exported; without a `target` it is for the printer."""

    query: Query
    fields: tuple[Field, ...] | None
    masked: bool
    target: Path | None


class ListExportDialog(QDialog):
    """Asks what is needed, exports beside the window, and offers the file it made.

    What was chosen last is chosen again; a file that is there already is never written over unless
    the clerk named it.
    """

    def __init__(
        self,
        context: Context,
        query: Query,
        fields: Sequence[Field],
        parent: QWidget | None = None,
    ) -> None:
        """For the list that `query` asks for, with the columns `fields` on screen."""
        super().__init__(parent)
        self._context = context
        self._query = query
        self._fields = tuple(fields)
        self._type = context.application.edition.record_type(query.type)
        self._task: Task[Any] | None = None
        self._named: Path | None = None
        self.setWindowTitle(f"导出{self._type.name}")
        give_help(context, "list_export", self)
        self._build()
        self._lay_out()
        self._connect()
        self._tell_place()
        self._count()

    def export(self) -> None:
        """Export as chosen, and remember the choice."""
        choice = self._choices.chosen
        target = None if choice.form == _on_paper else self._target()
        folder = {} if target is None else {"export_folder": str(target.parent)}
        self._keep(list_export=choice, **folder)
        fields = None if choice.has_all_columns else self._fields
        self._start(_Job(self._query, fields, choice.is_for_others, target))

    def save_to(self, target: Path) -> None:
        """Export into this very file."""
        self._named = target
        self._tell_place()
        self.export()

    def done(self, result: int) -> None:
        """Close; an export under way is stopped first."""
        self._give_up()
        super().done(result)

    def _build(self) -> None:
        application = self._context.application
        every = application.ledgers.fields(self._type.id)
        kept = read_settings(application.folder.path).settings.list_export
        starred = application.listings.starred(self._type.id)
        self._choices = ExportChoices(kept, (len(self._fields), len(every)), starred)
        self._title = label(self._type.name, "title")
        self._title.setObjectName("count")
        listing = application.ledgers.asked(self._query)
        self._conditions = label(application.listings.conditions(listing), "muted", wraps=True)
        self._conditions.setObjectName("conditions")
        self._place = QLineEdit()
        self._place.setObjectName("place")
        self._place.setReadOnly(True)
        self._place.setAccessibleName("保存到")
        self._elsewhere = QPushButton("更改…")
        self._elsewhere.setObjectName("choose_place")
        self._export = QPushButton("导出")
        self._export.setObjectName("export")
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._close = QPushButton("关闭")
        self._close.setObjectName("close")
        self._outcome = ExportOutcome()

    def _lay_out(self) -> None:
        self._places = QWidget()
        place = QHBoxLayout(self._places)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(label("保存到", "heading"))
        place.addWidget(self._place, 1)
        place.addWidget(self._elsewhere)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._close)
        asked = QWidget()
        questions = QVBoxLayout(asked)
        questions.setContentsMargins(0, 0, 0, 0)
        questions.setSpacing(14)
        for part in (self._title, self._conditions, self._choices, self._places):
            questions.addWidget(part)
        questions.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(scrolled(asked), 1)
        layout.addWidget(self._outcome)
        layout.addLayout(buttons)
        self._fit(questions, layout)

    def _fit(self, questions: QVBoxLayout, layout: QVBoxLayout) -> None:
        """As high as all of it with a word on how it ended; less high where the screen is."""
        margins = layout.contentsMargins()
        width = self.fontMetrics().horizontalAdvance("便") * _letters_wide
        inside = questions.totalHeightForWidth(width - margins.left() - margins.right())
        outside = self._outcome.most_height + self._export.sizeHint().height()
        gaps = margins.top() + margins.bottom() + 2 * layout.spacing()
        fit(self, QSize(width, inside + outside + gaps))

    def _connect(self) -> None:
        self._choices.changed.connect(self._tell_place)
        self._elsewhere.clicked.connect(self._ask_where)
        self._export.clicked.connect(self.export)
        self._close.clicked.connect(self.reject)
        self._outcome.elsewhere.connect(self._save_elsewhere)
        self._outcome.stopped.connect(self._give_up)

    def _count(self) -> None:
        ledgers, query = self._context.application.ledgers, self._query
        self._context.tasks.look_up(
            lambda: ledgers.count(ledgers.asked(query)), self._tell_count, self._context.tell
        )

    def _tell_count(self, count: int) -> None:
        word = "符合条件的" if self._query.is_narrowed else "全部"
        self._title.setText(f"{word}{self._type.name} {count:,} 条")

    def _tell_place(self) -> None:
        choice = self._choices.chosen
        is_paper = choice.form == _on_paper
        self._places.setVisible(not is_paper)
        self._export.setText("打印预览…" if is_paper else "导出")
        self._outcome.clear()
        if not is_paper:
            self._place.setText(str(self._target()))
            self._place.setToolTip(tip(self._place.text()))

    def _target(self) -> Path:
        """The file the clerk named, else a new one in the folder of last time."""
        choice = self._choices.chosen
        suffix = f".{choice.form}"
        if self._named is not None:
            return self._named.with_suffix(suffix)
        application = self._context.application
        kept = read_settings(application.folder.path).settings.export_folder
        folder = Path(kept) if kept and Path(kept).is_dir() else application.folder.exports
        is_for_others = choice.is_for_others
        name = application.listings.file_name(self._type.id, suffix, masked=is_for_others)
        return _free(folder / name)

    def _ask_where(self) -> bool:
        target = self._target()
        words = f"{forms[self._choices.chosen.form][0]} (*{target.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, "保存到", str(target), words)
        if chosen:
            # A name with another ending would be a file of another kind.
            self._named = Path(chosen).with_suffix(target.suffix)
            self._tell_place()
        return bool(chosen)

    def _save_elsewhere(self) -> None:
        if self._ask_where():
            self.export()

    def _start(self, job: _Job) -> None:
        application = self._context.application
        self._set_busy(is_busy=True)
        if job.target is None:
            self._task = self._context.tasks.start(
                lambda progress: _printed(application, job, progress), self._preview, self._failed
            )
        else:
            self._task = self._context.tasks.start(
                lambda progress: _saved(application, job, progress), self._finish, self._failed
            )
        self._task.progressed.connect(self._outcome.progress)
        self._task.cancelled.connect(self._stopped)

    def _set_busy(self, *, is_busy: bool) -> None:
        for widget in (self._choices, self._places, self._export):
            widget.setEnabled(not is_busy)
        if is_busy:
            self._outcome.begin()

    def _finish(self, saved: tuple[int, Path]) -> None:
        count, file = saved
        self._set_busy(is_busy=False)
        self._named = None
        self._tell_place()
        self._outcome.done(f"已导出 {count:,} 条：{file.name}", file)

    def _preview(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        title = self._context.application.listings.title(self._type.id)
        preview = PrintPreview(self._context, (title, pages), self.parentWidget())
        self.accept()
        preview.open()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        words = error.message if isinstance(error, Fault) else "导出没有成功。"
        self._outcome.failed(words, has_other_place=isinstance(error, EnvironmentFault))
        if not isinstance(error, Fault):
            self._context.tell(error)

    def _stopped(self) -> None:
        self._set_busy(is_busy=False)
        self._outcome.done("已停止，没有留下文件。")

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _keep(self, **changes: object) -> None:
        folder = self._context.application.folder.path
        # What cannot be remembered is chosen again next time; nothing is lost.
        with suppress(Fault):
            write_settings(folder, read_settings(folder).settings.with_changes(**changes))


def _saved(application: Application, job: _Job, progress: Progress) -> tuple[int, Path]:
    target = job.target or Path()
    if target.parent == application.folder.exports:
        _make(target.parent)
    listing, listings = application.ledgers.asked(job.query), application.listings
    count = listings.save(listing, target, job.fields, masked=job.masked, progress=progress)
    return count, target


def _printed(application: Application, job: _Job, progress: Progress) -> PdfPages:
    listing, listings = application.ledgers.asked(job.query), application.listings
    content = listings.printed(listing, job.fields, masked=job.masked, progress=progress)
    return opened(content)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, f"打开文件夹“{folder.name}”", folder) from error


def _free(path: Path) -> Path:
    """The path, or with a number behind its name, where no file is yet."""
    numbered = (path.with_stem(f"{path.stem}（{n}）") for n in range(2, _most_tries))
    return next((free for free in chain((path,), numbered) if not free.exists()), path)
