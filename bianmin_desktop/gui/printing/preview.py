"""打印预览: a document page by page, its printer, and a copy as a file. All printing ends here."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.environment.settings import read_settings, write_settings
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.fitting import fit, scrolled
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.printing.page_list import PageList, PageModel
from bianmin_desktop.gui.printing.page_view import PageView, full_width, whole_page, zooms
from bianmin_desktop.gui.printing.print_settings import PrintSettings
from bianmin_desktop.gui.printing.printer import Order, Printers, print_pages
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.paper import PdfPages, Print

_fitted = {whole_page: "整页", full_width: "页宽"}
_size = (1180, 700)


class PrintPreview(QDialog):
    """Shows a document and prints it; `Printers` are the machine's unless others are given."""

    def __init__(
        self,
        context: Context,
        document: tuple[str, PdfPages] | Print,
        parent: QWidget | None = None,
        printers: Printers | None = None,
    ) -> None:
        """For an open document and its name, which is also offered as the file's."""
        super().__init__(parent)
        self._context = context
        shown = document if isinstance(document, Print) else Print(*document)
        self._title, self._pages, self._changed = shown.title, shown.pages, shown.changed
        self._printers = printers or Printers()
        self._task: Task[int] | None = None
        self.setWindowTitle(f"打印预览：{self._title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        give_help(context, "print", self)
        self._build()
        self._lay_out()
        self._connect()
        self._judge()
        self._go_to(0)

    @property
    def view(self) -> PageView:
        """The page in the middle."""
        return self._view

    def print_now(self) -> None:
        """Print what is chosen, beside the window, and remember how."""
        numbers = self._settings.numbers
        if numbers is None:
            return
        printing = self._settings.chosen
        self._keep(printing=printing)
        order = Order(self._title, self._pages, numbers, printing)
        work = partial(print_pages, order, self._printers.made(printing))
        self._set_busy(is_busy=True)
        self._task = self._context.tasks.start(work, self._done, self._failed)
        self._task.progressed.connect(self._show_progress)
        self._task.cancelled.connect(self._stopped)

    def save_copy(self, target: Path) -> None:
        """Put the document into a file."""
        try:
            write_bytes(target, self._pages.content)
        except Fault as fault:
            self._say(fault.message, "blocking")
        else:
            self._keep(export_folder=str(target.parent))
            self._say(f"已保存：{target}")

    def done(self, result: int) -> None:
        """Close, the document too; printing under way is stopped first."""
        self._give_up()
        self._pages.close()
        super().done(result)

    def _build(self) -> None:
        kept = read_settings(self._context.application.folder.path).settings.printing
        self._list = PageList(PageModel(self._context, self._pages, self.devicePixelRatioF()))
        self._view = PageView(self._context, self._pages)
        count = len(self._pages.sizes)
        self._settings = PrintSettings(self._printers, kept, count, self._changed)
        self._zoom = QComboBox()
        self._zoom.setObjectName("zoom")
        self._zoom.setAccessibleName("显示大小")
        self._zoom.setToolTip("显示大小")
        for zoom in zooms:
            self._zoom.addItem(_fitted.get(zoom, f"{zoom}%"), zoom)
        self._zoom.setCurrentIndex(zooms.index(full_width))
        self._before, self._after = QPushButton("上一页"), QPushButton("下一页")
        self._place = label("")
        self._place.setObjectName("place")
        self._print = QPushButton("打印(&P)")
        self._print.setObjectName("print")
        self._print.setProperty("role", "primary")
        self._save = QPushButton("另存为 PDF…(&S)")
        self._save.setObjectName("save")
        self._stop = QPushButton("停止打印")
        self._stop.setObjectName("stop")
        self._close = QPushButton("关闭")
        self._progress = QProgressBar()
        self._outcome = label("", wraps=True)
        self._outcome.setObjectName("outcome")
        for widget in (self._stop, self._progress):
            widget.hide()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for widget in (self._before, self._place, self._after):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self._zoom)
        middle = QVBoxLayout()
        middle.addLayout(bar)
        middle.addWidget(self._view, 1)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(scrolled(self._settings), 1)
        parts = (self._print, self._stop, self._progress, self._outcome, self._save, self._close)
        for part in parts:
            side.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self._list)
        layout.addLayout(middle, 1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(self.fontMetrics().horizontalAdvance("便") * 17)
        side.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(holder)
        fit(self, QSize(*_size))

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._view.turned.connect(self._turn)
        self._view.zoomed.connect(self._zoom_by)
        self._zoom.currentIndexChanged.connect(self._set_zoom)
        self._before.clicked.connect(partial(self._turn, -1))
        self._after.clicked.connect(partial(self._turn, 1))
        self._settings.changed.connect(self._judge)
        self._print.clicked.connect(self.print_now)
        self._stop.clicked.connect(self._give_up)
        self._save.clicked.connect(self._ask_where)
        self._close.clicked.connect(self.close)

    def _go_to(self, number: int) -> None:
        self._list.setCurrentIndex(self._list.model().index(number, 0))

    def _show_current(self, index: QModelIndex) -> None:
        count = len(self._pages.sizes)
        self._view.show_page(index.row())
        self._place.setText(f"第 {index.row() + 1:,} 页，共 {count:,} 页")
        self._before.setEnabled(index.row() > 0)
        self._after.setEnabled(index.row() < count - 1)

    def _turn(self, by: int) -> None:
        number = self._view.number + by
        if 0 <= number < len(self._pages.sizes):
            self._go_to(number)

    def _zoom_by(self, by: int) -> None:
        fixed = [place for place, zoom in enumerate(zooms) if zoom not in _fitted]
        here = self._zoom.currentIndex()
        place = here + by if here in fixed else zooms.index("100")
        self._zoom.setCurrentIndex(min(max(place, fixed[0]), fixed[-1]))

    def _set_zoom(self) -> None:
        self._view.set_zoom(str(self._zoom.currentData()))

    def _judge(self) -> None:
        self._print.setEnabled(self._settings.can_print and self._stop.isHidden())

    def _set_busy(self, *, is_busy: bool) -> None:
        self._stop.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setRange(0, 0)
        self._settings.setEnabled(not is_busy)
        self._judge()
        if is_busy:
            self._say("正在打印…")

    def _show_progress(self, done: int, total: int, note: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._say(f"{note}…第 {done + 1:,} 页，共 {total:,} 页")

    def _done(self, count: int) -> None:
        self._set_busy(is_busy=False)
        self._say(f"已送去打印 {count:,} 页。")

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, Fault):
            self._say(error.message, "blocking")
        else:
            self._say("打印没有成功。", "blocking")
            self._context.tell(error)

    def _stopped(self) -> None:
        self._set_busy(is_busy=False)
        self._say("已停止打印。")

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _ask_where(self) -> None:
        settings = read_settings(self._context.application.folder.path).settings
        start = Path(settings.export_folder or self._context.application.folder.path)
        words = ("另存为 PDF", str(start / f"{self._title}.pdf"), "PDF 文件 (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self, *words)
        if chosen:
            self.save_copy(Path(chosen).with_suffix(".pdf"))

    def _say(self, words: str, level: str = "") -> None:
        self._outcome.setText(words)
        restyle(self._outcome, "level", level)

    def _keep(self, **changes: object) -> None:
        folder = self._context.application.folder.path
        # What cannot be remembered is chosen again next time; nothing is lost.
        with suppress(Fault):
            write_settings(folder, read_settings(folder).settings.with_changes(**changes))
