"""``python -m casework migrate``: bring the database to the present revision.

On PostgreSQL, run it as the role that owns the tables, with ``--role NAME`` for the role that
the application signs in as: that one may then add to the record but not change it.
"""

from __future__ import annotations

import argparse
from typing import Any

from casework.cli.entrance import Entrance
from casework.store import protection, schema
from casework.store.database import Database


def add_parser(subparsers: Any) -> None:
    """Add ``migrate``."""
    parser = subparsers.add_parser("migrate", help="bring the database to the present revision")
    parser.add_argument(
        "--role", metavar="NAME", help="PostgreSQL: let the application's role do its work"
    )
    parser.add_argument(
        "--draft", metavar="TITLE", help="for developers: write the next migration from the models"
    )
    parser.set_defaults(run=migrate)


def migrate(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Upgrade, then do what else was asked for. Raises UnsuitableRole for a role of no use."""
    database = entrance.open_office().database
    print(f"The database is at revision {schema.current_revision(database.engine)}.")
    if arguments.draft:
        path = schema.draft_revision(database.engine, arguments.draft)
        print(f"Written, to be read and edited: {path.name}")
    if arguments.role:
        _grant(database, arguments.role)
        print(f"The role {arguments.role} may add to the record and read it, but not change it.")
    return 0


def _grant(database: Database, role: str) -> None:
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        with connection.begin():
            protection.grant_to_application(connection, role)
