"""Changing the record behind the application's back, and seeing what verification says."""

from __future__ import annotations

from sqlalchemy import text

from casework.services.audit import verify_chain
from casework.store.database import Database
from casework.store.protection import APPEND_ONLY
from tests.integration.rows import REFERENCE


def tamper(database: Database, *statements: str) -> None:
    """Change rows as the owner of the database could: without triggers and foreign keys."""
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        _take_protection_away(database)
        driver = connection.connection.driver_connection
        assert driver is not None
        if database.is_sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
        connection.invalidate()  # the next one has its foreign keys on again


def _take_protection_away(database: Database) -> None:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        for table in APPEND_ONLY:
            if database.is_sqlite:
                for change in ("update", "delete", "replace"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_{change}"))
            else:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.commit()


def found(database: Database, reference: str = REFERENCE) -> tuple[bool, int | None]:
    """Whether the case's record is intact, and the first broken entry."""
    report = verify_chain(database, reference)
    return report.intact, report.first_broken


def finding(database: Database, reference: str = REFERENCE) -> tuple[int | None, str]:
    """The first broken entry and what was found there."""
    report = verify_chain(database, reference)
    return report.first_broken, report.reason
