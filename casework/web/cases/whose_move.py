"""Whose move an unmet check is: yours, a colleague's or an outside body's, and what the move is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casework.domain.cover import is_another
from casework.domain.facts import RecordVersion
from casework.domain.forces import FOUR_EYES
from casework.domain.permissions import can_act_as, can_decide_as, can_record
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.second_person import RECORDERS
from casework.domain.viewer import Viewer
from casework.engine.agenda import SPOKEN_FOR
from casework.engine.exceptions import criterion_key, waits_for_second
from casework.engine.flags import ANSWERERS
from casework.engine.results import CriterionResult, Signature, State
from casework.services.confirming import may_confirm
from casework.services.reading import CaseView
from casework.services.second_person import can_check_record
from casework.services.signing import signable, supplied_any
from casework.web.cases.words import in_words, role_holders


class NextStep(StrEnum):
    """What would bring an unmet check on."""

    SUPPLY = "supply"
    SIGN = "sign"
    CHECK = "check"
    CHECK_RECORD = "check record"
    CONFIRM = "confirm"
    ANSWER = "answer"


class Turn(StrEnum):
    """Whose move it is, seen by the viewer."""

    YOURS = "yours"
    COLLEAGUE = "colleague"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class WhoseMove:
    """The next step on one unmet check, whose turn it is, and the same in words."""

    step: NextStep
    turn: Turn
    words: str


def whose_move(view: CaseView, viewer: Viewer, result: CriterionResult) -> WhoseMove:
    """Whose move an unmet result is."""
    step = next_step(view, result)
    roles = result.roles
    outside = bool(roles) and all(role in OUTSIDE_ROLES for role in roles)
    subject = result.subject if result.criterion.per in SPOKEN_FOR else ""
    words = in_words(
        (role_holders(view, role, subject) for role in roles), "and" if _all_sign(result) else "or"
    )
    if _is_yours(view, viewer, result, step):
        return WhoseMove(step, Turn.YOURS, words)
    return WhoseMove(step, Turn.OUTSIDE if outside else Turn.COLLEAGUE, words)


def _all_sign(result: CriterionResult) -> bool:
    """True where each of the roles is wanted, and not any of them."""
    attesters = result.criterion.attesters.all_of
    return result.state in (State.TO_SIGN, State.RECONFIRM) and (
        len(result.roles) > 1 and set(result.roles) <= set(attesters)
    )


def next_step(view: CaseView, result: CriterionResult) -> NextStep:
    """What the result waits for."""
    if result.is_flag:
        return NextStep.ANSWER
    if unconfirmed(view, result) is not None:
        return NextStep.CONFIRM
    if result.state is State.TO_CHECK:
        return NextStep.CHECK_RECORD
    if result.state not in (State.TO_SIGN, State.RECONFIRM):
        return NextStep.SUPPLY
    return NextStep.CHECK if unchecked(result) else NextStep.SIGN


def unconfirmed(view: CaseView, result: CriterionResult) -> RecordVersion | None:
    """The determination or waiver of the check that waits for its second person, if any."""
    key = criterion_key(result.criterion.ref, result.subject)
    found = (view.judged.find(f"{kind}/{key}") for kind in ("not_applicable", "waiver"))
    return next((r for r in found if r is not None and waits_for_second(r)), None)


def unchecked(result: CriterionResult) -> tuple[Signature, ...]:
    """Sign-offs recorded from outside that a second person has not checked."""
    return tuple(
        s for s in result.signatures if s.recorded_from and not s.checked_by and not s.changed
    )


def _is_yours(view: CaseView, viewer: Viewer, result: CriterionResult, step: NextStep) -> bool:
    if step is NextStep.ANSWER:
        return can_decide_as(view.judged, viewer, ANSWERERS)
    if step is NextStep.CONFIRM:
        return can_confirm(view, viewer, result)
    if step is NextStep.CHECK:
        return any(can_check(view, viewer, result, s) for s in unchecked(result))
    if step is NextStep.CHECK_RECORD:
        return bool(records_to_check(view, viewer, result))
    if step is NextStep.SIGN:
        return bool(signable(view.judged, viewer, result, view.own))
    return bool(view.roles & set(result.roles)) and can_record(
        view.judged, viewer, "letter", result.subject
    )


def can_confirm(view: CaseView, viewer: Viewer, result: CriterionResult) -> bool:
    """True if the viewer may be the second person who confirms that the check is set aside."""
    found = unconfirmed(view, result)
    return found is not None and may_confirm(result.criterion, view.judged, viewer, found)


def can_check(
    view: CaseView, viewer: Viewer, result: CriterionResult, signature: Signature
) -> bool:
    """True if the viewer may check a sign-off recorded from outside."""
    if result.criterion.force in FOUR_EYES and supplied_any(view.own, result.relied_on):
        return False
    return can_decide_as(view.judged, viewer, RECORDERS) and is_another(
        view.judged, viewer.person, signature.persons
    )


def records_to_check(
    view: CaseView, viewer: Viewer, result: CriterionResult
) -> list[RecordVersion]:
    """What another body said, of what the result rests on, that the viewer may check."""
    found = (view.judged.find(pin.partition("@")[0]) for pin in result.relied_on)
    return [
        r for r in found
        if r is not None and can_check_record(view.judged, viewer, r, view.own)
    ]  # fmt: skip


def outside_roles_to_record(
    view: CaseView, viewer: Viewer, result: CriterionResult
) -> tuple[str, ...]:
    """Outside roles whose letter or minute the viewer may record as their sign-off."""
    if next_step(view, result) is not NextStep.SIGN:
        return ()
    if not can_act_as(view.judged, viewer, RECORDERS):
        return ()
    if result.criterion.force in FOUR_EYES and supplied_any(view.own, result.relied_on):
        return ()
    return tuple(role for role in result.roles if role in OUTSIDE_ROLES)
