"""What a clerk chooses for a document: the circle, the period, and which of its letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Printed
from bianmin_desktop.domain.documents.content import Choice, Period
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tables.flow_row import FlowRow

_all_circles = "全部生活圈"
_letters = 11


class DocumentChoices(FlowRow):
    """Three boxes, of which only those stand there that matter; `changed` when one is turned."""

    changed = Signal()

    def __init__(self, quarters: Sequence[Quarter]) -> None:
        """With the periods there are; circles and letters come later."""
        super().__init__()
        self._quarters = tuple(quarters)
        self._circle = _box("document_circle", "生活圈")
        self._period = _box("document_period", "报告期")
        self._subject = _box("document_subject", "哪一份")
        self._pairs = [_pair(box) for box in self._boxes]
        self.add(*self._pairs)
        for box in self._boxes:
            box.activated.connect(self.changed)

    @property
    def choice(self) -> Choice:
        """The circle and the period as they are chosen now."""
        circle = self._circle.currentData() if self._circle.isVisibleTo(self) else ""
        period = self._period.currentData() if self._period.isVisibleTo(self) else None
        return Choice(str(circle or ""), period)

    @property
    def subject(self) -> str:
        """Which letter; empty for the first."""
        return str(self._subject.currentData() or "") if self._subject.isVisibleTo(self) else ""

    def show_circles(self, circles: Sequence[tuple[str, str]]) -> None:
        """Offer these circles, each with its id and name; the chosen one stays if it is there."""
        kept = self._circle.currentData()
        with QSignalBlocker(self._circle):
            self._circle.clear()
            self._circle.addItem(_all_circles, "")
            for circle, name in circles:
                self._circle.addItem(name, circle)
            self._circle.setCurrentIndex(max(self._circle.findData(kept), 0))

    def suit(self, document: Printed, quarter: Quarter, *, takes_circle: bool) -> None:
        """Stand as a document needs them, at the quarter that is looked at."""
        self._stand(0, is_there=takes_circle)
        self._stand(1, is_there=document.period != "none")
        self._stand(2, is_there=False)
        with QSignalBlocker(self._period):
            self._period.clear()
            if document.period == "optional":
                self._period.addItem("现在" if document.lists else "全部", None)
            periods: tuple[Period, ...] = (*self._quarters, *_years(self._quarters))
            for period in periods:
                self._period.addItem(period.label, period)
            self._period.setCurrentIndex(max(self._place_of(quarter), 0))
        with QSignalBlocker(self._subject):
            self._subject.clear()

    def show_quarter(self, quarter: Quarter) -> None:
        """Another quarter is looked at."""
        place = self._place_of(quarter)
        if place >= 0:
            self._period.setCurrentIndex(place)

    def show_subjects(self, subjects: Sequence[str], chosen: str) -> None:
        """Offer these letters; nothing to choose where there is only one."""
        self._stand(2, is_there=bool(subjects))
        with QSignalBlocker(self._subject):
            self._subject.clear()
            for subject in subjects:
                self._subject.addItem(subject, subject)
            self._subject.setCurrentIndex(max(self._subject.findData(chosen), 0))

    @property
    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self._circle, self._period, self._subject)

    def _place_of(self, quarter: Quarter) -> int:
        periods = [self._period.itemData(row) for row in range(self._period.count())]
        return periods.index(quarter) if quarter in periods else -1

    def _stand(self, place: int, *, is_there: bool) -> None:
        self._pairs[place].setVisible(is_there)
        self.updateGeometry()


def _pair(box: QComboBox) -> QWidget:
    """The box behind its name."""
    held, words = QWidget(), label(box.accessibleName())
    words.setBuddy(box)
    layout = QHBoxLayout(held)
    layout.setContentsMargins(0, 0, 8, 0)
    layout.addWidget(words)
    layout.addWidget(box)
    return held


def _years(quarters: Sequence[Quarter]) -> list[Year]:
    return [Year(number) for number in dict.fromkeys(quarter.year for quarter in quarters)]


def _box(name: str, words: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setMaxVisibleItems(16)
    box.setMinimumContentsLength(_letters)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
