"""Published definitions as cases pin them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from casework.engine.definition import Definition
from casework.store.models.cases import PathwayDefinitionRow

_TABLE = PathwayDefinitionRow.__table__


def keep_definition(connection: Connection, definition: Definition, now: datetime) -> None:
    """Store the definition unless its hash is stored already."""
    # Asked first: the append-only trigger refuses even an insert that would do nothing.
    if connection.execute(select(_TABLE.c.hash).where(_TABLE.c.hash == definition.hash)).first():
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(_TABLE).on_conflict_do_nothing(index_elements=["hash"]),
        {
            "hash": definition.hash, "pathway": definition.pathway,
            "version": definition.version, "canonical_text": definition.canonical_text,
            "recorded_at": now,
        },
    )  # fmt: skip


def stored_definition_text(connection: Connection, definition_hash: str) -> str:
    """The canonical text of a stored definition. NoResultFound if it was never stored."""
    statement = select(_TABLE.c.canonical_text).where(_TABLE.c.hash == definition_hash)
    return str(connection.execute(statement).scalar_one())


def find_definition_text(connection: Connection, definition_hash: str) -> str | None:
    """The canonical text of a stored definition, or None."""
    statement = select(_TABLE.c.canonical_text).where(_TABLE.c.hash == definition_hash)
    return connection.execute(statement).scalar_one_or_none()
