"""GD14: whoever decides has the power, and it is settled beforehand how they vote.

Source: the powers of the bodies and sections 65Z5 to 65Z7 of the NHS Act 2006; Future Fit, whose
joint committee tied 6 to 6 in December 2016 for want of a casting vote.
"""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    Predicate,
    every,
    fact_not_recorded,
    not_recorded,
    organisation,
)

TERMS = (
    ("quorum", "its quorum"),
    ("voting", "how it votes"),
    ("deadlock", "what happens on an equal vote"),
)


@guard("decider_has_the_power")
def decider_has_the_power(facts: CaseFacts, subject: str) -> Answer:
    """Every service and site is within the power and the delegation of the body that decides."""
    return _each(facts, _has_power)


@guard("voting_terms_are_settled")
def voting_terms_are_settled(facts: CaseFacts, subject: str) -> Answer:
    """A joint committee's terms, quorum, voting and rule for an equal vote are recorded."""
    return _each(facts, _terms)


def _approved_by_all(field: str, paper: str) -> Predicate:
    def answer(facts: CaseFacts, subject: str) -> Answer:
        return _each(facts, lambda r: every(
            yes() if member in getattr(r.payload, field) else fact_not_recorded(
                f"that {organisation(member)} approved the {paper}")
            for member in (r.payload.members or (r.payload.organisation,))
        ))  # fmt: skip

    return answer


guard("all_parties_approved_the_business_case")(
    _approved_by_all("business_case_approved_by", "pre-consultation business case")
)
guard("all_parties_approved_the_decision_case")(
    _approved_by_all("decision_case_approved_by", "decision-making business case")
)


def _each(facts: CaseFacts, judge: Callable[[RecordVersion], Answer]) -> Answer:
    found = facts.current("decision_authority")
    if not found:
        return not_recorded("decision_authority")
    return every(judge(r) for r in found)


def _has_power(record: RecordVersion) -> Answer:
    p, body = record.payload, organisation(record.payload.organisation)
    if p.covers_all is None:
        return fact_not_recorded(f"whether all of the proposal is within the power of {body}")
    if not p.covers_all:
        return no(f"not all of the proposal is within the power and delegation of {body}")
    return yes() if p.power else fact_not_recorded(f"the power under which {body} decides")


def _terms(record: RecordVersion) -> Answer:
    p, body = record.payload, organisation(record.payload.organisation)
    if p.joint_committee is None:
        return fact_not_recorded(f"whether {body} is a joint committee")
    if not p.joint_committee:
        return yes()
    missing = [fact_not_recorded(f"{words} ({body})") for name, words in TERMS
               if not getattr(p, name)]  # fmt: skip
    if p.terms_agreed_on is None:
        missing.append(fact_not_recorded(f"when the terms of {body} were agreed"))
    return every(missing)
