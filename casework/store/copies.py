"""What was copied when a case was opened with a copy of another, as the chain of that one says."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from casework.store.models.audit import AuditEntryRow

_ENTRY = AuditEntryRow.__table__


def parts_copied(connection: Connection, reference: str) -> dict[int, list[str]]:
    """The parts that were copied to other cases, by the position of the entry that opened each."""
    statement = (
        select(_ENTRY.c.position, _ENTRY.c.body)
        .where(_ENTRY.c.chain == reference, _ENTRY.c.kind == "case_linked")
        .order_by(_ENTRY.c.position)
    )
    found = ((row.position, json.loads(row.body)) for row in connection.execute(statement))
    return {position: list(body["parts"]) for position, body in found if body.get("parts")}
