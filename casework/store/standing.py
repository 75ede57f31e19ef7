"""What a case's row and its current records say, beside what the chain says, to compare them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, String, and_, func, or_, select, type_coerce

from casework.domain.chain import STAGE
from casework.store.audit import SYSTEM_CHAIN
from casework.store.models.audit import AuditEntryRow
from casework.store.models.cases import CaseRow, PathwayDefinitionRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

_ENTRY = AuditEntryRow.__table__
_CASE = CaseRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_DEFINITION = PathwayDefinitionRow.__table__
_MANY = 500
VERSION_KIND = "pathway_version"


def find_standing(connection: Connection, reference: str) -> Row[Any] | None:
    """Where the case's row says that it stands, its dates as they are stored; None without a row.

    ``pinned`` is the pathway of its definition, None if that definition is not there.
    """
    statement = (
        select(
            _CASE.c.id, _CASE.c.stage, _CASE.c.visit, _CASE.c.replayed, _CASE.c.pathway,
            _CASE.c.definition_hash, _CASE.c.opened_on, _DEFINITION.c.pathway.label("pinned"),
            type_coerce(_CASE.c.opened_at, String).label("opened_at"),
            type_coerce(_CASE.c.stage_since, String).label("stage_since"),
            type_coerce(_CASE.c.simulated_on, String).label("simulated_on"),
        )
        .outerjoin(_DEFINITION, _DEFINITION.c.hash == _CASE.c.definition_hash)
        .where(_CASE.c.reference == reference)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def last_that_names_stage(connection: Connection, chain: str) -> tuple[int, dict[str, Any]] | None:
    """Position and body of the last entry that says at which stage the case is, or None."""
    statement = (
        select(_ENTRY.c.position, _ENTRY.c.body)
        .where(_ENTRY.c.chain == chain, _ENTRY.c.body.contains(f'"{STAGE}":'))
        .order_by(_ENTRY.c.position.desc())
    )
    with connection.execute(statement, execution_options={"yield_per": 1}) as rows:
        for row in rows:
            said = json.loads(row.body)
            if STAGE in said:
                return row.position, said
    return None


def first_entry(connection: Connection, chain: str) -> dict[str, Any]:
    """The body of a chain's first entry; empty if it has none."""
    statement = select(_ENTRY.c.body).where(_ENTRY.c.chain == chain, _ENTRY.c.position == 1)
    found = connection.execute(statement).scalar_one_or_none()
    return json.loads(found) if found else {}


def entry_that_pins(
    connection: Connection, chain: str, case_id: int
) -> tuple[int, dict[str, Any]]:
    """Position and body of the entry that says on which version of its pathway the case is: that
    of the last change of version that is recorded, else the first of all."""
    changed = (
        select(func.max(_RECORD.c.position))
        .where(_RECORD.c.case_id == case_id, _RECORD.c.kind == VERSION_KIND)
        .scalar_subquery()
    )
    statement = select(_ENTRY.c.position, _ENTRY.c.body).where(
        _ENTRY.c.chain == chain, _ENTRY.c.position == func.coalesce(changed, 1)
    )
    found = connection.execute(statement).one_or_none()
    return (found.position, json.loads(found.body)) if found else (1, {})


def find_stage_move(connection: Connection, case_id: int, visit: int) -> Row[Any] | None:
    """Position and dates of the record with which a visit of a stage began, or None."""
    statement = select(
        _RECORD.c.position, _RECORD.c.effective_on,
        type_coerce(_RECORD.c.recorded_at, String).label("recorded_at"),
        type_coerce(_RECORD.c.judged_on, String).label("judged_on"),
    ).where(
        _RECORD.c.case_id == case_id, _RECORD.c.kind == "stage_move",
        _RECORD.c.key == f"visit-{visit}", _RECORD.c.version == 1,
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def first_not_current(connection: Connection, case_id: int) -> Row[Any] | None:
    """The first record whose newest version is not the one that is shown as current, or None."""
    newest = (
        select(_RECORD.c.kind, _RECORD.c.key, func.max(_RECORD.c.version).label("version"))
        .where(_RECORD.c.case_id == case_id)
        .group_by(_RECORD.c.kind, _RECORD.c.key)
        .subquery()
    )
    same = and_(_RECORD.c.kind == newest.c.kind, _RECORD.c.key == newest.c.key,
                _RECORD.c.version == newest.c.version)  # fmt: skip
    statement = (
        select(_RECORD.c.position, _RECORD.c.kind, _RECORD.c.key, _RECORD.c.version)
        .join(newest, same)
        .outerjoin(_HEAD, _names_record())
        .where(_RECORD.c.case_id == case_id)
        .where(or_(_HEAD.c.record_id.is_(None), _HEAD.c.record_id != _RECORD.c.id))
        .order_by(_RECORD.c.position, _RECORD.c.id)
        .limit(1)
    )
    return connection.execute(statement).one_or_none()


def first_not_of_case(connection: Connection, case_id: int) -> Row[Any] | None:
    """The first that is shown as a current record of the case and is none of it, or None."""
    statement = (
        select(_HEAD.c.kind, _HEAD.c.key)
        .outerjoin(_RECORD, and_(_names_record(), _RECORD.c.id == _HEAD.c.record_id))
        .where(_HEAD.c.case_id == case_id, _RECORD.c.id.is_(None))
        .order_by(_HEAD.c.kind, _HEAD.c.key)
        .limit(1)
    )
    return connection.execute(statement).one_or_none()


def _names_record() -> Any:
    return and_(_HEAD.c.case_id == _RECORD.c.case_id, _HEAD.c.kind == _RECORD.c.kind,
                _HEAD.c.key == _RECORD.c.key)  # fmt: skip


def without_case(connection: Connection) -> list[str]:
    """Chains of cases whose row is not there, by reference."""
    present = select(_CASE.c.reference)
    statement = (
        select(_ENTRY.c.chain)
        .where(_ENTRY.c.chain != SYSTEM_CHAIN, _ENTRY.c.chain.not_in(present))
        .distinct()
        .order_by(_ENTRY.c.chain)
    )
    return list(connection.execute(statement).scalars())


def has_entries(connection: Connection, chain: str) -> bool:
    """True if the chain has any entry."""
    statement = select(_ENTRY.c.id).where(_ENTRY.c.chain == chain).limit(1)
    return connection.execute(statement).first() is not None


def stream_opened(connection: Connection, after: int) -> Iterator[dict[str, int]]:
    """Cases that the system's chain says were opened, with the entries, some hundred at a time."""
    statement = (
        select(_ENTRY.c.position, _ENTRY.c.body)
        .where(_ENTRY.c.chain == SYSTEM_CHAIN, _ENTRY.c.position > after,
               _ENTRY.c.kind == "case_opened")
        .order_by(_ENTRY.c.position)
    )  # fmt: skip
    with connection.execute(statement, execution_options={"yield_per": _MANY}) as rows:
        for some in rows.partitions():
            yield {json.loads(row.body)["case"]: row.position for row in some}


def absent_cases(connection: Connection, references: Iterable[str]) -> set[str]:
    """Those of the references whose case is not there."""
    wanted = set(references)
    statement = select(_CASE.c.reference).where(_CASE.c.reference.in_(sorted(wanted)))
    return wanted - set(connection.execute(statement).scalars())


def broken_reference(connection: Connection) -> str:
    """A row that points to one that is not there, in words; empty if there is none.

    PostgreSQL keeps every reference itself.
    """
    if connection.dialect.name != "sqlite":
        return ""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return f"{found[0]}: row {found[1]} points to no row of {found[2]}" if found else ""
