"""验收清单: all circles, and behind each its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import Step
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.acceptance.batch_dialog import BatchDialog
from bianmin_desktop.gui.acceptance.overview import Overview
from bianmin_desktop.gui.acceptance.points_dialog import PointsDialog
from bianmin_desktop.gui.acceptance.printing import ChecklistPrinting
from bianmin_desktop.gui.acceptance.sheet_view import SheetView
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.parts import Parts
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.services.accepting import Advanced
from bianmin_desktop.services.checklist_papers import Wanted

_least_lines = 16
Found = tuple[Sheet, tuple[Step, ...], list[Record]]


class ChecklistPage(QWidget):
    """The overview in front, until a circle or a line code is chosen."""

    def __init__(self, context: Context) -> None:
        """Nothing is read before somebody looks."""
        super().__init__()
        self._context = context
        self._circle = ""
        self._line = ""
        self._is_stale = True
        self._reading: Task[Any] | None = None
        self._sheets: Sequence[Sheet] = ()
        self._build()
        self._lay_out()
        self._connect()

    @property
    def view(self) -> SheetView:
        """The checklist of one circle."""
        return self._view

    @property
    def circle(self) -> str:
        """The id of the circle in front; empty while the overview is."""
        return self._circle

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Bring a circle's checklist to the front, a line of it or one of its parts by name."""
        self._view.keep()
        self._circle, self._line = record_id, field_id
        self._parts.setCurrentWidget(self._view)
        self._read()

    def show_overview(self) -> None:
        """Back to all circles."""
        self._view.keep()
        self._circle = self._line = ""
        self._parts.setCurrentWidget(self._overview)
        self._overview.focus()
        self._read()

    def find_line(self, code: str) -> None:
        """Go to the line a code stands for."""
        try:
            place = self._room.checklists.find(code)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._overview.choose_template(place.template_id)
        self.show_subject(place.circle_id, place.line_id)

    def may_leave(self) -> bool:
        """What was typed is kept on the way."""
        self._view.keep()
        return True

    def keep_unsaved(self) -> None:
        """Keep what was typed, because the machine is about to stop."""
        self._view.keep()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What changed while another page was in front is read now."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    @property
    def _room(self) -> AcceptanceRoom:
        return self._context.application.acceptance

    def _build(self) -> None:
        self._overview = Overview([(t.id, t.name) for t in self._room.checklists.templates])
        self._view = SheetView(self._context)
        self._work = UnderWay(self._context)
        self._printing = ChecklistPrinting(self._context, self, self._work)
        self._parts = Parts(_least_lines)
        self._parts.addWidget(self._overview)
        self._parts.addWidget(self._view)
        self._key = QShortcut(
            QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self._work)

    def _connect(self) -> None:
        self._overview.opened.connect(self.show_subject)
        self._overview.found.connect(self.find_line)
        self._overview.template_chosen.connect(self._read)
        self._overview.printing_wanted.connect(self._ask_batch)
        self._overview.points_wanted.connect(self._ask_points)
        self._view.back_wanted.connect(self.show_overview)
        self._view.found.connect(self.find_line)
        self._view.step_wanted.connect(self._advance)
        self._key.activated.connect(self.show_overview)
        self._context.hub.changed.connect(self._note)

    def _note(self, _: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        """Read beside the window what is in front; an older reading is dropped."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        if self._reading is not None:
            self._reading.cancel()
        template = self._overview.template
        if self._circle:
            read = partial(_one, self._room, self._circle, template)
            self._reading = self._context.tasks.look_up(read, self._show_one, self._fail)
        else:
            read_all = partial(_all, self._room, template)
            self._reading = self._context.tasks.look_up(read_all, self._show_all, self._fail)

    def _show_one(self, found: Found) -> None:
        self._reading = None
        sheet, steps, records = found
        self._view.show_sheet(sheet, steps, records)
        line, self._line = self._line, ""
        if line and sheet.line(line) is not None:
            self._view.show_line(line)
        elif line:
            self._view.show_tab(line)

    def _show_all(self, sheets: tuple[Sheet, ...]) -> None:
        self._reading = None
        self._sheets = sheets
        self._overview.show_sheets(sheets)

    def _fail(self, error: BaseException) -> None:
        self._reading = None
        self._context.tell(error)

    def _advance(self, step_id: str) -> None:
        try:
            advanced = self._room.steps.advance(self._circle, self._overview.template, step_id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(advanced.changes)
        self._context.say(_told(advanced))

    def _ask_batch(self) -> None:
        dialog = BatchDialog(self._sheets, self)
        dialog.wanted.connect(self._print_batch)
        dialog.open()

    def _print_batch(self, circles: tuple[str, ...], is_blank: bool, form: str) -> None:  # noqa: FBT001 - a signal's argument
        wanted = Wanted(circles, self._overview.template, is_blank)
        if form:
            self._printing.ask_and_save_each(wanted, form)
            return
        kind = "空白验收清单" if is_blank else "验收清单"
        self._printing.preview(f"{len(circles)}个生活圈{kind}", wanted)

    def _ask_points(self) -> None:
        template = self._room.checklists.template(self._overview.template)
        dialog: QDialog = PointsDialog(template, self._room.checklists.points(template.id), self)
        dialog.kept.connect(self._keep_points)  # type: ignore[attr-defined]
        dialog.open()

    def _keep_points(self, texts: dict[str, str]) -> None:
        try:
            changes = self._room.checklists.set_points(self._overview.template, texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)


def _one(room: AcceptanceRoom, circle: str, template: str) -> Found:
    sheet = room.checklists.sheet(circle, template)
    return sheet, room.checklists.steps(sheet), room.steps.records(circle)


def _all(room: AcceptanceRoom, template: str) -> tuple[Sheet, ...]:
    return room.checklists.sheets([circle for circle, _ in room.checklists.circles()], template)


def _told(advanced: Advanced) -> str:
    version = advanced.version
    kept = f"；清单已存档，第 {version.version} 次，一致码 {version.fingerprint}" if version else ""
    return f"{advanced.step.label}{kept}"
