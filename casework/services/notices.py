"""Notices that something waits here: to whom they go and what they say. They hold no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.viewer import SYSTEM
from casework.engine.beside_gates import with_covers
from casework.services.office import Office
from casework.services.papers_told import told_of_privilege
from casework.services.reading import CaseView, get_case
from casework.store.correspondents import find_correspondents, people_of

CLERKS = ("HC", "HCH")
PURPOSES = {
    "notification": "consults your committee on a proposal",
    "launch": "opens a public consultation",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One mail to one address; two with the same key are the same mail."""

    to: str
    subject: str
    body: str
    key: str


def pack_notices(office: Office, reference: str, pin: str) -> list[Notice]:
    """A notice of an issued pack to each clerk of its organisation; none if it was withdrawn.

    Clerks are those who hold the role on the case for this council or its joint committee; where
    nobody does, whoever of the organisation has an account.
    """
    view = get_case(office, SYSTEM, reference)
    pack = view.facts.find(pin.partition("@")[0])
    if pack is None or pack.state != STATED or pack.pin != pin:
        return []
    with office.database.reading() as connection:
        council = pack.payload.organisation
        people = clerks_of(connection, view.judged, [council])[council]
    return [_pack_notice(office, view, pack, person) for person in people]


def clerks_of(
    connection: Connection, facts: CaseFacts, councils: Sequence[str]
) -> dict[str, list[Any]]:
    """The persons (key, email) who are told of what is issued to each council, in one statement."""
    bodies = {council: {council} | facts.joint_committees_of(council) for council in councils}
    holders = {person for role in CLERKS for person in facts.holders_of(role)}
    people = people_of(connection, set().union(*bodies.values()))
    found = {}
    for council in councils:
        theirs = [p for p in people if p.organisation in bodies[council]]
        clerks = [p for p in theirs if p.key in holders]
        found[council] = clerks or [p for p in theirs if p.has_account]
    return found


def _pack_notice(office: Office, view: CaseView, pack: RecordVersion, person: Any) -> Notice:
    sender = view.names.organisation(view.row.organisation)
    note = "\nThis case is reconstructed from published records; its dates are simulated.\n"
    return Notice(
        person.email,
        f"{view.reference}: documents for {view.names.organisation(pack.payload.organisation)}",
        f"{sender} {PURPOSES[pack.payload.purpose]}: {view.title} ({view.reference}).\n"
        f"{note if view.replayed else ''}\n"
        "Sign in to read the documents, download them and acknowledge receipt:\n"
        f"{office.base_url}/\n",
        f"{view.reference}:{pack.pin}:{person.key}",
    )


def request_notices(office: Office, reference: str, key: str) -> list[Notice]:
    """A notice of an open request to the person asked and whoever covers for them now; none if it
    is settled already."""
    view = get_case(office, SYSTEM, reference)
    asked = view.facts.find(f"request/{key}")
    if asked is None or asked.state != STATED or asked.payload.state not in ("open", "returned"):
        return []
    with office.database.reading() as connection:
        people = find_correspondents(connection, set(with_covers(view.judged, asked.payload.to)))
    return [_request_notice(office, view, asked, person) for person in people]


def _request_notice(office: Office, view: CaseView, asked: RecordVersion, person: Any) -> Notice:
    by = view.names.person(asked.payload.asked_by)
    due = f" by {asked.payload.due_on.plain()}" if asked.payload.due_on else ""
    return Notice(
        person.email,
        f"{view.reference}: something is asked of you{due}",
        f"{by} asks you for something{due} for {view.title} ({view.reference}).\n\n"
        f"Sign in to read what, and to answer:\n{office.base_url}/\n",
        f"{view.reference}:{asked.pin}:{person.key}",
    )


def privilege_notices(office: Office, reference: str, pin: str) -> list[Notice]:
    """A notice to those who keep a case and its advice that a paper of it is privileged now; none
    once it has another version. Whoever holds the role has to know, also who may not read it."""
    view = get_case(office, SYSTEM, reference)
    paper = view.judged.find(pin.partition("@")[0])
    if paper is None or paper.pin != pin:
        return []
    with office.database.reading() as connection:
        people = find_correspondents(connection, set(told_of_privilege(view.judged)))
    return [_privilege_notice(office, view, paper, person) for person in people]


def _privilege_notice(office: Office, view: CaseView, paper: RecordVersion, person: Any) -> Notice:
    return Notice(
        person.email,
        f"{view.reference}: a paper is legally privileged now",
        f"A paper of {view.title} ({view.reference}) became legally privileged in the case that "
        "it comes from. Only legal, governance and those accountable read it now. Where it was "
        "shared outside, it is shown there no more; what was downloaded before is not called "
        f"back.\n\nSign in to see what rests on it:\n{office.base_url}/\n",
        f"{view.reference}:{paper.pin}:privileged:{person.key}",
    )
