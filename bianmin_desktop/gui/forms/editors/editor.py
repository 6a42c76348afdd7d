"""What every editor offers its form: the answer as text, and where the cursor goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.gui.forms.editors.bounded_line import most_signs
from bianmin_desktop.gui.forms.editors.options import Option
from bianmin_desktop.gui.forms.editors.references import References


class Editor(QWidget):
    """Asks one field; it holds text only, the gate says what the text means."""

    answered = Signal()
    told = Signal(str)

    def __init__(self, field: Field) -> None:
        """For `field`; empty until an answer is shown."""
        super().__init__()
        self.field = field

    def answer(self) -> str:
        """What stands in the editor, as typed."""
        raise NotImplementedError

    def show_answer(self, text: str) -> None:
        """Show an answer quietly, as when a record is opened."""
        raise NotImplementedError

    def put_answer(self, text: str) -> None:
        """Answer in the clerk's place; tells the form as typing does."""
        self.show_answer(text)
        self.answered.emit()

    def stops(self) -> Sequence[QWidget]:
        """The widgets that take the cursor; the first is the one a jump goes to."""
        raise NotImplementedError

    def settle(self) -> None:
        """The cursor leaves: make what was begun into a whole answer where that is plain."""

    def keeps_enter(self) -> bool:
        """Whether Enter means something inside the editor just now."""
        return False

    def use_enter(self) -> None:
        """Do what Enter means inside the editor; called when `keeps_enter`."""

    def offer(self, options: Sequence[Option]) -> None:
        """Renew what there is to choose from; the answer stays."""

    def refer_to(self, references: References) -> None:
        """Show references as what they stand for; only texts hold any."""

    def add_absences(self, menu: QMenu) -> None:
        """Offer 不适用 and 未采集 in a menu, where the field may go without a value."""
        if self.field.required:
            return
        menu.addSeparator()
        for absence in Absence:
            action = QAction(f"填“{absence.label}”", menu)
            action.setData(absence.label)
            action.triggered.connect(self._put_absence)
            menu.addAction(action)

    def _put_absence(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.put_answer(str(action.data()))

    def tell_too_long(self) -> None:
        """Say that what was to go into a line stayed out."""
        self.told.emit(
            f"刚才的内容太长（“{self.field.label}”一行最多放 {most_signs:,} 字），没有放进来；"
            "原来的内容没有变，剪贴板里的也还在。"
        )

    def offer_menu(self, widget: QWidget) -> None:
        """Give an input widget its usual context menu with the absences added."""
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._open_menu)

    def menu(self) -> QMenu:
        """The context menu of the input widget."""
        return QMenu(self)

    def _open_menu(self, where: QPoint) -> None:
        asked = self.sender()
        menu = self.menu()
        self.add_absences(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = asked if isinstance(asked, QWidget) else self
        menu.popup(place.mapToGlobal(where))
