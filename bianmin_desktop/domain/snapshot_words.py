"""What a frozen snapshot holds, said in the clerk's words: answers, names of records, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO, rounded
from bianmin_desktop.domain.snapshots import FigureLine, Snapshot
from bianmin_desktop.domain.values import number_of

blank = "（空白）"
_unknown = "（台账中已没有）"
_year = "年"
_own_code = "code"
"""The field that holds a record's own division code: it is printed as the code it is."""
_no_names = KnownNames()


def label_of(field: Field) -> str:
    """What a field is called, with its unit of measure in brackets."""
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def figure_words(value: Decimal | None, figure: FigureLine) -> str:
    """A number of a figure as printed."""
    sign = "%" if figure.unit == "%" else ""
    return NO_RATIO if value is None else f"{rounded(value, figure.places):,f}{sign}"


@dataclass(frozen=True, slots=True)
class SnapshotWords:
    """Says what stands in one snapshot, by the edition it was made under."""

    edition: Edition
    answers: Answers
    names: Mapping[str, str]
    places: Mapping[str, int]
    """The number of a record within its table, by id."""
    shared: frozenset[tuple[str, str]]
    """Names (by type) that several records have."""

    @classmethod
    def of(cls, snapshot: Snapshot, edition: Edition) -> SnapshotWords:
        """With the names of every record in the snapshot, and of what they refer to."""
        names = dict(snapshot.names)
        places: dict[str, int] = {}
        called: Counter[tuple[str, str]] = Counter()
        for type_id, records in snapshot.records.items():
            record_type = edition.record_type(type_id)
            for place, record in enumerate(records, start=1):
                names[record.id] = record.name(record_type)
                places[record.id] = place
                called[type_id, names[record.id]] += 1
        shared = frozenset(name for name, count in called.items() if count > 1)
        return cls(edition, Answers.of(edition), names, places, shared)

    def row(self, record: Record) -> str:
        """What a clerk calls the record; where several are called so, with its number."""
        if record.type == "event":
            return self._event(record)
        name = self.names[record.id]
        if (record.type, name) in self.shared:
            return f"{name}（序号 {self.places[record.id]}）"
        return name

    def answer(self, field: Field, record: Record) -> str:
        """The record's answer to a field; what could not be read stands as it was typed."""
        value = record.get(field.id)
        if value is None:
            return record.typed.get(field.id, "") or blank
        if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
            ids = value if isinstance(value, tuple) else (str(value),)
            return "、".join(self.names.get(one, _unknown) for one in ids)
        if field.kind is Kind.DIVISION and field.id != _own_code:
            return self.names.get(str(value), str(value))
        number = number_of(value)
        if number is not None and field.unit != _year:
            return f"{number:,f}"
        return self.answers.write(field, value, _no_names)

    def _event(self, event: Record) -> str:
        """An event has no name of its own: its outlet, the day and what happened."""
        fields = self.edition.record_type("event")
        outlet = self.names.get(event.text("outlet"), "未指明网点")
        on = event.get("on")
        day = on.isoformat() if isinstance(on, date) else ""
        kind = self.answer(fields.field("kind"), event) if event.get("kind") else "变动"
        return f"{outlet} {day} {kind}" if day else f"{outlet} {kind}"
