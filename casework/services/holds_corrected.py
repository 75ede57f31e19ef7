"""Correcting how a hold is recorded: a mistyped day, the wrong way out, an end that was none.

The version before stays in the history, with the reason of the correction beside the new one. What
the end had moved is moved again: a decision that fell by it stands again where it falls no longer,
and one that falls now is taken off the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.after_withdrawal import check_hold_is_left
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.hold_dates import check_hold_end, check_hold_start, check_is_only_one
from casework.domain.permissions import can_act_as, check_can_act_as
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.aftermath import DECIDED_ANEW, purpose_decided
from casework.engine.definition import HoldType
from casework.services.hold_falls import (
    WHICH_FALLS,
    fallen_decisions,
    fallen_with,
    history_of_hold,
    off_the_record,
    standing_again,
)
from casework.services.holds import way_out_of
from casework.services.holds_behind import began_with_a_record
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class HoldAsItWas:
    """How a hold is to be recorded: from when and, if it has ended, on which day and how."""

    started_on: FactDate
    ended_on: FactDate | None = None
    outcome: str = ""
    way_out: str = ""
    falls: tuple[str, ...] = ()


def correct_hold(
    office: Office, viewer: Viewer, reference: str, key: str, version: int | None,
    was: HoldAsItWas, reason: str, *, simulated_on: date | None = None, once: str = "",
) -> RecordVersion:
    """Record a hold as it was, open or ended, in place of what is recorded of it.

    ``version`` is the one that the form showed; None takes it as it stands. Raises Invalid without
    a reason, for a day that lies ahead and for what ending a hold refuses, NotFound if there is no
    such hold, Conflict if it has changed or another one of its kind is open, NotPermitted for
    whoever may not start such a hold.
    """
    if not typed(reason):
        raise Invalid("A correction needs a reason.", "Say what was wrong.", "correction")
    with case_verb(
        office, viewer, reference, "hold_corrected", simulated_on=simulated_on, once=once
    ) as verb:
        hold = verb.facts.find(f"hold/{key}")
        if hold is None or hold.state != STATED:
            raise NotFound("There is no such hold on this case.", "See the holds of the case.")
        kind = verb.definition.find_hold(hold.payload.hold)
        title = kind.title if kind else hold.payload.hold
        if kind is not None:
            check_can_act_as(verb.facts, viewer, kind.by, f"correct “{title}”")
        if version not in (None, hold.version):
            raise Conflict("The hold has changed since you opened this page.",
                           "Look at it again.")  # fmt: skip
        _check_days(verb, hold, title, was)
        way = way_out_of(kind, was.way_out, typed(was.outcome)) if was.ended_on else ""
        payload = replace(
            hold.payload, started_on=was.started_on, ended_on=was.ended_on,
            outcome=commit(typed(was.outcome)), ended_as=way, falls=was.falls,
        )  # fmt: skip
        draft = Draft("hold", key, payload, effective_on=was.ended_on or was.started_on,
                      assumed=hold.assumed, source=commit(typed(reason)))  # fmt: skip
        written, *_ = verb.write(draft, *_moved(verb, hold, title, way, was))
        verb.details["hold"] = hold.payload.hold
        verb.result = written.pin
        return written


def can_correct_hold(view: CaseView, viewer: Viewer, hold: RecordVersion) -> bool:
    """Whether the reader may correct a hold, as the case is now: by the roles of its kind."""
    kind: HoldType | None = view.definition.find_hold(hold.payload.hold)
    may = kind is not None and can_act_as(view.judged, viewer, kind.by)
    return may and view.as_of is None and hold.state == STATED


def _check_days(verb: Verb, hold: RecordVersion, title: str, was: HoldAsItWas) -> None:
    check_hold_is_left(verb.facts, hold.payload.hold)
    moved = was.started_on != hold.payload.started_on
    if moved and began_with_a_record(verb.facts, hold):
        raise Invalid(
            "This hold began with the record of a direction or report.",
            "Correct the day in that record, and the hold follows.", "started_on",
        )  # fmt: skip
    if moved:
        check_hold_start(verb.facts, hold.payload.hold, was.started_on)
    check_hold_end(verb.facts, was.started_on, was.ended_on)
    if was.ended_on is None:
        check_is_only_one(verb.facts, hold.payload.hold, title, hold.reference)
        if was.way_out or was.falls:
            raise Invalid("A hold that has not ended has no way out.",
                          "Give the day on which it ended, or choose that it has not.",
                          "ended_on")  # fmt: skip


def _moved(
    verb: Verb, hold: RecordVersion, title: str, way: str, was: HoldAsItWas
) -> list[Draft]:
    """The decisions that stand again, and those that fall now."""
    fallen = fallen_with(verb.facts, hold, history_of_hold(verb, hold))
    falling = (
        fallen_decisions(verb.facts, way, was.ended_on, was.falls, purpose_decided(verb.definition))
        if was.ended_on else []
    )  # fmt: skip
    if fallen and way in DECIDED_ANEW and not was.falls:
        raise Invalid(WHICH_FALLS, "Choose the decision.", "falls")
    named = {reference.partition("@")[0] for reference in was.falls}
    again = [f for f in fallen if f.decision.reference not in named]
    return [*standing_again(verb, again), *(off_the_record(r, title, way) for r in falling)]
