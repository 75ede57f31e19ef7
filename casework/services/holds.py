"""Holds: what is true beside the stage, from its start to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework.domain.after_withdrawal import check_hold_is_left
from casework.domain.conditions import find_condition
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, RefusedMove
from casework.domain.facts import STATED, RecordVersion
from casework.domain.hold_dates import check_hold_end, check_hold_start, check_is_only_one
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.text import EMPTY, commit, typed
from casework.domain.viewer import Viewer
from casework.engine.aftermath import purpose_decided
from casework.engine.definition import HoldType
from casework.services.hold_falls import fallen_decisions
from casework.services.hold_falls import off_the_record as falls_with
from casework.services.holds_behind import holds_taken_over, off_the_record
from casework.services.office import Office
from casework.services.recording import key_for
from casework.services.verb import case_verb
from casework.store.records import Draft


def start_hold(
    office: Office, viewer: Viewer, reference: str, hold: str, started_on: FactDate,
    reason: str = "", *, key: str = "", source: str = "", assumed: bool = False,
    simulated_on: date | None = None, once: str = "",
) -> RecordVersion:
    """Start a hold.

    Raises RefusedMove if the conditions of the way into it do not hold (a referral exists only
    under the regimes that allow one), Invalid if there is no such hold or its day lies ahead,
    Conflict if the key is taken, or a hold is open of a kind that is open once at a time.
    """
    with case_verb(
        office, viewer, reference, "hold_started", simulated_on=simulated_on, once=once
    ) as verb:
        kind = verb.definition.find_hold(hold)
        if kind is None:
            raise Invalid(f"There is no hold called {hold!r}.", "Choose one from the list.")
        check_can_act_as(verb.facts, viewer, kind.by, f"record “{kind.title}”")
        check_hold_is_left(verb.facts, hold)
        for name in kind.when:
            condition = find_condition(name)
            answer = condition(verb.facts, "") if condition else None
            if answer is not None and not answer.is_yes:
                raise RefusedMove(f"“{kind.title}” is not possible here: {answer.reason}.")
        check_hold_start(verb.facts, hold, started_on)
        taken = holds_taken_over(verb, hold, started_on)
        if not taken:
            check_is_only_one(verb.facts, hold, kind.title)
        key = key_for(get_kind("hold"), key)
        if verb.facts.find(f"hold/{key}") is not None:
            raise Conflict("There is a hold of that key on this case.",
                           "End it first, or use another key.")  # fmt: skip
        payload = get_kind("hold").payload(
            hold=hold, started_on=started_on, reason=commit(typed(reason)),
            because=tuple(dict.fromkeys(ref for r in taken for ref in r.payload.because)),
        )
        draft = Draft(
            "hold", key, payload, effective_on=started_on,
            assumed=assumed, source=commit(source) if source else EMPTY,
        )  # fmt: skip
        version, *_ = verb.write(draft, *off_the_record(taken))
        verb.result = version.pin
        verb.details["hold"] = hold
        return version


def end_hold(
    office: Office, viewer: Viewer, reference: str, key: str, ended_on: FactDate,
    outcome: str = "", *, way_out: str = "", falls: tuple[str, ...] = (), source: str = "",
    assumed: bool = False, simulated_on: date | None = None, once: str = "",
) -> RecordVersion:
    """End a hold. ``way_out`` is one that the pathway lists for it; an outcome that is the code
    of one is taken as such. ``falls`` names the decisions that no longer stand, as `decision/key`:
    each is taken off the record, so that what was signed off on it asks to be re-confirmed.

    Raises NotFound if there is no such hold, Conflict if an end of it is on record, Invalid for a
    day that lies ahead, a way out that it does not have, or one after which a decision falls where
    none is named.
    """
    with case_verb(
        office, viewer, reference, "hold_ended", simulated_on=simulated_on, once=once
    ) as verb:
        found = verb.facts.find(f"hold/{key}")
        if found is None or found.state != STATED:
            raise NotFound("There is no such open hold on this case.")
        check_hold_is_left(verb.facts, found.payload.hold)
        if found.payload.ended_on is not None:
            raise Conflict(
                f"An end is recorded for this hold: {found.payload.ended_on.plain()}.",
                "If that is wrong, correct the hold.",
            )
        kind = verb.definition.find_hold(found.payload.hold)
        if kind is not None:
            check_can_act_as(verb.facts, viewer, kind.by, f"end “{kind.title}”")
        check_hold_end(verb.facts, found.payload.started_on, ended_on)
        way = way_out_of(kind, way_out, typed(outcome))
        decided = purpose_decided(verb.definition)
        falling = fallen_decisions(verb.facts, way, ended_on, falls, decided)
        payload = replace(
            found.payload, ended_on=ended_on, outcome=commit(typed(outcome)), ended_as=way,
            falls=falls,
        )  # fmt: skip
        draft = Draft(
            "hold", key, payload, effective_on=ended_on, assumed=assumed,
            source=commit(source) if source else EMPTY,
        )  # fmt: skip
        title = kind.title if kind else found.payload.hold
        version, *_ = verb.write(draft, *(falls_with(r, title, way) for r in falling))
        verb.details["hold"] = found.payload.hold
        verb.result = version.pin
        return version


def way_out_of(kind: HoldType | None, way_out: str, outcome: str) -> str:
    """The way out that was named, or that the words of the outcome are. Raises Invalid."""
    exits = kind.exits if kind else ()
    if way_out and way_out not in exits:
        raise Invalid(
            f"{way_out!r} is no way out of this hold.", f"Choose one of: {', '.join(exits)}.",
            "outcome",
        )  # fmt: skip
    return way_out or (outcome if outcome in exits else "")
