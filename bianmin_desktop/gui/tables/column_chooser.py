"""Which columns a list shows: chosen by the clerk, remembered in the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.environment.settings import read_settings, write_settings
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tables.ledger_model import heading

_checked, _unchecked = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def chosen_columns(context: Context, type_id: str) -> tuple[Field, ...]:
    """The columns of a list: those chosen before, else the usual ones."""
    application = context.application
    record_type = application.edition.record_type(type_id)
    kept = read_settings(application.folder.path).settings.columns.get(type_id, ())
    fields = tuple(record_type.field(name) for name in kept if record_type.has_field(name))
    return fields or application.ledgers.columns(type_id)


def keep_columns(context: Context, type_id: str, fields: Sequence[Field]) -> None:
    """Remember the columns of a list. Raises `EnvironmentFault` when they can't be written."""
    application = context.application
    folder = application.folder.path
    settings = read_settings(folder).settings
    columns = {**settings.columns, type_id: tuple(field.id for field in fields)}
    if tuple(fields) == application.ledgers.columns(type_id):
        del columns[type_id]
    write_settings(folder, settings.with_changes(columns=columns))


class ColumnChooser(QDialog):
    """A tick for every field of the record type, under the sections of its form."""

    def __init__(
        self, record_type: RecordType, shown: Sequence[Field], parent: QWidget | None = None
    ) -> None:
        """With the fields `shown` now ticked."""
        super().__init__(parent)
        self.setWindowTitle(f"{record_type.name}列表显示哪些列")
        self._type = record_type
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build()
        self._lay_out()
        self._tick({field.id for field in shown})

    @property
    def chosen(self) -> tuple[Field, ...]:
        """The fields ticked, in the order of the form."""
        ticked = {name for name, item in self._items.items() if item.checkState(0) is _checked}
        return tuple(field for field in self._type.fields if field.id in ticked)

    def _build(self) -> None:
        self._tree = QTreeWidget()
        self._tree.setObjectName("columns")
        self._tree.setAccessibleName("可显示的列")
        self._tree.setHeaderHidden(True)
        for section in self._type.sections:
            group = QTreeWidgetItem([section.label])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._tree.addTopLevelItem(group)
            for field in self._type.fields:
                if field.section == section.id:
                    item = QTreeWidgetItem(group, [heading(field)])
                    item.setCheckState(0, _unchecked)
                    self._items[field.id] = item
        self._tree.expandAll()
        self._tree.itemChanged.connect(self._judge)
        standard = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(
            standard.Ok | standard.Cancel | standard.RestoreDefaults, Qt.Orientation.Horizontal
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._usual = self._buttons.button(standard.RestoreDefaults)
        self._usual.clicked.connect(self._restore)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(label("勾选要显示的列，空格键可以勾选或取消。", "muted"))
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._buttons)
        letters = self.fontMetrics().height()
        self.resize(letters * 22, letters * 28)

    def _restore(self) -> None:
        self._tick({field.id for field in self._type.fields if field.listed})

    def _tick(self, names: set[str]) -> None:
        for name, item in self._items.items():
            item.setCheckState(0, _checked if name in names else _unchecked)

    def _judge(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.chosen))
