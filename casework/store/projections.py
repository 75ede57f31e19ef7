"""Writing the projections: each replaced whole, in two statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert

from casework.engine.agenda import RequiredAction
from casework.store.models.projections import CaseAccessRow, CaseShareRow, RequiredActionRow

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
    connection: Connection, case_id: int, actions: Iterable[RequiredAction]
) -> None:
    """Replace what a case waits for."""
    connection.execute(delete(_ACTION).where(_ACTION.c.case_id == case_id))
    rows = [
        {
            "case_id": case_id, "place": place, "blocks": " ".join(action.blocks),
            "gate": action.gate, "criterion": action.criterion, "subject": action.subject,
            "state": action.state, "force": action.force, "reason": action.reason,
            "roles": " ".join(action.roles), "person": person,
            "only": len(action.persons) == 1, "due_on": action.due_on,
        }
        for place, action in enumerate(actions)
        for person in (action.persons or ("",))
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_ACTION), rows)


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
