"""One sitting at the program: from the lock on the data folder to the closed window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from bianmin_desktop.bootstrap import Application, Program, start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.lock import Lock, hold, occupant
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.faults import FaultTeller
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.undo import UndoLine
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.gui.wizards.first_run import FirstRun

demo_unit = "370212005"
demo_folder = "示例数据"
"""The example data's own folder inside the data folder, so that it never mixes with real data."""


class Sitting(QObject):
    """Holds what lives as long as the window; `ready` is emitted once it is on screen and filled.

    `failed` is emitted with the error when there will be no window.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, program: Program, faults: FaultTeller) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._program = program
        self._faults = faults
        self._tasks = TaskRunner()
        self._lock: Lock | None = None
        self._application: Application | None = None
        self._wizard: FirstRun | None = None
        self.window: QWidget | None = None

    def begin(self) -> None:
        """Take the folder, then open its book, or ask whose it is to be."""
        try:
            self._take_folder()
            if self._program.has_book:
                self._open()
            else:
                self._ask_for_unit()
                QTimer.singleShot(0, self.ready.emit)
        except Exception as error:  # noqa: BLE001 - told, and the program ends with a code
            self._fail(error)

    def begin_demo(self) -> None:
        """The same over the example data, which is made first if need be."""
        if self._lock is not None:
            self._lock.release()
        program = self._program
        self._program = start(program.folder.path / demo_folder, program.clock)
        try:
            self._take_folder()
            if self._program.has_book:
                self._open()
            else:
                self._ask_for_unit()
                self._make(demo_unit, is_demo=True)
        except Exception as error:  # noqa: BLE001 - told, and the program ends with a code
            self._fail(error)

    def reopen(self, *place: str) -> None:
        """Open the book anew, because what is asked has changed, and go to a place of the window.

        Nothing unsaved is lost: the window asks first. If the book does not open, all stays as
        it is.
        """
        before, window = self._application, self.window
        if before is None or not isinstance(window, MainWindow) or not window.may_leave():
            return
        self._tasks.wait()
        window.keep_geometry()
        program = self._program
        self._program = Program(program.folder, program.resources, program.clock)
        try:
            self._open(window.quarter)
        except Exception as error:  # noqa: BLE001 - told in words, the window stays
            if self._application is not None and self._application is not before:
                self._application.close()
            self._program, self._application = program, before
            self._faults.tell(error)
            return
        before.close()
        if isinstance(self.window, MainWindow):
            self.window.go(*place)

    def stop_safely(self) -> None:
        """The machine is about to stop: keep what is typed, write what is under way, and leave."""
        if isinstance(self.window, MainWindow):
            self.window.keep_unsaved()
        self._tasks.wait()
        QApplication.quit()

    def end(self) -> None:
        """Let what is under way come to its end, and close everything."""
        self._tasks.wait()
        if self._application is not None:
            self._application.close()
        if self._lock is not None:
            self._lock.release()

    def _take_folder(self) -> None:
        folder = self._program.folder.path
        self._lock = hold(folder)
        if self._lock is None:
            holder = occupant(folder)
            raise EnvironmentFault(
                holder.sentence if holder else "这份数据已经打开，请切换到已打开的窗口。",
                code="BM-141",
            )

    def _open(self, quarter: Quarter | None = None) -> None:
        application = self._program.open()
        self._application = application
        hub = ChangeHub()
        context = Context(
            application=application,
            hub=hub,
            tasks=self._tasks,
            undo=UndoLine(application, hub),
            quarter=quarter or application.dashboard.quarter_at_hand(),
            tell=self._faults.tell,
            say=_say_nothing,
            reopen=self.reopen,
        )
        window = MainWindow(context, Preferences(self._program.folder.path))
        window.filled.connect(self._came_up)
        self._show(window)

    def _came_up(self) -> None:
        self.ready.emit()
        if (fault := self._program.loaded.fault) is not None:
            self._faults.tell(fault)
        QTimer.singleShot(0, self._offer_unsaved)

    def _offer_unsaved(self) -> None:
        drafts = self._application.entry.unsaved() if self._application else []
        if not drafts or self._application is None or not isinstance(self.window, MainWindow):
            return
        from bianmin_desktop.gui.dialogs.unsaved_drafts import UnsavedDrafts

        dialog = UnsavedDrafts(self._application, drafts, self.window)
        dialog.wanted.connect(self.window.restore)
        dialog.open()

    def _ask_for_unit(self) -> None:
        from bianmin_desktop.gui.wizards.first_run import FirstRun

        self._wizard = FirstRun(self._program.divisions)
        self._wizard.unit_chosen.connect(self._make)
        self._wizard.demo_wanted.connect(self.begin_demo)
        self._show(self._wizard)

    def _make(self, unit: str, *, is_demo: bool = False) -> None:
        wizard = self._wizard
        if wizard is None:
            return
        wizard.begin("正在生成示例数据…" if is_demo else "正在建立台账…")
        program = self._program

        def make(progress: Progress) -> None:
            program.make_book(unit, is_demo=is_demo, progress=progress)

        task = self._tasks.start(make, self._made, self._not_made)
        task.progressed.connect(wizard.report)

    def _made(self, _: object) -> None:
        try:
            self._open()
        except Exception as error:  # noqa: BLE001 - told, and the program ends with a code
            self._fail(error)

    def _not_made(self, error: BaseException) -> None:
        self._faults.tell(error)
        if self._wizard is not None:
            self._wizard.ask_again()

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        self._faults.stand_before(window)
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


def _say_nothing(_: str) -> None:
    """There is no window yet to say it in."""
