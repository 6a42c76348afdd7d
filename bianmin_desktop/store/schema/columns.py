"""Column types and the columns every record carries, merging marks included."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Boolean, Column, Dialect, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_encode = msgspec.json.Encoder(order="sorted").encode


class Plain(TypeDecorator[Any]):
    """JSON in a text column, keys sorted, so that equal contents are equal texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """As compact JSON; an empty mapping is stored as nothing."""
        return _encode(value).decode() if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """As mappings and lists; nothing stored reads as an empty mapping."""
        return msgspec.json.decode(value) if value else {}


class PlainAlways(Plain):
    """The same for a column that is never left out: an empty mapping is stored as one."""

    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """As compact JSON."""
        return super().process_bind_param(value, dialect) or "{}"


class Exact(TypeDecorator[Decimal]):
    """A decimal kept digit by digit: no binary rounding ever."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """As its digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """As an exact number."""
        return None if value is None else Decimal(value)


class Day(TypeDecorator[date]):
    """A local calendar day as ISO text: it stays the same day in every time zone."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """As `YYYY-MM-DD`."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """As a date."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """When something was written, as ISO text; informative only, never used for ordering."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """As ISO text to the second."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """As a date and time."""
        return None if value is None else datetime.fromisoformat(value)


def record_table(name: str, *columns: Column[Any]) -> Table:
    """A table of records: the given typed columns between the ones every record has.

    `vector` and `marks` are the version vector and the last change of each field; `typed` keeps
    unreadable text, `absent` 不适用/未采集, `extra` the fields without a column of their own.
    The index answers lists and searches alone, in the order they are shown (`store.listing`).
    """
    return Table(
        name,
        metadata,
        Column("id", String(36), primary_key=True),
        *columns,
        Column("extra", Plain),
        Column("absent", Plain),
        Column("typed", Plain),
        Column("field_notes", Plain),
        Column("revision", Integer, nullable=False),
        Column("vector", PlainAlways, nullable=False),
        Column("marks", PlainAlways, nullable=False),
        Column("worst_level", String(10)),
        Column("deleted", Boolean, nullable=False),
        Column("changed_at", Moment, nullable=False),
        Column("search_text", Text, nullable=False),
        Column("sort_key", Text, nullable=False),
        Column("digest", String(32), nullable=False),
        Index(None, "deleted", "sort_key", "id", "worst_level", "search_text"),
    )
