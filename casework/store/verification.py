"""Reading chains, records and texts in order, to check them, without holding them all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Result, Row, Select, String, select, type_coerce
from sqlalchemy.dialects import postgresql, sqlite

from casework.store.audit import SYSTEM_CHAIN, ChainHead, new_head
from casework.store.models.audit import AuditEntryRow, ChainCheckRow, SystemChainRow
from casework.store.models.cases import CaseRow, PathwayDefinitionRow
from casework.store.models.records import CaseRecordRow, ErasableTextRow, GateSnapshotRow

_ENTRY = AuditEntryRow.__table__
_CASE = CaseRow.__table__
_SYSTEM = SystemChainRow.__table__
_RECORD = CaseRecordRow.__table__
_SNAPSHOT = GateSnapshotRow.__table__
_TEXT = ErasableTextRow.__table__
_DEFINITION = PathwayDefinitionRow.__table__
_CHECK = ChainCheckRow.__table__
_BATCH = 500
_FEW = 20  # a snapshot holds all the facts of its case
_MANY = 500
_DATES = ("recorded_at", "judged_on")


def _streamed(
    connection: Connection, statement: Select[Any], batch: int = _BATCH
) -> Result[Any]:
    """Rows that arrive ``batch`` at a time; to be used in a ``with``, which closes them."""
    return connection.execute(statement, execution_options={"yield_per": batch})


def chains(connection: Connection) -> list[str]:
    """The system's chain, then the chain of every case, by reference."""
    references = connection.execute(select(_CASE.c.reference).order_by(_CASE.c.reference))
    return [SYSTEM_CHAIN, *references.scalars()]


def find_head(connection: Connection, chain: str) -> ChainHead | None:
    """The head that the case's row, or the system's, states; None if there is no such case."""
    if chain == SYSTEM_CHAIN:
        row = connection.execute(select(_SYSTEM.c.position, _SYSTEM.c.hash)).one_or_none()
        return ChainHead(chain, row.position, row.hash) if row else new_head(chain)
    row = connection.execute(
        select(_CASE.c.audit_position, _CASE.c.audit_hash).where(_CASE.c.reference == chain)
    ).one_or_none()
    return ChainHead(chain, row.audit_position, row.audit_hash) if row else None


def case_id_of(connection: Connection, reference: str) -> int | None:
    """The number of the case; None for the system's chain."""
    return connection.execute(
        select(_CASE.c.id).where(_CASE.c.reference == reference)
    ).scalar_one_or_none()


def stream_entries(connection: Connection, chain: str, after: int) -> Result[Any]:
    """Position, at, kind, actor, on behalf of, body and hash of each entry, in order."""
    statement = (
        select(_ENTRY.c.position, _ENTRY.c.at, _ENTRY.c.kind, _ENTRY.c.actor,
               _ENTRY.c.on_behalf_of, _ENTRY.c.body, _ENTRY.c.hash)
        .where(_ENTRY.c.chain == chain, _ENTRY.c.position > after)
        .order_by(_ENTRY.c.position)
    )  # fmt: skip
    return _streamed(connection, statement)


def stream_records(connection: Connection, case_id: int, after: int) -> Result[Any]:
    """Every record version of a case, in the order of its chain; its dates as they are stored.

    Whoever changed a date may have left none, and the record is to be named all the same.
    """
    columns = [type_coerce(c, String).label(c.name) if c.name in _DATES else c for c in _RECORD.c]
    statement = select(*columns).where(_RECORD.c.case_id == case_id)
    if after:
        statement = statement.where(_RECORD.c.position > after)
    return _streamed(connection, statement.order_by(_RECORD.c.position, _RECORD.c.id))


def stream_snapshots(connection: Connection, case_id: int, after: int) -> Result[Any]:
    """Position, hash and body of every gate snapshot of a case, in the order of its chain."""
    columns = (_SNAPSHOT.c.position, _SNAPSHOT.c.hash, _SNAPSHOT.c.body)
    statement = select(*columns).where(_SNAPSHOT.c.case_id == case_id)
    if after:
        statement = statement.where(_SNAPSHOT.c.position > after)
    statement = statement.order_by(_SNAPSHOT.c.position, _SNAPSHOT.c.hash)
    return _streamed(connection, statement, _FEW)


def stream_definitions(connection: Connection) -> Result[Any]:
    """Hash, pathway, version and canonical text of every definition that a case was pinned to."""
    statement = select(_DEFINITION.c.hash, _DEFINITION.c.pathway, _DEFINITION.c.version,
                       _DEFINITION.c.canonical_text).order_by(_DEFINITION.c.hash)  # fmt: skip
    return _streamed(connection, statement)


def stream_texts(connection: Connection, case_id: int) -> Result[Any]:
    """Commitment, salt and text of every text of a case that has not been erased."""
    statement = (
        select(_TEXT.c.commitment, _TEXT.c.salt, _TEXT.c.text)
        .where(_TEXT.c.case_id == case_id)
        .order_by(_TEXT.c.commitment)
    )
    return _streamed(connection, statement)


def without_text(connection: Connection, commitments: Iterable[str]) -> set[str]:
    """Those of the commitments whose text is not there."""
    wanted = sorted(set(commitments))
    found: set[str] = set()
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        found.update(
            connection.execute(
                select(_TEXT.c.commitment).where(_TEXT.c.commitment.in_(some))
            ).scalars()
        )
    return set(wanted) - found


def bodies_of_kind(connection: Connection, chain: str, kind: str) -> list[str]:
    """The bodies of a chain's entries of one kind, in order."""
    statement = (
        select(_ENTRY.c.body)
        .where(_ENTRY.c.chain == chain, _ENTRY.c.kind == kind)
        .order_by(_ENTRY.c.position)
    )
    return list(connection.execute(statement).scalars())


def position_of_text(connection: Connection, case_id: int, commitment: str) -> int | None:
    """The position at which a commitment was first recorded, or None."""
    statement = (
        select(_RECORD.c.position)
        .where(_RECORD.c.case_id == case_id)
        .where(_RECORD.c.structure.contains(commitment) | (_RECORD.c.source == commitment))
        .order_by(_RECORD.c.position)
        .limit(1)
    )
    return connection.execute(statement).scalar_one_or_none()


def save_check(connection: Connection, check: dict[str, Any]) -> None:
    """Keep what a check of a chain found, in the place of what the last one did."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(_CHECK)
    changes = {name: statement.excluded[name] for name in check if name != "chain"}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["chain"], set_=changes), check
    )


def find_check(connection: Connection, chain: str) -> Row[Any] | None:
    """What the last check of a chain found, or None before the first."""
    return connection.execute(select(_CHECK).where(_CHECK.c.chain == chain)).one_or_none()


def intact_head(connection: Connection, chain: str) -> tuple[ChainHead, datetime] | None:
    """Up to where the last check found the chain intact, and when; None if it did not."""
    found = find_check(connection, chain)
    if found is None or not found.intact:
        return None
    return ChainHead(chain, found.position, found.hash), found.checked_at
