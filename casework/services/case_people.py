"""Who acts on a case, in which role, from one date to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import check_can_keep_people
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, ROLES
from casework.domain.roles_suited import check_role_suits
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.verb import case_verb
from casework.store.parties import find_person, kinds_stood_for
from casework.store.records import Draft


def give_role(
    office: Office, viewer: Viewer, reference: str, person: str, role: str,
    since: FactDate | None = None, *, simulated_on: date | None = None, source: str = "",
    assumed: bool = False,
) -> RecordVersion:
    """Give another person a role on the case. Raises Invalid for an unknown role or person,
    and for a role inside given to a person from outside, NotPermitted to oneself and for roles
    that only governance gives."""
    if role not in ROLES:
        raise Invalid(f"{role!r} is not a role.", f"Use one of {', '.join(ROLES)}.", "role")
    with case_verb(office, viewer, reference, "role_given", simulated_on=simulated_on) as verb:
        check_can_keep_people(verb.facts, viewer, role, person)
        found = find_person(verb.tx.connection, person)
        if found is None:
            raise Invalid("There is no such person.", "Choose a person from the list.", "person")
        row = verb.tx.row
        of_the_proposer = row.replayed and found.organisation == row.organisation
        if not (viewer.has_role("system") or of_the_proposer):
            check_role_suits(role, kinds_stood_for(verb.tx.connection, found.organisation))
        payload = role_payload(found, role, since)
        draft = Draft("role", f"{person}:{role}", payload, effective_on=since, assumed=assumed,
                      source=commit(source))  # fmt: skip
        (version,) = verb.write(draft)
        return version


def role_payload(person: Any, role: str, since: FactDate | None = None) -> Any:
    """A role of a person's row; from outside they speak for their organisation."""
    body = (person.organisation or "") if role in OUTSIDE_ROLES else ""
    return get_kind("role").payload(
        person=person.key, role=role, organisation=body, since=since
    )


def end_role(
    office: Office, viewer: Viewer, reference: str, person: str, role: str, until: FactDate,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """End a person's role on the case from a date. What they signed stays signed."""
    with case_verb(office, viewer, reference, "role_ended", simulated_on=simulated_on) as verb:
        check_can_keep_people(verb.facts, viewer, role)
        found = role_held(verb.facts, person, role)
        if found is None:
            raise NotFound("That person does not hold that role on this case.")
        check_ends_after_it_began(found, until)
        payload = replace(found.payload, until=until)
        (version,) = verb.write(Draft("role", found.key, payload, effective_on=until))
        return version


def check_ends_after_it_began(role: RecordVersion, until: FactDate) -> None:
    """Raise Invalid for an end that lies certainly before the role was given."""
    since = role.payload.since
    if since is not None and until.before(since) is True:
        raise Invalid("A role does not end before it was given.",
                      f"It was given on {since.plain()}.", "until")  # fmt: skip


def role_held(facts: CaseFacts, person: str, role: str) -> RecordVersion | None:
    """The person's record of the role: of several, after a succession, the one without an end."""
    found = [r for r in facts.current("role")
             if (r.payload.person, r.payload.role) == (person, role)]  # fmt: skip
    lasting = [r for r in found if r.payload.until is None]
    return next(reversed(lasting or found), None)
