"""The second person's word on an exception: until it is given, the exception sets nothing aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework.domain.cover import is_another, stands_for
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import can_decide_as, check_can_decide_as
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion
from casework.engine.exceptions import confirmers_of, waits_for_second
from casework.engine.signatures import ASKED_SINCE, asked_since
from casework.services.office import Office
from casework.services.signing import criterion_of
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


def confirm_not_applicable(
    office: Office, viewer: Viewer, reference: str, key: str, version: int | None = None,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """A second person confirms that a criterion does not apply: one of the roles that its rule
    names, else governance or the legal adviser.

    ``version`` is the one that the form showed. Raises NotPermitted if it is the same person or a
    role that may not, NotFound if there is no such determination, Conflict if it has changed,
    Invalid if it is confirmed already.
    """
    return _confirm(office, viewer, reference, f"not_applicable/{key}", version, simulated_on)


def confirm_set_aside(
    office: Office, viewer: Viewer, reference: str, key: str, version: int | None = None,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """The second person whom a waiver names confirms it, while they hold a role that its rule asks.

    Raises as ``confirm_not_applicable`` does.
    """
    return _confirm(office, viewer, reference, f"waiver/{key}", version, simulated_on)


def _confirm(
    office: Office, viewer: Viewer, reference: str, record: str, version: int | None,
    simulated_on: date | None,
) -> RecordVersion:
    audit_kind = f"{record.partition('/')[0]}_confirmed"
    with case_verb(
        office, viewer, reference, audit_kind, simulated_on=simulated_on
    ) as verb:
        found = verb.facts.find(record)
        if found is None or found.state != STATED:
            raise NotFound("There is no such determination on this case.")
        if version is not None and found.version != version:
            raise Conflict("This has changed since you opened the page.", "Read it again.")
        _check_confirmer(verb, found)
        if found.kind == "waiver" and asked_since(found, verb.facts):
            raise Conflict(ASKED_SINCE, "Set it aside anew, then have that confirmed.")
        payload = replace(found.payload, confirmed_by=viewer.person)
        (written,) = verb.write(
            Draft(found.kind, found.key, payload, effective_on=found.effective_on,
                  cites=found.cites, assumed=found.assumed, source=found.source)
        )  # fmt: skip
        return written


def _check_confirmer(verb: Verb, found: RecordVersion) -> None:
    """Raise unless the viewer is the second person whom the exception waits for."""
    if not waits_for_second(found):
        raise Invalid("This waits for nobody's confirmation.", "Nothing more is needed.")
    c = criterion_of(verb.definition, found.payload.criterion)
    check_can_decide_as(verb.facts, verb.viewer, confirmers_of(c, found), "confirm this")
    if not _is_another(verb.facts, verb.viewer, found):
        raise NotPermitted(
            "You made this determination, or somebody for whom you cover or who covered for you "
            "did, so you cannot be the one who confirms it.",
            "Ask the second person to confirm it.",
        )
    if not may_confirm(c, verb.facts, verb.viewer, found):
        raise NotPermitted("Another person is named to confirm this.", "They confirm it.")


def may_confirm(c: Criterion, facts: CaseFacts, viewer: Viewer, found: RecordVersion) -> bool:
    """True if the viewer is the second person whom an exception waits for."""
    named = getattr(found.payload, "second_person", "")
    return (
        waits_for_second(found)
        and can_decide_as(facts, viewer, confirmers_of(c, found))
        and _is_another(facts, viewer, found)
        and (not named or named in stands_for(facts, viewer.person))
    )


def _is_another(facts: CaseFacts, viewer: Viewer, found: RecordVersion) -> bool:
    return is_another(facts, viewer.person, (found.payload.person, *found.payload.acted_for))
