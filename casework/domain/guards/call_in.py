"""Guards on call-in. Source: Schedule 10A paragraph 3 to the NHS Act 2006 (SRC-L6)."""

from __future__ import annotations

from casework.domain.answers import Answer, from_bool, no, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, fact_not_recorded, from_single, happened

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


@guard("each_open_call_in_request_has_a_decision_to_go_on")
def each_open_call_in_request_has_a_decision_to_go_on(facts: CaseFacts, subject: str) -> Answer:
    """For each request without an answer somebody has decided that the local process goes on.

    Where no request is known to be open there is nothing to decide; whether one is, is asked by
    the position on call-in before the decision.
    """
    requests = [r for r in facts.current("call_in_request") if r.payload.outcome == "open"]
    if requests:
        return about_each(requests, lambda r: _goes_on(facts, r))
    position = facts.single("call_in_position")
    stated = position.payload.position if position else ""
    if REQUESTED in _open_holds(facts) or stated == "requested":
        return fact_not_recorded("who asked for the call-in that is open")
    return yes()


def _goes_on(facts: CaseFacts, request: RecordVersion) -> Answer:
    """What the newest decision about a request says; two of one day that differ say nothing."""
    decided = [
        r.payload for r in facts.current("going_on_decision")
        if r.payload.request.partition("@")[0] == request.reference
        and r.payload.goes_on is not None
    ]  # fmt: skip
    newest = [p for p in decided if not any(_later(q.decided_on, p.decided_on) for q in decided)]
    if len({p.goes_on for p in newest}) != 1:
        return fact_not_recorded("whether the local process goes on beside the call-in request")
    if not newest[0].goes_on:
        return no("it was decided to wait for an answer to the call-in request")
    return happened(facts, newest[0].decided_on, "the decision to go on")


def _later(one: FactDate | None, other: FactDate | None) -> bool:
    return one is not None and other is not None and one.after(other) is True


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
