"""对比: what differs between two versions, on screen, as a file and on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.version_differences import Difference
from bianmin_desktop.errors import environment_fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.differences_model import DifferencesModel
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.paper import PdfPages, opened
from bianmin_desktop.services.versions import Comparison

Again = Callable[[bool, Progress], Comparison]
"""Compares anew, with or without the records one by one."""
_size = (1120, 640)
_share = 0.94
"""Of the screen, at most."""
_widths = (7, 16, 9, 21, 21, 7)
"""Chinese characters."""
_every = ""
_kinds = {".xlsx": "Excel 工作簿", ".pdf": "PDF 文件"}


class VersionComparisonDialog(QDialog):
    """Shows a comparison; long work runs beside the window."""

    def __init__(
        self,
        context: Context,
        comparison: Comparison,
        parent: QWidget | None = None,
        again: Again | None = None,
    ) -> None:
        """For a comparison made; `again` is given where records can be asked for one by one."""
        super().__init__(parent)
        self._context = context
        self._comparison = comparison
        self._again = again
        self.setWindowTitle("版本对比")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(QSize(*_size).boundedTo(self.screen().availableSize() * _share))
        self._build()
        self._lay_out()
        self._connect()
        self._show(comparison)
        self._view.setFocus()

    def save_to(self, target: Path) -> None:
        """Write the comparison shown into this very file (.xlsx, .pdf)."""
        writer, comparison = self._context.application.comparisons, self._comparison

        def run(progress: Progress) -> Path:
            _make(target.parent)
            writer.save(comparison, target, progress)
            return target

        self._begin("正在生成文件…")
        self._context.tasks.start(run, self._saved, self._failed)

    def _build(self) -> None:
        self._title = label("", "title", wraps=True)
        self._title.setObjectName("comparison_title")
        self._told = label("", "muted", wraps=True)
        self._outcome = label("", "heading")
        self._outcome.setObjectName("comparison_outcome")
        self._tables = QComboBox()
        self._tables.setObjectName("comparison_tables")
        self._tables.setAccessibleName("只看哪张表")
        self._records = QCheckBox("逐条列出台账记录")
        self._records.setObjectName("with_records")
        self._records.setVisible(self._again is not None)
        self._model = DifferencesModel()
        self._view = QTableView()
        self._view.setObjectName("differences")
        self._view.setAccessibleName("不同之处")
        self._view.setModel(self._model)
        self._view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._view.setWordWrap(False)
        self._view.verticalHeader().hide()
        self._size_columns()
        self._before, self._after = _reader("原来"), _reader("现在")
        lines = self.fontMetrics().lineSpacing() * 4 + 14
        for reader in (self._before, self._after):
            reader.setFixedHeight(lines)
        self._state = label("", "muted", wraps=True)
        self._state.setObjectName("comparison_state")
        self._buttons = [
            _button("存为 Excel…", "save_xlsx"),
            _button("存为 PDF…", "save_pdf"),
            _button("打印…", "print_comparison"),
        ]
        self._close = _button("关闭", "close_comparison")

    def _size_columns(self) -> None:
        header = self._view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, letters in enumerate(_widths):
            header.resizeSection(column, letters * letter)
        for column in (3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        choosing = QHBoxLayout()
        choosing.addWidget(self._outcome, 1)
        choosing.addWidget(self._records)
        choosing.addWidget(self._tables)
        reading = QHBoxLayout()
        for words, reader in (("原来", self._before), ("现在", self._after)):
            side = QVBoxLayout()
            side.addWidget(label(words, "muted"))
            side.addWidget(reader)
            reading.addLayout(side, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._state, 1)
        for button in (*self._buttons, self._close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._told)
        layout.addLayout(choosing)
        layout.addWidget(self._view, 1)
        layout.addLayout(reading)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._tables.currentIndexChanged.connect(self._fill)
        self._records.toggled.connect(self._compare_again)
        self._view.selectionModel().currentRowChanged.connect(self._read)
        xlsx, pdf, paper = self._buttons
        xlsx.clicked.connect(self._save_xlsx)
        pdf.clicked.connect(self._save_pdf)
        paper.clicked.connect(self._print)
        self._close.clicked.connect(self.reject)

    def _show(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._title.setText(self._context.application.comparisons.title(comparison))
        self._told.setText(comparison.told)
        self._outcome.setText(comparison.outcome)
        self._tables.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._tables.clear()
        self._tables.addItem(f"全部（{len(comparison.found):,}）", _every)
        for table, words in _counts(comparison.found):
            self._tables.addItem(words, table)
        self._tables.blockSignals(False)  # noqa: FBT003
        self._fill()

    def _fill(self) -> None:
        table = str(self._tables.currentData() or _every)
        found = [d for d in self._comparison.found if table in (_every, d.table)]
        self._model.show(found)
        self._read(QModelIndex())
        if found:
            self._view.setCurrentIndex(self._model.index(0, 0))

    def _read(self, index: QModelIndex) -> None:
        found = self._model.difference(index)
        self._before.setPlainText(found.before if found else "")
        self._after.setPlainText(found.after if found else "")

    def _compare_again(self) -> None:
        again, is_wanted = self._again, self._records.isChecked()
        if again is None:
            return
        self._begin("正在对比…")
        self._context.tasks.start(
            lambda progress: again(is_wanted, progress), self._compared, self._failed
        )

    def _compared(self, comparison: Comparison) -> None:
        self._end("")
        self._show(comparison)

    def _save_xlsx(self) -> None:
        self._ask_where(".xlsx")

    def _save_pdf(self) -> None:
        self._ask_where(".pdf")

    def _ask_where(self, suffix: str) -> None:
        application = self._context.application
        name = application.comparisons.file_name(self._comparison, suffix)
        start = str(application.folder.exports / name)
        words = f"{_kinds[suffix]} (*{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, "对比表存到哪里", start, words)
        if chosen:
            # A name with another ending would be a file of another kind.
            self.save_to(Path(chosen).with_suffix(suffix))

    def _saved(self, target: Path) -> None:
        self._end(f"已存为：{target.name}")

    def _print(self) -> None:
        writer, comparison = self._context.application.comparisons, self._comparison
        self._begin("正在排版…")
        self._context.tasks.start(
            lambda progress: opened(writer.printed(comparison, progress)),
            self._preview,
            self._failed,
        )

    def _preview(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        self._end("")
        title = self._context.application.comparisons.title(self._comparison)
        PrintPreview(self._context, (title, pages), self).open()

    def _begin(self, words: str) -> None:
        self._set_busy(is_busy=True)
        restyle(self._state, "level", "")
        self._state.setText(words)

    def _end(self, words: str) -> None:
        self._set_busy(is_busy=False)
        self._state.setText(words)

    def _failed(self, error: BaseException) -> None:
        self._end("")
        self._context.tell(error)

    def _set_busy(self, *, is_busy: bool) -> None:
        for widget in (*self._buttons, self._records):
            widget.setEnabled(not is_busy)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button


def _reader(name: str) -> QPlainTextEdit:
    reader = QPlainTextEdit()
    reader.setReadOnly(True)
    reader.setAccessibleName(name)
    reader.setTabChangesFocus(True)
    return reader


def _counts(found: Sequence[Difference]) -> list[tuple[str, str]]:
    """The tables in which something differs, each with how many differences."""
    counts: dict[str, int] = {}
    labels = {d.table: d.table_label for d in found}
    for difference in found:
        counts[difference.table] = counts.get(difference.table, 0) + 1
    return [(table, f"{labels[table]}（{count:,}）") for table, count in counts.items()]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, f"打开文件夹“{folder.name}”", folder) from error
