"""Programmes."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from casework.store.models.cases import ProgrammeRow


def insert_programme(connection: Connection, key: str, title: str, organisation: str) -> None:
    """Add a programme."""
    connection.execute(
        insert(ProgrammeRow.__table__), {"key": key, "title": title, "organisation": organisation}
    )


def find_programme_key(connection: Connection, programme_id: int | None) -> str:
    """The key of a programme; empty where there is none."""
    found = connection.execute(
        select(ProgrammeRow.key).where(ProgrammeRow.id == programme_id)
    ).scalar_one_or_none()
    return found or ""
