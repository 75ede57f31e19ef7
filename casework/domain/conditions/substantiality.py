"""Conditions on whether the change is substantial, and whether there is time to consult."""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.predicates import fact_not_recorded, from_single, not_recorded, organisation


@condition("substantial")
def substantial(facts: CaseFacts, subject: str) -> Answer:
    """Whether the body has determined that the change is substantial.

    While a council disputes a finding that it is not, or the urgent exception is used, the
    question stays open, and what would apply to a substantial change applies.
    """
    determination = facts.single("substantiality")
    if determination is None:
        return not_recorded("substantiality")
    outcome = determination.payload.outcome
    if outcome == "substantial":
        return yes("the change is determined to be substantial")
    if outcome == "not_substantial_agreed":
        return no("the change is determined not to be substantial, and the councils agree")
    if outcome == "not_substantial_disputed":
        return not_known("a council disputes that the change is not substantial")
    return not_known("the urgent exception was used, so substantiality is not determined")


@condition("not_urgent")
def not_urgent(facts: CaseFacts, subject: str) -> Answer:
    """Whether there is time to consult: no risk to safety or welfare forbids it.

    Source: regulation 23(2) of the 2013 Regulations.
    """
    determination = facts.single("substantiality")
    used = determination is not None and determination.payload.outcome == "urgent_exception"

    def judge(screen: RecordVersion) -> Answer:
        no_time = screen.payload.no_time_to_consult
        if no_time is None:
            return fact_not_recorded("whether there is time to consult")
        if no_time:
            return no("a risk to safety or welfare leaves no time to consult")
        if used:
            return not_known(
                "the urgency screen finds time to consult, and the substantiality determination "
                "uses the urgent exception: these records disagree"
            )
        return yes("there is time to consult")

    if facts.single("urgency_screen") is None:
        if used:
            return no("the urgent exception was used")
        return not_recorded("urgency_screen")
    return from_single(facts, "urgency_screen", judge)


@condition("substantial_or_urgent")
def substantial_or_urgent(facts: CaseFacts, subject: str) -> Answer:
    """Whether the change is substantial, or is made without time to consult."""
    found, time_to_consult = substantial(facts, subject), not_urgent(facts, subject)
    if found.is_yes:
        return found
    if time_to_consult.is_no:
        return yes(time_to_consult.reason)
    if found.is_no and time_to_consult.is_yes:
        return no("the change is neither substantial nor urgent")
    return found if found.is_not_known else time_to_consult


@condition("substantiality_is_disputed")
def substantiality_is_disputed(facts: CaseFacts, subject: str) -> Answer:
    """Whether a council finds substantial what the body has determined is not."""
    determination = facts.single("substantiality")
    if determination is None:
        return not_recorded("substantiality")
    outcome = determination.payload.outcome
    if outcome == "not_substantial_disputed":
        return yes("a council disputes that the change is not substantial")
    if outcome == "not_substantial_agreed":
        disputing = [
            organisation(record.payload.organisation)
            for record in facts.current("authority_view")
            if record.payload.view == "substantial"
        ]
        if disputing:
            return yes(f"the change is found substantial by {', '.join(disputing)}")
    return no("no council disputes the determination of substantiality")
