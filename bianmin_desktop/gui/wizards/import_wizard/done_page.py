"""⑤ 完成: what was written, the way back, and where to look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.undo import undone_in_words
from bianmin_desktop.gui.wizards.import_wizard.file_lines import FileLines
from bianmin_desktop.services.importing.outcome import Fate, Imported

if TYPE_CHECKING:
    from bianmin_desktop.services.batches import Undone

_files_shown = 14


class DonePage(QWidget):
    """`undo_wanted` takes the import back, `list_wanted` leads to the list."""

    undo_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, name: str, verb: str) -> None:
        """For records called `name` that were `verb`: 导入 or 粘贴."""
        super().__init__()
        self._verb = verb
        self._head = label("", "title", wraps=True)
        self._head.setObjectName("done_head")
        self._words = label("", wraps=True)
        self._words.setObjectName("done_words")
        self._files = FileLines(_files_shown)
        self._undo = QPushButton(f"撤销这次{verb}(&U)")
        self._undo.setObjectName("undo_import")
        self._undo.setAutoDefault(False)
        self._to_list = QPushButton(f"打开{name}列表(&L)")
        self._to_list.setObjectName("to_list")
        self._to_list.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._undo)
        buttons.addWidget(self._to_list)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._head)
        layout.addWidget(self._words)
        layout.addLayout(buttons)
        layout.addWidget(self._files)
        layout.addStretch(1)
        self._undo.clicked.connect(self.undo_wanted)
        self._to_list.clicked.connect(self.list_wanted)

    def show_imported(self, imported: Imported) -> None:
        """Tell what was written."""
        new, changed = imported.count(Fate.NEW), imported.count(Fate.CHANGED)
        self._head.setText(f"{self._verb}完成：新增 {new:,} 条，更新 {changed:,} 条")
        restyle(self._head, "level", "good")
        left = [
            f"{fate.label} {imported.count(fate):,} 行"
            for fate in (Fate.SAME, Fate.DOUBTFUL, Fate.REFUSED, Fate.SKIPPED)
            if imported.count(fate)
        ]
        untouched = f"没有写入的：{'，'.join(left)}。" if left else ""
        self._words.setText(
            f"{untouched}写入前已自动备份。发现不对时，点“撤销这次{self._verb}”一次全部撤回；"
            "以后也可以在“数据维护—导入与批量修改记录”里撤销。"
        )
        self._undo.setEnabled(True)
        self._undo.setEnabled(bool(imported.batch))
        self._files.show_files(imported.files)

    def show_undone(self, undone: Undone) -> None:
        """Tell what was taken back, and what could not be."""
        self._head.setText(f"这次{self._verb}已撤销")
        restyle(self._head, "level", "")
        self._words.setText(undone_in_words(undone))
        self._undo.setEnabled(False)
