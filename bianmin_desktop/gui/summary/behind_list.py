"""The records behind a number, a few hundred at a time; the last line brings the next ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.services.ledgers import Hit

at_once = 300
_corrected = "上期更正"


class BehindList(QListWidget):
    """Enter or a double click goes to the record."""

    def __init__(self, context: Context) -> None:
        """Empty until `show_records`."""
        super().__init__()
        self._context = context
        self._ids: Sequence[str] = ()
        self._corrected: Collection[str] = ()
        self._count = 0
        self._listing: Task[list[Hit]] | None = None
        self.setObjectName("behind")
        self.setAccessibleName("数字背后的记录，回车或双击打开")
        self.setWordWrap(True)
        self.itemActivated.connect(self._open)

    def show_records(self, ids: Sequence[str], corrected: Collection[str] = ()) -> None:
        """List these records; those in `corrected` are told as corrections."""
        self.clear()
        self._ids, self._corrected, self._count = ids, corrected, 0
        self._list_more()

    def await_records(self, find: Callable[[], Sequence[str]]) -> None:
        """The same when the ids themselves take a while to find."""
        self.show_records(())
        self._context.tasks.look_up(find, self.show_records, self._context.tell)

    def _list_more(self) -> None:
        if self._listing is not None:
            self._listing.cancel()
            self._listing = None
        part = self._ids[self._count : self._count + at_once]
        if part:
            self._count += len(part)
            read = partial(self._context.application.ledgers.hits, part)
            self._listing = self._context.tasks.look_up(read, self._add, self._context.tell)

    def _add(self, hits: Sequence[Hit]) -> None:
        self._listing = None
        for hit in hits:
            marks = (_corrected if hit.id in self._corrected else "", hit.detail)
            detail = " · ".join(filter(None, marks))
            item = QListWidgetItem(f"{hit.name}\n{detail}" if detail else hit.name)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.addItem(item)
        left = len(self._ids) - self._count
        if left:
            self.addItem(f"还有 {left:,} 条，双击或回车接着列")

    def _open(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        if hit is None:
            self.takeItem(self.row(item))
            self._list_more()
            return
        self._context.go(hit.type, hit.id)
