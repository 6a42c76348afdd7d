"""Which records a list shows and in what order, said in SQL.

Search runs over the covering index (deleted, sort_key, id, worst_level, search_text): it is read
in the order of the list, so that a page of a frequent word stops early and no row is touched that
is not shown. Every condition is a bound value; nothing a clerk types becomes part of a statement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    Table,
    and_,
    case,
    cast,
    func,
    select,
    true,
)

from bianmin_desktop.catalogue.definitions import Field, Kind, Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.schema.records import links, of_type, record_tables, table_of

order_by_level = "level"
"""Not a field: orders by how much is wrong with a record, the worst first."""

_last_sign = "\U0010fffd"
_Element = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records a list shows: answers to fields, a piece of the search text, a window of rows.

    `where` pairs field ids with values; `None` asks for records without an answer. `order` is a
    field id, `level`, or empty for the type's own order (by name or code); `begins` is what the
    key of that own order begins with (pinyin initials or a code). `among` names the only records
    that may be in it.
    """

    type: str
    where: tuple[tuple[str, Value], ...] = ()
    search: str = ""
    begins: str = ""
    levels: tuple[str, ...] = ()
    deleted: bool = False
    offset: int = 0
    limit: int | None = None
    order: str = ""
    descending: bool = False
    among: tuple[str, ...] | None = None


def ids_of(listing: Listing, edition: Edition) -> Select[Any]:
    """The ids of a list, in its order and window."""
    table = table_of(listing.type)
    query = _matching(select(table.c.id), listing, edition)
    query = query.order_by(*_order(listing, edition))
    if listing.limit is not None:
        query = query.limit(listing.limit)
    return query.offset(listing.offset) if listing.offset else query


def count_of(listing: Listing, edition: Edition) -> Select[Any]:
    """How many records the list has in all, whatever its window."""
    table = table_of(listing.type)
    return _matching(select(func.count()).select_from(table), listing, edition)


def _matching(query: Select[Any], listing: Listing, edition: Edition) -> Select[Any]:
    table = table_of(listing.type)
    query = query.where(of_type(listing.type), _in_ledger(table, listing))
    for word in listing.search.lower().split():
        query = query.where(table.c.search_text.contains(word, autoescape=True))
    if listing.begins:
        end = listing.begins + _last_sign
        query = query.where(table.c.sort_key.between(listing.begins, end))
    if listing.levels:
        query = query.where(table.c.worst_level.in_(listing.levels))
    if listing.among is not None:
        named = func.json_each(json.dumps(listing.among)).table_valued("value")
        query = query.where(table.c.id.in_(select(named.c.value)))
    for field_id, value in listing.where:
        query = query.where(_answered(table, edition.field(listing.type, field_id), value))
    return query


def _in_ledger(table: Table, listing: Listing) -> _Element:
    """Living or deleted records; kept from the index of the order where a better one serves.

    Without statistics SQLite prefers the index that saves it the sorting, and would look at every
    row of the table to find the few of one community.
    """
    led = {next(iter(index.columns)).name for index in table.indexes}
    if any(field_id in led and value is not None for field_id, value in listing.where):
        return func.coalesce(table.c.deleted, true()) == listing.deleted
    return table.c.deleted == listing.deleted


def _answered(table: Table, field: Field, value: Value) -> _Element:
    if value is None:
        return _unanswered(table, field)
    if isinstance(value, Absence):
        return _kept_in(table.c.absent, field) == value.value
    if field.kind in (Kind.CHOICES, Kind.REFERENCES):
        wanted = value if isinstance(value, tuple) else (str(value),)
        return and_(*(_holds(table, field, str(item)) for item in wanted))
    column = table.c.get(field.id)
    if column is None:
        return _kept_in(table.c.extra, field) == plain(value)
    if field.kind is Kind.DECIMAL:
        return cast(column, Float) == cast(plain(value), Float)
    return column == value


def _unanswered(table: Table, field: Field) -> _Element:
    said = [_kept_in(table.c.absent, field).is_(None), _kept_in(table.c.typed, field).is_(None)]
    link = links.get((table.name, field.id))
    if link is not None:
        near = link.columns[0]
        return and_(table.c.id.not_in(select(near)), *said)
    return and_(cell_of(table, field).is_(None), *said)


def _holds(table: Table, field: Field, item: str) -> _Element:
    link = links.get((table.name, field.id))
    if link is not None:
        near, far = link.columns
        return table.c.id.in_(select(near).where(far == item))
    return func.instr(cell_of(table, field), f'"{item}"') > 0


def cell_of(table: Table, field: Field) -> _Element:
    """What a field holds: its column, or its place in `extra`."""
    column = table.c.get(field.id)
    return _kept_in(table.c.extra, field) if column is None else column


def _kept_in(column: _Element, field: Field) -> _Element:
    return func.json_extract(column, f'$."{field.id}"')


def _order(listing: Listing, edition: Edition) -> list[_Element]:
    table = table_of(listing.type)
    record_type = edition.record_type(listing.type)
    ends: list[_Element] = [table.c.sort_key, table.c.id]
    if listing.order == order_by_level:
        places = {level.value: place for place, level in enumerate(Level)}
        key: _Element = case(places, value=table.c.worst_level)
    elif not listing.order or (listing.order == record_type.title and not record_type.order):
        return [end.desc() for end in ends] if listing.descending else ends
    else:
        key = _sortable(table, edition.field(listing.type, listing.order), edition)
    return [(key.desc() if listing.descending else key.asc()).nulls_last(), *ends]


def _sortable(table: Table, field: Field, edition: Edition) -> _Element:
    """A key that sorts as a clerk expects: numbers by size, choices and names in list order."""
    cell = cell_of(table, field)
    if field.kind is Kind.DECIMAL:
        return cast(cell, Float)
    if field.kind is Kind.CHOICE:
        choices = edition.choice_list(field.choices).choices
        return case({entry.id: place for place, entry in enumerate(choices)}, value=cell)
    target = record_tables.get(field.target) if field.kind is Kind.REFERENCE else None
    if target is not None:
        there = target.alias()
        return select(there.c.sort_key).where(there.c.id == cell).scalar_subquery()
    return cell
