"""The tables of the records themselves.

A field of a record type is stored in the column of its name where there is one, else in `extra`;
so a field added by an edition file needs no new column.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    true,
)

from bianmin_desktop.store.schema.columns import Day, Exact, Plain, metadata, record_table

unit = record_table(
    "unit",
    Column("code", String(12), index=True),
    Column("name", Text),
    Column("short_name", Text),
    Column("level", String(40)),
    Column("parent", String(12), index=True),
    Column("valid_from", Day),
    Column("valid_until", Day),
)

community = record_table(
    "community",
    Column("code", String(12), index=True),
    Column("name", Text),
    Column("short_name", Text),
    Column("kind", String(40)),
    Column("estates", Integer),
    Column("households", Integer),
    Column("residents", Integer),
    Column("aged_60", Integer),
    Column("aged_0_3", Integer),
    Column("aged_0_6", Integer),
    Column("area_km2", Exact),
    Column("floor_area", Exact),
    Column("commercial_area", Exact),
    Column("service_area", Exact),
)

circle = record_table(
    "circle",
    Column("name", Text),
    Column("street", String(12)),
    Column("layout", String(40)),
    Column("form", String(40)),
    Column("pilot_year", Integer),
    Column("pilot_batch", Text),
    Column("population", Integer),
    Column("radius", Integer),
    Column("stage", String(40)),
    Column("grade", String(40)),
    Column("longitude", Exact),
    Column("latitude", Exact),
)

circle_community = Table(
    "circle_community",
    metadata,
    Column("circle", ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True),
    Column("community", ForeignKey("community.id"), primary_key=True, index=True),
)

outlet = record_table(
    "outlet",
    Column("number", Text),
    Column("kind", String(40)),
    Column("name", Text),
    Column("registered_name", Text),
    Column("uscc", String(18), index=True),
    Column("business_type", String(40), index=True),
    Column("address", Text),
    Column("community", ForeignKey("community.id"), index=True),
    Column("circle", ForeignKey("circle.id"), index=True),
    Column("walking_minutes", Integer),
    Column("longitude", Exact),
    Column("latitude", Exact),
    Column("area", Exact),
    Column("staff", Integer),
    Column("opened", Day),
    Column("status", String(40), index=True),
    Column("closed", Day),
    Column("open_24h", Boolean),
    Column("chain", Boolean),
    Column("brand", Text),
    Column("extra_services", Plain),
    Column("age_friendly", Boolean),
    Column("contact", Text),
    Column("phone", Text),
    Column("verified", Day),
)

event = record_table(
    "event",
    Column("outlet", ForeignKey("outlet.id"), index=True),
    Column("kind", String(40)),
    Column("on", Day),
    Column("before", Text),
    Column("after", Text),
)

summary = record_table(
    "summary",
    Column("unit", String(12)),
    Column("period", String(10), index=True),
    Column("state", String(40)),
)

explanation = record_table(
    "explanation",
    Column("period", String(10), index=True),
    Column("issue", Text),
)

register = record_table("register", Column("record_type", String(40), nullable=False, index=True))
"""Every record type without a table of its own: its fields are all in `extra`."""

record_tables: Mapping[str, Table] = {
    table.name: table for table in (unit, community, circle, outlet, event, summary, explanation)
}


def table_of(type_id: str) -> Table:
    """The table that keeps the records of a type."""
    return record_tables.get(type_id, register)


def of_type(type_id: str) -> ColumnElement[bool]:
    """What picks the records of a type out of its table."""
    if type_id in record_tables:
        return true()
    return register.c.record_type == type_id


links: Mapping[tuple[str, str], Table] = {("circle", "communities"): circle_community}
"""Fields that refer to several records, and the table that holds the pairs."""

system_columns = frozenset(
    (
        *("id", "extra", "absent", "typed", "field_notes", "revision", "vector", "marks"),
        *(
            "record_type",
            "worst_level",
            "deleted",
            "changed_at",
            "search_text",
            "sort_key",
            "digest",
        ),
    )
)
