"""Rows to facts: the case as it is now, or as it stood at any position of its chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select, tuple_

from casework.domain.calendar.corrections import ON_THE_CASE as CORRECTED_HOLIDAYS
from casework.domain.council_papers import ON_THE_CASE as RULES_FOR_PAPERS
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.originals import PRIVILEGED_THERE, Original
from casework.domain.records.codec import read_structure, reveal
from casework.domain.text import EMPTY, Text
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow, ErasableTextRow

_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_COLUMNS = (
    _RECORD.c.kind, _RECORD.c.key, _RECORD.c.version, _RECORD.c.state, _RECORD.c.structure,
    _RECORD.c.effective_on, _RECORD.c.recorded_at, _RECORD.c.judged_on, _RECORD.c.recorded_by,
    _RECORD.c.on_behalf_of, _RECORD.c.cites, _RECORD.c.assumed, _RECORD.c.source,
    _RECORD.c.position, _RECORD.c.digest,
)  # fmt: skip


_CURRENT = (
    select(*_COLUMNS)
    .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
    .where(_HEAD.c.case_id == bindparam("case"))
    .order_by(_RECORD.c.position, _RECORD.c.id)
)


def record_columns() -> tuple[Any, ...]:
    """The columns that ``read_record`` reads, in its order."""
    return _COLUMNS


@lru_cache(maxsize=32768)
def read_record(row: tuple[Any, ...]) -> RecordVersion:
    """One row as a record version; its texts are bare commitments until revealed.

    Cached: a record version never changes, and a case is read again and again.
    """
    (kind, key, version, state, structure, effective_on, recorded_at, judged_on, recorded_by,
     on_behalf_of, cites, assumed, source, position, digest) = row  # fmt: skip
    return RecordVersion(
        kind, key, version, state,
        read_structure(kind, structure) if structure else None,
        FactDate.parse(effective_on) if effective_on else None,
        recorded_at, judged_on, recorded_by, on_behalf_of,
        tuple(cites.split()) if cites else (),
        assumed, Text(source) if source else EMPTY, position, digest, structure,
    )  # fmt: skip


def current_records(connection: Connection, case_id: int) -> tuple[RecordVersion, ...]:
    """The current version of every record of a case, in the order in which they were written."""
    rows = connection.execute(_CURRENT, {"case": case_id}).all()
    return tuple(read_record(tuple(row)) for row in rows)


def current_records_of(
    connection: Connection, case_ids: Iterable[int], kinds: Iterable[str] = ()
) -> dict[int, tuple[RecordVersion, ...]]:
    """The current records of several cases by the id of the case, in one statement.

    Only of ``kinds``, where any are given.
    """
    statement = (
        select(*_COLUMNS, _HEAD.c.case_id)
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .where(_HEAD.c.case_id.in_(sorted(set(case_ids))))
        .order_by(_RECORD.c.position, _RECORD.c.id)
    )
    if kinds:
        statement = statement.where(_HEAD.c.kind.in_(sorted(set(kinds))))
    return _by_case(connection, statement)


def _by_case(
    connection: Connection, statement: Select[Any]
) -> dict[int, tuple[RecordVersion, ...]]:
    found: dict[int, list[RecordVersion]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.case_id].append(read_record(tuple(row)[:-1]))
    return {case_id: tuple(records) for case_id, records in found.items()}


def records_at(
    connection: Connection, case_id: int, *, known_by: datetime | None = None,
    judged_by: date | None = None,
) -> tuple[RecordVersion, ...]:
    """The version of every record that was current at an instant (UTC) or on a simulated date."""
    latest = (
        select(_RECORD.c.kind, _RECORD.c.key, func.max(_RECORD.c.version).label("version"))
        .where(_RECORD.c.case_id == case_id)
        .group_by(_RECORD.c.kind, _RECORD.c.key)
    )
    if known_by is not None:
        latest = latest.where(_RECORD.c.recorded_at <= known_by)
    if judged_by is not None:
        latest = latest.where(_RECORD.c.judged_on <= judged_by)
    picked = latest.subquery()
    statement = (
        select(*_COLUMNS)
        .join(picked, and_(_RECORD.c.kind == picked.c.kind, _RECORD.c.key == picked.c.key,
                           _RECORD.c.version == picked.c.version))
        .where(_RECORD.c.case_id == case_id)
        .order_by(_RECORD.c.position, _RECORD.c.id)
    )  # fmt: skip
    return tuple(read_record(tuple(row)) for row in connection.execute(statement))


def history_of(
    connection: Connection, case_id: int, kind: str, key: str
) -> tuple[RecordVersion, ...]:
    """Every version of one record, oldest first."""
    statement = (
        _of_case(case_id).where(_RECORD.c.kind == kind, _RECORD.c.key == key)
        .order_by(_RECORD.c.version)
    )  # fmt: skip
    return tuple(read_record(tuple(row)) for row in connection.execute(statement))


def versions_of_kind(
    connection: Connection, case_id: int, kind: str
) -> tuple[RecordVersion, ...]:
    """Every version of every record of a kind, in the order in which they were written."""
    statement = _of_case(case_id).where(_RECORD.c.kind == kind).order_by(_RECORD.c.id)
    return tuple(read_record(tuple(row)) for row in connection.execute(statement))


def versions_of_kinds(
    connection: Connection, case_id: int, kinds: Iterable[str]
) -> tuple[RecordVersion, ...]:
    """Every version of every record of these kinds, oldest first; their texts are commitments."""
    wanted = _RECORD.c.kind.in_(sorted(set(kinds)))
    statement = _of_case(case_id).where(wanted).order_by(_RECORD.c.id)
    return tuple(read_record(tuple(row)) for row in connection.execute(statement))


def versions_of_cases(
    connection: Connection, case_ids: Iterable[int], kinds: Iterable[str]
) -> dict[int, tuple[RecordVersion, ...]]:
    """Every version of the records of these kinds by the id of the case, in one statement."""
    statement = (
        select(*_COLUMNS, _RECORD.c.case_id)
        .where(_RECORD.c.case_id.in_(sorted(set(case_ids))),
               _RECORD.c.kind.in_(sorted(set(kinds))))
        .order_by(_RECORD.c.id)
    )  # fmt: skip
    return _by_case(connection, statement)


def acts_on(
    connection: Connection, case_id: int, pins: Iterable[str]
) -> list[tuple[str, int, date]]:
    """Every recording of any version of the records that the pins name: by whom, by which entry of
    the case's chain, and on which day judged."""
    references = [pin.partition("@")[0].partition("/") for pin in pins]
    if not references:
        return []
    named = tuple_(_RECORD.c.kind, _RECORD.c.key).in_([(r[0], r[2]) for r in references])
    statement = select(_RECORD.c.recorded_by, _RECORD.c.position, _RECORD.c.judged_on).where(
        _RECORD.c.case_id == case_id, named
    )
    return [tuple(row) for row in connection.execute(statement)]


def recorders_of(connection: Connection, case_id: int, pins: Iterable[str]) -> set[str]:
    """Who recorded any version of the records that the pins name."""
    return {person for person, _, _ in acts_on(connection, case_id, pins)}


def references_recorded_by(connection: Connection, case_id: int, person: str) -> frozenset[str]:
    """The records of a case, as `kind/key`, of which this person recorded any version."""
    statement = (
        select(_RECORD.c.kind, _RECORD.c.key)
        .where(_RECORD.c.case_id == case_id, _RECORD.c.recorded_by == person).distinct()
    )  # fmt: skip
    return frozenset(f"{kind}/{key}" for kind, key in connection.execute(statement))


def acts_of(
    connection: Connection, case_id: int, persons: Iterable[str]
) -> list[tuple[str, str, int, date]]:
    """The records of a case, as `kind/key`, of which any of these persons recorded a version: each
    with the person, the entry of the chain and the day judged."""
    statement = select(
        _RECORD.c.kind, _RECORD.c.key, _RECORD.c.recorded_by, _RECORD.c.position,
        _RECORD.c.judged_on,
    ).where(_RECORD.c.case_id == case_id, _RECORD.c.recorded_by.in_(sorted(persons)))  # fmt: skip
    return [
        (f"{kind}/{key}", person, position, day)
        for kind, key, person, position, day in connection.execute(statement)
    ]


def every_version(connection: Connection, case_id: int) -> tuple[RecordVersion, ...]:
    """Every version of every record of a case, in the order in which they were written."""
    statement = _of_case(case_id).order_by(_RECORD.c.position, _RECORD.c.id)
    return tuple(read_record(tuple(row)) for row in connection.execute(statement))


def _of_case(case_id: int) -> Select[Any]:
    return select(*_COLUMNS).where(_RECORD.c.case_id == case_id)


def texts_of_case(connection: Connection, case_id: int) -> dict[str, str]:
    """Every text of a case that has not been erased, by commitment."""
    statement = select(ErasableTextRow.commitment, ErasableTextRow.text).where(
        ErasableTextRow.case_id == case_id
    )
    return {commitment: text for commitment, text in connection.execute(statement)}


def with_texts(
    records: Iterable[RecordVersion], texts: Mapping[str, str], *, privileged: bool
) -> tuple[RecordVersion, ...]:
    """Records with their texts' values; privileged notes are left out unless asked for."""
    return tuple(
        _revealed(record, texts)
        for record in records
        if privileged or record.kind != "privileged_note"
    )


def _revealed(record: RecordVersion, texts: Mapping[str, str]) -> RecordVersion:
    source = record.source
    if source and source.commitment in texts:
        source = Text(source.commitment, texts[source.commitment])
    payload = reveal(record.payload, texts) if record.payload is not None else None
    if payload is record.payload and source is record.source:
        return record
    return replace(record, payload=payload, source=source)


def facts_from(
    row: Any, records: tuple[RecordVersion, ...], as_at: date, *, holidays: str | None = None,
    originals: Mapping[str, tuple[Original, ...]] | None = None,
) -> CaseFacts:
    """The facts of a case from its row and its records, judged as at ``as_at``, with what
    administrators corrected of the bank holidays, and what councils state of papers for all their
    cases, beside them where they did.

    ``holidays`` is what the corrections come to, where the row was read without either.
    ``originals`` are what is privileged now in the cases from which its papers come: whoever shows
    anything of a paper gives them (see ``store.originals``).
    """
    beside = (
        {CORRECTED_HOLIDAYS: row.bank_holidays, RULES_FOR_PAPERS: row.council_papers}
        if holidays is None else {CORRECTED_HOLIDAYS: holidays}
    ) | {PRIVILEGED_THERE: originals}
    return CaseFacts(
        extra={name: known for name, known in beside.items() if known},
        reference=row.reference, pathway=row.pathway, stage=row.stage, visit=row.visit,
        as_at=as_at, opened_on=FactDate.parse(row.opened_on), records=records,
        simulated=row.replayed,
    )
