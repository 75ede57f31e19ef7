"""What keeps the record append-only: triggers on both databases, and grants on PostgreSQL.

The triggers stop our own mistakes and a careless hand. Whoever owns the database can take them
away, and the audit chain is there to show it: tamper-evident, not tamper-proof.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from casework.domain.errors import CaseworkError

APPEND_ONLY = (
    "audit_entry", "bank_holiday_correction", "case_record", "council_papers", "former_name",
    "gate_snapshot", "pathway_definition", "poll", "reminder_rule", "scheme_entry",
    "succession_version",
)  # fmt: skip
_FUNCTION = "refuse_change_of_append_only"


class UnsuitableRole(CaseworkError):
    """The role would be able to undo the protection, or does not exist."""


def install(connection: Connection) -> None:
    """Make the append-only tables refuse every change but INSERT; repeating it is harmless.

    Tables that do not exist at the present revision are passed over.
    """
    present = set(inspect(connection).get_table_names())
    tables = [table for table in APPEND_ONLY if table in present]
    statements = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    for statement in statements(connection, tables):
        connection.exec_driver_sql(statement)


def _sqlite(connection: Connection, tables: list[str]) -> list[str]:
    statements = []
    for table in tables:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        conditions = {
            "update": f"BEFORE UPDATE ON {table}",
            "delete": f"BEFORE DELETE ON {table}",
            # INSERT OR REPLACE deletes without firing the trigger on DELETE.
            "replace": f"BEFORE INSERT ON {table} WHEN {_already_there(connection, table)}",
        }
        for name, condition in conditions.items():
            statements.append(f"DROP TRIGGER IF EXISTS {table}_refuses_{name}")
            statements.append(f"CREATE TRIGGER {table}_refuses_{name} {condition} {refuse}")
    return statements


def _already_there(connection: Connection, table: str) -> str:
    """A condition: a row with one of the new row's unique keys is there already."""
    inspector = inspect(connection)
    keys = [inspector.get_pk_constraint(table)["constrained_columns"]]
    keys += [unique["column_names"] for unique in inspector.get_unique_constraints(table)]
    matches = [" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys]
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {match})" for match in matches)


def _postgresql(connection: Connection, tables: list[str]) -> list[str]:
    statements = [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
    ]
    for table in tables:
        for name, level in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            trigger = f"{table}_refuses_{name}"
            statements += [
                f"DROP TRIGGER IF EXISTS {trigger} ON {table}",
                f"CREATE TRIGGER {trigger} BEFORE {name.upper()} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION {_FUNCTION}()",
                # Else a session in the replica role would pass it by.
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}",
            ]
    return statements


def grant_to_application(connection: Connection, role: str) -> None:
    """Let ``role`` run Casework on PostgreSQL without being able to change the record.

    It gets SELECT and INSERT on the append-only tables, SELECT on the revision, and the usual
    four on every other table. To be repeated after each migration. Raises UnsuitableRole for a
    role that does not exist, owns tables, or is a superuser, and on SQLite, which has no roles.
    """
    _check_role(connection, role)
    quote = connection.dialect.identifier_preparer.quote_identifier
    grantee = quote(role)
    statements = [f"GRANT USAGE ON SCHEMA public TO {grantee}"]
    for table in inspect(connection).get_table_names():
        statements.append(f"REVOKE ALL ON {quote(table)} FROM {grantee}, PUBLIC")
        statements.append(f"GRANT {_rights_on(table)} ON {quote(table)} TO {grantee}")
    statements.append(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {grantee}")
    for statement in statements:
        connection.exec_driver_sql(statement)


def _rights_on(table: str) -> str:
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    return "SELECT" if table == "alembic_version" else "SELECT, INSERT, UPDATE, DELETE"


def _check_role(connection: Connection, role: str) -> None:
    if connection.dialect.name != "postgresql":
        raise UnsuitableRole("SQLite has no roles.", "Leave --role out.")
    row = connection.execute(
        text("SELECT rolsuper, pg_has_role(rolname, current_user, 'USAGE') AS as_owner "
             "FROM pg_roles WHERE rolname = :role"),
        {"role": role},
    ).one_or_none()  # fmt: skip
    if row is None:
        raise UnsuitableRole(f"There is no role {role}.", "Make it with CREATE ROLE ... LOGIN.")
    if row.rolsuper or row.as_owner:
        raise UnsuitableRole(
            f"The role {role} owns these tables or may act as their owner.",
            "Give the application a role of its own that does neither.",
        )
