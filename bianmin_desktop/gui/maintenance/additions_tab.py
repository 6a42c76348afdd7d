"""上级加了一列: the columns this office added to its ledgers, and adding one more."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.additions import Addition
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.addition_dialog import AdditionDialog
from bianmin_desktop.gui.dialogs.addition_questions import kind_words
from bianmin_desktop.gui.labels import label, question
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable

_words = (
    "上级临时要求多填一列时，在这里加，不用改程序。"
    "加上的列在表单、列表、模板、导入、导出和历史里都有；不再要求的可以停用，填过的内容都还在。"
)
_pending = "改动已经记下，重新打开窗口后就能填。没有保存的内容会先问您。"


class AdditionsTab(QWidget):
    """Reads the columns when it is looked at; what is added is in force after a reopening."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._service = context.application.additions
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the columns again if somebody looks."""
        if not self.isVisible():
            return
        names = {ledger.id: ledger.name for ledger in self._service.ledgers()}
        try:
            columns = self._service.all()
            is_pending = self._service.is_pending
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._model.show([Row(_cells(column, names), column) for column in columns])
        self._banner.setVisible(is_pending)
        self._note.setHidden(is_pending)
        fault = self._service.fault
        self._fault.setText(fault.message if fault is not None else "")
        self._fault.setVisible(fault is not None)
        self._add.setEnabled(fault is None)
        if columns:
            self._table.selectRow(0)
        self._judge()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        self.refresh()

    def _build(self) -> None:
        self._note = label(_words, "muted", wraps=True)
        self._fault = label("", wraps=True)
        self._fault.setObjectName("additions_fault")
        self._fault.setProperty("level", "blocking")
        self._banner = QFrame()
        self._banner.setObjectName("pending")
        self._banner.setProperty("role", "card")
        self._banner.setProperty("state", "now")
        self._reopen = QPushButton("现在重新打开")
        self._reopen.setObjectName("reopen")
        self._reopen.setProperty("role", "primary")
        self._model = RowsModel(("台账", "列名", "填什么", "说明", "依据", "状态"))
        self._table = RowsTable(self._model, (7, 10, 8, 0, 11, 5))
        self._table.setObjectName("additions")
        self._table.setAccessibleName("加上的列")
        # It takes the room there is: on a small screen the buttons stay in sight.
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._table.setMinimumHeight(self.fontMetrics().height() * 6)
        self._add = QPushButton("加一列…(&J)")
        self._add.setObjectName("add")
        self._add.setProperty("role", "primary")
        self._change = QPushButton("修改…")
        self._change.setObjectName("change")
        self._retire = QPushButton("停用")
        self._retire.setObjectName("retire")

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._banner)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.addWidget(label(_pending, wraps=True), 1)
        inside.addWidget(self._reopen)
        bottom = QHBoxLayout()
        bottom.addWidget(self._change)
        bottom.addWidget(self._retire)
        bottom.addStretch(1)
        bottom.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._fault)
        layout.addWidget(self._banner)
        layout.addWidget(self._table, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask_new)
        self._change.clicked.connect(self._ask_change)
        self._table.opened.connect(self._ask_change)
        self._retire.clicked.connect(self._turn)
        self._reopen.clicked.connect(self._open_anew)
        self._table.selectionModel().selectionChanged.connect(self._judge)

    @property
    def _column(self) -> Addition | None:
        rows = self._table.chosen()
        held = self._model.subject(rows[0]) if len(rows) == 1 else None
        return held if isinstance(held, Addition) else None

    def _judge(self) -> None:
        column = self._column
        self._change.setEnabled(column is not None and not column.retired)
        self._retire.setEnabled(column is not None)
        self._retire.setText("恢复" if column is not None and column.retired else "停用")

    def _ask_new(self) -> None:
        self._ask(None)

    def _ask_change(self) -> None:
        if self._column is not None and not self._column.retired:
            self._ask(self._column)

    def _ask(self, column: Addition | None) -> None:
        dialog = AdditionDialog(self._context, column, self)
        if dialog.exec() == QDialog.DialogCode.Accepted.value:
            self.refresh()
            self._context.say("已记下，重新打开窗口后就能填")
        dialog.deleteLater()

    def _turn(self) -> None:
        column = self._column
        if column is None or not (column.retired or self._is_sure(column)):
            return
        try:
            self._service.retire(column, retired=not column.retired)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self.refresh()

    def _is_sure(self, column: Addition) -> bool:
        buttons = QMessageBox.StandardButton
        words = (
            f"停用“{column.label}”后，表单、列表和模板里不再有这一列；"
            "已经填的内容都还在，以后可以恢复。要停用吗？"
        )
        return question(self, "停用一列", words, buttons.Yes | buttons.No) == buttons.Yes

    def _open_anew(self) -> None:
        self._context.reopen("maintenance", "", "additions")


def _cells(column: Addition, names: dict[str, str]) -> tuple[str, ...]:
    kind = kind_words.get(column.kind, "")
    return (
        names.get(column.record, column.record),
        f"{column.label}{'（必填）' if column.required else ''}",
        f"{kind}（{column.unit}）" if column.unit else kind,
        column.help,
        column.source,
        "已停用" if column.retired else "在用",
    )
