"""All circles with where their checklists stand; one is opened, or all are printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.scores import totals
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.gui.acceptance.code_box import CodeBox
from bianmin_desktop.gui.acceptance.showing import total_words, waiting
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index, left, right
from bianmin_desktop.gui.tables.list_look import look_like_a_list
from bianmin_desktop.gui.theme import colours

_headings = ("生活圈", "阶段", "自评", "区评", "市评", "否决项", "缺材料", "整改未完")
_numbers = (6, 7)
_least_letters = 4
_veto = 5


class OverviewModel(HeadedModel):
    """One circle a row."""

    def __init__(self) -> None:
        """Empty until `lay` is called."""
        super().__init__(_headings, _numbers)
        self._sheets: Sequence[Sheet] = ()
        self._cells: list[tuple[str, ...]] = []

    def lay(self, sheets: Sequence[Sheet]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._sheets = sheets
        self._cells = [_cells(sheet) for sheet in sheets]
        self.endResetModel()

    def sheet(self, row: int) -> Sheet:
        """The checklist in a row."""
        return self._sheets[row]

    def row_of(self, circle_id: str) -> int:
        """The row of a circle; -1 if it is not there."""
        ids = [sheet.subject.id for sheet in self._sheets]
        return ids.index(circle_id) if circle_id in ids else -1

    def count(self) -> int:
        """How many circles there are."""
        return len(self._sheets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cells; a failing veto line is told in red."""
        if not index.isValid():
            return None
        text = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return right if index.column() in _numbers else left
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _veto and "缺" in text:
            return QColor(colours["blocking"])
        return None


class Overview(QWidget):
    """`opened` names a circle, `printing_wanted` asks for all of them; `found` gives a code."""

    opened = Signal(str)
    printing_wanted = Signal()
    points_wanted = Signal()
    template_chosen = Signal(str)
    found = Signal(str)

    def __init__(self, templates: Sequence[tuple[str, str]]) -> None:
        """With these templates (id and name) to choose from; empty until `show_sheets`."""
        super().__init__()
        self._note = label("正在汇总…", "muted", wraps=True)
        self._note.setObjectName("overview_note")
        self._template = QuietBox("清单模板")
        self._template.setObjectName("template")
        self._template.offer(templates)
        self._template.setVisible(len(templates) > 1)
        self._code = CodeBox()
        self._model = OverviewModel()
        self._table = _table(self._model)
        self._open = QPushButton("打开清单")
        self._open.setObjectName("open")
        self._open.setProperty("role", "primary")
        self._print = QPushButton("批量打印…")
        self._print.setObjectName("print_all")
        self._points = QPushButton("调整分值…")
        self._points.setObjectName("points")
        self._lay_out()
        self._connect()

    @property
    def template(self) -> str:
        """The template that is looked at."""
        return self._template.value

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """List the circles; the one that was chosen stays chosen."""
        chosen = self._chosen()
        self._model.lay(sheets)
        self._note.setText(_told(sheets))
        row = max(self._model.row_of(chosen), 0)
        if sheets:
            self._table.selectRow(row)
        for button in (self._open, self._print):
            button.setEnabled(bool(sheets))

    def choose_template(self, template_id: str) -> None:
        """Look at another template."""
        self._template.choose(template_id)

    def focus(self) -> None:
        """Back in the list."""
        self._table.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("验收清单", "title"))
        top.addWidget(self._template)
        top.addStretch(1)
        top.addWidget(self._code)
        bar = QHBoxLayout()
        for button in (self._open, self._print, self._points):
            bar.addWidget(button)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)
        layout.addLayout(bar)

    def _connect(self) -> None:
        self._table.activated.connect(self._open_row)
        self._open.clicked.connect(self._open_chosen)
        self._print.clicked.connect(self.printing_wanted)
        self._points.clicked.connect(self.points_wanted)
        self._template.currentIndexChanged.connect(self._tell_template)
        self._code.entered.connect(self.found)

    def _tell_template(self) -> None:
        self.template_chosen.emit(self._template.value)

    def _open_row(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.sheet(index.row()).subject.id)

    def _open_chosen(self) -> None:
        if chosen := self._chosen():
            self.opened.emit(chosen)

    def _chosen(self) -> str:
        row = self._table.currentIndex().row()
        return self._model.sheet(row).subject.id if 0 <= row < self._model.count() else ""


def _cells(sheet: Sheet) -> tuple[str, ...]:
    counted = totals(sheet)
    failing, vetoes = len(counted[0].failing), sum(line.is_veto for line in sheet.lines)
    veto = "" if not vetoes else f"缺 {failing} 项" if failing else f"{vetoes} 项齐全"
    return (
        sheet.subject.name,
        sheet.subject.stage_label or "未登记",
        *(total_words(total, sheet) for total in counted),
        veto,
        str(len(sheet.lacking()) or ""),
        str(waiting(sheet) or ""),
    )


def _told(sheets: Sequence[Sheet]) -> str:
    if not sheets:
        return "台账里还没有生活圈，请先到“生活圈”里登记。"
    note = sheets[0].note
    return f"共 {len(sheets)} 个生活圈。回车或双击打开一个圈的清单。{note}"


def _table(model: OverviewModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName("circles")
    table.setAccessibleName("各生活圈的验收情况，回车或双击打开清单")
    look_like_a_list(table, 1.7)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.setMinimumHeight(table.fontMetrics().height() * 8)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(table.fontMetrics().horizontalAdvance("便") * _least_letters)
    return table
