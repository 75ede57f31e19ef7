"""Reading covers: those of a case, and for whom a person covers on all their cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.cover import held_on, may_lie_ahead
from casework.domain.facts import STATED
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import listing
from casework.store.parties import names_of_persons


@dataclass(frozen=True, slots=True)
class CoverOnCase:
    """A cover in force or still to come in which a person covers or is covered for.

    ``since`` and ``until`` are its first and last day; ``is_theirs`` is True for who covers.
    """

    reference: str
    title: str
    covered: str
    covering: str
    roles: tuple[str, ...]
    since: date
    until: date
    is_theirs: bool
    is_in_force: bool


def covers_of(connection: Connection, viewer: Viewer, today: date) -> tuple[CoverOnCase, ...]:
    """The covers of this person on every case, in force or still to come; their own name first."""
    rows = [
        (case, record) for case, record in listing.list_covers_near(connection, viewer, today)
        if record.state == STATED and may_lie_ahead(record, today)
        and viewer.person in (record.payload.covering, record.payload.covered)
    ]  # fmt: skip
    persons = {p for _, r in rows for p in (r.payload.covered, r.payload.covering)}
    names = names_of_persons(connection, persons) if persons else {}
    return tuple(
        CoverOnCase(
            case.reference, case.title, names.get(r.payload.covered, r.payload.covered),
            names.get(r.payload.covering, r.payload.covering), r.payload.roles,
            r.payload.since.earliest, r.payload.until.latest,
            r.payload.covering == viewer.person, r.payload.since.earliest <= today,
        )
        for case, r in rows
    )  # fmt: skip


def own_roles_on_cases(
    connection: Connection, viewer: Viewer, today: date, held: Iterable[Any],
    covers: Iterable[CoverOnCase],
) -> set[tuple[str, str]]:
    """By reference of the case, the roles among those ``held`` that the viewer holds in their own
    right: neither one that only a cover lends, nor one that they had before it ended."""
    own = {(row.reference, row.role) for row in held if row.own}
    lent = {
        (c.reference, role) for c in covers if c.is_theirs and c.is_in_force for role in c.roles
    }
    doubtful = own & lent
    if not doubtful:
        return own
    given = listing.list_roles_given(connection, viewer.person)
    return (own - doubtful) | {
        (reference, r.payload.role) for reference, _, _, r in given
        if r.state == STATED and held_on(r, today) and (reference, r.payload.role) in doubtful
    }  # fmt: skip


def list_cases_to_cover(office: Office, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The live cases on which a person holds a role inside in their own right, and so can be
    covered for: reference and title, newest first."""
    today = office.clock.today()
    with office.database.reading() as connection:
        given = listing.list_roles_given(connection, viewer.person)
    return tuple(dict.fromkeys(
        (reference, title) for reference, title, replayed, r in given
        if r.state == STATED and held_on(r, today) and not replayed
        and r.payload.role not in OUTSIDE_ROLES
    ))  # fmt: skip


def absences_elsewhere(
    office: Office, person: str, references: Iterable[str], since: date, until: date
) -> tuple[CoverOnCase, ...]:
    """The covers on other live cases by which this person is away on some of these days."""
    today, here = office.clock.today(), set(references)
    with office.database.reading() as connection:
        found = covers_of(connection, Viewer(person, ""), today)
    return tuple(c for c in found if not c.is_theirs and c.reference not in here
                 and c.since <= until and c.until >= since)  # fmt: skip
