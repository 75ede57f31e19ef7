"""A succession as a case file states it: on the replayed case alone, by two of its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casework.domain.errors import Conflict, Invalid, InvalidFields, NotPermitted
from casework.domain.permissions import check_can_act_as
from casework.domain.records.succession import SORTS
from casework.domain.successions import (
    CONFIRMED,
    Succession,
    can_keep_successions,
    faults_of_shape,
)
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.succession_passing import ALREADY, pass_on
from casework.services.verb import case_verb
from casework.store import parties
from casework.store import successions as store
from casework.store.transaction import find_case_row

STATERS, CONFIRMERS = ("GOV",), ("GOV", "LEG")


@dataclass(frozen=True, slots=True)
class SuccessionStated:
    """What a case file says: ``passes`` gives the successors of a line, ``persons`` the body to
    which a person goes, empty where their roles end."""

    key: str
    sort: str
    bodies: tuple[str, ...]
    successors: tuple[str, ...]
    on: date | None
    instrument: str
    confirmed_by: str
    passes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    overseers: frozenset[str] = frozenset()
    """Persons of governance or law of the whole system, whom no role on the case shows."""


def succeed_on_case(
    office: Office, viewer: Viewer, reference: str, stated: SuccessionStated,
    *, simulated_on: date | None = None,
) -> None:
    """Pass what the bodies held on one replayed case to their successors.

    The register of bodies, which live cases share, learns nothing of it.

    Raises Invalid on a live case and for what contradicts itself, NotPermitted unless the viewer
    is governance and ``confirmed_by`` is another person of governance or law on the case,
    RefusedMove for a line without a successor.
    """
    s = _succession(reference, stated)
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        people = store.persons_of(connection, s.predecessors)
        kinds = {r.key: r.kind for r in parties.list_organisations(connection)}
    if row is not None and not row.replayed:
        raise Invalid("A live case is not succeeded on by itself.",
                      "State the succession for all cases of the body.")  # fmt: skip
    with case_verb(
        office, viewer, reference, "succession_passed", simulated_on=simulated_on
    ) as verb:
        if not can_keep_successions(viewer):
            check_can_act_as(verb.facts, viewer, STATERS, "state a succession")
        confirms = stated.confirmed_by in stated.overseers or (
            verb.facts.roles_of(stated.confirmed_by) & set(CONFIRMERS)
        )
        if stated.confirmed_by == viewer.person or not confirms:
            raise NotPermitted(
                "A second person of governance, or a legal adviser, confirms a succession.",
                "Name one of this case who is not the one who states it.",
            )
        if pass_on(verb, s, people, kinds, stated.confirmed_by) == ALREADY:
            raise Conflict("This succession has passed everything on this case already.")


def _succession(reference: str, stated: SuccessionStated) -> Succession:
    faults = faults_of_shape(stated.sort, stated.bodies, stated.successors, "")
    if stated.sort not in SORTS:
        faults["sort"] = f"Use one of {', '.join(SORTS)}"
    if stated.on is None:
        faults["on"] = "Give the exact first day on which it is in force"
    if faults or stated.on is None:
        raise InvalidFields(faults)
    return Succession(
        stated.key, 1, CONFIRMED, stated.sort, stated.bodies,
        stated.successors, stated.on, stated.instrument,
        choices={f"{reference}|{what}": to for what, to in stated.passes.items()},
        persons=stated.persons,
    )  # fmt: skip
