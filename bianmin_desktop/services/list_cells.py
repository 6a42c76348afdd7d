"""How the records of a list are said in a file: so that reading it gives the same records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.names import division_names
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.privacy import masked_record
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.exchange.submission.ledgers import Words
from bianmin_desktop.exchange.submission.parts import Cell, Column, Number
from bianmin_desktop.services.naming import BookNames

CellOf = Callable[[Record], Cell]

_year = "年"
_references = (Kind.REFERENCE, Kind.REFERENCES)
_named = (Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE, Kind.REFERENCES, Kind.DIVISION)
"""Kinds whose texts are ids and codes that a clerk calls by other words."""
_offered = ("community", "circle")


class ListCells:
    """The columns and cells of one record type's list."""

    def __init__(
        self, gate: Gate, names: BookNames, record_type: RecordType, *, is_for_reading: bool = False
    ) -> None:
        """By the names that the book's records have now.

        For people who only read, records are called by their names even where several have the
        same one; else by their ids there, so that the file can be imported again.
        """
        self._is_for_reading = is_for_reading
        self._gate = gate
        self._names = names
        self._type = record_type

    def columns(self, fields: Sequence[Field]) -> list[Column]:
        """The columns of the fields, with what may be chosen in them."""
        titles = {
            (kind, record_id): name
            for kind in _offered
            for record_id, name in self._names.all_of(kind)
        }
        words = Words(self._gate.edition, self._gate.answers, titles)
        return [words.column(field) for field in fields]

    def row(self, fields: Sequence[Field], *, masked: bool) -> Callable[[Record], list[Cell]]:
        """A function that gives a record's cells; `masked` stars its persons."""
        tellers = [self._teller(field) for field in fields]

        def cells(record: Record) -> list[Cell]:
            shown = masked_record(record, self._type) if masked else record
            return [tell(shown) for tell in tellers]

        return cells

    def text(self, field: Field, value: Value) -> str:
        """A value as the file says it; a code that says which record this is stays a code."""
        if isinstance(value, str) and field.kind is Kind.DIVISION:
            is_own = (field.id,) in self._type.unique
            return value if is_own else self._names.name_of(division_names, value) or value
        if self._is_for_reading and field.kind in _references and not isinstance(value, Absence):
            return self._names.names_of(field.target, value)
        return self._gate.answers.write(field, value, self._names)

    def _teller(self, field: Field) -> CellOf:
        name, places, is_year = field.id, field.places, field.unit == _year
        stands_for_itself = field.kind not in _named
        say = cache(partial(self.text, field))

        def tell(record: Record) -> Cell:
            value = record.values.get(name)
            if value is None:
                return record.typed.get(name)
            if stands_for_itself and type(value) is str:
                return value
            if isinstance(value, date):
                return value
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                return Number(Decimal(value), places, is_year=is_year)
            return say(value)

        return tell
