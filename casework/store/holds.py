"""Holds across cases: which cases have a hold of a kind that has not ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from casework.domain.facts import STATED, RecordVersion
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

_CASE, _HEAD = CaseRow.__table__, CaseRecordHeadRow.__table__
_RECORD = CaseRecordRow.__table__


def holds_of_kind(
    connection: Connection, hold: str, today: date
) -> list[tuple[str, RecordVersion]]:
    """The stated holds of a kind whose end has not come by today, each with its case's reference.
    """
    columns = record_columns()
    statement = (
        select(_CASE.c.reference, *columns)
        .join(_HEAD, _HEAD.c.case_id == _CASE.c.id)
        .join(_RECORD, _RECORD.c.id == _HEAD.c.record_id)
        .where(_RECORD.c.kind == "hold", _RECORD.c.state == STATED)
        .order_by(_CASE.c.reference, _RECORD.c.id)
    )
    found = [(row[0], read_record(tuple(row[1:]))) for row in connection.execute(statement)]
    return [(case, r) for case, r in found
            if r.payload.hold == hold
            and not (r.payload.ended_on and r.payload.ended_on.has_come_by(today))]  # fmt: skip
