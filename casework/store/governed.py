"""The live cases of a pathway on which somebody holds a role, read many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from casework.store.bank_holidays import IN_FORCE
from casework.store.council_papers import RULES_IN_FORCE
from casework.store.models.cases import CaseRow
from casework.store.models.projections import CaseAccessRow

_CASE = CaseRow.__table__
_ACCESS = CaseAccessRow.__table__


def live_cases_held(
    connection: Connection, person: str, roles: Iterable[str], today: date, pathway: str,
    *, but_on: str, ended: Collection[str], after: str, limit: int,
) -> list[Any]:
    """Rows of live cases that have not ended, on which the person holds one of the roles today,
    in the order of their references from ``after`` on; without those pinned to ``but_on``."""
    held = select(_ACCESS.c.case_id).where(
        _ACCESS.c.person == person, _ACCESS.c.role.in_(sorted(roles)),
        or_(_ACCESS.c.since.is_(None), _ACCESS.c.since <= today),
        or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today),
    )  # fmt: skip
    statement = (
        select(*_CASE.c, IN_FORCE, RULES_IN_FORCE)
        .where(
            _CASE.c.id.in_(held), _CASE.c.pathway == pathway, _CASE.c.replayed.is_(False),
            _CASE.c.definition_hash != but_on, _CASE.c.stage.not_in(sorted(ended)),
            _CASE.c.reference > after,
        )
        .order_by(_CASE.c.reference)
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))
