"""Conditions on the duty to involve the public, of one responsible body or of the case."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import fact_not_recorded, not_recorded, organisation


@condition("duty_to_involve_applies")
def duty_to_involve_applies(facts: CaseFacts, subject: str) -> Answer:
    """Whether the duty applies to the body, or to any body of the case.

    ``subject`` is a responsible body, or anything else for the case as a whole. Each body is
    separately liable, so one body's yes is enough for the case.
    """
    bodies = facts.parties("responsible_body")
    asked = [subject] if subject in bodies else bodies
    if not asked:
        return not_recorded("responsible_body")
    outcomes = {body: _outcome(facts, body) for body in asked}
    applying = [organisation(body) for body, applies in outcomes.items() if applies]
    if applying:
        return yes(f"the duty to involve applies to {', '.join(applying)}")
    open_bodies = [organisation(body) for body, applies in outcomes.items() if applies is None]
    if open_bodies:
        return fact_not_recorded(f"whether the duty to involve applies to {', '.join(open_bodies)}")
    return no("the duty to involve applies to no responsible body")


@condition("duty_to_involve_does_not_apply")
def duty_to_involve_does_not_apply(facts: CaseFacts, subject: str) -> Answer:
    """Whether every responsible body has determined that the duty does not apply to it."""
    applies = duty_to_involve_applies(facts, subject)
    if applies.is_no:
        return yes(applies.reason)
    return no(applies.reason) if applies.is_yes else applies


def _outcome(facts: CaseFacts, body: str) -> bool | None:
    found = facts.about("duty_to_involve", body)
    return found[-1].payload.applies if found else None
