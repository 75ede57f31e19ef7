"""The live cases of a pathway on which somebody holds a role, read many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from casework.domain.facts import RecordVersion
from casework.store.bank_holidays import IN_FORCE
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow
from casework.store.models.projections import CaseAccessRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

_CASE = CaseRow.__table__
_ACCESS = CaseAccessRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__


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
        select(*_CASE.c, IN_FORCE)
        .where(
            _CASE.c.id.in_(held), _CASE.c.pathway == pathway, _CASE.c.replayed.is_(False),
            _CASE.c.definition_hash != but_on, _CASE.c.stage.not_in(sorted(ended)),
            _CASE.c.reference > after,
        )
        .order_by(_CASE.c.reference)
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))


def current_records_of(
    connection: Connection, case_ids: Iterable[int]
) -> dict[int, tuple[RecordVersion, ...]]:
    """The current version of every record of several cases, in one statement."""
    found: dict[int, list[RecordVersion]] = {case_id: [] for case_id in case_ids}
    statement = (
        select(_HEAD.c.case_id, *record_columns())
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .where(_HEAD.c.case_id.in_(sorted(found)))
        .order_by(_HEAD.c.case_id, _RECORD.c.position, _RECORD.c.id)
    )  # fmt: skip
    for case_id, *row in connection.execute(statement):
        found[case_id].append(read_record(tuple(row)))
    return {case_id: tuple(records) for case_id, records in found.items()}
