"""GD07: urgency is proved, and is not of the body's own making.

Source: regulation 23(2) of the 2013 Regulations; Pow (1997), Trafford (2006), Grantham (2021).
"""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.conditions.substantiality import substantial
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.footprint import approached
from casework.domain.guards.registry import guard
from casework.domain.permissions import recorder_held
from casework.domain.predicates import every, fact_not_recorded, happened, not_recorded
from casework.domain.roles import CLINICAL_EXECUTIVES


@guard("urgency_is_proved_or_councils_were_consulted")
def urgency_is_proved_or_councils_were_consulted(facts: CaseFacts, subject: str) -> Answer:
    """Where there was no time to consult: dated evidence, no delay of the body's own, and the
    short-form involvement that was possible. Else the affected councils were consulted first,
    unless they agree that the change is not substantial."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded("temporary_change")
    if change.payload.status == "urgent":
        return _proved(change.payload)
    if _is_agreed_not_substantial(facts, change):
        return yes("the councils agree that the change is not substantial")
    councils = facts.scrutiny_authorities()
    if not councils:
        return fact_not_recorded("which councils the temporary change affects")
    decided = change.payload.decided_on or change.payload.starts_on
    if decided is None:
        return fact_not_recorded("when the temporary change was decided")
    return every(approached(facts, council, before=decided) for council in councils)


@guard("safety_ground_is_stated_by_a_clinical_executive")
def safety_ground_is_stated_by_a_clinical_executive(facts: CaseFacts, subject: str) -> Answer:
    """A chief medical or nursing officer recorded the ground themselves, for this change."""
    grounds = [
        r for r in facts.current("safety_ground")
        if r.payload.change.partition("@")[0] == f"temporary_change/{subject}"
    ]
    if not grounds:
        return not_recorded("safety_ground")
    own = [r for r in grounds if recorder_held(facts, r, CLINICAL_EXECUTIVES)]
    if not own:
        return no("the ground is not recorded by the chief medical officer or the chief nursing "
                  "officer")  # fmt: skip
    found = [happened(facts, r.payload.found_on, "finding the risk to safety") for r in own]
    return next((a for a in found if a.is_yes), found[-1])


def find_change(facts: CaseFacts, key: str) -> RecordVersion | None:
    """The temporary change of that key, if it is stated."""
    found = facts.find(f"temporary_change/{key}")
    return found if found is not None and found.state == STATED else None


def urgency_left_no_time_to_involve(facts: CaseFacts, change: RecordVersion) -> bool:
    """True where urgency is proved and it is recorded that not even short-form involvement was
    possible. What is not recorded leaves it untrue."""
    p = change.payload
    urgent = p.status == "urgent" and p.short_involvement_possible is False
    return urgent and _proved(p).is_yes


def _proved(p: Any) -> Answer:
    return every([_evidence_in_time(p), _not_own_delay(p), _short_involvement(p)])


def _evidence_in_time(p: Any) -> Answer:
    if p.risk_evidence_on is None or not p.risk_evidence:
        return fact_not_recorded("dated evidence of the risk")
    decided = p.decided_on or p.starts_on
    if decided is None:
        return fact_not_recorded("when the temporary change was decided")
    late = p.risk_evidence_on.after(decided)
    if late:
        return no(
            f"the evidence of the risk is dated {p.risk_evidence_on.plain()}, after the decision"
        )
    return yes() if late is False else not_known(
        "Not recorded: whether the evidence of the risk came before the decision"
    )


def _not_own_delay(p: Any) -> Answer:
    if p.own_delay is None:
        return fact_not_recorded("whether the lack of time comes from the body's own delay")
    return no("the lack of time comes from the body's own delay") if p.own_delay else yes()


def _short_involvement(p: Any) -> Answer:
    if p.short_involvement_possible is None:
        return fact_not_recorded("whether people could have been involved in short form")
    if p.short_involvement_possible and not p.short_involvement:
        return fact_not_recorded("the short-form involvement of people that was possible")
    return yes()


def _is_agreed_not_substantial(facts: CaseFacts, change: RecordVersion) -> bool:
    """Whether a reasoned claim about this change says so and the councils agree, or the case is
    determined so."""
    claims = [
        r.payload for r in facts.current("classification_claim")
        if r.payload.claim == "not_substantial"
        and r.payload.about.partition("@")[0] == change.reference
    ]
    agreed = any(p.council_view == "agrees" and bool(p.reasons) for p in claims)
    return agreed or substantial(facts, "").is_no
