"""Migrations: numbered, one head, the same as the models, and the record append-only after each."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.exc import DBAPIError

from casework.store import protection, schema
from casework.store.database import Database
from casework.store.models.audit import AuditEntryRow
from casework.store.models.calendar import BankHolidayCorrectionRow, PollRow
from casework.store.models.cases import PathwayDefinitionRow
from casework.store.models.council_papers import CouncilPapersRow
from casework.store.models.records import CaseRecordRow, GateSnapshotRow
from casework.store.models.reminding import ReminderRuleRow
from casework.store.models.schemes import SchemeEntryRow
from tests.integration.rows import insert_one_of_each
from tests.integration.tampering import tamper

REVISIONS = schema.revisions()


def test_migrations_are_numbered_from_1_without_a_gap() -> None:
    assert [f"{number:04d}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


def test_files_of_migrations_are_named_for_their_revision() -> None:
    names = sorted(path.name for path in (schema.MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == REVISIONS
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in names)


def test_the_models_and_the_migrations_agree(database: Database) -> None:
    assert schema.differences(database.engine) == []


def test_a_database_is_current_once_upgraded(empty_engine: Engine) -> None:
    assert not schema.schema_is_current(empty_engine)
    schema.ensure_schema(empty_engine)
    assert schema.schema_is_current(empty_engine)


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    schema.ensure_schema(database.engine)
    assert schema.schema_is_current(database.engine)


def test_an_upgrade_through_every_revision_arrives_at_the_models(empty_engine: Engine) -> None:
    for revision in REVISIONS:
        schema.ensure_schema(empty_engine, revision)
    assert schema.differences(empty_engine) == []


def test_two_processes_may_upgrade_at_the_same_time(empty_url: str) -> None:
    faults: list[Exception] = []

    def upgrade() -> None:
        engine = create_engine(empty_url)
        try:
            schema.ensure_schema(engine)
        except Exception as fault:
            faults.append(fault)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_migration_that_fails_leaves_nothing(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection) -> None:
        raise RuntimeError("stopped on purpose")

    monkeypatch.setattr(protection, "install", fail)
    with pytest.raises(RuntimeError, match="on purpose"):
        schema.ensure_schema(empty_engine)
    assert inspect(empty_engine).get_table_names() == []


def test_a_migration_that_leaves_broken_references_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL keeps every reference itself")
    insert_one_of_each(database.engine)
    tamper(database, "DELETE FROM pathway_definition")
    shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations")
    (tmp_path / "migrations" / "versions" / "9999_nothing.py").write_text(
        f'revision = "9999"\ndown_revision = "{schema.newest_revision()}"\n\n\n'
        "def upgrade() -> None:\n    pass\n"
    )
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path / "migrations")
    with pytest.raises(schema.BrokenReferences):
        schema.ensure_schema(database.engine)


def test_a_store_at_the_newest_revision_is_not_asked_for_its_references(
    database: Database,
) -> None:
    insert_one_of_each(database.engine)
    tamper(database, "DELETE FROM pathway_definition")
    schema.ensure_schema(database.engine)
    assert schema.schema_is_current(database.engine)


@pytest.mark.parametrize("table", protection.APPEND_ONLY)
@pytest.mark.parametrize("revision", [*REVISIONS, "head"])
def test_the_record_is_append_only_after_every_revision(
    empty_engine: Engine, revision: str, table: str
) -> None:
    schema.ensure_schema(empty_engine, revision)
    if not inspect(empty_engine).has_table(table):
        return
    schema.ensure_schema(empty_engine)
    insert_one_of_each(empty_engine)
    for statement in _changes(empty_engine, table):
        assert _refusal(empty_engine, statement) == f"{table} is append-only"


def test_a_batch_alter_does_not_lose_the_triggers(database: Database) -> None:
    insert_one_of_each(database.engine)
    with schema._migrating(database.engine) as connection:
        if database.is_sqlite:
            _rebuild(connection, "audit_entry")
        protection.install(connection)
    assert _refusal(database.engine, "DELETE FROM audit_entry") == "audit_entry is append-only"


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (AuditEntryRow.__table__, "id"),
        (AuditEntryRow.__table__, "chain, position"),
        (BankHolidayCorrectionRow.__table__, "id"),
        (CaseRecordRow.__table__, "id"),
        (CaseRecordRow.__table__, "case_id, kind, key, version"),
        (GateSnapshotRow.__table__, "hash"),
        (PathwayDefinitionRow.__table__, "hash"),
        (CouncilPapersRow.__table__, "id"),
        (CouncilPapersRow.__table__, "organisation, version"),
        (PollRow.__table__, "id"),
        (PollRow.__table__, "key, version"),
        (ReminderRuleRow.__table__, "id"),
        (ReminderRuleRow.__table__, "key, version"),
        (SchemeEntryRow.__table__, "id"),
        (SchemeEntryRow.__table__, "organisation, key, version"),
    ],
)
def test_a_replacing_insert_is_refused(database: Database, table: Any, key: str) -> None:
    insert_one_of_each(database.engine)
    names = [column.name for column in table.columns if key == "id" or column.name != "id"]
    listed = ", ".join(names)
    again = f"INTO {table.name} ({listed}) SELECT {listed} FROM {table.name} WHERE true"
    if database.is_sqlite:
        statement = f"INSERT OR REPLACE {again}"
    else:
        change = f"SET {names[0]} = excluded.{names[0]}"
        statement = f"INSERT {again} ON CONFLICT ({key}) DO UPDATE {change}"
    assert _refusal(database.engine, statement) == f"{table.name} is append-only"


@pytest.mark.postgresql
def test_the_replica_role_does_not_pass_the_triggers_by(database: Database) -> None:
    insert_one_of_each(database.engine)
    statement = "SET LOCAL session_replication_role = replica; DELETE FROM audit_entry"
    assert _refusal(database.engine, statement) == "audit_entry is append-only"


def _changes(engine: Engine, table: str) -> list[str]:
    column = inspect(engine).get_columns(table)[0]["name"]
    statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if engine.dialect.name == "postgresql":
        statements.append(f"TRUNCATE {table} CASCADE")
    return statements


def _refusal(engine: Engine, statement: str) -> str:
    """What the database says against a statement, sent past our own guard; empty if nothing."""
    with engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        try:
            connection.exec_driver_sql(statement)
        except DBAPIError as refusal:
            return str(refusal.orig).splitlines()[0]
        finally:
            connection.rollback()
    return ""


def _rebuild(connection: Connection, table: str) -> None:
    """What alembic's batch mode does on SQLite: the triggers go with the old table."""
    made = connection.exec_driver_sql(
        f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'"
    ).scalar_one()
    connection.exec_driver_sql(made.replace(table, f"{table}_new", 1))
    connection.exec_driver_sql(f"INSERT INTO {table}_new SELECT * FROM {table}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE {table}_new RENAME TO {table}")
