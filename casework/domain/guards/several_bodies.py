"""Several bodies that decide: each by its own committee sitting in common, or all by one joint
committee.

Source: sections 65Z5 and 65Z6 of the NHS Act 2006 (delegation to a joint committee, and joint
exercise of functions) and the brief, 7.5: each body keeps its own duties and its own record. That
committees in common decide on one day is what sitting in common means.
"""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.decisions import COMMISSIONING
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    latest_of_each_body,
    not_recorded,
    organisation,
)

AUTHORITY, COMMON = "decision_authority", "committees_in_common"


@guard("each_body_decides_in_one_way")
def each_body_decides_in_one_way(facts: CaseFacts, subject: str) -> Answer:
    """Where several commissioners decide, each is recorded to decide in one way: through a joint
    committee, by its own committee in common with others, or alone."""
    if not facts.parties("responsible_body"):
        return not_recorded("responsible_body")
    bodies = _commissioners(facts)
    if len(bodies) < 2:
        return yes("no more than one commissioner decides")
    return every(_one_way(facts, body) for body in bodies)


@guard("committees_in_common_were_each_quorate")
def committees_in_common_were_each_quorate(facts: CaseFacts, subject: str) -> Answer:
    """The committee of each body that sits in common had its own quorum when it decided."""
    return _of_each_member(facts, _quorate)


@guard("committees_in_common_each_decided_on_one_day")
def committees_in_common_each_decided_on_one_day(facts: CaseFacts, subject: str) -> Answer:
    """Each body whose committee sits in common took its own decision, all on the day on which they
    sat."""
    decided = _of_each_member(facts, _decided)
    together = [_on_one_day(facts, r) for r in facts.current(COMMON)]
    return every([decided, *together]) if facts.current(COMMON) else decided


@guard("joint_committee_decided_for_all_its_members")
def joint_committee_decided_for_all_its_members(facts: CaseFacts, subject: str) -> Answer:
    """A joint committee took the one decision, by a delegation of its members, and no member
    decided beside it."""
    found = [r for r in facts.current(AUTHORITY) if r.payload.joint_committee]
    if not found:
        return yes("no joint committee is recorded")
    return every(_decided_for_all(facts, r) for r in found)


def _commissioners(facts: CaseFacts) -> list[str]:
    capacities = {r.payload.organisation: r.payload.capacity
                  for r in facts.current("responsible_body")}  # fmt: skip
    return [b for b in facts.parties("responsible_body") if capacities[b] in COMMISSIONING]


def _one_way(facts: CaseFacts, body: str) -> Answer:
    authorities = facts.current(AUTHORITY)
    joint = any(body in r.payload.members for r in authorities if r.payload.joint_committee)
    common = any(body in r.payload.members for r in facts.current(COMMON))
    own = [] if _decides_the_rest(authorities, body) else [
        r for r in authorities
        if r.payload.organisation == body and not r.payload.joint_committee
    ]  # fmt: skip
    if joint and common:
        return no(f"{organisation(body)} is recorded as a member of a joint committee and of "
                  "committees in common for one decision")  # fmt: skip
    if joint and own:
        return _beside_the_joint_committee(body, own)
    return yes() if joint or common or own else fact_not_recorded(
        f"how {organisation(body)} decides: by a joint committee, in common, or alone"
    )


def _decides_the_rest(authorities: list[RecordVersion], body: str) -> bool:
    """Whether a joint committee leaves a part of the proposal to this member: its own authority is
    for that part, and not a second way for the same decision."""
    return any(body in r.payload.rest_decided_by for r in authorities if r.payload.joint_committee)


def _beside_the_joint_committee(body: str, own: list[RecordVersion]) -> Answer:
    if any(r.payload.joint_committee is None for r in own):
        return fact_not_recorded(
            f"whether the authority recorded for {organisation(body)} is that of a joint committee"
        )
    return no(f"{organisation(body)} is recorded as a member of a joint committee and as deciding "
              "alone for one decision")  # fmt: skip


def _of_each_member(facts: CaseFacts, judge: Callable[[CaseFacts, str], Answer]) -> Answer:
    found = facts.current(COMMON)
    if not found:
        return yes("no committees in common are recorded")
    if not all(r.payload.members for r in found):
        return fact_not_recorded("the bodies whose committees sit in common")
    return every(judge(facts, body) for r in found for body in r.payload.members)


def _quorate(facts: CaseFacts, body: str) -> Answer:
    own = [r for r in facts.current("meeting", purpose="decision")
           if r.payload.organisation == body]  # fmt: skip
    if not own:
        return fact_not_recorded(f"the meeting at which the committee of {organisation(body)} "
                                 "decided")  # fmt: skip
    quorate = own[-1].payload.quorate
    if quorate is None:
        return fact_not_recorded(f"whether the committee of {organisation(body)} was quorate")
    return yes() if quorate else no(f"the committee of {organisation(body)} was not quorate")


def _own_decision(facts: CaseFacts, body: str) -> RecordVersion | None:
    decisions = latest_of_each_body(facts.current("decision", purpose="final"))
    return next((r for r in decisions if r.payload.organisation == body), None)


def _decided(facts: CaseFacts, body: str) -> Answer:
    own = _own_decision(facts, body)
    if own is None:
        return fact_not_recorded(f"the decision of {organisation(body)} itself")
    return happened(facts, own.payload.decided_on, f"the decision of {organisation(body)}")


def _on_one_day(facts: CaseFacts, arrangement: RecordVersion) -> Answer:
    own = [_own_decision(facts, body) for body in arrangement.payload.members]
    days = {r.payload.decided_on for r in own if r is not None}
    if arrangement.payload.sits_on is not None:
        days.add(arrangement.payload.sits_on)
    exact = sorted({day.earliest for day in days if day is not None and day.is_exact})
    if len(exact) > 1:
        said = ", ".join(f"{day:%-d %B %Y}" for day in exact)
        return no(f"committees in common decide on one day, and these are recorded: {said}")
    if any(day is None or not day.is_exact for day in days):
        return fact_not_recorded("the exact day on which each committee in common decided")
    return yes()


def _decided_for_all(facts: CaseFacts, authority: RecordVersion) -> Answer:
    p = authority.payload
    committee = organisation(p.organisation)
    beside = [body for body in p.members if _own_decision(facts, body) is not None
              and body not in (p.organisation, *p.rest_decided_by)]  # fmt: skip
    own = _own_decision(facts, p.organisation)
    return every([
        *(no(f"{organisation(body)} is recorded to have decided as well, although {committee} "
             "decides for it") for body in beside),
        *([] if p.members else [fact_not_recorded(f"the bodies that {committee} decides for")]),
        *([] if p.delegation else [
            fact_not_recorded(f"the delegation under which {committee} decides")]),
        fact_not_recorded(f"the decision of {committee}") if own is None else happened(
            facts, own.payload.decided_on, f"the decision of {committee}"),
    ])  # fmt: skip
