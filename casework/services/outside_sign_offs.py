"""The second person's word on a sign-off that was recorded from an outside body's letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework.domain.cover import stands_for
from casework.domain.errors import Conflict, Invalid, NotPermitted
from casework.domain.facts import STATED, WITHDRAWN, RecordVersion
from casework.domain.forces import FOUR_EYES
from casework.domain.permissions import check_can_decide_as
from casework.domain.second_person import RECORDERS
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.signatures import ASKED_SINCE, asked_since
from casework.services.both_names import suppliers_of
from casework.services.office import Office
from casework.services.signing import criterion_of
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


def check_outside_sign_off(
    office: Office, viewer: Viewer, reference: str, attestation: str, version: int,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """A second person checks a sign-off recorded from outside against its letter or minute.

    Raises NotPermitted if the checker recorded it, Conflict if it changed, Invalid if it needs
    no check.
    """
    with case_verb(
        office, viewer, reference, "outside_sign_off_checked", simulated_on=simulated_on
    ) as verb:
        found = _waiting(verb, attestation, version)
        payload = replace(found.payload, checked_by=viewer.person)
        (written,) = verb.write(
            Draft("attestation", attestation, payload, effective_on=found.effective_on,
                  on_behalf_of=found.on_behalf_of, cites=found.cites, assumed=found.assumed,
                  source=found.source)
        )  # fmt: skip
        return written


def reject_outside_sign_off(
    office: Office, viewer: Viewer, reference: str, attestation: str, version: int, reason: str
) -> RecordVersion:
    """A second person finds that it is not as the letter or minute has it: it is taken back.

    Raises as ``check_outside_sign_off`` does, and Invalid without a reason.
    """
    if not typed(reason):
        raise Invalid("Say what is wrong with it.", "Enter what the letter says instead.",
                      "reason")  # fmt: skip
    with case_verb(office, viewer, reference, "outside_sign_off_rejected") as verb:
        found = _waiting(verb, attestation, version)
        draft = Draft("attestation", attestation, found.payload, WITHDRAWN,
                      source=commit(typed(reason)))  # fmt: skip
        (written,) = verb.write(draft)
        return written


def _waiting(verb: Verb, attestation: str, version: int) -> RecordVersion:
    """The sign-off, if it waits for the viewer's check."""
    check_can_decide_as(verb.facts, verb.viewer, RECORDERS, "check an outside sign-off")
    found = verb.facts.find(f"attestation/{attestation}")
    if found is None or found.state != STATED or not found.payload.recorded_from:
        raise Invalid("There is no outside sign-off there to check.")
    if found.payload.checked_by:
        raise Invalid("This sign-off is checked already.", "Nothing more is needed.")
    if found.version != version:
        raise Conflict("The sign-off has changed since you opened this page.",
                       "Look at it again.")  # fmt: skip
    _check_checker(verb, found)
    if asked_since(found, verb.facts):
        raise Conflict(ASKED_SINCE, "Record the sign-off anew, from a letter that says so.")
    return found


def _check_checker(verb: Verb, found: RecordVersion) -> None:
    """Raise NotPermitted for who recorded the sign-off or, where four eyes are asked, supplied
    what it relies on: they would check themselves."""
    c = criterion_of(verb.definition, found.payload.criterion)
    barred = {found.payload.person, *found.payload.acted_for}
    if c.force in FOUR_EYES:
        barred |= suppliers_of(
            verb.tx.connection, verb.tx.row.id, verb.facts, found.payload.relied_on
        )
    if stands_for(verb.facts, verb.viewer.person) & barred:
        raise NotPermitted(
            "You recorded this sign-off or what it relies on, or somebody for whom you cover or "
            "who covered for you did, so you cannot be the one who checks it.",
            "Ask another person on the case to check it.",
        )
