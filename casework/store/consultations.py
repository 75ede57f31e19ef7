"""Consultations of other live cases, through what the viewer sees."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.store.cases import visible_to
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

_CASE = CaseRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_RECORD = CaseRecordRow.__table__
STAGES = ("S5", "S6", "S7")
"""Where a consultation is planned, decided on or open."""


def consultations_of_others(
    connection: Connection, viewer: Viewer, today: date, reference: str
) -> list[tuple[Any, RecordVersion]]:
    """Current consultations and affected councils of live cases at these stages, except one, in
    the order of references: the case's reference and title with each record."""
    statement = (
        select(_CASE.c.reference, _CASE.c.title, *record_columns())
        .join(_HEAD, _HEAD.c.case_id == _CASE.c.id)
        .join(_RECORD, _RECORD.c.id == _HEAD.c.record_id)
        .where(
            visible_to(viewer, today), _CASE.c.replayed.is_(False), _CASE.c.stage.in_(STAGES),
            _CASE.c.reference != reference,
            _RECORD.c.kind.in_(("consultation", "affected_authority")),
        )
        .order_by(_CASE.c.reference, _RECORD.c.id)
    )  # fmt: skip
    return [(row, read_record(tuple(row)[2:])) for row in connection.execute(statement)]
