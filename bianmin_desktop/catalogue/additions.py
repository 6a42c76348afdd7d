"""What an office added to the edition by itself (上级加了一列): columns, and lists to choose from.

They are typed and checked as the edition's own entries are, and laid over the edition when it is
loaded. A column that is given up is `retired` and never removed:
what was filled in stays, and its id is never given to another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import msgspec

from bianmin_desktop.catalogue.checking.findings import Finding, missing, required
from bianmin_desktop.catalogue.checking.lists import choice_lists
from bianmin_desktop.catalogue.checking.records import record_types
from bianmin_desktop.catalogue.definitions import (
    ChoiceList,
    Clause,
    Definition,
    Field,
    Kind,
    RecordType,
    Section,
)
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault

file_name = "additions.toml"
added_kinds = (
    Kind.TEXT,
    Kind.LINES,
    Kind.INTEGER,
    Kind.DECIMAL,
    Kind.DATE,
    Kind.YES_NO,
    Kind.CHOICE,
    Kind.CHOICES,
)
"""What an added column may hold; references need records that other editions do not know."""
own_section = Section(id="x_added", label="上级加的列", help="本单位按上级要求加的列。")
"""Where added columns stand in a form unless they name a section of the record type."""
prefix = "x_"
"""Ids of added columns begin so: the edition's own never do, today's or tomorrow's."""

_place = re.compile(r"fields\[(\d+)\](.*)")


class Addition(Definition, frozen=True):
    """A column added to a record type; `source` is the paper that asks for it, in free words."""

    record: str
    id: str
    label: str
    kind: Kind
    section: str = own_section.id
    required: bool = False
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    places: int = 0
    length: int = 200
    choices: str = ""
    help: str = ""
    source: str = ""
    aliases: tuple[str, ...] = ()
    listed: bool = True
    personal: bool = False
    width: int = 12
    added: date | None = None
    retired: bool = False

    @property
    def clause(self) -> str:
        """The id under which its source stands among the clauses; empty when it names none."""
        return f"{self.record}.{self.id}" if self.source else ""

    @property
    def field(self) -> Field:
        """The field it is, like any other of the record type."""
        shared = {name: getattr(self, name) for name in Field.__struct_fields__ if name in _shared}
        return Field(**shared, clause=self.clause, template=not self.source)


_shared = frozenset(Addition.__struct_fields__) & frozenset(Field.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Additions:
    """Everything an office added, in the order it was added."""

    columns: tuple[Addition, ...] = ()
    choice_lists: tuple[ChoiceList, ...] = ()

    def column(self, record: str, column_id: str) -> Addition:
        """The column with that id; `KeyError` if there is none."""
        for column in self.columns:
            if (column.record, column.id) == (record, column_id):
                return column
        raise KeyError(f"{record}.{column_id}")


def merged(edition: Edition, additions: Additions) -> Edition:
    """The edition with the additions laid over it.

    Raises `PolicyFault` for an id that is taken, an unknown record type, list or section, or
    words that could mean two columns.
    """
    _refuse(_conflicts(edition, additions))
    asked = [column for column in additions.columns if not column.retired]
    types = {**edition.record_types}
    for column in asked:
        types[column.record] = _with(types[column.record], column)
    sources = [column for column in additions.columns if column.source]
    added = {(column.record, column.id): column.field for column in asked}
    whole = replace(
        edition,
        record_types=types,
        choice_lists={**edition.choice_lists, **{held.id: held for held in additions.choice_lists}},
        clauses={**edition.clauses, **{c.clause: _clause(c) for c in sources}},
        fields={**edition.fields, **added},
        retired={(c.record, c.id): c.field for c in additions.columns if c.retired},
    )
    _refuse(_of_additions(finding, whole) for finding in _findings(whole))
    return whole


def _with(record_type: RecordType, column: Addition) -> RecordType:
    sections = record_type.sections
    if column.section == own_section.id and own_section not in sections:
        sections = (*sections, own_section)
    fields = (*record_type.fields, column.field)
    return msgspec.structs.replace(record_type, sections=sections, fields=fields)


def _clause(column: Addition) -> Clause:
    return Clause(id=column.clause, heading=column.source, document=column.source)


Mistake = tuple[str, str]
"""The key of a mistake inside the file, and what it is."""


def _refuse(mistakes: Iterator[Mistake]) -> None:
    for key, what in mistakes:
        if what:
            raise PolicyFault(file_name, key, what)


def _conflicts(edition: Edition, additions: Additions) -> Iterator[Mistake]:
    """What has to be right before anything can be laid over anything."""
    ledgers = {kind.id for kind in edition.record_types.values() if kind.in_ledger}
    seen: set[tuple[str, str]] = set()
    for column in additions.columns:
        key = f"addition[{column.id}]"
        yield f"{key}.record", required(column.record, ledgers, "台账")
        yield f"{key}.kind", "" if column.kind in added_kinds else "加的列不能填这一种内容"
        yield f"{key}.id", "" if column.id.startswith(prefix) else f"加的列的编号要以 {prefix} 开头"
        taken = (column.record, column.id) in (seen | edition.fields.keys())
        yield f"{key}.id", f"编号“{column.id}”重复" if taken else ""
        seen.add((column.record, column.id))
        lists = {*edition.choice_lists, *(held.id for held in additions.choice_lists)}
        yield f"{key}.choices", missing(column.choices, lists, "代码表")
    names: set[str] = set()
    for held in additions.choice_lists:
        taken = held.id in edition.choice_lists or held.id in names
        yield f"choice_list[{held.id}].id", f"编号“{held.id}”重复" if taken else ""
        names.add(held.id)


def _findings(edition: Edition) -> Iterator[Finding]:
    yield from record_types(edition)
    yield from choice_lists(edition)


def _of_additions(finding: Finding, edition: Edition) -> Mistake:
    """A finding in the whole as a mistake in the file: the edition itself was found right."""
    if finding.key != "record":
        return f"{finding.key}[{finding.entry}].{finding.inner}", finding.what
    found = _place.fullmatch(finding.inner)
    fields = edition.record_type(finding.entry).fields
    name = fields[int(found[1])].id if found else finding.entry
    return f"addition[{name}]{found[2] if found else ''}", finding.what
