"""Taking back an exception: what was set aside or deferred is asked again from then on."""

from __future__ import annotations

from datetime import date

from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import can_act_as, check_can_act_as
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.exceptions import waivers_of
from casework.services.office import Office
from casework.services.verb import case_verb
from casework.store.records import Draft

TAKEN_BACK = frozenset({"waiver", "not_applicable", "deferral"})


def take_back(
    office: Office, viewer: Viewer, reference: str, record: str, version: int, reason: str,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """Take back the exception `kind/key`: it stays in the history and sets nothing aside any more.

    For the roles that may make it, and governance. ``version`` is the one that the form showed.
    Raises Invalid without a reason, NotFound if there is no such exception, Conflict if it has
    changed, NotPermitted.
    """
    if not typed(reason):
        raise Invalid("Taking an exception back needs a reason.", "Say why.", "reason")
    with case_verb(
        office, viewer, reference, "exception_taken_back", simulated_on=simulated_on
    ) as verb:
        found = verb.facts.find(record)
        if found is None or found.kind not in TAKEN_BACK or found.state != STATED:
            raise NotFound("There is no such exception on this case.")
        roles = roles_to_take_back(verb.definition, found)
        check_can_act_as(verb.facts, viewer, roles, "take this back")
        if found.version != version:
            raise Conflict("This has changed since you opened the page.", "Read it again.")
        verb.details.update(taken_back=found.reference)
        (written,) = verb.write(
            Draft(found.kind, found.key, found.payload, WITHDRAWN, found.effective_on,
                  source=commit(typed(reason)))
        )  # fmt: skip
        return written


def can_take_back(d: Definition, facts: CaseFacts, viewer: Viewer, found: RecordVersion) -> bool:
    """True if the viewer may take a stated exception back."""
    return can_act_as(facts, viewer, roles_to_take_back(d, found))


def roles_to_take_back(d: Definition, found: RecordVersion) -> tuple[str, ...]:
    """The roles that may make such an exception, and governance."""
    if found.kind == "deferral":
        return ("GOV",)
    c = d.find_criterion(found.payload.criterion)
    means = "not_applicable" if found.kind == "not_applicable" else found.payload.means
    by = next((w.by for w in waivers_of(c) if w.means == means), ()) if c else ()
    return tuple(dict.fromkeys((*by, "GOV")))
