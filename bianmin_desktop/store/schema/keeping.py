"""What is kept about the records: the book, history, submissions, drafts, decisions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bianmin_desktop.store.schema.columns import Moment, PlainAlways, metadata

book = Table(
    "book",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", String(36), nullable=False),
    Column("lineage", String(36), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("chain", String(64), nullable=False),
    Column("unit", String(12), nullable=False),
    Column("edition", String(60), nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("site", String(36), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("record_type", String(40), nullable=False),
    Column("record_id", String(36), nullable=False),
    Column("record_name", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("source", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    Column("changes", PlainAlways, nullable=False),
    Column("chain", String(64), nullable=False),
    Column("batch", String(36)),
    UniqueConstraint("site", "counter"),
    Index(None, "record_id", "counter"),
    Index(None, "counter"),
)
Index("ix_history_batch", history.c.batch, sqlite_where=history.c.batch.is_not(None))

snapshot = Table(
    "snapshot",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("unit", String(12), nullable=False),
    Column("report", String(40), nullable=False),
    Column("period", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("edition", String(60), nullable=False),
    Column("fingerprint", String(20), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("site", String(36), nullable=False),
    Column("lineage", String(36), nullable=False),
    Column("counter", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("unit", "report", "period", "version"),
)

unsaved = Table(
    "unsaved",
    metadata,
    Column("record_type", String(40), primary_key=True),
    Column("record_id", String(36), primary_key=True),
    Column("texts", PlainAlways, nullable=False),
    Column("typed_at", Moment, nullable=False),
)

remembered = Table(
    "remembered",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("content", PlainAlways, nullable=False),
    Column("at", Moment, nullable=False),
)
"""What a clerk decided once and need not decide again, e.g. how a file's columns are read."""
