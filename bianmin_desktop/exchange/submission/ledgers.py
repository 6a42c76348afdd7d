"""Records as tables: the columns are the fields of the edition, whatever they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Snapshot
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Line,
    Look,
    Number,
    Table,
    Tone,
)

_looks: Mapping[Kind, Look] = {
    Kind.LINES: Look.LINES,
    Kind.INTEGER: Look.NUMBER,
    Kind.DECIMAL: Look.NUMBER,
    Kind.DATE: Look.DATE,
    Kind.USCC: Look.CODE,
    Kind.PHONE: Look.CODE,
    Kind.DIVISION: Look.CODE,
    Kind.QUARTER: Look.CODE,
}
_year = "年"
_yes_no = ("是", "否")
_at_end = "期末"
_counting = ("outlet", "status")
_unknown = "（台账中已没有）"
_number = Column("", "序号", Look.SERIAL, 6)
_no_names = KnownNames()


def header_of(field: Field) -> str:
    """What stands above a field's column: its label, and its unit of measure in brackets."""
    return f"{field.label}（{field.unit}）" if field.unit else field.label


@dataclass(frozen=True, slots=True)
class Words:
    """How the values of a snapshot are said: choices by their labels, records by their names."""

    edition: Edition
    answers: Answers
    titles: Mapping[tuple[str, str], str]
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, edition: Edition) -> Words:
        """With the names of every record in the snapshot."""
        titles = {
            (record.type, record.id): record.name(edition.record_type(record.type))
            for found in snapshot.records.values()
            for record in found
        }
        return cls(edition, Answers.of(edition), titles, snapshot.names)

    def cell(self, field: Field, record: Record) -> Cell:
        """The record's answer to a field; what could not be read stands as it was typed."""
        value = record.get(field.id)
        if value is None:
            return record.typed.get(field.id)
        if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
            ids = value if isinstance(value, tuple) else (str(value),)
            return "、".join(self._name_of(field, i) for i in ids)
        if field.kind is Kind.DIVISION:
            return self.names.get(str(value), str(value))
        if isinstance(value, date):
            return value
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Number(Decimal(value), field.places, is_year=field.unit == _year)
        return self.answers.write(field, value, _no_names)

    def _name_of(self, field: Field, record_id: str) -> str:
        return self.titles.get((field.target, record_id)) or self.names.get(record_id, _unknown)

    def choices(self, field: Field) -> tuple[str, ...]:
        """What a column of one answer may be chosen from."""
        if field.kind is Kind.YES_NO:
            return _yes_no
        if field.kind is Kind.CHOICE:
            return tuple(c.label for c in self.edition.choice_list(field.choices).choices)
        if field.kind is Kind.REFERENCE:
            named = (title for (kind, _), title in self.titles.items() if kind == field.target)
            return tuple(dict.fromkeys(named))
        return ()

    def column(self, field: Field) -> Column:
        """The column of a field."""
        return Column(
            id=field.id,
            label=header_of(field),
            look=_looks.get(field.kind, Look.TEXT),
            width=field.width,
            choices=self.choices(field) if field.target != "outlet" else (),
            is_printed=field.listed,
            tones=self._tones(field),
        )

    def _tones(self, field: Field) -> tuple[tuple[str, Tone], ...]:
        """Of a field that says whether an outlet counts: all answers but the usual one."""
        if field.choices != self.edition.field(*_counting).choices:
            return ()
        counted = self.edition.title.counted_statuses
        return tuple(
            (choice.label, Tone.QUIET if choice.id in counted else Tone.GONE)
            for choice in self.edition.choice_list(field.choices).choices
            if choice.id not in counted[:1]
        )


@dataclass(frozen=True, slots=True)
class Extra:
    """A column beside the fields: its cells by record id."""

    column: Column
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a type of record is listed: its table's id and names, and columns beside the fields.

    Fields `at_end` are told twice: as they are now, and, in print only so, at the quarter's end.
    """

    type: str
    name: str
    title: str
    extras: tuple[Extra, ...] = ()
    grouped_by: str = ""
    remark: str = ""
    at_end: frozenset[str] = frozenset()


def ledger_table(snapshot: Snapshot, words: Words, sheet: Sheet) -> Table:
    """The records of one type, one a line, numbered."""
    records = snapshot.of(sheet.type)
    fields = (*words.edition.record_type(sheet.type).fields, *_once_asked(words.edition, records))
    asked = (column for field in fields for column in _columns(field, words, sheet))
    columns = (_number, *asked, *(extra.column for extra in sheet.extras))
    lines = tuple(
        Line(
            (
                Number(Decimal(place)),
                *_cells(record, fields, words, sheet, snapshot),
                *(extra.cells.get(record.id) for extra in sheet.extras),
            ),
            record=record.id,
        )
        for place, record in enumerate(records, start=1)
    )
    return Table(
        sheet.type,
        sheet.name,
        sheet.title,
        columns,
        lines,
        remark=sheet.remark,
        grouped_by=sheet.grouped_by,
    )


def _columns(field: Field, words: Words, sheet: Sheet) -> Iterator[Column]:
    column = words.column(field)
    if field.id not in sheet.at_end:
        yield column
        return
    yield dataclasses.replace(column, is_printed=False)
    label = f"{_at_end}{column.label}"
    yield dataclasses.replace(column, id=f"then:{field.id}", label=label, choices=())


def _cells(
    record: Record, fields: Iterable[Field], words: Words, sheet: Sheet, snapshot: Snapshot
) -> Iterator[Cell]:
    then = snapshot.then.get(record.id, {})
    for field in fields:
        yield words.cell(field, record)
        if field.id in sheet.at_end:
            told = then.get(field.id)
            yield words.cell(
                field, record if told is None else record.with_values({field.id: told})
            )


def _once_asked(edition: Edition, records: Sequence[Record]) -> Iterator[Field]:
    """Fields that were asked when a past version was frozen, and are not any more."""
    for (type_id, field_id), field in edition.retired.items():
        if any(r.type == type_id and r.get(field_id) is not None for r in records):
            yield field
