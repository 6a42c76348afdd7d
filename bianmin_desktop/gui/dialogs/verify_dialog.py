"""核对一致码: a code typed or scanned, or a file, held against the versions that were exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.verifying import Verified

_size = (820, 480)
_headers = ("表", "行", "项目", "导出时", "现在的文件")
_letters = (8, 13, 9, 10)
_explanation = (
    "输入或用扫码枪扫页脚的一致码，看它是哪一期哪一版；或选一个导出的 Excel、PDF，"
    "看它和当时冻结的内容是不是一样。"
)
_files = "Excel 和 PDF (*.xlsx *.xlsm *.xls *.et *.pdf)"


class VerifyDialog(QDialog):
    """Answers one question after the other; writes nothing."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """With the cursor where a code is typed."""
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("核对一致码")
        self.resize(*_size)
        self._code = QLineEdit()
        self._code.setObjectName("code")
        self._code.setPlaceholderText("如 ABCD-EFGH-JKMN，按回车核对")
        self._code.setMaxLength(120)
        self._look = QPushButton("核对")
        self._look.setDefault(True)
        self._choose = QPushButton("选文件…")
        self._choose.setObjectName("choose_file")
        self._choose.setAutoDefault(False)
        self._answer = label("", "heading", wraps=True)
        self._answer.setObjectName("answer")
        self._found = QTreeWidget()
        self._found.setObjectName("differences")
        self._found.setAccessibleName("不同的地方")
        self._found.setRootIsDecorated(False)
        self._found.setHeaderLabels(_headers)
        self._close = QPushButton("关闭")
        self._close.setAutoDefault(False)
        self._lay_out()
        self._look.clicked.connect(self._verify_code)
        self._choose.clicked.connect(self._ask_file)
        self._close.clicked.connect(self.accept)
        self._code.setFocus()

    def verify_file(self, path: Path) -> None:
        """Hold a file against its version, beside the window."""
        self._say(f"正在核对 {path.name}…")
        self._found.clear()
        verifying = self._context.application.verifying
        self._choose.setEnabled(False)
        self._context.tasks.start(
            lambda progress: verifying.file(path, progress), self._show_file, self._fail
        )

    def _verify_code(self) -> None:
        self._found.clear()
        try:
            found = self._context.application.verifying.code(self._code.text())
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._fail(error)
            return
        self._say(f"一致码 {found.fingerprint}：{found.told}")
        self._code.selectAll()

    def _ask_file(self) -> None:
        start = str(self._context.application.folder.path)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择要核对的文件", start, _files)
        if chosen:
            self.verify_file(Path(chosen))

    def _show_file(self, found: Verified) -> None:
        self._choose.setEnabled(True)
        if found.is_equal:
            self._say(f"完全一致：{found.told}", "ok")
            return
        more = "" if found.is_whole else " 以上"
        self._say(f"{found.told}：文件被改动过，{len(found.differs)} 处{more}不同", "blocking")
        for one in found.differs:
            cells = [one.table, one.row, one.field, one.before or "（空）", one.after or "（空）"]
            item = QTreeWidgetItem(cells)
            for column, cell in enumerate(cells):
                item.setToolTip(column, tip(cell))
            self._found.addTopLevelItem(item)

    def _fail(self, error: BaseException) -> None:
        self._choose.setEnabled(True)
        if isinstance(error, Fault):
            self._say(error.message, "blocking")
        else:
            self._say("没有核对成。", "blocking")
            self._context.tell(error)

    def _say(self, words: str, level: str = "") -> None:
        self._answer.setText(words)
        restyle(self._answer, "level", level)

    def _lay_out(self) -> None:
        header = self._found.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, count in enumerate(_letters):
            header.resizeSection(column, count * letter)
        top = QHBoxLayout()
        top.addWidget(self._code, 1)
        top.addWidget(self._look)
        top.addWidget(self._choose)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(_explanation, "muted", wraps=True))
        layout.addLayout(top)
        layout.addWidget(self._answer)
        layout.addWidget(self._found, 1)
        layout.addLayout(below)
