"""``python -m casework migrate``: bring the database to the present revision.

On PostgreSQL, run it as the role that owns the tables, with ``--role NAME`` for the role that
the application signs in as: that one may then add to the record but not change it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from casework.store import protection, schema
from casework.store.database import Database

DONE, UNSUITABLE = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``migrate``."""
    parser.add_argument(
        "--role", metavar="NAME", help="PostgreSQL: what the application's role may do is set anew"
    )
    parser.add_argument(
        "--draft", metavar="TITLE", help="for developers: write the next migration from the models"
    )


def run(
    database: Database, arguments: argparse.Namespace, say: Callable[[str], None] = print
) -> int:
    """Upgrade, then grant if asked to. Returns 0, or 1 for a role that would not do."""
    schema.ensure_schema(database.engine)
    say(f"The database is at revision {schema.current_revision(database.engine)}.")
    if arguments.draft:
        path = schema.draft_revision(database.engine, arguments.draft)
        say(f"Written, to be read and edited: {path.name}")
    return _grant(database, arguments.role, say) if arguments.role else DONE


def _grant(database: Database, role: str, say: Callable[[str], None]) -> int:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        try:
            protection.grant_to_application(connection, role)
        except protection.UnsuitableRole as error:
            say(str(error))
            return UNSUITABLE
        connection.commit()
    say(f"The role {role} may add to the record and read it, but not change it.")
    return DONE
