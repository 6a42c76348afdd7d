"""The first schema: records with their merging marks, history, submissions, unsaved input."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_frozen = (
    "CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history "
    "BEGIN SELECT RAISE(ABORT, '历史记录不可修改'); END",
    "CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history "
    "BEGIN SELECT RAISE(ABORT, '历史记录不可删除'); END",
    "CREATE TRIGGER snapshot_is_not_changed BEFORE UPDATE ON snapshot "
    "BEGIN SELECT RAISE(ABORT, '已上报的版本不可修改'); END",
    "CREATE TRIGGER snapshot_is_not_deleted BEFORE DELETE ON snapshot "
    "BEGIN SELECT RAISE(ABORT, '已上报的版本不可删除'); END",
)


def upgrade() -> None:
    """Make every table of the first schema, and the triggers that keep the past as it was."""
    _make_circles()
    _make_communities()
    _make_units()
    _make_circle_communities()
    _make_outlets()
    _make_events()
    _make_reports()
    _make_book()
    _make_history()
    _make_snapshots()
    _make_unsaved()
    for trigger in _frozen:
        op.execute(trigger)


def _record_table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False),
        *columns,
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
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    listed = ["deleted", "sort_key", "id", "worst_level", "search_text"]
    op.create_index(op.f(f"ix_{name}_{'_'.join(listed)}"), name, listed)


def _make_circles() -> None:
    _record_table(
        "circle",
        sa.Column("name", sa.Text()),
        sa.Column("street", sa.String(12)),
        sa.Column("layout", sa.String(40)),
        sa.Column("form", sa.String(40)),
        sa.Column("pilot_year", sa.Integer()),
        sa.Column("pilot_batch", sa.Text()),
        sa.Column("population", sa.Integer()),
        sa.Column("radius", sa.Integer()),
        sa.Column("stage", sa.String(40)),
        sa.Column("grade", sa.String(40)),
        sa.Column("longitude", sa.String()),
        sa.Column("latitude", sa.String()),
    )


def _make_communities() -> None:
    _record_table(
        "community",
        sa.Column("code", sa.String(12)),
        sa.Column("name", sa.Text()),
        sa.Column("short_name", sa.Text()),
        sa.Column("kind", sa.String(40)),
        sa.Column("estates", sa.Integer()),
        sa.Column("households", sa.Integer()),
        sa.Column("residents", sa.Integer()),
        sa.Column("aged_60", sa.Integer()),
        sa.Column("aged_0_3", sa.Integer()),
        sa.Column("aged_0_6", sa.Integer()),
        sa.Column("area_km2", sa.String()),
        sa.Column("floor_area", sa.String()),
        sa.Column("commercial_area", sa.String()),
        sa.Column("service_area", sa.String()),
    )
    op.create_index(op.f("ix_community_code"), "community", ["code"])


def _make_units() -> None:
    _record_table(
        "unit",
        sa.Column("code", sa.String(12)),
        sa.Column("name", sa.Text()),
        sa.Column("short_name", sa.Text()),
        sa.Column("level", sa.String(40)),
        sa.Column("parent", sa.String(12)),
        sa.Column("valid_from", sa.String()),
        sa.Column("valid_until", sa.String()),
    )
    op.create_index(op.f("ix_unit_code"), "unit", ["code"])
    op.create_index(op.f("ix_unit_parent"), "unit", ["parent"])


def _make_circle_communities() -> None:
    op.create_table(
        "circle_community",
        sa.Column(
            "circle",
            sa.String(36),
            sa.ForeignKey("circle.id", name=op.f("fk_circle_community_circle"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "community",
            sa.String(36),
            sa.ForeignKey("community.id", name=op.f("fk_circle_community_community")),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("circle", "community", name=op.f("pk_circle_community")),
    )
    op.create_index(op.f("ix_circle_community_community"), "circle_community", ["community"])


def _make_outlets() -> None:
    _record_table(
        "outlet",
        sa.Column("number", sa.Text()),
        sa.Column("kind", sa.String(40)),
        sa.Column("name", sa.Text()),
        sa.Column("registered_name", sa.Text()),
        sa.Column("uscc", sa.String(18)),
        sa.Column("business_type", sa.String(40)),
        sa.Column("address", sa.Text()),
        sa.Column(
            "community",
            sa.String(36),
            sa.ForeignKey("community.id", name=op.f("fk_outlet_community")),
        ),
        sa.Column(
            "circle", sa.String(36), sa.ForeignKey("circle.id", name=op.f("fk_outlet_circle"))
        ),
        sa.Column("walking_minutes", sa.Integer()),
        sa.Column("longitude", sa.String()),
        sa.Column("latitude", sa.String()),
        sa.Column("area", sa.String()),
        sa.Column("staff", sa.Integer()),
        sa.Column("opened", sa.String()),
        sa.Column("status", sa.String(40)),
        sa.Column("closed", sa.String()),
        sa.Column("open_24h", sa.Boolean()),
        sa.Column("chain", sa.Boolean()),
        sa.Column("brand", sa.Text()),
        sa.Column("extra_services", sa.Text()),
        sa.Column("age_friendly", sa.Boolean()),
        sa.Column("contact", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("verified", sa.String()),
    )
    op.create_index(op.f("ix_outlet_business_type"), "outlet", ["business_type"])
    op.create_index(op.f("ix_outlet_circle"), "outlet", ["circle"])
    op.create_index(op.f("ix_outlet_community"), "outlet", ["community"])
    op.create_index(op.f("ix_outlet_status"), "outlet", ["status"])
    op.create_index(op.f("ix_outlet_uscc"), "outlet", ["uscc"])


def _make_events() -> None:
    _record_table(
        "event",
        sa.Column(
            "outlet", sa.String(36), sa.ForeignKey("outlet.id", name=op.f("fk_event_outlet"))
        ),
        sa.Column("kind", sa.String(40)),
        sa.Column("on", sa.String()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
    )
    op.create_index(op.f("ix_event_outlet"), "event", ["outlet"])


def _make_reports() -> None:
    _record_table(
        "explanation",
        sa.Column("period", sa.String(10)),
        sa.Column("issue", sa.Text()),
    )
    op.create_index(op.f("ix_explanation_period"), "explanation", ["period"])
    _record_table(
        "summary",
        sa.Column("unit", sa.String(12)),
        sa.Column("period", sa.String(10)),
        sa.Column("state", sa.String(40)),
    )
    op.create_index(op.f("ix_summary_period"), "summary", ["period"])


def _make_book() -> None:
    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(36), nullable=False),
        sa.Column("lineage", sa.String(36), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("unit", sa.String(12), nullable=False),
        sa.Column("edition", sa.String(60), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
    )


def _make_history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("site", sa.String(36), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(40), nullable=False),
        sa.Column("record_id", sa.String(36), nullable=False),
        sa.Column("record_name", sa.Text(), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sa.UniqueConstraint("site", "counter", name=op.f("uq_history_site_counter")),
    )
    op.create_index(op.f("ix_history_counter"), "history", ["counter"])
    op.create_index(op.f("ix_history_record_id_counter"), "history", ["record_id", "counter"])


def _make_snapshots() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("unit", sa.String(12), nullable=False),
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(60), nullable=False),
        sa.Column("fingerprint", sa.String(20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("site", sa.String(36), nullable=False),
        sa.Column("lineage", sa.String(36), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint(
            "unit",
            "report",
            "period",
            "version",
            name=op.f("uq_snapshot_unit_report_period_version"),
        ),
    )


def _make_unsaved() -> None:
    op.create_table(
        "unsaved",
        sa.Column("record_type", sa.String(40), nullable=False),
        sa.Column("record_id", sa.String(36), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("typed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record_type", "record_id", name=op.f("pk_unsaved")),
    )
