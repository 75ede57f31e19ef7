"""GD04: every authority whose residents are affected is offered consultation.

Source: regulation 23(1) and 30(5) of the 2013 Regulations; the Horton advice of 2018. English
health scrutiny authorities count; others are courtesy consultees. A share or number of patients
is a local figure: by itself it only raises a question.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, happened, organisation

APPROACHES = ("regulation_23", "joint_scrutiny_request")


@guard("where_patients_come_from_is_recorded")
def where_patients_come_from_is_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Patient flows are recorded, and of each whether the proposal affects those people."""
    flows = facts.current("patient_flow")
    if not flows:
        return fact_not_recorded("where patients come from, by council")
    return every(
        yes() if r.payload.affected is not None else fact_not_recorded(
            f"whether the proposal affects residents of {organisation(r.subject)}"
        )
        for r in _flows(facts) if not approached(facts, r.subject).is_yes
    )  # fmt: skip


@guard("every_affected_authority_was_approached")
def every_affected_authority_was_approached(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority known to be affected was consulted or offered a seat."""
    affected = dict.fromkeys(facts.scrutiny_authorities())
    affected |= dict.fromkeys(r.subject for r in _flows(facts) if r.payload.affected)
    if not affected:
        return fact_not_recorded("which councils are affected")
    return every(approached(facts, council) for council in affected)


@guard("no_authority_with_many_patients_was_left_out")
def no_authority_with_many_patients_was_left_out(facts: CaseFacts, subject: str) -> Answer:
    """Each scrutiny authority above the local figures was approached, whatever was thought of it.
    """
    return every(
        approached(facts, r.subject) for r in _flows(facts)
        if r.payload.affected is not True and _is_many(facts, r)
    )  # fmt: skip


def approached(facts: CaseFacts, council: str) -> Answer:
    """Whether a council was consulted, or offered a seat, itself or through a joint committee."""
    name = organisation(council)
    letters = [
        r for purpose in APPROACHES for r in facts.about("letter", council, purpose=purpose)
        if r.payload.direction == "sent"
    ]
    answers = [happened(facts, r.payload.sent_on, f"approaching {name}") for r in letters]
    if any(a.is_yes for a in answers):
        return yes()
    declined = [
        r for r in facts.current("joint_scrutiny")
        if r.payload.outcome == "declined" and council in r.payload.members
    ]
    if declined:
        return yes()
    if any(a.is_not_known for a in answers):
        return not_known(f"Not recorded: whether {name} had been approached")
    return no(f"{name} is affected, and no consultation of it is recorded")


def _flows(facts: CaseFacts) -> list[RecordVersion]:
    return [r for r in facts.current("patient_flow") if r.payload.standing == "scrutiny"]


def _is_many(facts: CaseFacts, flow: RecordVersion) -> bool:
    patients, share = facts.threshold("flow_patients"), facts.threshold("flow_share")
    p = flow.payload
    many = patients is not None and p.patients is not None and p.patients >= patients.value
    large = share is not None and p.share is not None and p.share >= share.value
    return many or large
