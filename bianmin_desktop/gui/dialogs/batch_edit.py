"""批量修改: one field of many records gets the same answer, after a look at what that does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.editors.choosing import editor_for
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.options import options_of
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.under_way import UnderWay

if TYPE_CHECKING:
    from bianmin_desktop.services.batches import FieldTrial

_pause = 300
_letters = (30, 22)
_broadest = 26
_choose = "请选择要修改的项目"


class BatchEdit(QDialog):
    """Asks for the field and its answer, says how many records change, and writes one batch."""

    def __init__(
        self,
        context: Context,
        type_id: str,
        ids: tuple[Sequence[str], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        """For the records selected or all that are shown, `ids` in that order."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._selected, self._all = ids
        self._editor: Editor | None = None
        self._asked = self._answered = 0
        self._is_changing = self._is_closing = False
        self._trial: FieldTrial | None = None
        self.setWindowTitle(f"批量修改{self._type.name}")
        give_help(context, "batch_edit", self)
        self._build()
        self._lay_out()
        self._connect()
        self._judge()

    @property
    def ids(self) -> Sequence[str]:
        """The records to be changed."""
        return self._selected if self._only_selected.isChecked() else self._all

    @property
    def text(self) -> str:
        """The answer they are to get; empty to clear the field."""
        if self._editor is None or self._empties.isChecked():
            return ""
        return self._editor.answer()

    def reject(self) -> None:
        """Close; work under way is stopped first."""
        if self._work.is_busy:
            self._is_closing = True
            self._work.stop()
        else:
            super().reject()

    def _build(self) -> None:
        self._only_selected = QRadioButton(f"选中的 {len(self._selected):,} 条(&S)")
        self._only_selected.setObjectName("only_selected")
        self._everything = QRadioButton(f"列表里显示的全部 {len(self._all):,} 条(&A)")
        self._everything.setObjectName("everything")
        self._only_selected.setChecked(bool(self._selected))
        self._everything.setChecked(not self._selected)
        self._fields = QuietBox("要修改的项目")
        self._fields.setObjectName("field")
        entered = [(f.id, f.label) for f in self._type.fields if f.entered]
        self._fields.offer([("", _choose)], entered)
        self._fields.setMaximumWidth(self.fontMetrics().height() * _broadest)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._empties = QCheckBox("清空这一项(&E)")
        self._empties.setObjectName("empties")
        self._words = label("", wraps=True)
        self._words.setObjectName("preview")
        self._work = UnderWay(self._context)
        self._apply = QPushButton("修改(&N)")
        self._apply.setObjectName("apply")
        self._apply.setProperty("role", "primary")
        self._cancel = QPushButton("取消(&C)")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(10)
        whose = QVBoxLayout()
        whose.addWidget(self._only_selected)
        whose.addWidget(self._everything)
        form.addRow(label("改哪些"), whose)
        form.addRow(label("改哪一项"), self._fields)
        form.addRow(label("改成"), self._place)
        form.addRow(label(""), self._empties)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._words)
        layout.addStretch(1)
        layout.addWidget(self._work)
        layout.addLayout(buttons)
        height = self.fontMetrics().height()
        wide, high = (letters * height for letters in _letters)
        room = self.screen().availableSize()
        self.resize(min(wide, room.width()), min(high, room.height()))

    def _connect(self) -> None:
        self._fields.activated.connect(self._choose_field)
        self._only_selected.toggled.connect(self._ask_soon)
        self._empties.toggled.connect(self._ask_soon)
        self._timer.timeout.connect(self._ask)
        self._apply.clicked.connect(self._change)
        self._cancel.clicked.connect(self.reject)
        self._work.began.connect(self._judge)
        self._work.ended.connect(self._judge)
        self._work.ended.connect(self._ask_again)
        self._work.stopped.connect(self._note_stop)

    def _field(self) -> Field | None:
        chosen = self._fields.value
        return self._type.field(chosen) if chosen else None

    def _choose_field(self) -> None:
        if self._editor is not None:
            self._place.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        field = self._field()
        if field is not None:
            self._editor = editor_for(field, options_of(self._context.application, field))
            self._editor.setMaximumWidth(self.fontMetrics().height() * _broadest)
            self._editor.answered.connect(self._ask_soon)
            self._place.addWidget(self._editor)
            self._editor.stops()[0].setAccessibleName(f"{field.label}改成")
            self._editor.stops()[0].setFocus()
        self._ask_soon()

    def _ask_soon(self) -> None:
        self._trial = None
        self._asked += 1
        if self._editor is not None:
            self._editor.setEnabled(not self._empties.isChecked())
        self._tell("")
        self._timer.start()
        self._judge()

    def _ask(self) -> None:
        field = self._field()
        if self._work.is_busy:
            # What is looked at now is out of date; it is asked again when that has stopped.
            self._work.stop()
        elif field is not None and (self.text.strip() or self._empties.isChecked()):
            self._answered = self._asked
            batches, ids = self._context.application.batches, self.ids
            look = partial(batches.try_field, self._type.id, ids, field.id, self.text)
            self._work.run("正在看会改动哪些", look, partial(self._show, self._asked), self._fail)

    def _ask_again(self) -> None:
        if self._answered != self._asked:
            self._timer.start()

    def _show(self, asked: int, trial: FieldTrial) -> None:
        if asked != self._asked:
            return
        self._trial = trial
        words = f"{trial.changed:,} 条会变"
        if trial.same:
            words += f"，{trial.same:,} 条本来就是这样"
        if trial.issues:
            words += f"，{trial.issues:,} 条改后不合规（照样保存，以后在审核里处理）"
        said = "\n".join(f"· {message}" for message in trial.messages)
        self._tell(f"{words}。\n{said}".strip(), "verify" if trial.issues else "")
        self._judge()

    def _change(self) -> None:
        field = self._field()
        if field is None or self._trial is None:
            return
        batches, ids = self._context.application.batches, self.ids
        work = partial(batches.set_field, self._type.id, ids, field.id, self.text)
        self._is_changing = True
        self._work.run("正在修改", work, self._finish, self._fail)

    def _note_stop(self) -> None:
        if self._is_changing:
            self._tell("已停止，没有改动任何记录。", "verify")
        self._is_changing = False
        if self._is_closing:
            super().reject()

    def _finish(self, changes: Changes) -> None:
        count = len(changes.touched.get(self._type.id, ()))
        field = self._field()
        self._context.hub.announce(changes)
        name = field.label if field else ""
        self._context.say(f"已修改 {count:,} 条{self._type.name}的“{name}”，按 Ctrl+Z 一次撤销")
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self._is_changing = False
        if isinstance(error, Fault):
            self._tell(f"{error.message}（代码 {error.code}）", "blocking")
        else:
            self._context.tell(error)
        self._judge()

    def _tell(self, words: str, level: str = "") -> None:
        self._words.setText(words)
        restyle(self._words, "level", level)

    def _judge(self) -> None:
        count = self._trial.changed if self._trial is not None else 0
        self._apply.setText(f"修改 {count:,} 条(&N)" if count else "修改(&N)")
        self._apply.setEnabled(count > 0 and not self._work.is_busy)
        for part in (self._fields, self._only_selected, self._everything, self._empties):
            part.setEnabled(not self._is_changing)
        self._only_selected.setEnabled(bool(self._selected) and not self._is_changing)
