"""Bringing a book's schema up to date, one alembic revision after the other.

Foreign keys are switched off while tables are rebuilt (alembic's batch mode would otherwise
delete every child row) and checked afterwards; all of it is one transaction.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.store.database import Database, application_id
from bianmin_desktop.store.faults import told


def scripts() -> ScriptDirectory:
    """The revisions this program knows."""
    return ScriptDirectory.from_config(_config())


def is_known(revision: str) -> bool:
    """Whether a book of that revision can be upgraded by this program."""
    return revision == "" or any(known.revision == revision for known in scripts().walk_revisions())


def upgrade(database: Database, revision: str = "head") -> None:
    """Apply what is missing up to `revision`; the book stays as it was if a step fails.

    Raises `EnvironmentFault` when the machine gets in the way.
    """
    config = _config()
    with told(database.path), database.engine.connect() as plain:
        driver: Any = plain.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        connection = plain.execution_options(writes=True)
        try:
            with connection.begin():
                connection.exec_driver_sql(f"PRAGMA application_id={application_id}")
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise EnvironmentFault(
                        "数据升级后有记录失去关联，已全部撤回，原数据未改动。", code="BM-122"
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
