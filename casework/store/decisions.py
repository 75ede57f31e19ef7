"""Reading what past moves and acts were judged on, and the versions that they relied on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.store.cases import visible_to
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow
from casework.store.models.records import CaseRecordRow, GateSnapshotRow

_CASE = CaseRow.__table__
_RECORD = CaseRecordRow.__table__
_SNAPSHOT = GateSnapshotRow.__table__
STEPS = ("stage_move", "act")


def find_snapshot_at(connection: Connection, case_id: int, position: int) -> Any:
    """The snapshot that the entry at this position of the case's chain froze, or None."""
    statement = select(_SNAPSHOT).where(
        _SNAPSHOT.c.case_id == case_id, _SNAPSHOT.c.position == position
    )
    return connection.execute(statement).one_or_none()


def list_snapshots(connection: Connection, case_id: int) -> list[Any]:
    """Position, move and instant of every snapshot of a case, newest first, without bodies."""
    statement = (
        select(_SNAPSHOT.c.position, _SNAPSHOT.c.move, _SNAPSHOT.c.recorded_at)
        .where(_SNAPSHOT.c.case_id == case_id)
        .order_by(_SNAPSHOT.c.position.desc())
    )
    return list(connection.execute(statement))


def latest_snapshots(
    connection: Connection, viewer: Viewer, today: date, limit: int
) -> list[Any]:
    """The newest snapshots of all cases that the viewer sees, with the case of each.

    Those of live cases come first: of a replayed one they say when it was replayed here.
    """
    statement = (
        select(_SNAPSHOT.c.position, _SNAPSHOT.c.move, _SNAPSHOT.c.recorded_at,
               _CASE.c.reference, _CASE.c.title, _CASE.c.definition_hash, _CASE.c.replayed)
        .join(_CASE, _CASE.c.id == _SNAPSHOT.c.case_id)
        .where(visible_to(viewer, today))
        .order_by(
            _CASE.c.replayed, _SNAPSHOT.c.recorded_at.desc(), _SNAPSHOT.c.position.desc()
        )
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))


def versions_up_to(
    connection: Connection, case_id: int, position: int, kinds: Collection[str]
) -> list[RecordVersion]:
    """Every version of records of these kinds that the case's chain held at a position."""
    statement = (
        select(*record_columns())
        .where(
            and_(_RECORD.c.case_id == case_id, _RECORD.c.position <= position),
            _RECORD.c.kind.in_(sorted({*kinds, *STEPS})),
        )
        .order_by(_RECORD.c.position, _RECORD.c.id)
    )
    return [read_record(row) for row in connection.execute(statement)]
