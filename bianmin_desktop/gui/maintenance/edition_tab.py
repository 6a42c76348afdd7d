"""口径与单位: the policy edition in force and others at hand, and the units of the book."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.rules.telling import template_word
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.maintenance.edition_bar import EditionBar
from bianmin_desktop.gui.maintenance.edition_outline import Chapter, Entry, outline
from bianmin_desktop.services.ledgers import LedgerService, Line

_columns = ("条目", "内容", "依据", "性质")
_note_role = Qt.ItemDataRole.UserRole
_unit_fields = ("name", "code", "level", "valid_until")


class EditionTab(QWidget):
    """An outline with a search; the line chosen is shown whole below."""

    def __init__(self, context: Context) -> None:
        """Filled when it is first shown."""
        super().__init__()
        self._context = context
        self._is_filled = False
        self._chapters: list[QTreeWidgetItem] = []
        self._build()
        self._lay_out()
        self._search.textChanged.connect(self._narrow)
        self._tree.currentItemChanged.connect(self._tell_one)

    def refresh(self) -> None:
        """Read the units again if somebody looks."""
        if self.isVisible():
            self._bar.refresh()
            read = partial(_units, self._context.application.ledgers)
            self._context.tasks.look_up(read, self._show_units, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Filled when somebody looks."""
        super().showEvent(event)
        if not self._is_filled:
            self._is_filled = True
            self._fill()
        self.refresh()

    def _build(self) -> None:
        office = self._context.application.office
        self._bar = EditionBar(self._context)
        self._own = label("本机单位：" + " / ".join(office.path or (office.name,)))
        self._own.setObjectName("own_unit")
        self._note = label(
            f"标有“{template_word}”的内容没有正式文件规定，由本软件按常见做法设置。", "muted"
        )
        self._search = QLineEdit()
        self._search.setObjectName("edition_search")
        self._search.setAccessibleName("在口径里查找")
        self._search.setPlaceholderText("查找条目、责任单位、条款")
        self._search.setClearButtonEnabled(True)
        self._tree = QTreeWidget()
        self._tree.setObjectName("edition")
        self._tree.setAccessibleName("口径与单位")
        self._tree.setHeaderLabels(_columns)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(True)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        letter = self.fontMetrics().horizontalAdvance("便")
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 19), (2, 13), (3, 6)):
            header.resizeSection(column, width * letter)
        self._whole = QPlainTextEdit()
        self._whole.setObjectName("edition_entry")
        self._whole.setAccessibleName("选中条目的全文")
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setMaximumHeight(self.fontMetrics().height() * 5)
        self._units = QTreeWidgetItem(["单位"])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self._own)
        layout.addWidget(self._note)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._whole)

    def _fill(self) -> None:
        application = self._context.application
        divisions = application.program.divisions

        def unit_name(code: str) -> str:
            division = divisions.get(code)
            return division.name if division else code

        chapters = outline(application.edition, unit_name)
        self._chapters = [*(_chapter_item(chapter) for chapter in chapters), self._units]
        self._tree.addTopLevelItems(self._chapters)
        self._chapters[0].setExpanded(True)
        self._tree.setCurrentIndex(self._tree.model().index(0, 0))

    def _show_units(self, lines: Sequence[Line]) -> None:
        self._units.takeChildren()
        for line in lines:
            name, code, level, until = line.cells
            ended = f"，有效期至 {until}" if until else ""
            self._units.addChild(_item(Entry(name, f"{code}，{level}{ended}", "区划表")))
        self._units.setText(1, f"{len(lines):,} 个")
        self._narrow(self._search.text())

    def _narrow(self, text: str) -> None:
        words = text.strip().lower()
        for chapter in self._chapters:
            entries = _entries(chapter)
            hidden = [entry for entry in entries if words not in _text_of(entry).lower()]
            for entry in entries:
                entry.setHidden(entry in hidden)
            found = len(entries) - len(hidden)
            chapter.setHidden(bool(words) and not found)
            if words:
                chapter.setExpanded(found > 0)

    def _tell_one(self, item: QTreeWidgetItem | None) -> None:
        self._whole.setPlainText(_text_of(item) if item is not None else "")


def _units(ledgers: LedgerService) -> list[Line]:
    listing = ledgers.listing("unit")
    fields = [field for field in ledgers.fields("unit") if field.id in _unit_fields]
    ordered = sorted(fields, key=lambda field: _unit_fields.index(field.id))
    return ledgers.page(listing, 0, 10_000, ordered)


def _chapter_item(chapter: Chapter) -> QTreeWidgetItem:
    item = QTreeWidgetItem([chapter.title, f"{len(chapter.entries)} 条"])
    item.addChildren([_item(entry) for entry in chapter.entries])
    return item


def _item(entry: Entry) -> QTreeWidgetItem:
    kind = template_word if entry.is_template else ""
    item = QTreeWidgetItem([entry.name, entry.says, entry.source, kind])
    item.setToolTip(1, tip(entry.says))
    item.setData(0, _note_role, entry.note)
    return item


def _entries(chapter: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    held = (chapter.child(row) for row in range(chapter.childCount()))
    return [entry for entry in held if entry is not None]


def _text_of(item: QTreeWidgetItem) -> str:
    source = f"依据：{item.text(2)}" if item.text(2) else ""
    held = [f"{item.text(0)}：{item.text(1)}", source, item.text(3), item.data(0, _note_role)]
    return "\n".join(word for word in held if word)
