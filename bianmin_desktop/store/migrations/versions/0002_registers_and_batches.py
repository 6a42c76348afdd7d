"""Registers without a table each, writes that are taken back together, remembered decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of registers and of decisions, and give history entries a batch."""
    _make_registers()
    op.add_column("history", sa.Column("batch", sa.String(36)))
    op.create_index(
        "ix_history_batch", "history", ["batch"], sqlite_where=sa.text("batch IS NOT NULL")
    )
    op.create_table(
        "remembered",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_remembered")),
    )


def _make_registers() -> None:
    op.create_table(
        "register",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("record_type", sa.String(40), nullable=False),
        sa.Column("extra", sa.Text()),
        sa.Column("absent", sa.Text()),
        sa.Column("typed", sa.Text()),
        sa.Column("field_notes", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("vector", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("worst_level", sa.String(10)),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
    )
    op.create_index(op.f("ix_register_record_type"), "register", ["record_type"])
    columns = ["deleted", "sort_key", "id", "worst_level", "search_text"]
    op.create_index(op.f(f"ix_register_{'_'.join(columns)}"), "register", columns)
