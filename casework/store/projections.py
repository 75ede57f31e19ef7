"""Writing the projections: each replaced whole, in two statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    cast,
    delete,
    insert,
    literal,
    or_,
    select,
)

from casework.store.models.cases import CaseRow
from casework.store.models.projections import CaseAccessRow, CaseShareRow, RequiredActionRow

_CASE = CaseRow.__table__
_ACTION = RequiredActionRow.__table__
_ACCESS = CaseAccessRow.__table__
_SHARE = CaseShareRow.__table__


@dataclass(frozen=True, slots=True)
class AccessLine:
    """A role on a case, as the access projection keeps it."""

    person: str
    role: str
    outside: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share, as the share projection keeps it."""

    organisation: str
    shared: str
    since: date
    until: date | None


def replace_required_actions(
    connection: Connection, case_id: int, lines: list[dict[str, Any]], *, any_stored: bool
) -> None:
    """Replace what a case waits for. Without ``any_stored`` there is nothing to remove."""
    if any_stored:
        connection.execute(delete(_ACTION).where(_ACTION.c.case_id == case_id))
    rows = [{"case_id": case_id, **line} for line in lines]
    if rows:
        connection.execute(insert(_ACTION), rows)


def still_stands() -> ColumnElement[bool]:
    """True of every line but one that a move was ready in an earlier visit of a stage.

    Asked of lines joined with their case. Such a line falls by the move that it announced.
    """
    now = literal("ready/").concat(cast(_CASE.c.visit, String))
    return or_(_ACTION.c.gate != "", _ACTION.c.state != "ready", _ACTION.c.criterion == now)


def stored_action_lines(connection: Connection, case_id: int) -> list[dict[str, Any]]:
    """What a case waits for, as stored, in order."""
    names = [c.name for c in _ACTION.c if c.name not in ("id", "case_id")]
    statement = (
        select(*(_ACTION.c[name] for name in names))
        .join(_CASE, _CASE.c.id == _ACTION.c.case_id)
        .where(_ACTION.c.case_id == case_id, still_stands())
        .order_by(_ACTION.c.place, _ACTION.c.id)
    )
    return [dict(row._mapping) for row in connection.execute(statement)]


def cases_to_recompute(connection: Connection, today: date) -> list[str]:
    """Live cases whose answer may have changed by ``today``."""
    statement = (
        select(_CASE.c.reference)
        .where(_CASE.c.recompute_on <= today, _CASE.c.replayed.is_(False))
        .order_by(_CASE.c.reference)
    )
    return list(connection.execute(statement).scalars())


def every_case_reference(connection: Connection) -> list[str]:
    """Every case's reference, in order."""
    return list(connection.execute(select(_CASE.c.reference).order_by(_CASE.c.reference)).scalars())


def replace_access(connection: Connection, case_id: int, lines: list[AccessLine]) -> None:
    """Replace who may open a case."""
    connection.execute(delete(_ACCESS).where(_ACCESS.c.case_id == case_id))
    rows = [
        {"case_id": case_id, "person": x.person, "role": x.role, "outside": x.outside,
         "since": x.since, "until": x.until}
        for x in lines
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_ACCESS), rows)


def replace_shares(connection: Connection, case_id: int, lines: list[ShareLine]) -> None:
    """Replace what outside organisations may see of a case."""
    connection.execute(delete(_SHARE).where(_SHARE.c.case_id == case_id))
    rows = [
        {"case_id": case_id, "organisation": x.organisation, "shared": x.shared,
         "since": x.since, "until": x.until}
        for x in lines
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_SHARE), rows)
