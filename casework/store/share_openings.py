"""When what was shared was first opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from casework.store.models.files import ShareOpeningRow

OPENED = "opened"
_OPENING = ShareOpeningRow.__table__


def first_openings(connection: Connection, case_id: int) -> dict[str, datetime]:
    """The instant of the first opening of each item of a case, by its pin."""
    statement = (
        select(_OPENING.c.shared, func.min(_OPENING.c.opened_at))
        .where(_OPENING.c.case_id == case_id, _OPENING.c.outcome == OPENED)
        .group_by(_OPENING.c.shared)
    )
    return {shared: first for shared, first in connection.execute(statement)}


def first_openings_by_person(
    connection: Connection, case_id: int
) -> dict[tuple[str, str], datetime]:
    """The instant of the first opening of each item of a case by each person, by person and pin."""
    statement = (
        select(_OPENING.c.person, _OPENING.c.shared, func.min(_OPENING.c.opened_at))
        .where(
            _OPENING.c.case_id == case_id, _OPENING.c.outcome == OPENED, _OPENING.c.person != ""
        )
        .group_by(_OPENING.c.person, _OPENING.c.shared)
    )
    return {(person, shared): first for person, shared, first in connection.execute(statement)}
