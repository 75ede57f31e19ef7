"""Versions of polls. Writes need an open transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select

from casework.domain.calendar.poll_register import Poll, standing_polls
from casework.domain.facts import STATED
from casework.store.models.calendar import PollRow
from casework.store.models.parties import PersonRow

_TABLE = PollRow.__table__
_PERSON = PersonRow.__table__


def poll_of(row: Any) -> Poll:
    """One version as the rules know it."""
    return Poll(
        row.key, row.title, row.poll_on, row.kind, row.all_england, tuple(row.areas.split()),
        row.starts_on, row.source, "", row.version,
    )  # fmt: skip


def polls_that_stand(connection: Connection) -> tuple[Poll, ...]:
    """The shipped and the recorded polls that were not withdrawn, in the order of their days."""
    newest = select(func.max(_TABLE.c.id)).group_by(_TABLE.c.key).scalar_subquery()
    rows = connection.execute(select(_TABLE).where(_TABLE.c.id.in_(newest)).order_by(_TABLE.c.id))
    return standing_polls((poll_of(row), row.state == STATED) for row in rows)


def versions_of(connection: Connection, key: str) -> list[Any]:
    """Every recorded version of one poll, oldest first, with the name of who recorded it."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by, isouter=True)
        .where(_TABLE.c.key == key).order_by(_TABLE.c.version)
    )  # fmt: skip
    return list(connection.execute(statement))


def insert_version(connection: Connection, row: dict[str, Any]) -> None:
    """Add a version."""
    connection.execute(insert(_TABLE), row)
