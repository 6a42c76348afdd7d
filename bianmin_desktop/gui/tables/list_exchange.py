"""What goes into a list and out of it: import, paste, export, and changing many rows at once.

The windows for it are brought in when they are first wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tables.ledger_model import heading
from bianmin_desktop.gui.tables.ledger_table import LedgerTable


class ListExchange(QObject):
    """Belongs to a list; every window it opens stands before that list."""

    def __init__(self, context: Context, table: LedgerTable, parent: QWidget) -> None:
        """For the records that `table` shows."""
        super().__init__(parent)
        self._context = context
        self._table = table
        self._window = parent
        self.importing = _button("导入…(&I)", "import", "读取表格文件；也可以把文件拖到列表上")
        self.exporting = _button("导出…(&E)", "export_list", "把列表里显示的内容导出成文件或打印")
        self.editing = _button("批量修改…(&M)", "batch_edit", "给选中的或全部显示的记录改同一项")
        self.importing.clicked.connect(self._import_any)
        self.exporting.clicked.connect(self.export)
        self.editing.clicked.connect(self._edit_any)

    def import_files(self, paths: Iterable[Path] = ()) -> QDialog:
        """Open the import, with files if some were dropped."""
        from bianmin_desktop.gui.wizards.import_wizard.journey import Journey
        from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard

        wizard = ImportWizard(self._context, Journey(self._type), self._window)
        wizard.add_files(paths)
        wizard.open()
        return wizard

    def paste(self) -> QDialog | None:
        """Preview the rows on the clipboard; a word when there is nothing on it."""
        content = QGuiApplication.clipboard().mimeData()
        if content is None or not (content.hasText() or content.hasHtml()):
            self._context.say("剪贴板里没有可以粘贴的内容，请先在 WPS 或 Excel 里复制要粘贴的行")
            return None
        from bianmin_desktop.gui.dialogs.paste_preview import paste_preview

        shown = [heading(field) for field in self._table.ledger.fields]
        preview = paste_preview(self._context, self._type, shown, content, self._window)
        preview.open()
        return preview

    def export(self) -> None:
        """Export or print what the list shows."""
        from bianmin_desktop.gui.dialogs.list_export import ListExportDialog

        model = self._table.ledger
        dialog = ListExportDialog(self._context, model.query, model.fields, self._window)
        dialog.exec()
        dialog.deleteLater()

    def edit(self) -> QDialog | None:
        """Change one field of the rows selected, or of all that are shown."""
        from bianmin_desktop.gui.dialogs.batch_edit import BatchEdit

        model = self._table.ledger
        shown = model.ids_between(0, model.rowCount() - 1)
        if not shown:
            self._context.say("列表里没有可以修改的记录")
            return None
        ids = (tuple(self._table.selected_ids()), tuple(shown))
        dialog = BatchEdit(self._context, self._type, ids, self._window)
        dialog.open()
        return dialog

    def _import_any(self) -> None:
        self.import_files()

    def _edit_any(self) -> None:
        self.edit()

    @property
    def _type(self) -> str:
        return self._table.ledger.query.type


def _button(words: str, name: str, explained: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip(explained))
    return button
