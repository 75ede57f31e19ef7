"""The second person's check of what another body said, recorded from its letter or minute."""

from __future__ import annotations

from datetime import date

from casework.domain.cover import stands_for
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import can_decide_as, check_can_decide_as
from casework.domain.records import get_kind
from casework.domain.second_person import RECORDERS, second_check_key, waits_for_check
from casework.domain.viewer import Viewer
from casework.services.both_names import suppliers_of
from casework.services.office import Office
from casework.services.verb import case_verb
from casework.store.records import Draft


def check_record(
    office: Office, viewer: Viewer, reference: str, record: str, version: int,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """Say that `kind/key` is as the letter or minute has it; it counts from then on.

    Raises NotFound if there is no such record, Conflict if it has changed since it was shown,
    Invalid if it waits for no check, NotPermitted for who recorded any version of it.
    """
    with case_verb(
        office, viewer, reference, "record_checked", simulated_on=simulated_on
    ) as verb:
        check_can_decide_as(verb.facts, viewer, RECORDERS, "check what another body said")
        found = verb.facts.find(record)
        if found is None or found.state != STATED:
            raise NotFound(f"There is no record {record} on this case.")
        if found.version != version:
            raise Conflict("The record has changed since you opened this page.",
                           "Look at it again.")  # fmt: skip
        if not waits_for_check(verb.facts, found):
            raise Invalid("This waits for nobody's check.", "Nothing more is needed.")
        recorders = suppliers_of(
            verb.tx.connection, verb.tx.row.id, verb.facts, [found.pin]
        )
        if stands_for(verb.facts, viewer.person) & recorders:
            raise NotPermitted(
                "You recorded this, or somebody for whom you cover or who covered for you did, "
                "so you cannot be the one who checks it.",
                "Ask another person on the case to check it.",
            )
        payload = get_kind("second_check").payload(record=found.pin, person=viewer.person)
        (written,) = verb.write(
            Draft("second_check", second_check_key(found), payload, assumed=found.assumed)
        )
        return written


def can_check_record(
    facts: CaseFacts, viewer: Viewer, record: RecordVersion, own: frozenset[str]
) -> bool:
    """True if the viewer may check a record: the page's twin of ``check_record``.

    ``own`` are the records of which the viewer recorded any version.
    """
    return (
        waits_for_check(facts, record)
        and can_decide_as(facts, viewer, RECORDERS)
        and record.reference not in own
    )
