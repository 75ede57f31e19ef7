"""Putting the bodies and persons of a case file into a store that is empty or marked as demo."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from casework.domain.errors import Conflict
from casework.domain.organisations import (
    PUBLISHED_RECORDS,
    is_from_published_records,
    is_outside,
)
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.casefiles.format import Actor, Body, CaseFile
from casework.services.office import Office
from casework.store.cases import find_programme_id
from casework.store.marks import is_demo, mark_as_demo
from casework.store.models.cases import CaseRow
from casework.store.parties import (
    ORGANISATION,
    PERSON,
    find_organisation,
    find_person,
    insert_organisation,
    insert_person,
)
from casework.store.programmes import insert_programme
from casework.store.transaction import Transaction, find_case_row, system_transaction


def prepare_store(office: Office, case: CaseFile) -> None:
    """Mark the store as demo and add what the case file declares; what is there already stays.

    Raises Conflict if the store is neither empty nor marked as demo, if it holds a case of that
    reference, or if it knows a body or person of the same key as somebody else.
    """
    with office.database.reading() as connection:
        check_may_replay(connection)
        if find_case_row(connection, case.reference) is not None:
            raise Conflict(
                f"The store holds a case {case.reference} already.",
                "Replay it into another data folder, or give the file another reference.",
            )
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        mark_as_demo(tx)
        added = [key for body in case.organisations if (key := _add_body(tx, body))]
        persons = [key for actor in case.persons if (key := _add_person(tx, actor))]
        if case.programme and find_programme_id(tx.connection, case.programme) is None:
            insert_programme(tx.connection, case.programme, case.programme, case.organisation)
        tx.record_audit("parties_replayed", {"organisations": added, "persons": persons})


def check_may_replay(connection: Connection) -> None:
    """Raise Conflict unless the store is empty or marked as demo."""
    if is_demo(connection):
        return
    for table in (CaseRow.__table__, ORGANISATION, PERSON):
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise Conflict(
                "This store holds live data: a replay may only go into one that is empty or "
                "marked as demo.",
                "Set CASEWORK_DATA to a new folder.",
            )


def add_assumed(office: Office, bodies: tuple[Body, ...], actors: tuple[Actor, ...]) -> None:
    """Add bodies and persons that a replay assumes, unless they are there."""
    with office.database.reading() as connection:
        missing_bodies = [b for b in bodies if find_organisation(connection, b.key) is None]
        missing = [a for a in actors if find_person(connection, a.key) is None]
    if not missing_bodies and not missing:
        return
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        for body in missing_bodies:
            _add_body(tx, body)
        for actor in missing:
            _add_person(tx, actor)
        tx.record_audit(
            "parties_assumed",
            {"organisations": [b.key for b in missing_bodies], "persons": [a.key for a in missing]},
        )


def viewer_of(case: CaseFile, person: str) -> Viewer:
    """A person of the case file as who looks and acts.

    People of the body whose proposal it is are inside, also where that is a trust, or a body that
    came before those of today.
    """
    actor = next(a for a in case.persons if a.key == person)
    kind = next(b.kind for b in case.organisations if b.key == actor.organisation)
    outside = is_outside(kind) and actor.organisation != case.organisation
    return Viewer(actor.key, actor.organisation, frozenset(actor.oversight), outside)


def _add_body(tx: Transaction, body: Body) -> str:
    found = find_organisation(tx.connection, body.key)
    if found is not None:
        _check_same("organisation", body.key, {"name": body.name, "kind": body.kind}, found)
        return ""
    insert_organisation(
        tx.connection,
        {"key": body.key, "name": body.name, "kind": body.kind, "code_system": body.code_system,
         "code": body.code, "valid_from": body.valid_from, "valid_to": body.valid_to,
         "source": source_in_register(body.source)},
    )  # fmt: skip
    return body.key


def source_in_register(stated: str) -> str:
    """Where the register says that a body of a case file comes from."""
    if is_from_published_records(stated):
        return stated[:300]
    return (f"{PUBLISHED_RECORDS}: {stated}" if stated else PUBLISHED_RECORDS)[:300]


def _add_person(tx: Transaction, actor: Actor) -> str:
    found = find_person(tx.connection, actor.key)
    if found is not None:
        stated = {"job_title": actor.job_title, "organisation": actor.organisation}
        _check_same("person", actor.key, stated, found)
        return ""
    insert_person(
        tx.connection,
        {"key": actor.key, "name": actor.job_title, "email": "",
         "organisation": actor.organisation, "job_title": actor.job_title},
    )  # fmt: skip
    return actor.key


def _check_same(what: str, key: str, stated: dict[str, str], found: Any) -> None:
    for name, value in stated.items():
        if getattr(found, name) != value:
            raise Conflict(
                f"The store knows the {what} {key!r} with another {name.replace('_', ' ')}: "
                f"{getattr(found, name)!r}, and the file says {value!r}.",
                f"Give the {what} another key in the file.",
            )
