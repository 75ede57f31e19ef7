"""Shares as lists and counts read them, share codes, and the log of openings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from casework.domain.facts import STATED, RecordVersion
from casework.store.facts import read_record, record_columns
from casework.store.models.cases import CaseRow
from casework.store.models.files import ShareCodeRow, ShareOpeningRow
from casework.store.models.parties import ContactRow, OrganisationSuccessionRow, PersonRow
from casework.store.models.projections import CaseAccessRow, CaseShareRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

_CASE = CaseRow.__table__
_SHARE = CaseShareRow.__table__
_ACCESS = CaseAccessRow.__table__
_CODE = ShareCodeRow.__table__
_OPENING = ShareOpeningRow.__table__
_PERSON = PersonRow.__table__
_CONTACT = ContactRow.__table__
_SUCCESSION = OrganisationSuccessionRow.__table__
_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__


def organisations_stood_for(connection: Connection, organisation: str, today: date) -> set[str]:
    """The organisation and those it has succeeded by a recorded succession in force by today.

    A succession without a date, or with a later one, hands nothing over yet. One that was carried
    out case by case hands each share over by itself.
    """
    if not organisation:
        return set()
    rows = connection.execute(
        select(_SUCCESSION.c.predecessor, _SUCCESSION.c.successor).where(
            _SUCCESSION.c.succeeded_on <= today, _SUCCESSION.c.plan == ""
        )
    ).all()
    found, waiting = {organisation}, [organisation]
    while waiting:
        successor = waiting.pop()
        new = {row.predecessor for row in rows if row.successor == successor} - found
        found |= new
        waiting += sorted(new)
    return found


def list_shares(connection: Connection, organisations: set[str], today: date) -> list[Any]:
    """What is shared with these organisations, with its case, the newest first.

    A replayed case lies in the past of its own simulated date, so the day a share began is not
    compared with today's date there.
    """
    begun = or_(_SHARE.c.since <= today, _CASE.c.replayed)
    ended = or_(_SHARE.c.until.is_(None), _SHARE.c.until > today)
    statement = (
        select(_SHARE.c.organisation, _SHARE.c.shared, _SHARE.c.since, _CASE.c.id.label("case_id"),
               _CASE.c.reference, _CASE.c.title, _CASE.c.replayed)
        .join(_CASE, _CASE.c.id == _SHARE.c.case_id)
        .where(_SHARE.c.organisation.in_(sorted(organisations)), begun, ended)
        .order_by(_SHARE.c.since.desc(), _SHARE.c.id.desc())
    )  # fmt: skip
    return list(connection.execute(statement))


def joint_committees(
    connection: Connection, organisations: set[str]
) -> list[tuple[int, RecordVersion]]:
    """Current records of joint committees, of whatever case, that name any of these as a member.

    Each comes after the id of its case.
    """
    if not organisations:
        return []
    named = [_RECORD.c.structure.contains(f'"{key}"', autoescape=True)
             for key in sorted(organisations)]  # fmt: skip
    statement = (
        select(*record_columns(), _RECORD.c.case_id)
        .join(_HEAD, _HEAD.c.record_id == _RECORD.c.id)
        .where(_HEAD.c.kind == "joint_scrutiny", _RECORD.c.state == STATED, or_(*named))
        .order_by(_RECORD.c.id)
    )
    return [(row.case_id, read_record(row[:-1])) for row in connection.execute(statement)]


def list_versions(
    connection: Connection, case_id: int, kinds: set[str]
) -> list[RecordVersion]:
    """Every version of a case's records of these kinds, in the order of writing."""
    statement = (
        select(*record_columns())
        .where(_RECORD.c.case_id == case_id, _RECORD.c.kind.in_(sorted(kinds)))
        .order_by(_RECORD.c.position, _RECORD.c.id)
    )
    return [read_record(row) for row in connection.execute(statement)]


def list_outside_cases(connection: Connection, person: str, today: date) -> list[Any]:
    """Cases on which a person holds an outside role now: a clerk without a pack yet."""
    statement = (
        select(_CASE.c.id.label("case_id"), _CASE.c.reference, _CASE.c.title, _CASE.c.replayed)
        .join(_ACCESS, _ACCESS.c.case_id == _CASE.c.id)
        .where(
            _ACCESS.c.person == person, _ACCESS.c.outside,
            or_(_ACCESS.c.since.is_(None), _ACCESS.c.since <= today, _CASE.c.replayed),
            or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today, _CASE.c.replayed),
        )
        .distinct()
        .order_by(_CASE.c.reference.desc())
    )  # fmt: skip
    return list(connection.execute(statement))


def cases_shown_to(
    connection: Connection, person: str, organisations: set[str], references: Collection[str],
    today: date,
) -> dict[str, str]:
    """Of these cases, those of which something is shared with the organisations, or on which the
    person holds an outside role: reference and title."""
    shared = select(_SHARE.c.case_id).where(
        _SHARE.c.organisation.in_(sorted(organisations)),
        or_(_SHARE.c.until.is_(None), _SHARE.c.until > today),
    )
    acting = select(_ACCESS.c.case_id).where(
        _ACCESS.c.person == person, _ACCESS.c.outside,
        or_(_ACCESS.c.until.is_(None), _ACCESS.c.until >= today),
    )  # fmt: skip
    statement = select(_CASE.c.reference, _CASE.c.title).where(
        _CASE.c.reference.in_(sorted(references)),
        or_(_CASE.c.id.in_(shared), _CASE.c.id.in_(acting)),
    )
    return {row.reference: row.title for row in connection.execute(statement)}


def log_opening(
    connection: Connection, case_id: int, shared: str, now: datetime, outcome: str, *,
    person: str = "", contact: str = "",
) -> None:
    """Log that something shared was opened, or that somebody tried."""
    connection.execute(
        insert(_OPENING),
        {"case_id": case_id, "shared": shared, "opened_at": now, "person": person,
         "contact": contact, "outcome": outcome},
    )  # fmt: skip


def list_openings(connection: Connection, case_id: int, limit: int) -> list[Any]:
    """The latest openings of what a case shares."""
    statement = (
        select(*_OPENING.c, _PERSON.c.name.label("person_name"))
        .outerjoin(_PERSON, _PERSON.c.key == _OPENING.c.person)
        .where(_OPENING.c.case_id == case_id)
        .order_by(_OPENING.c.opened_at.desc(), _OPENING.c.id.desc()).limit(limit)
    )  # fmt: skip
    return list(connection.execute(statement))


def insert_code(connection: Connection, values: dict[str, Any]) -> int:
    """Add a share code and return its id."""
    statement = insert(_CODE).values(**values).returning(_CODE.c.id)
    return int(connection.execute(statement).scalar_one())


def find_code(connection: Connection, **values: Any) -> Any:
    """The share code with these values, with its case and contact; or None."""
    statement = (
        select(*_CODE.c, _CASE.c.reference, _CASE.c.title, _CASE.c.replayed,
               _CONTACT.c.name.label("contact_name"))
        .join(_CASE, _CASE.c.id == _CODE.c.case_id)
        .outerjoin(_CONTACT, _CONTACT.c.key == _CODE.c.contact)
    )  # fmt: skip
    for name, value in values.items():
        statement = statement.where(_CODE.c[name] == value)
    return connection.execute(statement).one_or_none()


def list_codes(connection: Connection, case_id: int) -> list[Any]:
    """The share codes of a case, newest first, with the name of each contact."""
    statement = (
        select(*_CODE.c, _CONTACT.c.name.label("contact_name"))
        .outerjoin(_CONTACT, _CONTACT.c.key == _CODE.c.contact)
        .where(_CODE.c.case_id == case_id)
        .order_by(_CODE.c.id.desc())
    )
    return list(connection.execute(statement))


def use_code(connection: Connection, code_id: int, now: datetime) -> bool:
    """Use a code up; False if it was used, revoked or has expired meanwhile."""
    statement = update(_CODE).where(
        _CODE.c.id == code_id, _CODE.c.used_at.is_(None), _CODE.c.revoked_at.is_(None),
        _CODE.c.expires_at > now,
    )  # fmt: skip
    return bool(connection.execute(statement.values(used_at=now)).rowcount == 1)


def revoke_code(connection: Connection, case_id: int, code_id: int, now: datetime) -> bool:
    """Revoke a code of a case; False if there is none or it is revoked already."""
    statement = update(_CODE).where(
        _CODE.c.id == code_id, _CODE.c.case_id == case_id, _CODE.c.revoked_at.is_(None)
    )
    return bool(connection.execute(statement.values(revoked_at=now)).rowcount == 1)
