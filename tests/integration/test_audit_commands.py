"""The commands ``audit verify`` and ``migrate``, and the application's own role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from casework.cli import main
from casework.cli.entrance import Entrance
from casework.services.audit import verify_chain
from casework.services.office import Office
from casework.store import schema
from casework.store.base import Base
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


def command(office: Office, *words: str) -> int:
    """Run a command on this office, as ``python -m casework`` would."""
    def unused(*ignored: Any) -> Any:
        raise AssertionError("these commands open nothing else")

    entrance = Entrance(Path(), Path(), "", 0, "", lambda: office, unused, unused)
    return main(words, lambda: entrance)


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


Said = pytest.CaptureFixture[str]


def test_verify_exits_0_when_everything_is_intact(office: Office, capsys: Said) -> None:
    code = command(office, "audit", "verify")
    assert (code, capsys.readouterr().out.splitlines()[0]) == (0, "Intact: 2 entries in 2 chains.")


def test_verify_checks_one_case(office: Office, capsys: Said) -> None:
    command(office, "audit", "verify", "--case", REFERENCE)
    assert capsys.readouterr().out.startswith("Intact: 2 entries in 1 chain.")


def test_verify_exits_1_and_names_the_first_broken_entry(office: Office, capsys: Said) -> None:
    break_entry(office.database, 2)
    code = command(office, "audit", "verify")
    assert (code, capsys.readouterr().out[:27]) == (1, "BROKEN: CASE-1 at entry 2. ")


def test_verify_says_plainly_what_it_cannot_show(office: Office, capsys: Said) -> None:
    command(office, "audit", "verify")
    assert "tamper-evident, not tamper-proof" in capsys.readouterr().out


def test_verify_exits_2_for_a_case_that_does_not_exist(office: Office) -> None:
    assert command(office, "audit", "verify", "--case", "CASE-9") == 2


def test_migrate_says_where_the_database_is(office: Office, capsys: Said) -> None:
    code = command(office, "migrate")
    expected = f"The database is at revision {schema.newest_revision()}.\n"
    assert (code, capsys.readouterr().out) == (0, expected)


def test_a_role_that_does_not_exist_is_refused(office: Office) -> None:
    assert command(office, "migrate", "--role", "nobody_of_that_name") == 1


@pytest.mark.postgresql
def test_the_owner_is_refused_as_the_role_of_the_application(office: Office) -> None:
    assert command(office, "migrate", "--role", "casework") == 1


@pytest.fixture
def as_application(
    database: Database, migrated_url: str, tmp_path: Path
) -> Iterator[Database]:
    """The database as the application's own role sees it."""
    insert_one_of_each(database.engine)
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_migrating=True)
        connection.execute(text(f"CREATE ROLE {ROLE} LOGIN"))
        connection.commit()
    command(office_with(database, tmp_path), "migrate", "--role", ROLE)
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
    column = Base.metadata.tables[table].primary_key.columns.values()[0].name
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


@pytest.mark.postgresql
def test_the_role_of_the_application_finds_the_schema_current(as_application: Database) -> None:
    schema.ensure_schema(as_application.engine)
    assert schema.schema_is_current(as_application.engine)


@pytest.mark.postgresql
def test_the_role_of_the_application_is_told_who_must_migrate(
    database: Database, as_application: Database
) -> None:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_migrating=True)
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.commit()
    with pytest.raises(schema.SchemaIsNotCurrent, match="as the owner"):
        schema.ensure_schema(as_application.engine)
