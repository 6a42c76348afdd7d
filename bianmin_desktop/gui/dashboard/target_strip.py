"""目标进度 on the dashboard: this year's goals of the unit, and how far they are met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.domain.targets import Progress, shown
from bianmin_desktop.gui.labels import label, tip

_whole = 100
_longest = "当年新建成 100 / 100 个"


class TargetStrip(QFrame):
    """One row: 当年新增 and 累计 as bars; `chosen` leads to the page of the targets."""

    chosen = Signal()

    def __init__(self) -> None:
        """Empty until `show_year`."""
        super().__init__()
        self.setProperty("role", "card")
        self._heading = label("", "muted")
        self._added = _bar("target_added")
        self._cumulative = _bar("target_cumulative")
        self._city = label("", "hint-line", wraps=True)
        self._city.setObjectName("target_city")
        self._button = QPushButton("目标进度")
        self._button.setObjectName("targets")
        self._button.setProperty("role", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self._added, 2)
        layout.addWidget(self._cumulative, 2)
        layout.addWidget(self._city, 1)
        layout.addWidget(self._button)
        self._button.clicked.connect(self.chosen)

    def show_year(self, lines: Sequence[Progress], year: int) -> None:
        """Show the line of a year."""
        line = next((one for one in lines if one.year == year), None)
        self.setVisible(line is not None)
        if line is None:
            return
        self._heading.setText(f"{year}年目标")
        _fill(self._added, "当年新建成", line.added, line.own.added)
        _fill(self._cumulative, "累计建成", line.cumulative, line.own.cumulative)
        self._city.setVisible(line.city.is_set)
        least = line.city.at_least
        added = shown(line.city.added, at_least=least)
        total = shown(line.city.cumulative, at_least=least)
        self._city.setText(f"全市：新增{added}个，累计{total}个")
        self._button.setText("目标进度" if line.own.is_set else "填本单位目标")


def _bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setRange(0, _whole)
    bar.setMinimumWidth(bar.fontMetrics().horizontalAdvance(_longest))
    return bar


def _fill(bar: QProgressBar, name: str, done: int | None, planned: int | None) -> None:
    """A bar with its numbers written in it; without a goal only what was completed is told."""
    if planned is None or done is None:
        told = NO_RATIO if done is None else f"{done:,} 个"
        words = f"{name} {told}，没有填目标"
        bar.setValue(0)
    else:
        share = _whole if planned == 0 else min(_whole, done * _whole // planned)
        bar.setValue(share)
        words = f"{name} {done:,} / {planned:,} 个"
    # Qt takes a per cent sign for a placeholder.
    bar.setFormat(words.replace("%", "%%"))
    bar.setToolTip(tip(words))
    bar.setAccessibleName(words)
