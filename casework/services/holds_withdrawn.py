"""Withdrawing a hold that was begun by hand in error: it never was, and its history stays.

A hold that ended is ended; one that never should have been is withdrawn. What it had moved is moved
back in the same act: the decisions that fell with its end stand again, unless another hold took
them off the record too or one was taken in their place, and the terms of a pause
that was none go with it. A hold lifts what it freezes as it goes, so it takes a second person: who
recorded it does not withdraw it. One that began with a direction or report goes with that record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.domain.after_withdrawal import check_hold_is_left
from casework.domain.cover import stands_for
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import can_act_as, check_can_act_as
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.both_names import suppliers_of
from casework.services.hold_falls import fallen_with, history_of_hold, standing_again
from casework.services.holds_behind import began_with_a_record
from casework.services.office import Office
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft

GOES_TOO = "The pause itself was withdrawn: {}"


def withdraw_hold(
    office: Office, viewer: Viewer, reference: str, key: str, version: int | None,
    reason: str, *, simulated_on: date | None = None, once: str = "",
) -> RecordVersion:
    """Withdraw a hold that was begun by hand, open or ended, as one that never was.

    ``version`` is the one that the form showed; None takes it as it stands. Raises Invalid without
    a reason, NotFound if there is no such hold, Conflict if it has changed, began with a record, or
    a direction, report or claim on record stands behind it; NotPermitted for whoever may not start
    such a hold, and for whoever recorded it.
    """
    if not typed(reason):
        raise Invalid("A withdrawal needs a reason.", "Say why it is withdrawn.", "reason")
    with case_verb(
        office, viewer, reference, "hold_withdrawn", simulated_on=simulated_on, once=once
    ) as verb:
        found = verb.facts.find(f"hold/{key}")
        if found is None or found.state != STATED:
            raise NotFound("There is no such hold on this case, or it is withdrawn already.",
                           "See the holds of the case.")  # fmt: skip
        check_hold_is_left(verb.facts, found.payload.hold)
        check_can_withdraw_hold(verb.definition, verb.facts, viewer, found, _recorders(verb, found))
        if version not in (None, found.version):
            raise Conflict("The hold has changed since you opened this page.",
                           "Look at it again.")  # fmt: skip
        verb.details["hold"] = found.payload.hold
        why = typed(reason)
        fallen = fallen_with(verb.facts, found, history_of_hold(verb, found))
        (written, *_) = verb.write(
            Draft("hold", found.key, found.payload, WITHDRAWN, found.effective_on,
                  source=commit(why)),
            *standing_again(verb, fallen), *_terms(verb.facts, found, why),
        )  # fmt: skip
        verb.result = written.pin
        return written


def check_can_withdraw_hold(
    d: Definition, facts: CaseFacts, viewer: Viewer, hold: RecordVersion, recorders: Iterable[str]
) -> None:
    """Raise NotPermitted or Conflict unless the viewer may withdraw the hold.

    ``recorders`` recorded any version of it.
    """
    kind = d.find_hold(hold.payload.hold)
    title = kind.title if kind else hold.payload.hold
    if kind is not None:
        check_can_act_as(facts, viewer, kind.by, f"withdraw “{title}”")
    if began_with_a_record(facts, hold):
        raise Conflict(
            f"{title}: this hold began with the record of a direction or report.",
            "Withdraw that record, and the hold goes with it.",
        )
    if kept_by(facts, hold):
        raise Conflict(
            f"{title}: a direction, report or claim on record stands behind this hold, and would "
            "bar nothing without it.",
            "If that was an error too, withdraw it first. Otherwise the hold is ended, and not "
            "withdrawn.",
        )
    if stands_for(facts, viewer.person) & set(recorders):
        raise NotPermitted(
            "You recorded this hold, or somebody for whom you cover or who covered for you did, so "
            "you cannot be the one who withdraws it.",
            "Tell another person who may start such a hold why it was an error, and ask them to "
            "withdraw it.",
        )


def can_withdraw_hold(
    d: Definition, facts: CaseFacts, viewer: Viewer, hold: RecordVersion
) -> bool:
    """True where the page offers it: to whoever may start such a hold, for one begun by hand."""
    kind = d.find_hold(hold.payload.hold)
    return (kind is None or can_act_as(facts, viewer, kind.by)) and not began_with_a_record(
        facts, hold
    )


def kept_by(facts: CaseFacts, hold: RecordVersion) -> list[str]:
    """What is on record and would bar nothing without this hold: the directions and reports that
    were linked to it, and the claims that name it."""
    linked = [r for ref in hold.payload.because if (r := facts.find(ref)) and r.state == STATED]
    claims = [r for r in facts.current("claim")
              if r.payload.hold.partition("@")[0] == hold.reference]  # fmt: skip
    return [r.reference for r in (*linked, *claims)]


def _terms(facts: CaseFacts, hold: RecordVersion, why: str) -> list[Draft]:
    return [
        Draft(r.kind, r.key, r.payload, WITHDRAWN, r.effective_on,
              source=commit(GOES_TOO.format(why)))
        for r in facts.current("pause")
        if r.payload.hold.partition("@")[0] == hold.reference
    ]  # fmt: skip


def _recorders(verb: Verb, hold: RecordVersion) -> set[str]:
    return suppliers_of(verb.tx.connection, verb.tx.row.id, verb.facts, [hold.pin])
