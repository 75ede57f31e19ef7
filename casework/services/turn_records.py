"""What is asked of records behind a hold before they are kept: the law gives each its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from casework.domain.conditions import find_condition
from casework.domain.errors import Invalid
from casework.domain.facts import STATED, CaseFacts
from casework.domain.hold_names import hold_in_words, hold_title
from casework.domain.hold_standing import HOLD_OF, fits_hold
from casework.domain.records import Kind
from casework.domain.records.turns import ADDS, REPLACES
from casework.domain.text import typed
from casework.engine.definition import Definition
from casework.engine.directed import is_before, is_late, stays_because
from casework.services.verb import Verb

WRITTEN_AS = "Enter each as in GT72 or GT72.midpoint, one on a line."
TO_BE_DONE = {REPLACES: "What is to be done instead?", ADDS: "What is to be done besides?"}
"""What a step of an effect has to say, as a question."""
REFERRAL_ENDED = date(2024, 1, 31)
"""From this day no council reports a proposal: SI 2024/16 regulation 3 saves earlier reports."""


def check_turn(verb: Verb, kind: Kind, payload: Any) -> None:
    """Raise Invalid where a record behind a hold says what the law or the pathway has no place for.
    """
    check = _CHECKS.get(kind.name)
    if check is not None:
        check(verb, payload)


def _direction(verb: Verb, payload: Any) -> None:
    _check_condition(verb, "regime_may_be_called_in", "dated")


def _referral(verb: Verb, payload: Any) -> None:
    if payload.sent_on is not None and payload.sent_on.before(REFERRAL_ENDED) is False:
        raise Invalid(
            "From 31 January 2024 no council reports a proposal to the Secretary of State; earlier "
            "reports go on.",
            "Record a request for a call-in instead, if that is what was sent.", "sent_on",
        )  # fmt: skip
    _check_condition(verb, "regime_allows_referral", "sent_on")


def _check_condition(verb: Verb, name: str, field: str) -> None:
    condition = find_condition(name)
    answer = condition(verb.facts, "") if condition else None
    if answer is not None and not answer.is_yes:
        raise Invalid(f"This is not possible here: {answer.reason}.",
                      "See which law applies to the case.", field)  # fmt: skip


def _step(verb: Verb, payload: Any) -> None:
    _check_reach(payload)
    _check_step_days(verb.facts, payload)
    for ref in payload.checks:
        _check_named(verb.definition, ref)
    if payload.effect in TO_BE_DONE and not typed(str(payload.instead)):
        raise Invalid(TO_BE_DONE[payload.effect],
                      "Say it in the words of the direction.", "instead")  # fmt: skip


def _check_reach(payload: Any) -> None:
    """Raise Invalid for a step that varies no check and does not add anything, or one that adds
    something and names checks."""
    if payload.effect == ADDS and payload.checks:
        raise Invalid(
            "A step that only adds something leaves every gate and check as it is.",
            "Take them out, or say that it replaces or removes them.", "checks",
        )  # fmt: skip
    if payload.effect != ADDS and not payload.checks:
        raise Invalid("Which gates or checks does the step replace or remove?",
                      WRITTEN_AS, "checks")  # fmt: skip


def _check_step_days(facts: CaseFacts, payload: Any) -> None:
    """Raise Invalid for a step before its direction, or an unexplained one after the six months."""
    direction = facts.find(payload.direction.partition("@")[0])
    if direction is None or direction.state != STATED:
        return
    if is_before(payload.dated, direction.payload.dated):
        raise Invalid(
            "The step counts from a day before its direction, "
            f"{direction.payload.dated.plain()}.", "Look at both dates.", "dated",
        )  # fmt: skip
    if is_late(facts, direction, payload.dated) and not typed(str(payload.late_because)):
        raise Invalid(
            "The step counts from a day after the six months of the call-in. Why it counts then is "
            "not known.", "Say what in the direction gives it force, or look at its date.",
            "late_because",
        )  # fmt: skip


def _check_named(d: Definition, ref: str) -> None:
    gate, criterion = d.find_gate(ref), d.find_criterion(ref)
    if gate is None and criterion is None:
        raise Invalid(f"There is no gate or check {ref!r}.",
                      WRITTEN_AS, "checks")  # fmt: skip
    named = gate.criteria if gate is not None else (criterion,)
    reasons = [stays_because(c, d) for c in named if c is not None]
    if all(reasons):
        raise Invalid(
            f"{ref}: a direction leaves it as it is, since {'; '.join(dict.fromkeys(reasons))}.",
            "Take it out of the list.", "checks",
        )  # fmt: skip


def _claim(verb: Verb, payload: Any) -> None:
    _check_fits(verb, "claim", payload)


def _pause(verb: Verb, payload: Any) -> None:
    _check_fits(verb, "pause", payload)


def _check_fits(verb: Verb, kind: str, payload: Any) -> None:
    """Raise Invalid where a record names a hold of another kind than it can stand behind."""
    hold = verb.facts.find(payload.hold.partition("@")[0])
    if hold is None or hold.payload is None or fits_hold(kind, hold):
        return
    wanted = hold_title(HOLD_OF[kind])
    raise Invalid(
        f"This stands behind a hold “{wanted}”, and the one that was chosen is another: "
        f"{hold_in_words(hold)}.",
        f"Choose a hold “{wanted}”. If none is recorded, start it first.", "hold",
    )  # fmt: skip


_CHECKS: dict[str, Callable[[Verb, Any], None]] = {
    "call_in_direction": _direction, "referral_report": _referral, "direction_step": _step,
    "claim": _claim, "pause": _pause,
}  # fmt: skip
