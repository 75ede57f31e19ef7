"""The case table: inserting, finding and listing, always through ``visible_to``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, insert, or_, select, true

from casework.domain.viewer import Viewer
from casework.store.models.cases import CaseRow, ProgrammeRow
from casework.store.models.projections import CaseAccessRow

_CASE = CaseRow.__table__
_ACCESS = CaseAccessRow.__table__
_PROGRAMME = ProgrammeRow.__table__
OVERSIGHT = frozenset({"governance", "legal", "system"})
EVERYBODY = "*"
"""In the access projection, in place of a person: a replayed case, which all inside may open."""


def visible_to(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """The one predicate that says which cases a viewer sees whole; fed to lists and counts."""
    if viewer.is_anonymous or viewer.outside:
        return false()
    if viewer.roles & OVERSIGHT:
        return true()
    # Asked of the person's own cases, and of those open to everybody inside, and not of every
    # case, so that a long list stays quick.
    own = _CASE.alias("own")
    return _CASE.c.id.in_(
        select(_ACCESS.c.case_id)
        .join(own, own.c.id == _ACCESS.c.case_id)
        .where(
            _ACCESS.c.person.in_((viewer.person, EVERYBODY)),
            _ACCESS.c.outside.is_(False),
            or_(_ACCESS.c.since.is_(None), _ACCESS.c.since <= today),
            or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today, own.c.replayed),
        )
    )


def insert_case(connection: Connection, row: dict[str, Any]) -> None:
    """Add a case."""
    connection.execute(insert(_CASE), row)


def next_reference(connection: Connection, now: datetime) -> str:
    """`SC-2026-0001`: the next unused reference of the year."""
    prefix = f"SC-{now.year}-"
    statement = select(func.max(_CASE.c.reference)).where(_CASE.c.reference.like(f"{prefix}____"))
    last = connection.execute(statement).scalar()
    number = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:04d}"


def find_programme_id(connection: Connection, key: str) -> int | None:
    """The programme's id, or None if the key is empty or unknown."""
    if not key:
        return None
    statement = select(_PROGRAMME.c.id).where(_PROGRAMME.c.key == key)
    return connection.execute(statement).scalar_one_or_none()


def any_case(connection: Connection) -> bool:
    """True if the store holds any case."""
    return connection.execute(select(_CASE.c.id).limit(1)).first() is not None
