"""佐证材料: what is attached under its number, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.assembling import lines_of
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.acceptance.evidence_dialog import EvidenceDialog
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.theme import colours
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.evidence import Attached, EvidenceService, Proof

_attached_heads = ("编号", "材料名称", "对应的项", "哪种材料", "原文件名")
_attached_widths = (5, 0, 8, 10, 12)
_missing_heads = ("项", "缺少的材料")
_shares = (760, 400)
_role = Qt.ItemDataRole.UserRole


class EvidenceTab(QWidget):
    """`line_wanted` leads to the line a missing material belongs to."""

    line_wanted = Signal(str)

    def __init__(self, context: Context, keeper: Keeper) -> None:
        """Empty until `show_sheet`."""
        super().__init__()
        self._context = context
        self._keeper = keeper
        self._sheet: Sheet | None = None
        self._records: dict[str, Record] = {}
        self._build()
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: Sheet) -> None:
        """List what is attached to the checklist, and what is missing."""
        self._sheet = sheet
        try:
            records = self._service.of(self._keeper.circle, self._keeper.template)
            gone = {record.id for record in self._service.gone(records)}
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._records = {record.id: record for record in records}
        self._fill_attached(sheet, records, gone)
        self._fill_missing(sheet)
        self._note_choice()

    def attach(self, line_id: str = "", material: str = "") -> None:
        """Ask for files and attach them to a line as a material; without a line to none yet."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择佐证材料")
        if chosen:
            self.attach_files([Path(name) for name in chosen], line_id, material)

    def attach_files(self, files: Sequence[Path], line_id: str = "", material: str = "") -> None:
        """Copy and number files beside the window."""
        keeper = self._keeper
        lines = (line_id,) if line_id else ()
        proof = Proof(keeper.circle, keeper.template, lines, material)
        service = self._service

        def work(progress: Progress) -> Attached:
            return service.attach(proof, files, progress)

        self._work.run(f"正在复制 {len(files)} 个文件", work, self._attached)

    @property
    def _service(self) -> EvidenceService:
        return self._context.application.acceptance.evidence

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._note.setObjectName("evidence_note")
        self._tree = _tree("evidence", "已附的佐证材料，回车或双击打开文件", _attached_heads)
        letter = self.fontMetrics().horizontalAdvance("便")
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column, letters in enumerate(_attached_widths):
            if letters:
                header.resizeSection(column, letters * letter)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._missing = _tree("missing", "还缺的佐证材料，回车或双击去那一项", _missing_heads)
        self._missing.header().resizeSection(0, letter * 4)
        self._add = QPushButton("加入文件…")
        self._add.setObjectName("attach")
        self._open, self._edit = QPushButton("打开文件"), QPushButton("修改…")
        self._edit.setObjectName("edit_evidence")
        self._remove = QPushButton("移去")
        self._remove.setObjectName("remove_evidence")
        self._supply = QPushButton("为选中的一项加入文件…")
        self._supply.setObjectName("supply")
        self._supply.setProperty("role", "primary")
        self._check = QPushButton("核对文件")
        self._check.setToolTip(tip("逐个核对文件是否还在、内容是否与加入时相同"))
        self._work = UnderWay(self._context)

    def _lay_out(self) -> None:
        attached, missing = QWidget(), QWidget()
        for part, title, tree, buttons in (
            (attached, "已附材料", self._tree, (self._add, self._open, self._edit, self._remove)),
            (missing, "还缺的材料", self._missing, (self._supply,)),
        ):
            column = QVBoxLayout(part)
            is_left = part is attached
            column.setContentsMargins(0 if is_left else 10, 0, 10 if is_left else 0, 0)
            column.addWidget(label(title, "heading"))
            column.addWidget(tree, 1)
            bar = QHBoxLayout()
            for button in buttons:
                bar.addWidget(button)
            bar.addStretch(1)
            column.addLayout(bar)
            if is_left:
                bar.addWidget(self._check)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(attached)
        parts.addWidget(missing)
        parts.setSizes(list(_shares))
        parts.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(parts, 1)
        layout.addWidget(self._work)

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask)
        self._open.clicked.connect(self._open_file)
        self._tree.itemActivated.connect(self._open_file)
        self._edit.clicked.connect(self._change)
        self._remove.clicked.connect(self._take_off)
        self._supply.clicked.connect(self._supply_missing)
        self._missing.itemActivated.connect(self._go_to_line)
        self._check.clicked.connect(self._check_files)
        for tree in (self._tree, self._missing):
            tree.currentItemChanged.connect(self._note_choice)

    def _fill_attached(self, sheet: Sheet, records: Sequence[Record], gone: set[str]) -> None:
        self._tree.clear()
        for record in records:
            found = (sheet.line(line_id) for line_id in lines_of(record))
            numbers = "、".join(line.number for line in found if line is not None)
            names = ("number", "name", "", "material", "original")
            cells = [record.text(name) if name else numbers for name in names]
            item = QTreeWidgetItem(cells)
            item.setData(0, _role, record.id)
            if record.id in gone:
                item.setText(1, f"{record.text('name')}（文件不见了）")
                item.setForeground(1, QColor(colours["blocking"]))
            self._tree.addTopLevelItem(item)
        lost = f"有 {len(gone)} 份的文件不见了。" if gone else ""
        self._note.setText(
            f"文件复制在数据文件夹里，编号印在清单和目录上，移去后不重用。已附 {len(records)} 份，"
            f"还缺 {len(sheet.lacking())} 份。{lost}"
        )

    def _fill_missing(self, sheet: Sheet) -> None:
        self._missing.clear()
        for line, material in sheet.lacking():
            item = QTreeWidgetItem([line.number, material])
            item.setToolTip(1, tip(line.label))
            item.setData(0, _role, (line.id, material))
            self._missing.addTopLevelItem(item)
        if (first := self._missing.topLevelItem(0)) is not None:
            self._missing.setCurrentItem(first)

    def _note_choice(self) -> None:
        has_one = self._chosen() is not None
        for button in (self._open, self._edit, self._remove):
            button.setEnabled(has_one)
        self._check.setEnabled(bool(self._records))
        self._supply.setEnabled(self._missing.currentItem() is not None)

    def _chosen(self) -> Record | None:
        item = self._tree.currentItem()
        return self._records.get(str(item.data(0, _role))) if item is not None else None

    def _open_file(self) -> None:
        if (record := self._chosen()) is not None:
            path = self._service.path(record)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._context.say(f"打不开这个文件：{path}")

    def _change(self) -> None:
        record = self._chosen()
        if record is not None and self._sheet is not None:
            dialog = EvidenceDialog(self._sheet, record, self)
            dialog.kept.connect(self._keep_change)
            dialog.open()

    def _keep_change(self, record_id: str, texts: dict[str, str]) -> None:
        try:
            saved = self._service.change(record_id, texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(saved.changes)

    def _take_off(self) -> None:
        if (record := self._chosen()) is not None:
            try:
                changes = self._service.remove(record.id)
            except Exception as error:  # noqa: BLE001 - told to the clerk in words
                self._context.tell(error)
                return
            self._context.hub.announce(changes)
            self._context.say(f"已移去{record.text('number')}；可以撤销，文件还在")

    def _ask(self) -> None:
        self.attach()

    def _supply_missing(self) -> None:
        if (item := self._missing.currentItem()) is not None:
            line_id, material = item.data(0, _role)
            self.attach(line_id, material)

    def _go_to_line(self, item: QTreeWidgetItem) -> None:
        self.line_wanted.emit(item.data(0, _role)[0])

    def _check_files(self) -> None:
        service, records = self._service, list(self._records.values())

        def work(progress: Progress) -> tuple[Record, ...]:
            return service.altered(records, progress)

        self._work.run("正在核对文件", work, self._tell_altered)

    def _tell_altered(self, altered: tuple[Record, ...]) -> None:
        names = "、".join(record.text("number") for record in altered)
        words = (
            f"这些文件不见了或被改动过：{names}。请重新加入。"
            if altered
            else "文件都在，没有改动过。"
        )
        self._note.setText(words)

    def _attached(self, attached: Attached) -> None:
        self._context.hub.announce(attached.changes)
        numbers = "、".join(record.text("number") for record in attached.records)
        self._context.say(f"已加入{numbers}")


def _tree(name: str, spoken: str, heads: Sequence[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName(name)
    tree.setAccessibleName(spoken)
    tree.setHeaderLabels(list(heads))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setMinimumHeight(tree.fontMetrics().height() * 6)
    return tree
