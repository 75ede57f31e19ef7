"""Opening a case: at its first stage, or at the stage that it has reached elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.chain import first_hash
from casework.domain.dates import FactDate, london_date
from casework.domain.errors import Invalid, NotPermitted
from casework.domain.permissions import check_can_open_with, check_role_suits
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload
from casework.domain.roles import OUTSIDE_ROLES, ROLES
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.case_people import role_payload
from casework.services.definitions import pin_definition
from casework.services.office import Office
from casework.services.verb import Verb, verb_on
from casework.store.cases import (
    find_programme_id,
    insert_case,
    next_reference,
)
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.parties import find_person, kinds_stood_for
from casework.store.records import Draft
from casework.store.transaction import (
    Transaction,
    case_transaction_on,
    system_transaction,
)

MAIN_PATHWAY = "major-service-change"


@dataclass(frozen=True, slots=True)
class Opening:
    """What is asked when a case is opened.

    ``people`` pairs persons with role codes. ``stage`` other than the first means that the case
    is already under way. ``opened_on`` is when the proposal first arose, perhaps imprecisely.
    """

    title: str
    organisation: str
    summary: str = ""
    people: tuple[tuple[str, str], ...] = ()
    opened_on: FactDate | None = None
    stage: str = ""
    what_went_before: str = ""
    programme: str = ""
    pathway: str = MAIN_PATHWAY
    version: int | None = None
    reference: str = ""
    simulated_on: date | None = None


def open_case(office: Office, viewer: Viewer, opening: Opening, *, once: str = "") -> str:
    """Open a case and return its reference; its opener manages it unless people are named.

    Raises Invalid if the title is empty, the stage or a role is unknown, NotPermitted for people
    of outside organisations and for an opener who names themselves as more than the programme
    manager. With the same one-use key it returns the first case's reference.
    """
    if viewer.outside or viewer.is_anonymous:
        raise NotPermitted(
            "You cannot open a case: your organisation does not commission services.",
            "Ask the integrated care board to open it.",
        )
    definition = _definition(office, opening)
    _check(opening, definition)
    check_can_open_with(viewer, opening.people)
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        earlier = claim_key(tx.connection, once, viewer.person, tx.now)
        if earlier is not None:
            tx.record_audit("case_opening_repeated", {"case": earlier})
            return earlier
        reference = begin_case(office, tx, opening, definition)
        if once:
            keep_result(tx.connection, once, viewer.person, reference)
        tx.record_audit("case_opened", {"case": reference, "definition": definition.hash})
    return reference


def begin_case(
    office: Office, tx: Transaction, opening: Opening, definition: Definition,
    carried: Sequence[Draft] = (),
) -> str:
    """Make the case and its first entry within an open system transaction, which writes its own
    entry. What is ``carried`` over from another case is written in the place of people."""
    reference = _insert(office, tx, opening, definition)
    _write_first_records(office, tx, reference, opening, definition, carried)
    return reference


def _definition(office: Office, opening: Opening) -> Definition:
    if opening.version is None:
        return office.pathways.newest(opening.pathway)
    return office.pathways.version(opening.pathway, opening.version)


def _check(opening: Opening, definition: Definition) -> None:
    if not typed(opening.title):
        raise Invalid("A case needs a title.", "Enter the title of the proposal.", "title")
    if opening.stage and opening.stage not in {s.id for s in definition.stages if not s.final}:
        raise Invalid(
            f"{opening.stage!r} is not a stage of this pathway.", "Choose a stage.", "stage"
        )
    for _, role in opening.people:
        if role not in ROLES:
            raise Invalid(f"{role!r} is not a role.", f"Use one of {', '.join(ROLES)}.", "people")


def _insert(office: Office, tx: Transaction, opening: Opening, definition: Definition) -> str:
    pin_definition(office, tx.connection, definition)
    reference = opening.reference or next_reference(tx.connection, tx.now)
    opened_on = opening.opened_on or FactDate.on(opening.simulated_on or london_date(tx.now))
    insert_case(tx.connection, _case_row(tx.connection, tx, opening, definition, reference,
                                         opened_on))  # fmt: skip
    return reference


def _case_row(
    connection: Connection, tx: Transaction, opening: Opening, definition: Definition,
    reference: str, opened_on: FactDate,
) -> dict[str, Any]:
    return {
        "reference": reference,
        "title": typed(opening.title),
        "pathway": definition.pathway,
        "definition_hash": definition.hash,
        "stage": opening.stage or definition.stages[0].id,
        "visit": 1,
        "seq": 0,
        "audit_position": 0,
        "audit_hash": first_hash(reference),
        "opened_on": opened_on.text,
        "opened_at": tx.now,
        "stage_since": opening.simulated_on or tx.today,
        "simulated_on": opening.simulated_on,
        "replayed": opening.simulated_on is not None,
        "organisation": opening.organisation,
        "programme_id": find_programme_id(connection, opening.programme),
        "blockers": 0,
        "next_date_label": "",
        "next_date_mark": "",
    }


def _write_first_records(
    office: Office, tx: Transaction, reference: str, opening: Opening, definition: Definition,
    carried: Sequence[Draft],
) -> None:
    """The case's own first entry, in the transaction that makes the case."""
    with (
        case_transaction_on(
            tx.connection, tx.viewer, tx.now, reference, simulated_on=opening.simulated_on
        ) as case,
        verb_on(office, case, "case_began") as verb,
    ):
        verb.details.update(definition=definition.hash, opened_on=case.row.opened_on)
        particulars = {"title": opening.title, "summary": opening.summary}
        if opening.organisation:
            particulars["sponsor"] = opening.organisation
        verb.write(
            Draft("particulars", "case", build_payload(get_kind("particulars"), particulars)),
            *(carried or _people(tx.connection, opening, tx.viewer)),
            *_stage_before(opening),
        )
        _enter_first_stage(verb, opening, definition)


def _people(connection: Connection, opening: Opening, viewer: Viewer) -> list[Draft]:
    """The roles of the people named, or the opener's as programme manager.

    Raises Invalid for a person who is not there, and for a role that does not suit their body.
    """
    if not opening.people:
        payload = get_kind("role").payload(person=viewer.person, role="PM")
        return [Draft("role", f"{viewer.person}:PM", payload)]
    return [
        Draft("role", f"{person}:{role}", _role_of(connection, viewer, person, role))
        for person, role in dict.fromkeys(opening.people)
    ]


def _role_of(connection: Connection, viewer: Viewer, person: str, role: str) -> Any:
    row = find_person(connection, person)
    if row is None:
        raise Invalid("There is no such person.", "Choose a person from the list.", "people")
    if role in OUTSIDE_ROLES and not viewer.has_role("system"):
        check_role_suits(role, kinds_stood_for(connection, row.organisation))
    return role_payload(row, role)


def _stage_before(opening: Opening) -> list[Draft]:
    if not opening.stage:
        return []
    payload = get_kind("stage_before").payload(
        stage=opening.stage, reason=commit(typed(opening.what_went_before))
    )
    return [Draft("stage_before", "case", payload)]


def _enter_first_stage(verb: Verb, opening: Opening, definition: Definition) -> None:
    target = opening.stage or definition.stages[0].id
    payload = get_kind("stage_move").payload(origin="", target=target, visit=1)
    # Undated: when the proposal arose is no day on which this stage began.
    verb.write(Draft("stage_move", "visit-1", payload))
