"""The rows of a table as the import takes them: texts by field, meanings put in, merges filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.answers import separators
from bianmin_desktop.services.importing.headers import record_id_field
from bianmin_desktop.services.importing.proposals import (
    Row,
    TableProposal,
    ValueMeaning,
    left_blank,
)

_serial = re.compile(r"[1-9][0-9]{4}(?:\.0+)?")
_first_day, _first_day_1904 = date(1899, 12, 30), date(1904, 1, 1)
_earliest, _latest = date(1980, 1, 1), date(2099, 12, 31)
_several = frozenset((Kind.CHOICES, Kind.REFERENCES))
_alone = frozenset((Kind.USCC,))
_nothing: Mapping[str, str] = {}


class _Texts(dict[str, str]):
    """What stands in place of a text, worked out once for each text that differs."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change
        super().__init__()

    def __missing__(self, text: str) -> str:
        changed = self[text] = self._change(text)
        return changed


@dataclass
class _Plan:
    """Everything about a table that its rows have in common."""

    table: TableProposal
    changes: dict[str, _Texts]
    last: int = field(init=False)
    cells: Callable[[Sequence[str]], Sequence[str]] = field(init=False)
    names: tuple[str, ...] = field(init=False)
    days: tuple[str, ...] = field(init=False)
    letters: dict[str, str] = field(init=False)
    filled: dict[int, list[tuple[str, str]]] = field(init=False)
    notes: dict[int, dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        fields = self.table.fields
        self.names = tuple(fields)
        asked = self.table.record_type.fields
        self.days = tuple(one.id for one in asked if one.kind is Kind.DATE and one.id in fields)
        places = [column.position for column in fields.values()]
        self.last = max(places, default=-1)
        # One more than there are fields, because of one alone no tuple would be made.
        self.cells = itemgetter(*places, 0, 0)
        self.letters = {name: column.letters for name, column in fields.items()}
        self.filled = _filled_down(self.table)
        self.notes = _notes(self.table)

    def texts(self, number: int, row: Sequence[str]) -> dict[str, str]:
        """The texts of a row that are not blank, by field, as they stand in the file."""
        if len(row) <= self.last:
            row = [*row, *[""] * (self.last + 1 - len(row))]
        found = {
            name: text
            for name, text in zip(self.names, self.cells(row), strict=False)
            if text and not text.isspace()
        }
        for name, text in self.filled.get(number, ()):
            found.setdefault(name, text)
        return found

    def numbered_days(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """The dates that are written as the number of their day, as they are written."""
        found = [name for name in self.days if name in texts and texts[name][0] in "1234567"]
        return {n: texts[n] for n in found if _serial.fullmatch(texts[n].strip())} or _nothing

    def changed(self, texts: dict[str, str]) -> dict[str, str]:
        """The texts with what was decided of them put in their place."""
        for name, change in self.changes.items():
            if name in texts:
                text = change[texts[name]]
                if text:
                    texts[name] = text
                else:
                    del texts[name]
        return texts


def rows_of(table: TableProposal, values: Iterable[ValueMeaning]) -> Iterator[Row]:
    """The rows below the header; those that hold no record come without texts, with the reason."""
    if table.left_out is not None:
        return
    plan = _Plan(table, _changes(table, values))
    answered = dict(table.given)
    file, sheet, letters = table.file, table.sheet.name, plan.letters
    skips, notes = table.skips, plan.notes
    for number, row in enumerate(table.sheet.rows[table.first_row :], table.first_row):
        if number in skips:
            if number in table.sections:
                name, text = table.sections[number]
                answered[name] = text
            yield Row(file, sheet, number + 1, {}, letters, skips[number])
            continue
        texts = plan.texts(number, row)
        if answered:
            texts = answered | texts
        raw = plan.numbered_days(texts)
        texts = plan.changed(texts)
        yield Row(file, sheet, number + 1, texts, letters, "", notes.get(number, {}), raw)


def filled_fields(record_type: RecordType) -> frozenset[str]:
    """The fields that a cell merged over several rows answers for all of them.

    Not those that tell one record from another: a name merged over two rows is one shop.
    """
    own = {names[0] for names in record_type.unique if len(names) == 1}
    return frozenset(
        asked.id
        for asked in record_type.fields
        if asked.id not in own and asked.id != record_type.title and asked.kind not in _alone
    )


def _filled_down(table: TableProposal) -> dict[int, list[tuple[str, str]]]:
    shared = filled_fields(table.record_type)
    held = {c.position: c.field for c in table.columns if c.field in shared}
    rows = table.sheet.rows
    found: dict[int, list[tuple[str, str]]] = {}
    reached: dict[int, int] = {}
    for block in sorted(table.sheet.merged, key=lambda block: block.top):
        name = held.get(block.left)
        # Ranges that overlap are no real merges; every cell is filled once.
        free_from = max(table.first_row, reached.get(block.left, -1) + 1)
        if name is None or not free_from <= block.top < len(rows):
            continue
        last = reached[block.left] = min(block.bottom, len(rows) - 1)
        text = rows[block.top][block.left] if block.left < len(rows[block.top]) else ""
        for number in range(block.top + 1, last + 1):
            found.setdefault(number, []).append((name, text))
    return found


def _notes(table: TableProposal) -> dict[int, dict[str, str]]:
    held = {c.position: c.field for c in table.columns if c.field not in ("", record_id_field)}
    found: dict[int, dict[str, str]] = {}
    for place, text in table.sheet.notes.items():
        number, _, column = place.partition(",")
        if int(column) in held and int(number) >= table.first_row:
            found.setdefault(int(number), {})[held[int(column)]] = text
    return found


def _changes(table: TableProposal, values: Iterable[ValueMeaning]) -> dict[str, _Texts]:
    meanings: dict[str, dict[str, str]] = {}
    for value in values:
        if value.meaning:
            meaning = "" if value.meaning == left_blank else value.meaning
            meanings.setdefault(value.field, {})[value.text] = meaning
    units = {column.field: column.unit for column in table.columns if column.unit}
    changes: dict[str, _Texts] = {}
    for asked in table.record_type.fields:
        if asked.id in meanings:
            changes[asked.id] = _Texts(_meaning(asked, meanings[asked.id]))
        elif asked.id in units:
            changes[asked.id] = _Texts(_with_unit(units[asked.id]))
        elif asked.kind is Kind.DATE and asked.id in table.fields:
            changes[asked.id] = _Texts(_day(_first_day_of(table)))
    return changes


def _meaning(asked: Field, meanings: Mapping[str, str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        whole = text.strip()
        if whole in meanings or asked.kind not in _several:
            return meanings.get(whole, text)
        parts = [part.strip() for part in separators.split(whole) if part.strip()]
        if not any(part in meanings for part in parts):
            return text
        return "、".join(filter(None, (meanings.get(part, part) for part in parts)))

    return change


def _with_unit(unit: str) -> Callable[[str], str]:
    """A bare number below 面积（亩） is one of 亩: the gate converts or refuses it as such."""
    return lambda text: f"{text.strip()}{unit}" if text.strip()[-1].isdecimal() else text


def _first_day_of(table: TableProposal) -> date:
    return _first_day_1904 if table.sheet.counts_from_1904 else _first_day


def _day(first: date) -> Callable[[str], str]:
    """A date that lost its format and shows as the number of its day: 45321 is 2024-01-30."""

    def change(text: str) -> str:
        if not _serial.fullmatch(text.strip()):
            return text
        day = first + timedelta(days=int(float(text)))
        return day.isoformat() if _earliest <= day <= _latest else text

    return change
