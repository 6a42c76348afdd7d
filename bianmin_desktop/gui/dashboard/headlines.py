"""The figures everybody asks for, side by side, each with what changed in the quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bianmin_desktop.domain.gaps import GapMatrix
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.dashboard import Study


@dataclass(frozen=True, slots=True)
class Headline:
    """One number with its name and a small line below."""

    name: str
    value: str
    note: str


def headlines_of(study: Study) -> tuple[Headline, ...]:
    """The headline figures, and how many circles have every 必备业态."""
    return (*(_headline(row) for row in study.headlines), _complete(study.gaps))


class HeadlineStrip(QFrame):
    """Shows headlines in one row."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setProperty("role", "card")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 10, 12, 10)
        self._layout.setSpacing(8)
        self._layout.addWidget(label("正在从台账计算本季度的数字…", "muted"))

    def show_headlines(self, headlines: Sequence[Headline]) -> None:
        """Show these instead of what was there."""
        self._clear()
        for headline in headlines:
            self._layout.addWidget(_cell(headline), 1)

    def say(self, words: str) -> None:
        """Show a sentence instead of figures."""
        self._clear()
        self._layout.addWidget(label(words, "muted", wraps=True), 1)

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _cell(headline: Headline) -> QWidget:
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for text, role in (
        (headline.name, "muted"),
        (headline.value, "figure"),
        (headline.note, "hint-line"),
    ):
        layout.addWidget(label(text, role))
    return cell


def _headline(row: FigureRow) -> Headline:
    unit = f" {row.unit}" if row.unit and row.unit != "%" else ""
    return Headline(row.label.removesuffix("数"), f"{row.shown(row.closing)}{unit}", _note(row))


def _note(row: FigureRow) -> str:
    if row.denominator is not None and row.numerator is not None:
        return f"{row.numerator:,f} / {row.denominator:,f}"
    if not row.added and not row.removed:
        return "与上期相同"
    parts = (("新增", row.added), ("减少", row.removed))
    return "　".join(f"{word} {row.shown(amount)}" for word, amount in parts if amount)


def _complete(gaps: GapMatrix) -> Headline:
    complete = sum(not gaps.missing(row) for row in gaps.rows)
    missing = sum(len(gaps.missing(row)) for row in gaps.rows)
    note = f"共缺 {missing} 项" if missing else "没有缺项"
    value = f"{complete} / {len(gaps.rows)} 个"
    return Headline("必备业态齐全", value, note if gaps.rows else "还没有生活圈")
