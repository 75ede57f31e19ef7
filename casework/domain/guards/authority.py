"""GD14: whoever decides has the power, and it is settled beforehand how they vote.

Source: the powers of the bodies and sections 65Z5 to 65Z7 of the NHS Act 2006; Future Fit, whose
joint committee tied 6 to 6 in December 2016 for want of a casting vote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.decisions import COMMISSIONING
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    Predicate,
    every,
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)

KIND = "decision_authority"
TERMS = (
    ("quorum", "its quorum"),
    ("voting", "how it votes"),
    ("deadlock", "what happens on an equal vote"),
)


@guard("decider_has_the_power")
def decider_has_the_power(facts: CaseFacts, subject: str) -> Answer:
    """Every service and site is within the power and the delegation of the bodies that decide,
    and each commissioner decides itself or through one of them."""
    return _each(facts, lambda r: _has_power(facts, r.payload), *_commissioners(facts))


@guard("voting_terms_are_settled")
def voting_terms_are_settled(facts: CaseFacts, subject: str) -> Answer:
    """A joint committee's terms, quorum, voting and rule for an equal vote are recorded."""
    return _each(facts, lambda r: _terms(facts, r.payload), _agrees_with_particulars(facts))


def _approved_by_all(field: str, paper: str) -> Predicate:
    def approved(p: Any) -> Answer:
        if p.joint_committee and not p.members:
            return _members_missing(p)
        return every(
            yes() if member in getattr(p, field)
            else fact_not_recorded(f"that {organisation(member)} approved the {paper}")
            for member in p.members or (p.organisation,)
        )

    def answer(facts: CaseFacts, subject: str) -> Answer:
        return _each(facts, lambda r: approved(r.payload))

    return answer


guard("all_parties_approved_the_business_case")(
    _approved_by_all("business_case_approved_by", "pre-consultation business case")
)
guard("all_parties_approved_the_decision_case")(
    _approved_by_all("decision_case_approved_by", "decision-making business case")
)


def _each(
    facts: CaseFacts, judge: Callable[[RecordVersion], Answer], *others: Answer
) -> Answer:
    found = facts.current(KIND)
    if not found:
        return not_recorded(KIND)
    return every([*(judge(r) for r in found), *others])


def _commissioners(facts: CaseFacts) -> list[Answer]:
    deciding = {body for r in facts.current(KIND)
                for body in (r.payload.organisation, *r.payload.members)}  # fmt: skip
    bodies = {r.payload.organisation for r in facts.current("responsible_body")
              if r.payload.capacity in COMMISSIONING}  # fmt: skip
    return [
        fact_not_recorded(f"the authority of {organisation(body)} to decide")
        for body in facts.parties("responsible_body") if body in bodies - deciding
    ]  # fmt: skip


def _has_power(facts: CaseFacts, p: Any) -> Answer:
    body = organisation(p.organisation)
    if p.covers_all is None:
        return fact_not_recorded(f"whether all of the proposal is within the power of {body}")
    return every([
        yes() if p.covers_all else _rest(facts, p),
        yes() if p.power else fact_not_recorded(f"the power under which {body} decides"),
        yes() if p.delegation or p.joint_committee is False else fact_not_recorded(
            f"the delegation under which {body} decides"),
    ])  # fmt: skip


def _rest(facts: CaseFacts, p: Any) -> Answer:
    """What a body may not decide is decided by bodies whose own authority is recorded."""
    if not p.rest_decided_by:
        return no(f"not all of the proposal is within the power and delegation of "
                  f"{organisation(p.organisation)}, and nobody is recorded who decides the rest")
    known = {r.payload.organisation for r in facts.current(KIND)}
    return every(
        yes() if body in known
        else fact_not_recorded(f"the authority of {organisation(body)} to decide the rest")
        for body in p.rest_decided_by
    )


def _agrees_with_particulars(facts: CaseFacts) -> Answer:
    particulars = facts.single("particulars")
    said = particulars is not None and particulars.payload.joint_committee_decides
    if said and all(r.payload.joint_committee is False for r in facts.current(KIND)):
        return no("the particulars say that a joint committee decides, and the authority to "
                  "decide is recorded of none")  # fmt: skip
    return yes()


def _terms(facts: CaseFacts, p: Any) -> Answer:
    body = organisation(p.organisation)
    if p.joint_committee is None:
        return fact_not_recorded(f"whether {body} is a joint committee")
    if not p.joint_committee:
        return yes()
    return every([
        *(fact_not_recorded(f"{words} ({body})") for name, words in TERMS if not getattr(p, name)),
        *([] if p.members else [_members_missing(p)]),
        happened(facts, p.terms_agreed_on, f"agreeing the terms of {body}"),
    ])  # fmt: skip


def _members_missing(p: Any) -> Answer:
    return fact_not_recorded(f"the bodies that {organisation(p.organisation)} decides for")
