"""Withdrawing a hold that was begun by hand in error: it never was, and its history stays.

A hold that ended is ended; one that never should have been is withdrawn. What it had moved is moved
back in the same act: the decisions that fell with its end stand again, unless another hold took
them off the record too or one was taken in their place, and the terms of a pause
that was none go with it. A hold lifts what it freezes as it goes, so it takes a second person: who
recorded it does not withdraw it. One that began with a direction or report goes with that record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.after_withdrawal import check_hold_is_left
from casework.domain.cover import stands_for
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import can_act_as, check_can_act_as
from casework.domain.text import EMPTY, commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.both_names import suppliers_of
from casework.services.holds_behind import began_with_a_record
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.services.verb import Verb, case_verb
from casework.store.facts import history_of
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
        (written, *_) = verb.write(
            Draft("hold", found.key, found.payload, WITHDRAWN, found.effective_on,
                  source=commit(why)),
            *_standing_again(verb, found), *_terms(verb.facts, found, why),
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
        check_can_act_as(facts, viewer, kind.by, f"withdraw: {title.lower()}")
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


@dataclass(frozen=True, slots=True)
class Fallen:
    """A decision that fell with the end of a hold. What keeps it from standing again: ``also`` are
    other holds that took it off the record, ``since`` the decisions taken in its place."""

    decision: RecordVersion
    also: tuple[RecordVersion, ...]
    since: tuple[RecordVersion, ...]

    @property
    def stands_again(self) -> bool:
        """True if nothing else keeps it off the record."""
        return not self.also and not self.since


def fallen_on(office: Office, view: CaseView, hold: RecordVersion) -> tuple[Fallen, ...]:
    """The decisions that fell with the end of a hold, for the page that withdraws it."""
    with office.database.reading() as connection:
        versions = history_of(connection, view.row.id, "hold", hold.key)
    return fallen_with(view.facts, hold, versions)


def fallen_with(
    facts: CaseFacts, hold: RecordVersion, versions: Sequence[RecordVersion]
) -> tuple[Fallen, ...]:
    """The decisions that fell with the end of a hold, and of which nothing was said since.

    ``versions`` are all of the hold: it fell with the first that has its end, and what is linked
    to a hold afterwards makes further ones.
    """
    ends = [v.position for v in sorted(versions, key=lambda v: v.version)
            if v.state == STATED and v.payload is not None and v.payload.ended_on is not None]
    if not ends:
        return ()
    named = _fell(hold)
    return tuple(
        Fallen(r, _other_holds(facts, hold, r), _taken_since(facts, r, ends[0]))
        for r in facts.records
        if r.reference in named and r.state == WITHDRAWN and r.position == ends[0]
    )


def _fell(hold: RecordVersion) -> set[str]:
    return {ref.partition("@")[0] for ref in hold.payload.falls}


def _other_holds(
    facts: CaseFacts, hold: RecordVersion, fallen: RecordVersion
) -> tuple[RecordVersion, ...]:
    return tuple(
        r for r in facts.current("hold")
        if r.reference != hold.reference and fallen.reference in _fell(r)
    )


def _taken_since(
    facts: CaseFacts, fallen: RecordVersion, position: int
) -> tuple[RecordVersion, ...]:
    return tuple(
        r for r in facts.current(fallen.kind, purpose=fallen.purpose) if r.position > position
    )


def _standing_again(verb: Verb, hold: RecordVersion) -> list[Draft]:
    """Each decision that fell and that nothing else keeps so, as it was stated before."""
    found = []
    of_hold = history_of(verb.tx.connection, verb.tx.row.id, "hold", hold.key)
    for each in fallen_with(verb.facts, hold, of_hold):
        if not each.stands_again:
            continue
        fallen = each.decision
        versions = history_of(verb.tx.connection, verb.tx.row.id, fallen.kind, fallen.key)
        before = [v for v in versions if v.version < fallen.version and v.state == STATED]
        if before:
            was = before[-1]
            found.append(Draft(
                was.kind, was.key, was.payload, STATED, was.effective_on, was.on_behalf_of,
                was.cites, was.assumed, was.source or EMPTY,
            ))  # fmt: skip
    return found


def _terms(facts: CaseFacts, hold: RecordVersion, why: str) -> list[Draft]:
    return [
        Draft(r.kind, r.key, r.payload, WITHDRAWN, r.effective_on,
              source=commit(GOES_TOO.format(why)))
        for r in facts.current("pause")
        if r.payload.hold.partition("@")[0] == hold.reference
    ]  # fmt: skip


def _recorders(verb: Verb, hold: RecordVersion) -> set[str]:
    return suppliers_of(verb.tx.connection, verb.tx.row.id, verb.facts, [hold.pin])
