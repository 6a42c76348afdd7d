"""The layouts of one list at work: how it looks now is told, and a saved look put on again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from bianmin_desktop.catalogue.definitions import Field, Level
from bianmin_desktop.environment.settings import Layout
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tables.column_chooser import keep_columns
from bianmin_desktop.gui.tables.filter_bar import FilterBar
from bianmin_desktop.gui.tables.ledger_table import LedgerTable
from bianmin_desktop.gui.tables.saved_layouts import LayoutButton
from bianmin_desktop.services.ledgers import Query

_unnamed = "现在"
_by_level = "level"
_levels = {level.value: level for level in Level}


class ListLayouts(QObject):
    """Between the layout button and the list it belongs to."""

    def __init__(
        self, context: Context, table: LedgerTable, filters: FilterBar, parent: QObject
    ) -> None:
        """For a list that is built already; its columns are remembered when they are dragged."""
        super().__init__(parent)
        self._context = context
        self._table = table
        self._filters = filters
        self._type = table.ledger.query.type
        self.button = LayoutButton(context, self._type)
        self.button.watch(self.look)
        self.button.chosen.connect(self.use)
        self.button.usual_wanted.connect(self.use_usual)
        table.arranged.connect(self._keep)

    def look(self) -> Layout:
        """How the list looks now."""
        model = self._table.ledger
        query = self._filters.narrowed(model.query)
        return Layout(
            name=_unnamed,
            columns=tuple(field.id for field in model.fields),
            widths=self._table.widths(),
            where=query.where,
            search=query.search,
            levels=tuple(level.value for level in query.levels),
            order=query.order,
            descending=query.descending,
        )

    def use(self, layout: Layout) -> None:
        """Show the list so; columns and answers there are no more are left out."""
        record_type = self._context.application.edition.record_type(self._type)
        known = (record_type.field(i) for i in layout.columns if record_type.has_field(i))
        usual = self._context.application.ledgers.columns(self._type)
        fields = tuple(known) or usual
        levels = tuple(_levels[level] for level in layout.levels if level in _levels)
        query = Query(self._type, layout.where, layout.search, levels)
        self._put(fields, replace(query, order=layout.order, descending=layout.descending))
        self._table.set_widths(layout.widths)

    def use_usual(self) -> None:
        """Show the list as it comes."""
        self._put(self._context.application.ledgers.columns(self._type), Query(self._type))
        self._table.fit_columns()

    def _put(self, fields: Sequence[Field], query: Query) -> None:
        model = self._table.ledger
        model.show_fields(fields)
        ids = [field.id for field in fields]
        column = -1
        if query.order == _by_level:
            column = 0
        elif query.order in ids:
            column = ids.index(query.order) + 1
        orders = Qt.SortOrder
        falling = orders.DescendingOrder if query.descending else orders.AscendingOrder
        self._table.horizontalHeader().setSortIndicator(column, falling)
        model.sort(column, falling)
        self._filters.take(query)
        self._keep(fields)

    def _keep(self, fields: Sequence[Field]) -> None:
        try:
            keep_columns(self._context, self._type, fields)
        except Fault as fault:
            self._context.tell(fault)
