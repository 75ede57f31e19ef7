"""Versions of the entries of bodies' schemes of delegation, and the cases judged by them. Writes
need an open transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select

from casework.domain.canonical import canonical
from casework.domain.schemes import TAKEN_OVER, SchemeEntry
from casework.store.models.cases import CaseRow
from casework.store.models.jobs import JobRow
from casework.store.models.parties import OrganisationRow, PersonRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow
from casework.store.models.schemes import SchemeEntryRow

_TABLE = SchemeEntryRow.__table__
_PERSON = PersonRow.__table__
_ORGANISATION = OrganisationRow.__table__
_CASE = CaseRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_JOB = JobRow.__table__


def entry_of(row: Any) -> SchemeEntry:
    """A version as the rules know it."""
    return SchemeEntry(
        row.organisation, row.key, row.version, row.state, json.loads(row.structure), row.document,
        row.document_dated,
    )  # fmt: skip


def newest_entries(
    connection: Connection, bodies: Collection[str]
) -> list[tuple[SchemeEntry, str, date | None, str]]:
    """The newest version of every entry of these bodies, also of those withdrawn, in the order in
    which they were first stated; each with the name and the last day of its body, and why."""
    each = (
        select(func.min(_TABLE.c.id).label("first"), func.max(_TABLE.c.id).label("newest"))
        .where(_TABLE.c.organisation.in_(sorted(bodies)))
        .group_by(_TABLE.c.organisation, _TABLE.c.key)
        .subquery()
    )
    statement = (
        select(_TABLE, _ORGANISATION.c.name.label("body_name"), _ORGANISATION.c.valid_to)
        .join(each, each.c.newest == _TABLE.c.id)
        .outerjoin(_ORGANISATION, _ORGANISATION.c.key == _TABLE.c.organisation)
        .order_by(_TABLE.c.organisation, each.c.first)
    )
    return [
        (entry_of(row), row.body_name or row.organisation, row.valid_to, row.reason)
        for row in connection.execute(statement)
    ]


def versions_of(connection: Connection, body: str, key: str = "") -> list[Any]:
    """Every version of one entry, or of all of the body, oldest first, with its recorder's name."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .outerjoin(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by)
        .where(_TABLE.c.organisation == body).order_by(_TABLE.c.id)
    )  # fmt: skip
    return list(connection.execute(statement.where(_TABLE.c.key == key) if key else statement))


def all_versions(connection: Connection) -> list[Any]:
    """Every version of every entry of every body, oldest first."""
    return list(connection.execute(select(_TABLE).order_by(_TABLE.c.id)))


def insert_version(
    connection: Connection, entry: SchemeEntry, reason: str, person: str, now: Any
) -> None:
    """Add a version."""
    connection.execute(insert(_TABLE), {
        "organisation": entry.body, "key": entry.key, "version": entry.version,
        "state": entry.state, "structure": canonical(dict(entry.values)),
        "document": entry.document, "document_dated": entry.dated, "reason": reason,
        "recorded_by": person, "recorded_at": now,
    })  # fmt: skip


def bodies_that_keep_one(connection: Connection, bodies: Collection[str]) -> list[str]:
    """Those of these bodies of whose scheme anything was ever stated."""
    statement = select(_TABLE.c.organisation).where(_TABLE.c.organisation.in_(sorted(bodies)))
    return list(connection.execute(statement.distinct().order_by(_TABLE.c.organisation)).scalars())


def cases_of_body(
    connection: Connection, body: str, ended: Iterable[str], *, after: str = "",
    limit: int | None = None,
) -> list[Any]:
    """Live cases at none of the stages ``ended`` that are judged by the body's scheme, in the order
    of their references; each with what it holds of it, as canonical text or None."""
    named = (
        select(_HEAD.c.case_id).join(_RECORD, _RECORD.c.id == _HEAD.c.record_id)
        .where(
            _HEAD.c.kind.in_(("particulars", "responsible_body", TAKEN_OVER)),
            _RECORD.c.state == "stated", _RECORD.c.structure.contains(f'"{body}"', autoescape=True),
        )
    )  # fmt: skip
    holds = and_(_HEAD.c.case_id == _CASE.c.id, _HEAD.c.kind == TAKEN_OVER, _HEAD.c.key == body)
    statement = (
        select(_CASE.c.id, _CASE.c.reference, _CASE.c.title, _RECORD.c.structure.label("holds"))
        .outerjoin(_HEAD, holds)
        .outerjoin(_RECORD, _RECORD.c.id == _HEAD.c.record_id)
        .where(_CASE.c.replayed.is_(False), _CASE.c.stage.not_in(sorted(ended)),
               or_(_CASE.c.organisation == body, _CASE.c.id.in_(named)), _CASE.c.reference > after)
        .order_by(_CASE.c.reference)
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))


def jobs_under_way(
    connection: Connection, name: str, body: str, references: Collection[str]
) -> dict[str, tuple[str, str]]:
    """State and last error of the newest job of this name about the body that is not done, by
    case."""
    statement = (
        select(_JOB.c.case_reference, _JOB.c.state, _JOB.c.last_error, _JOB.c.arguments)
        .where(_JOB.c.name == name, _JOB.c.state != "done",
               _JOB.c.case_reference.in_(sorted(references)))
        .order_by(_JOB.c.id)
    )  # fmt: skip
    return {row.case_reference: (row.state, row.last_error)
            for row in connection.execute(statement)
            if json.loads(row.arguments).get("body") == body}  # fmt: skip
