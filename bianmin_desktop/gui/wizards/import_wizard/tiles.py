"""The counts of a trial run as large tiles; pressing one narrows the table below to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.services.importing.outcome import Fate

levels: Mapping[Fate, str] = {
    Fate.NEW: "good",
    Fate.CHANGED: "accent",
    Fate.SAME: "muted",
    Fate.DOUBTFUL: "verify",
    Fate.REFUSED: "blocking",
    Fate.SKIPPED: "muted",
}
"""The colour of every fate."""

_tips = {
    Fate.NEW: "台账里没有，会新增",
    Fate.CHANGED: "台账里有，内容不同，会更新",
    Fate.SAME: "与台账完全一样，不用改",
    Fate.DOUBTFUL: "拿不准是不是同一条，等您决定",
    Fate.REFUSED: "读不了，不导入",
    Fate.SKIPPED: "空行、合计等，不导入",
}


class Tiles(FlowRow):
    """One tile a fate; `narrowed` carries the fate pressed, nothing when all are shown again."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        """Without counts yet."""
        super().__init__()
        self._tiles: dict[Fate, QToolButton] = {}
        for fate in Fate:
            tile = QToolButton()
            tile.setObjectName(f"tile_{fate.value}")
            tile.setProperty("role", "tile")
            tile.setProperty("level", levels[fate])
            tile.setCheckable(True)
            tile.setToolTip(tip(_tips[fate]))
            tile.clicked.connect(self._press)
            self.add(tile)
            self._tiles[fate] = tile

    @property
    def chosen(self) -> Fate | None:
        """The fate the table is narrowed to."""
        return next((fate for fate, tile in self._tiles.items() if tile.isChecked()), None)

    def show_counts(self, counts: Mapping[Fate, int]) -> None:
        """Show how many rows came to what; the tile pressed stays pressed while it has rows."""
        for fate, tile in self._tiles.items():
            count = counts.get(fate, 0)
            tile.setText(f"{count:,}\n{fate.label}")
            tile.setAccessibleName(f"{fate.label} {count:,} 行")
            tile.setEnabled(count > 0)
            tile.setChecked(tile.isChecked() and count > 0)

    def _press(self) -> None:
        pressed = self.sender()
        for tile in self._tiles.values():
            if tile is not pressed:
                tile.setChecked(False)
        self.narrowed.emit(self.chosen)
