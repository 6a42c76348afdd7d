"""Rows from the records of one type: their answers as words and numbers, shares, sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Field, Kind, PrintedColumn, RecordType
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.conditions import all_hold
from bianmin_desktop.domain.documents.content import Amount, Case, Cell, Content, Head, Item
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.privacy import masked_record
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import number_of

_references = (Kind.REFERENCE, Kind.REFERENCES)
_numbers = (Kind.INTEGER, Kind.DECIMAL)
_looks = {
    **dict.fromkeys(_numbers, "number"),
    Kind.DATE: "date",
    Kind.LINES: "lines",
}
_places = 1
_reached, _missed = "达到", "未达到"
_year = "年"
_circle = "circle"
_gone = "（台账中已没有）"
_no_names = KnownNames()


def records(case: Case) -> Content:
    """The records that pass, by their day and name; persons in them are starred."""
    kind = case.edition.record_type(case.document.record)
    teller = _Teller(case, Answers.of(case.edition), kind)
    shares = [column for column in case.document.columns if column.share]
    heads = [
        Head(field.id, label_of(field), _looks.get(field.kind, "text")) for field in kind.fields
    ]
    heads += [Head(c.id, c.label or c.id, "text" if c.threshold else "number") for c in shares]
    rows = (masked_record(record, kind) for record in chosen(case))
    return Content(tuple(heads), tuple(Item(row.id, teller.cells(row, shares)) for row in rows))


def label_of(field: Field) -> str:
    """What stands above a field's column."""
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def chosen(case: Case) -> list[Record]:
    """The records the document is about, in the order they are printed."""
    document = case.document
    kind = case.edition.record_type(document.record)
    found = [record for record in case.ledger.of(document.record) if _passes(record, kind, case)]
    order = document.within or document.before

    def place(record: Record) -> tuple[date, str, str]:
        day = record.get(order) if order else None
        return (day if isinstance(day, date) else date.max, record.name(kind), record.id)

    return sorted(found, key=place)


def _passes(record: Record, kind: RecordType, case: Case) -> bool:
    document, choice = case.document, case.choice
    if not all_hold(document.where, record, case.edition):
        return False
    if choice.circle and not _is_in(record, kind, choice.circle):
        return False
    if document.before and not _is_over(record.get(document.before), case.basis.today):
        return False
    if choice.period is None or not document.within:
        return True
    day = record.get(document.within)
    return isinstance(day, date) and choice.period.start <= day <= choice.period.end


def _is_in(record: Record, kind: RecordType, circle: str) -> bool:
    """Whether a record is of a circle; a circle itself is its own."""
    if kind.id == _circle:
        return record.id == circle
    fields = (field.id for field in kind.fields if field.target == _circle)
    held = (record.get(name) for name in fields)
    return any(circle in (value if isinstance(value, tuple) else (value,)) for value in held)


def _is_over(day: object, today: date) -> bool:
    return isinstance(day, date) and day < today


@dataclass(frozen=True)
class _Teller:
    """Says the answers of records of one type."""

    case: Case
    answers: Answers
    kind: RecordType

    def cells(self, record: Record, shares: Iterable[PrintedColumn]) -> dict[str, Cell]:
        """Every field of a record, and the shares the document asks for."""
        told = {field.id: self._cell(field, record) for field in self.kind.fields}
        for column in shares:
            share = share_of(column, [record])
            told[column.id] = self._judged(column, share) if column.threshold else percent(share)
        return told

    def _cell(self, field: Field, record: Record) -> Cell:
        """What could not be read stands as it was typed."""
        value = record.get(field.id)
        if value is None:
            return record.typed.get(field.id)
        number = number_of(value)
        if number is not None and field.kind in _numbers:
            return Amount(number, field.places, is_year=field.unit == _year)
        if isinstance(value, date):
            # Where a month may be typed, its first day stands for the month.
            is_month = field.month_allowed and value.day == 1
            return f"{value.year}年{value.month}月" if is_month else value
        if field.kind in _references:
            return "、".join(self._names(field, value if isinstance(value, tuple) else (value,)))
        if field.kind is Kind.DIVISION:
            return self.case.basis.divisions.get(str(value), str(value))
        return self.answers.write(field, value, _no_names)

    def _names(self, field: Field, ids: Sequence[object]) -> Iterator[str]:
        known = self.case.ledger.by_id(field.target)
        kind = self.case.edition.record_type(field.target)
        for one in ids:
            record = known.get(str(one))
            yield record.name(kind) if record is not None else _gone

    def _judged(self, column: PrintedColumn, share: Decimal | None) -> Cell:
        """Compared unrounded."""
        if share is None:
            return None
        limit = self.case.edition.threshold(column.threshold).value
        return _reached if share >= limit else _missed


def share_of(column: PrintedColumn, found: Iterable[Record]) -> Decimal | None:
    """The share over records in per cent, unrounded; of those only that have all its numbers."""
    part, whole = Decimal(0), Decimal(0)
    for record in found:
        numbers = [number_of(record.get(name)) for name in (*column.share, column.of)]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers):
            part += sum(known[:-1], Decimal(0))
            whole += known[-1]
    return part * 100 / whole if whole else None


def percent(share: Decimal | None) -> Cell:
    """A share as printed; nothing where there is none."""
    return None if share is None else Amount(share, _places, sign="%")


def totals(case: Case, found: Sequence[Record]) -> dict[str, Cell]:
    """The sums of the number columns, and the shares over all rows."""
    kind = case.edition.record_type(case.document.record)
    told: dict[str, Cell] = {}
    for column in case.document.columns:
        if column.share:
            if not column.threshold:
                told[column.id] = percent(share_of(column, found))
            continue
        field = kind.field(column.id)
        if field.kind not in _numbers or field.unit == _year:
            continue
        numbers = [n for r in found if (n := number_of(r.get(field.id))) is not None]
        told[field.id] = Amount(sum(numbers, Decimal(0)), field.places) if numbers else None
    return told


def left_out(case: Case, found: Sequence[Record]) -> int:
    """How many records lack a number that some share needs."""
    wanted = {n for c in case.document.columns if c.share for n in (*c.share, c.of)}
    return sum(any(number_of(r.get(name)) is None for name in wanted) for r in found)
