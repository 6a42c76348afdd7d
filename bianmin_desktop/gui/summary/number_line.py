"""发文字号: typed for one report of one period, where the unit prints a header."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.looks import longest_number

_example = "如：××〔2024〕9号；空着就留出位置"
_rule = "年份用六角括号〔〕，不加“第”，不编虚位（9号不写成09号）。填什么印什么。"


class NumberLine(QWidget):
    """Shown only where the unit's documents bear a header; what is typed is kept at once."""

    def __init__(self, context: Context) -> None:
        """For the report shown last by `show_report`."""
        super().__init__()
        self._context = context
        self._report = ("", "")
        self._edit = QLineEdit()
        self._edit.setObjectName("document_number")
        self._edit.setAccessibleName("发文字号")
        self._edit.setPlaceholderText(_example)
        self._edit.setToolTip(tip(_rule))
        self._edit.setMaxLength(longest_number)
        self._edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("便") * 20)
        name = label("发文字号")
        name.setBuddy(self._edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(name)
        layout.addWidget(self._edit)
        layout.addStretch(1)
        self._edit.editingFinished.connect(self.keep)
        self.hide()

    def show_report(self, report: str, period: str) -> None:
        """Show the number of a report of a period."""
        self.keep()
        looks = self._context.application.looks
        self._report = (report, period)
        self._edit.setText(looks.number(report, period) if period else "")
        self.setVisible(bool(period) and looks.header.is_printed)

    def keep(self) -> None:
        """Keep what is typed."""
        if not self._report[1]:
            return
        try:
            self._context.application.looks.type_number(*self._report, self._edit.text())
        except Fault as error:
            self._context.tell(error)
