"""② 核对列: every column of every layout, what is in it, and the field it is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.wizards.import_wizard.choosing_table import ChoosingTable
from bianmin_desktop.gui.wizards.import_wizard.file_lines import FittedLines
from bianmin_desktop.gui.wizards.import_wizard.layouts import Layout, layouts_of, sureness
from bianmin_desktop.services.importing.headers import record_id_field, record_id_header
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import Column, Proposal

_headings = ("列", "表头", "内容举例", "对应的项目", "把握")
_widths = (3, 10, 0, 14, 9)
_left_out = "（不导入这一列）"
_notes_shown = 3


class ColumnsPage(QWidget):
    """Shows one layout at a time; corrections are kept for all of them.

    `changed` is emitted when a column is taken for another field.
    """

    changed = Signal()

    def __init__(self, record_type: RecordType) -> None:
        """For records of a type."""
        super().__init__()
        self._type = record_type
        self._layouts: tuple[Layout, ...] = ()
        self._chosen: dict[tuple[str, int], str] = {}
        self._build()
        self._lay_out()
        self._which.activated.connect(self._show_layout)

    @property
    def chosen(self) -> dict[tuple[str, int], str]:
        """The fields chosen by the clerk, by layout and column; empty where left out."""
        return dict(self._chosen)

    @property
    def has_table(self) -> bool:
        """Whether there is anything to import."""
        return bool(self._layouts)

    def show_proposal(
        self,
        proposal: Proposal,
        problems: Sequence[Problem],
        chosen: Mapping[tuple[str, int], str],
    ) -> None:
        """Show what was proposed, what there is to say of it, and the corrections so far."""
        shown = self._which.currentIndex()
        self._layouts = layouts_of(proposal)
        self._chosen = dict(chosen)
        self._which.clear()
        for layout in self._layouts:
            self._which.addItem(layout.name)
        self._which.setVisible(len(self._layouts) > 1)
        self._which_label.setVisible(len(self._layouts) > 1)
        self._which.setCurrentIndex(min(max(shown, 0), len(self._layouts) - 1))
        self._notes.show_lines([f"{problem.place}：{problem.message}" for problem in problems])
        self._notes.setVisible(bool(problems))
        self._notes_head.setVisible(bool(problems))
        self._show_layout()

    def _build(self) -> None:
        self._which_label = label("看哪张表：")
        self._which = QuietBox("看哪张表")
        self._which.setObjectName("layout")
        self._head = label("", "muted", wraps=True)
        self._head.setObjectName("layout_head")
        self._table = ChoosingTable("表格的列和对应的项目", _headings, _widths)
        self._table.setObjectName("columns")
        self._missing = label("", wraps=True)
        self._missing.setObjectName("missing")
        self._notes_head = label("读文件时发现", "heading")
        self._notes = FittedLines(_notes_shown)
        self._notes.setObjectName("notes")
        self._notes.setAccessibleName("读文件时发现的问题")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._which_label)
        top.addWidget(self._which, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._head)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._missing)
        layout.addWidget(self._notes_head)
        layout.addWidget(self._notes)

    def _layout_shown(self) -> Layout | None:
        place = self._which.currentIndex()
        return self._layouts[place] if 0 <= place < len(self._layouts) else None

    def _show_layout(self) -> None:
        shown = self._layout_shown()
        self._table.setVisible(shown is not None)
        self._head.setText(shown.words if shown else "没有可以导入的表，原因见下面。")
        restyle(self._head, "level", "" if shown else "blocking")
        columns = shown.columns if shown else ()
        self._table.start(len(columns))
        for row, column in enumerate(columns):
            self._fill(row, column)
        self._judge()

    def _fill(self, row: int, column: Column) -> None:
        texts = (column.letters, column.heading or "（没有表头）", " ／ ".join(column.samples))
        box = QuietBox(f"{column.letters} 列“{column.heading}”对应的项目")
        box.setObjectName(f"field_{column.position}")
        likely = [name for name in (column.field, *column.rivals) if name]
        fields = [(field.id, field.label) for field in self._type.fields]
        fields.append((record_id_field, record_id_header))
        labels = dict(fields)
        first = [(name, labels[name]) for name in dict.fromkeys(likely) if name in labels]
        rest = [pair for pair in fields if pair not in first]
        box.offer([*first, ("", _left_out)], rest)
        box.choose(self._taken_for(column))
        box.activated.connect(lambda: self._take(column, box.value))
        self._table.put(row, texts, box)

    def _taken_for(self, column: Column) -> str:
        shown = self._layout_shown()
        return self._chosen.get((shown.key, column.position), column.field) if shown else ""

    def _take(self, column: Column, field_id: str) -> None:
        """One field is filled by one column: another that filled it is left out."""
        shown = self._layout_shown()
        if shown is None:
            return
        for row, other in enumerate(shown.columns):
            if other is not column and field_id and self._taken_for(other) == field_id:
                self._chosen[shown.key, other.position] = ""
                self._table.boxes[row].choose("")
        self._chosen[shown.key, column.position] = field_id
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        shown = self._layout_shown()
        columns: Sequence[Column] = shown.columns if shown else ()
        for row, column in enumerate(columns):
            taken = self._taken_for(column)
            words, level = sureness(column, taken)
            self._table.dim(row, is_dim=not taken)
            self._table.say(row, words, level or ("ink" if taken else "muted"))
        self._tell_missing({self._taken_for(column) for column in columns})

    def _tell_missing(self, taken: set[str]) -> None:
        shown = self._layout_shown()
        known = {*taken, *(shown.given if shown else ())}
        asked = [f for f in self._type.fields if f.required and not f.default]
        missing = [field.label for field in asked if field.id not in known]
        words = f"必填的“{'”“'.join(missing)}”没有对应的列，新增的记录导入后要补填。"
        self._missing.setText(words if missing and shown else "")
        self._missing.setVisible(bool(missing and shown))
        restyle(self._missing, "level", "verify")
