"""The window: navigation, the page in front, and the bars around it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.actions import Actions
from bianmin_desktop.gui.backing_up import BackingUp
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.helping import show_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.navigation import destinations
from bianmin_desktop.gui.page_stack import PageStack
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.search_box import SearchBox
from bianmin_desktop.gui.side_bar import SideBar
from bianmin_desktop.gui.status_line import StatusLine
from bianmin_desktop.gui.theme import TextSize, resize_text
from bianmin_desktop.gui.top_bar import TopBar
from bianmin_desktop.gui.undoing import Undoing
from bianmin_desktop.services.entry import Unsaved

_usual_size = (1280, 720)
_warning = "示例数据：店铺和数字都是编造的，只供学习和练习，不能用于报送。"


class MainWindow(QMainWindow):
    """Shows one page at a time; `filled` tells that the first one shows what it has to show."""

    filled = Signal()

    def __init__(self, context: Context, preferences: Preferences) -> None:
        """Over an open book; the first page is in front."""
        super().__init__()
        self._context = context
        self._preferences = preferences
        self._build()
        self._lay_out()
        self._connect()
        context.go, context.say = self.go, self._status.say
        self.go(destinations()[0].id)
        self._pages.page.filled.connect(self.filled)
        self.filled.connect(self._status.look_for_backup)

    @property
    def pages(self) -> PageStack:
        """The pages."""
        return self._pages

    def go(self, destination: str, record_id: str = "", field_id: str = "") -> None:
        """Bring a page to the front and a subject of it into view; unknown pages do nothing."""
        if self._pages.knows(destination):
            self._pages.bring(destination, record_id, field_id)
            self._bar.mark(self._pages.front)

    def choose_quarter(self, quarter: Quarter) -> None:
        """Look at another quarter, if the page in front may be left."""
        if self._pages.may_leave():
            self._context.quarter = quarter
            self._context.hub.choose(quarter)
        self._top.show_quarter(self._context.quarter)

    @property
    def quarter(self) -> Quarter:
        """The quarter that is looked at."""
        return self._context.quarter

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        return self._pages.may_leave()

    def keep_geometry(self) -> None:
        """Remember where the window stands."""
        self._preferences.keep_geometry(self.saveGeometry())

    def restore(self, unsaved: Unsaved) -> None:
        """Open the record of input that was left behind, and put the input back."""
        if self._pages.knows(unsaved.record_type):
            self.go(unsaved.record_type)
            self._pages.page.restore(unsaved)

    def keep_unsaved(self) -> None:
        """Keep what is typed and not saved, because the machine is about to stop."""
        self._pages.keep_unsaved()

    def _build(self) -> None:
        office = self._context.application.office
        mark = "【示例数据】" if office.is_demo else ""
        self.setWindowTitle(f"{mark}{office.name} - 便民圈填报")
        self._actions = Actions(self)
        self._bar = SideBar(destinations())
        self._top = TopBar(self._context.application.summaries.quarters(), self._context.quarter)
        self._top.add_search(SearchBox(self._context))
        self._top.add_action(self._actions.undo)
        sizes = self._actions.size_menu(self, self._preferences.text_size)
        self._top.add_menu(sizes, self._actions.text)
        self._top.add_action(self._actions.help)
        self._top.add_menu(self._actions.more_menu(self), self._actions.more)
        self._banner = label(_warning, "banner")
        self._banner.setVisible(office.is_demo)
        self._pages = PageStack(self._context, destinations())
        self._status = StatusLine(self._context)
        self._backing_up = BackingUp(self._context, self._status)
        self._undoing = Undoing(self._context, self)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._banner)
        right.addWidget(self._pages, 1)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addLayout(right, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self._status)
        self._place()

    def _place(self) -> None:
        """Where the window was last, else a usual size that fits the screen."""
        geometry = self._preferences.geometry
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            room = QGuiApplication.primaryScreen().availableSize()
            width, height = _usual_size
            self.resize(min(width, room.width()), min(height, room.height()))

    def _connect(self) -> None:
        self._bar.chosen.connect(self.go)
        self._top.quarter_wanted.connect(self.choose_quarter)
        self._context.hub.quarter_chosen.connect(self._top.show_quarter)
        self._context.undo.moved.connect(self._actions.name_undo)
        self._actions.undo.triggered.connect(self._undoing.start)
        self._actions.help.triggered.connect(self._help)
        self._actions.about.triggered.connect(self._about)
        self._actions.back_up.triggered.connect(self._backing_up.start)
        self._actions.leave.triggered.connect(self.close)
        self._actions.sizes.triggered.connect(self._resize_text)

    def _help(self) -> None:
        show_help(self._context, self._pages.in_view, self)

    def _about(self) -> None:
        from bianmin_desktop.gui.dialogs.about import AboutDialog

        AboutDialog(self._context.application, self).open()

    def _resize_text(self, choice: QAction) -> None:
        size = TextSize(choice.data())
        self._preferences.keep_text_size(size)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            resize_text(running, self._context.application.program.resources, size)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave only when nothing would be lost and nothing is under way any more."""
        if not self.may_leave():
            event.ignore()
            return
        self.setCursor(Qt.CursorShape.WaitCursor)
        self._context.tasks.wait()
        self.keep_geometry()
        event.accept()
