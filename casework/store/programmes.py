"""Programmes."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from casework.store.models.cases import ProgrammeRow


def insert_programme(connection: Connection, key: str, title: str, organisation: str) -> None:
    """Add a programme."""
    connection.execute(
        insert(ProgrammeRow.__table__), {"key": key, "title": title, "organisation": organisation}
    )
