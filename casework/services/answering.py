"""Answering a flag: what a check raises without barring anything is answered in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import RecordVersion
from casework.domain.permissions import check_can_decide_as, roles_on
from casework.domain.records import get_kind
from casework.domain.text import EMPTY, commit, typed
from casework.domain.viewer import Viewer
from casework.engine.exceptions import criterion_key
from casework.engine.flags import ANSWERERS, mark_of
from casework.engine.judgement import judge_criterion
from casework.engine.results import CriterionResult, State
from casework.services.office import Office
from casework.services.signing import criterion_of
from casework.services.stated_keys import check_subject
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class FlagAnswered:
    """An answer about to be recorded. It is published, and holds for what it answers only.

    ``raised`` is the mark of what the form showed; empty where no form showed anything.
    """

    criterion: str
    answer: str
    subject: str = ""
    raised: str = ""
    source: str = ""
    assumed: bool = False
    simulated_on: date | None = None


def answer_flag(
    office: Office, viewer: Viewer, reference: str, answered: FlagAnswered, *, once: str = ""
) -> RecordVersion:
    """Answer what a check raises. Raises Invalid without an answer, for a check that raises
    nothing now or bars instead, Conflict if something else is raised than the form showed,
    NotPermitted for who manages nothing on the case."""
    if not typed(answered.answer):
        raise Invalid("An answer needs words.", "Say why it is right to go on.", "answer")
    with case_verb(
        office, viewer, reference, "flag_answered", simulated_on=answered.simulated_on, once=once
    ) as verb:
        check_can_decide_as(verb.facts, viewer, ANSWERERS, "answer a question that a check raises")
        result = _raised(verb, answered)
        if answered.raised and answered.raised != mark_of(result.reason, verb.facts.as_at):
            raise Conflict(
                "Something else is raised than when you opened this page.",
                "Read what is raised now, then send your answer again.",
            )
        payload = get_kind("flag_answer").payload(
            criterion=answered.criterion, subject=answered.subject,
            raised=mark_of(result.reason, verb.facts.as_at), person=viewer.person,
            role=_role_of(verb), answer=commit(typed(answered.answer)),
        )  # fmt: skip
        source = commit(answered.source) if answered.source else EMPTY
        (version,) = verb.write(Draft(
            "flag_answer", criterion_key(answered.criterion, answered.subject), payload,
            assumed=answered.assumed, source=source,
        ))  # fmt: skip
        verb.result = version.pin
        return version


def _raised(verb: Verb, answered: FlagAnswered) -> CriterionResult:
    criterion = criterion_of(verb.definition, answered.criterion)
    if not criterion.flag:
        raise Invalid(
            f"{criterion.ref} bars a move: it cannot be answered away.",
            "Meet it, or set it aside as its force allows.", "criterion",
        )  # fmt: skip
    check_subject(criterion, verb.facts, answered.subject)
    gate = verb.definition.find_gate(criterion.gate)
    assert gate is not None
    result = judge_criterion(verb.definition, gate, criterion, verb.facts, answered.subject)
    if result.state not in (State.FLAGGED, State.ANSWERED):
        raise Invalid(f"{criterion.ref} raises nothing now.", "There is nothing to answer.",
                      "criterion")  # fmt: skip
    return result


def _role_of(verb: Verb) -> str:
    held = roles_on(verb.facts, verb.viewer)
    return next((role for role in ANSWERERS if role in held), "")
