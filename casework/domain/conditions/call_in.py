"""Conditions on call-in: whether a request is open, and whether a direction was ever given."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import not_recorded


@condition("call_in_request_is_open")
def call_in_request_is_open(facts: CaseFacts, subject: str) -> Answer:
    """Whether somebody has asked for a call-in and has no answer yet."""
    holds = {record.payload.hold for record in facts.open_holds()}
    outcomes = {record.payload.outcome for record in facts.current("call_in_request")}
    position = facts.single("call_in_position")
    stated = position.payload.position if position else ""
    if "CALL_IN_REQUESTED" in holds or "open" in outcomes or stated == "requested":
        return yes("a call-in request is open")
    if not stated:
        return not_recorded("call_in_position")
    return no("no call-in request is open")


@condition("call_in_direction_was_given")
def call_in_direction_was_given(facts: CaseFacts, subject: str) -> Answer:
    """Whether the Secretary of State has directed, at any time, that the proposal be called in."""
    holds = {record.payload.hold for record in facts.current("hold")}
    outcomes = {record.payload.outcome for record in facts.current("call_in_request")}
    position = facts.single("call_in_position")
    stated = position.payload.position if position else ""
    if "CALLED_IN" in holds or "direction" in outcomes or stated == "direction":
        return yes("a direction of the Secretary of State is recorded")
    if not stated:
        return not_recorded("call_in_position")
    return no("no direction of the Secretary of State is recorded")
