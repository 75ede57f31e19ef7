"""Corrections of bank holidays. The row of a case carries what they come to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Label, case, func, insert, literal, select

from casework.store.models.calendar import BankHolidayCorrectionRow
from casework.store.models.cases import CaseRow
from casework.store.models.parties import PersonRow

_TABLE = BankHolidayCorrectionRow.__table__
_PERSON = PersonRow.__table__
_CASE = CaseRow.__table__

_NEWEST = select(_TABLE.c.in_force).order_by(_TABLE.c.id.desc()).limit(1)
IN_FORCE = func.coalesce(_NEWEST.scalar_subquery(), literal("")).label("bank_holidays")
"""What the corrections come to (``domain.calendar.corrections.in_force``), as a column to select
beside those of a case."""


def in_force_by(instant: datetime) -> Label[str]:
    """What the corrections came to at an instant (UTC), as the same column; in a replayed case,
    which has dates of its own, what they come to now."""
    then = _NEWEST.where(_TABLE.c.recorded_at <= instant).scalar_subquery()
    known = case((_CASE.c.replayed, _NEWEST.scalar_subquery()), else_=then)
    return func.coalesce(known, literal("")).label("bank_holidays")


def list_corrections(connection: Connection) -> list[Any]:
    """Every correction, oldest first, with the name of who made it."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by, isouter=True)
        .order_by(_TABLE.c.id)
    )
    return list(connection.execute(statement))


def insert_correction(connection: Connection, row: dict[str, Any]) -> None:
    """Add a correction."""
    connection.execute(insert(_TABLE), row)
