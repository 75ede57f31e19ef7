"""The commands ``audit verify`` and ``migrate``, and the application's own role."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from casework.cli import audit, migrate
from casework.services.audit import verify_chain
from casework.services.office import Office
from casework.store import schema
from casework.store.database import Database
from casework.store.protection import APPEND_ONLY
from casework.store.transaction import case_transaction
from tests.integration.offices import office_with
from tests.integration.rows import MANAGER, NOW, REFERENCE, add_case, insert_one_of_each

ROLE = "casework_application"


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """An office with one case whose chain has two entries."""
    add_case(database)
    for _ in range(2):
        with case_transaction(database, MANAGER, NOW, REFERENCE) as tx:
            tx.record_audit("note_recorded", {})
    return office_with(database, tmp_path)


def parsed(command: ModuleType, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


def verify(office: Office, *words: str) -> tuple[int, list[str]]:
    said: list[str] = []
    return audit.run(office, parsed(audit, "verify", *words), said.append), said


def break_entry(database: Database, position: int) -> None:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        else:
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        connection.execute(
            text("UPDATE audit_entry SET kind = 'changed' WHERE position = :p"), {"p": position}
        )
        connection.commit()


def test_verify_exits_0_when_everything_is_intact(office: Office) -> None:
    assert verify(office) == (0, ["Intact: 2 entries in 2 chains.", audit.PLAINLY])


def test_verify_checks_one_case(office: Office) -> None:
    assert verify(office, "--case", REFERENCE)[1][0] == "Intact: 2 entries in 1 chain."


def test_verify_exits_1_and_names_the_first_broken_entry(office: Office) -> None:
    break_entry(office.database, 2)
    code, said = verify(office)
    assert (code, said[0].startswith("BROKEN: CASE-1 at entry 2.")) == (1, True)


def test_verify_says_plainly_what_it_cannot_show(office: Office) -> None:
    assert "tamper-evident, not tamper-proof" in verify(office)[1][-1]


def test_verify_exits_2_for_a_case_that_does_not_exist(office: Office) -> None:
    assert verify(office, "--case", "CASE-9")[0] == 2


def migrated(database: Database, *words: str) -> tuple[int, list[str]]:
    said: list[str] = []
    return migrate.run(database, parsed(migrate, *words), said.append), said


def test_migrate_brings_an_empty_database_up_to_date(empty_url: str) -> None:
    database = Database(create_engine(empty_url))
    code, said = migrated(database)
    current = schema.schema_is_current(database.engine)
    database.engine.dispose()
    assert (code, current, "revision" in said[0]) == (0, True, True)


def test_a_role_that_does_not_exist_is_refused(database: Database) -> None:
    code, said = migrated(database, "--role", "nobody_of_that_name")
    assert (code, "role" in said[-1]) == (1, True)


@pytest.mark.postgresql
def test_the_owner_is_refused_as_the_role_of_the_application(database: Database) -> None:
    assert migrated(database, "--role", "casework")[0] == 1


@pytest.fixture
def as_application(database: Database, migrated_url: str) -> Iterator[Database]:
    """The database as the application's own role sees it."""
    insert_one_of_each(database.engine)
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_migrating=True)
        connection.execute(text(f"CREATE ROLE {ROLE} LOGIN"))
        connection.commit()
    migrated(database, "--role", ROLE)
    engine = create_engine(make_url(migrated_url).set(username=ROLE))
    yield Database(engine)
    engine.dispose()
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_migrating=True)
        connection.execute(text(f"DROP OWNED BY {ROLE}"))
        connection.execute(text(f"DROP ROLE {ROLE}"))
        connection.commit()


def refusal(database: Database, statement: str) -> str:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_migrating=True)
        try:
            connection.execute(text(statement))
        except DBAPIError as error:
            return str(error.orig).splitlines()[0]
    return ""


@pytest.mark.postgresql
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "change", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {} = {}"]
)
def test_the_role_of_the_application_may_not_change_the_record(
    as_application: Database, table: str, change: str
) -> None:
    column = "hash" if table != "case_record" else "digest"
    statement = change.format(table, column, column)
    assert refusal(as_application, statement) == f"permission denied for table {table}"


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "DROP TRIGGER audit_entry_refuses_delete ON audit_entry",
        "DROP TABLE audit_entry",
    ],
)
def test_the_role_of_the_application_may_not_take_the_triggers_away(
    as_application: Database, statement: str
) -> None:
    assert "must be owner" in refusal(as_application, statement)


@pytest.mark.postgresql
def test_the_role_of_the_application_can_do_its_work(as_application: Database) -> None:
    add_case(as_application, "CASE-2")
    with case_transaction(as_application, MANAGER, NOW, "CASE-2") as tx:
        tx.record_audit("note_recorded", {})
    assert verify_chain(as_application, "CASE-2").intact
