"""Runs the revisions on the connection `store.upgrade` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from bianmin_desktop.store.schema import keeping, records
from bianmin_desktop.store.schema.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

__all__ = ["keeping", "records"]
