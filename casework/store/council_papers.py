"""Councils' rules for papers. The row of a case carries what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Label, case, func, insert, literal, select

from casework.domain.council_papers import PapersRule
from casework.store.models.cases import CaseRow
from casework.store.models.council_papers import CouncilPapersRow
from casework.store.models.parties import PersonRow

_TABLE = CouncilPapersRow.__table__
_PERSON = PersonRow.__table__
_CASE = CaseRow.__table__

_NEWEST = select(_TABLE.c.in_force).order_by(_TABLE.c.id.desc()).limit(1)
RULES_IN_FORCE = func.coalesce(_NEWEST.scalar_subquery(), literal("")).label("council_papers")
"""Every rule of every council (``domain.council_papers.in_force``), as a column to select beside
those of a case."""


def rules_known_by(instant: datetime) -> Label[str]:
    """The rules that were stated by an instant (UTC), as the same column; in a replayed case,
    which has dates of its own, those of now."""
    then = _NEWEST.where(_TABLE.c.recorded_at <= instant).scalar_subquery()
    known = case((_CASE.c.replayed, _NEWEST.scalar_subquery()), else_=then)
    return func.coalesce(known, literal("")).label("council_papers")


def rule_of(row: Any) -> PapersRule:
    """One version as the rules know it."""
    return PapersRule(
        row.organisation, row.draft_days, row.final_days, row.valid_from, row.counted, row.version
    )


def every_version(connection: Connection) -> list[Any]:
    """Every version of every council, oldest first."""
    return list(connection.execute(select(_TABLE).order_by(_TABLE.c.id)))


def versions_of(connection: Connection, organisations: Iterable[str]) -> list[Any]:
    """Every version of these bodies, oldest first, with the name of who stated it."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by, isouter=True)
        .where(_TABLE.c.organisation.in_(sorted(set(organisations)))).order_by(_TABLE.c.id)
    )  # fmt: skip
    return list(connection.execute(statement))


def insert_version(connection: Connection, row: dict[str, Any]) -> None:
    """Add a version."""
    connection.execute(insert(_TABLE), row)
