"""Checks of citations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from casework.store.models.parties import CitationCheckRow, PersonRow

_TABLE = CitationCheckRow.__table__
_PERSON = PersonRow.__table__


def insert_check(
    connection: Connection, law_id: str, person: str, at: datetime, against: str, finding: str
) -> None:
    """Add a check."""
    connection.execute(
        insert(_TABLE),
        {"law_id": law_id, "checked_by": person, "checked_at": at, "against": against,
         "finding": finding},
    )  # fmt: skip


def latest_checks(connection: Connection) -> dict[str, Any]:
    """The newest check of each entry, with the checker's name."""
    newest = select(func.max(_TABLE.c.id)).group_by(_TABLE.c.law_id).scalar_subquery()
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.checked_by).label("checker"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.checked_by, isouter=True)
        .where(_TABLE.c.id.in_(newest))
    )
    return {row.law_id: row for row in connection.execute(statement)}
