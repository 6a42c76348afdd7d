"""起草: the buttons under the summary's form, and what the data say, kept up beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.pick_reference import PickReference
from bianmin_desktop.gui.forms.editors.lines import LinesEditor
from bianmin_desktop.gui.forms.editors.references import References
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.services.annual_drafting import YearKnown
from bianmin_desktop.services.drafting import Known

Period = Quarter | Year
AnyKnown = Known | YearKnown
_without_figures = frozenset(("summary", "explanation", annual_summary))


@dataclass(frozen=True, slots=True)
class _Judged:
    known: AnyKnown
    issues: list[Issue]


class DraftingBar(QWidget):
    """Keeps the chips of a form in step with the data; nothing here ever holds up a key."""

    judged = Signal(object)
    renewed = Signal()

    def __init__(self, context: Context, form: RecordForm, type_id: str = "summary") -> None:
        """For the form of a summary of that type, of which nothing is loaded yet."""
        super().__init__()
        self._context = context
        self._form = form
        self._period: Period = context.quarter
        self._record = Record(type_id, "")
        self._known: AnyKnown | None = None
        self._is_stale = True
        self._deriving: Task[AnyKnown] | None = None
        self._judging: Task[_Judged] | None = None
        self._references = References(context.application.edition, self, type_id)
        form.refer_to(self._references)
        self._build()

    @property
    def known(self) -> AnyKnown | None:
        """What the data say, as soon as it was derived."""
        return self._known

    def show_period(self, period: Period) -> None:
        """The form shows another quarter or year: other figures."""
        self._period = period
        self._known = None
        self._is_stale = True
        self._renew()

    def look(self, record: Record) -> None:
        """The form's answers are these now, saved or not: judge the texts beside the window."""
        self._record = record
        if self._known is None:
            return
        if self._judging is not None:
            self._judging.cancel()
        read = partial(_judge, self._context.application, self._known, record)
        self._judging = self._context.tasks.look_up(read, self._show, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """On screen again: what changed meanwhile is derived now."""
        super().showEvent(event)
        self._renew()

    def _build(self) -> None:
        self._draft = _button("起草", "draft", "按台账和填报的数，给空白的文字项起草；已有文字不动")
        self._insert = _button("插入数字…", "insert_figure", "在光标处插入一个随数据变化的数")
        self._live = _button(
            "手写数改成引用", "make_live", "与台账一致的手写数字改成会跟着变的引用"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self._draft, self._insert, self._live):
            layout.addWidget(button)
        self._draft.clicked.connect(self._write)
        self._insert.clicked.connect(self._pick)
        self._live.clicked.connect(self._make_live)
        self._context.hub.changed.connect(self._note_changes)

    def _note_changes(self, changes: Changes) -> None:
        if set(changes.touched) - _without_figures:
            self._is_stale = True
            self._renew()

    def _renew(self) -> None:
        """Derive again what is out of date, if anybody looks."""
        if not self._is_stale or not self.isVisible():
            return
        self._is_stale = False
        if self._deriving is not None:
            self._deriving.cancel()
        read = partial(_known_of, self._context.application, self._period)
        self._deriving = self._context.tasks.look_up(read, self._take, self._context.tell)

    def _take(self, known: AnyKnown) -> None:
        self._deriving = None
        self._known = known
        self._references.show(known.facts, known.drafts, known.ear)
        self.look(self._record)

    def _show(self, judged: _Judged) -> None:
        self._judging = None
        self._known = judged.known
        self._references.show(judged.known.facts, judged.known.drafts, judged.known.ear)
        self.judged.emit(judged.issues)
        self.renewed.emit()

    def _write(self) -> None:
        if self._known is None:
            self._context.say("正在从台账取数，请稍候再点“起草”")
            return
        count = self._form.fill_blanks(self._known.drafts)
        self._context.say(
            f"起草了 {count} 个空白项，请核对、补充做法后保存"
            if count
            else "没有可起草的空白项；要接在已有文字后面，请在那一项里点右键"
        )

    def _pick(self) -> None:
        writing = self._references.last
        if writing is None or self._known is None:
            self._context.say("请先把光标放到要插入数字的文字项里")
            return
        dialog = PickReference(self._known.facts, self)
        if dialog.exec() and dialog.chosen:
            writing.type_reference(dialog.chosen)

    def _make_live(self) -> None:
        count = 0
        for editor in self._form.editors().values():
            if isinstance(editor, LinesEditor):
                right = [mention for mention in editor.mentions() if mention.is_right]
                editor.make_live(right)
                count += len(right)
        self._context.say(
            f"改了 {count} 处，数据变了会自动跟着变" if count else "没有与台账一致的手写数字"
        )


def _known_of(application: Application, period: Period) -> AnyKnown:
    if isinstance(period, Year):
        return application.annual_drafting.known(period)
    return application.drafting.known(period)


def _judge(application: Application, known: AnyKnown, record: Record) -> _Judged:
    """A year's numbers do not come from its own summary, a quarter's partly do."""
    if isinstance(known, YearKnown):
        return _Judged(known, application.annual_drafting.judged(known, record))
    now = application.drafting.renewed(known, record)
    return _Judged(now, application.drafting.judged(now, record))


def _button(words: str, name: str, meaning: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip(meaning))
    return button
