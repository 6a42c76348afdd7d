"""The list beside a form: everything that is wrong with the record; a click jumps there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.gui.forms.levels import said, sentence, source_of
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.theme import colours

_field_role = Qt.ItemDataRole.UserRole


class IssueList(QWidget):
    """Says how many issues there are of each level, and lists them, heaviest first."""

    chosen = Signal(str)

    def __init__(self, edition: Edition) -> None:
        """Empty until `show_issues`; clauses are named as `edition` names them."""
        super().__init__()
        self._edition = edition
        self._title = label("", wraps=True)
        self._title.setObjectName("issue_title")
        self._list = QListWidget()
        self._list.setObjectName("issues")
        self._list.setAccessibleName("这条记录的问题，回车或单击可跳到对应栏目")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._list, 100)
        layout.addStretch(1)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Replace the list."""
        self._title.setText(_counted(issues))
        self._list.clear()
        for level in Level:
            for issue in issues:
                if issue.level is level:
                    self._list.addItem(self._item(issue))
        self._list.setVisible(bool(issues))

    def _choose(self, item: QListWidgetItem) -> None:
        field_id = item.data(_field_role)
        if field_id:
            self.chosen.emit(field_id)

    def _item(self, issue: Issue) -> QListWidgetItem:
        item = QListWidgetItem(sentence(issue))
        item.setData(_field_role, issue.place.field)
        item.setForeground(QColor(colours[issue.level.value]))
        source = source_of(self._edition, issue.clause)
        item.setToolTip(tip(f"依据：{source}") if source else "")
        return item


def _counted(issues: Sequence[Issue]) -> str:
    counts = [(level, sum(issue.level is level for issue in issues)) for level in Level]
    words = [f"{said(level)} {count} 项" for level, count in counts if count]
    return "　".join(words) if words else "✓ 没有发现问题"
