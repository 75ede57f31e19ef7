"""Guards on call-in. Source: Schedule 10A paragraph 3 to the NHS Act 2006 (SRC-L6)."""

from __future__ import annotations

from casework.domain.answers import Answer, from_bool, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded, from_single

CALLED_IN, REQUESTED = "CALLED_IN", "CALL_IN_REQUESTED"


@guard("call_in_position_agrees_with_the_record")
def call_in_position_agrees_with_the_record(facts: CaseFacts, subject: str) -> Answer:
    """The position is recorded, and no request, hold or direction on record contradicts it."""
    return from_single(facts, "call_in_position", lambda record: _agrees(facts, record))


@guard("no_call_in_direction_stands")
def no_call_in_direction_stands(facts: CaseFacts, subject: str) -> Answer:
    """No call-in is open or ended with "stop"; where a direction was given, its end is recorded.

    That no position is recorded does not show that there is no direction.
    """
    if CALLED_IN in _open_holds(facts):
        return no("the proposal is called in by the Secretary of State")
    if _ended_as(facts) == "stop":
        return no("the Secretary of State has decided that the proposal does not go ahead")
    position = facts.single("call_in_position")
    stated = position.payload.position if position else ""
    ended = any(record.payload.hold == CALLED_IN for record in facts.current("hold"))
    if (stated == "direction" or "direction" in _request_outcomes(facts)) and not ended:
        return fact_not_recorded("how the call-in that was directed ended")
    return yes() if stated else fact_not_recorded("the position on call-in")


@guard("no_call_in_direction_bars_the_decision")
def no_call_in_direction_bars_the_decision(facts: CaseFacts, subject: str) -> Answer:
    """As ``no_call_in_direction_stands``, but a final decision taken since the Secretary of State
    stopped the proposal is a new one, which the earlier direction does not bar."""
    if _ended_as(facts) == "stop" and CALLED_IN not in _open_holds(facts):
        ended = [r for r in facts.current("hold") if r.payload.hold == CALLED_IN][-1]
        since = ended.payload.ended_on
        days = (r.payload.decided_on for r in facts.current("decision", purpose="final"))
        if any(day is not None and day.on_or_after(since) is True for day in days):
            return yes()
    return no_call_in_direction_stands(facts, subject)


@guard("going_on_despite_request_was_decided")
def going_on_despite_request_was_decided(facts: CaseFacts, subject: str) -> Answer:
    """The accountable officer has decided to go on although a request is open."""
    return from_single(
        facts,
        "call_in_position",
        lambda record: from_bool(
            record.payload.goes_on,
            "",
            "the accountable officer has decided to wait for an answer to the call-in request",
            "Not recorded: whether the accountable officer has decided to go on",
        ),
    )


def _agrees(facts: CaseFacts, position: RecordVersion) -> Answer:
    stated, holds, outcomes = (
        position.payload.position, _open_holds(facts), _request_outcomes(facts),
    )  # fmt: skip
    if not stated:
        return fact_not_recorded("the position on call-in")
    directed = CALLED_IN in holds or "direction" in outcomes
    requested = REQUESTED in holds or "open" in outcomes
    contradicted = (
        (stated != "direction" and directed)
        or (stated in ("none", "declined") and requested)
        or (stated == "none" and bool(outcomes))
    )
    if contradicted:
        return no(
            f"the position on call-in is recorded as {_in_words(stated)}, and a request, hold or "
            "direction on record says otherwise"
        )
    return yes()


def _ended_as(facts: CaseFacts) -> str:
    ended = [r for r in facts.current("hold") if r.payload.hold == CALLED_IN]
    return ended[-1].payload.ended_as if ended else ""


def _open_holds(facts: CaseFacts) -> set[str]:
    return {record.payload.hold for record in facts.open_holds()}


def _request_outcomes(facts: CaseFacts) -> set[str]:
    return {record.payload.outcome for record in facts.current("call_in_request")}


def _in_words(position: str) -> str:
    return {
        "none": "no request known",
        "requested": "requested",
        "declined": "declined",
        "direction": "direction given",
    }[position]
