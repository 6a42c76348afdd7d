"""The overview of the registers: a tile each, with what it is for and how much is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.gui.labels import label

_least_letters = 15
_most_columns = 4
_gap = 12
_margin = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """How many records a register has, and with how many something is wrong."""

    count: int
    wrong: int


def least_width(widget: QWidget) -> int:
    """How narrow a tile may get, at the size of text of a widget."""
    return widget.fontMetrics().horizontalAdvance("便") * _least_letters


class RegisterTile(QPushButton):
    """A button as large as what it says; `chosen` names its register."""

    chosen = Signal(str)

    def __init__(self, register: RecordType, source: str) -> None:
        """For a register that `source` (a heading of the document) asks for."""
        super().__init__()
        self._id = register.id
        self.setObjectName(f"register_{register.id}")
        self.setProperty("role", "tile")
        self.setAccessibleName(register.name)
        self.setAccessibleDescription(register.help)
        self._name = label(register.name, "heading")
        self._count = label("", "muted")
        self._wrong = label("", "chip")
        self._wrong.setProperty("level", "verify")
        self._wrong.hide()
        self._help = label(register.help, wraps=True)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._source = label(source, "hint-line", wraps=True)
        self._lay_out()
        self.clicked.connect(self._choose)

    def show_standing(self, standing: Standing) -> None:
        """Say how much is in it."""
        self._count.setText(f"{standing.count:,} 条" if standing.count else "还没有")
        self._wrong.setText(f"{standing.wrong:,} 条要核对")
        self._wrong.setVisible(standing.wrong > 0)
        said = self._wrong.text() if standing.wrong else ""
        self.setAccessibleDescription(f"{self._count.text()}，{said}{self._help.text()}")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its words at the width it has, which a button does not ask for by itself."""
        layout, least = self.layout(), least_width(self)
        if layout is None:
            return super().sizeHint()
        return QSize(least, layout.totalHeightForWidth(max(self.width(), least)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No word is cut off."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width wraps the words differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name, 1)
        top.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._source, 1)
        foot.addWidget(self._wrong, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 11)
        layout.setSpacing(5)
        layout.addLayout(top)
        layout.addWidget(self._help, 1)
        layout.addLayout(foot)
        for part in (self._name, self._count, self._wrong, self._help, self._source):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    def _choose(self) -> None:
        self.chosen.emit(self._id)


class RegisterTiles(QWidget):
    """As many tiles side by side as the width allows; `chosen` names a register."""

    chosen = Signal(str)

    def __init__(self, registers: Sequence[RecordType], sources: Mapping[str, str]) -> None:
        """For these registers; `sources` says by clause which paragraph asks for one."""
        super().__init__()
        self._tiles = {r.id: RegisterTile(r, sources.get(r.clause, "")) for r in registers}
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(_gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_margin, 12, _margin, _margin)
        layout.setSpacing(10)
        layout.addWidget(label("其他台账", "title"))
        words = "按文件各项任务和保障措施设的台账，用到哪一本填哪一本，没有的不用填。"
        layout.addWidget(label(words, "muted", wraps=True))
        layout.addLayout(self._grid)
        layout.addStretch(1)
        for tile in self._tiles.values():
            tile.chosen.connect(self.chosen)
        self._arrange(3)

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Say of every register how much is in it."""
        for name, standing in standings.items():
            self._tiles[name].show_standing(standing)

    def focus(self, register: str = "") -> None:
        """Put the keyboard on a register's tile, else on the first."""
        tile = self._tiles.get(register) or next(iter(self._tiles.values()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as one tile: tiles that stand side by side now need not stay so."""
        return QSize(least_width(self) + 2 * _margin, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More tiles side by side where there is room."""
        super().resizeEvent(event)
        room = event.size().width() // (least_width(self) + _gap)
        self._arrange(min(max(room, 1), _most_columns))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(_most_columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, *divmod(place, columns))
