"""GD01: people are involved on the very proposal, before anything is decided.

Source: the duties to involve (sections 14Z45, 14Z2, 13Q and 242(1B) of the NHS Act 2006) and what
courts found missing in Trafford, Corby and Grantham. Engagement over a year before a short
consultation counts (Copson), and involvement need not be a full consultation (Glatter).
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded
from casework.domain.proposal import is_about_present_proposal, present_version


@guard("people_were_involved_on_this_proposal_before_the_decision")
def people_were_involved_on_this_proposal_before_the_decision(
    facts: CaseFacts, subject: str
) -> Answer:
    """Users of the services were involved on the present version, that ended before the decision,
    and what came out of it reached a paper."""
    if present_version(facts) is None:
        return fact_not_recorded("the version of the proposal that is to be decided")
    decided = _decided_on(facts)
    return any_of(
        facts,
        [_judged(facts, r, is_about_present_proposal(facts, r.payload.about), decided)
         for r in facts.current("involvement_activity")],
    )  # fmt: skip


@guard("people_were_involved_before_the_temporary_change")
def people_were_involved_before_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """Users of the services were involved on the temporary change before it was decided."""
    change = facts.find(f"temporary_change/{subject}")
    if change is None or change.payload is None:
        return fact_not_recorded("the temporary change")
    decided = change.payload.decided_on or change.payload.starts_on
    return any_of(
        facts,
        [_judged(facts, r, _names(r, change), decided)
         for r in facts.current("involvement_activity")],
    )  # fmt: skip


def any_of(facts: CaseFacts, answers: list[Answer]) -> Answer:
    """Yes if any activity will do; else why none does, or what is not recorded of them."""
    if not answers:
        if facts.absent("involvement_activity"):
            return no("it is recorded that people were not involved")
        return fact_not_recorded("an involvement activity on this proposal")
    good = next((a for a in answers if a.is_yes), None)
    if good is not None:
        return good
    unknown = [a.reason for a in answers if a.is_not_known]
    if unknown:
        return not_known("; ".join(dict.fromkeys(unknown)))
    return no("; ".join(dict.fromkeys(a.reason for a in answers)))


def _decided_on(facts: CaseFacts) -> FactDate | None:
    decisions = facts.current("decision", purpose="final")
    return decisions[-1].payload.decided_on if decisions else None


def _names(activity: RecordVersion, change: RecordVersion) -> bool | None:
    about = activity.payload.about.partition("@")[0]
    return about == change.reference if about else None


def _judged(
    facts: CaseFacts, activity: RecordVersion, same: bool | None, decided: FactDate | None
) -> Answer:
    p = activity.payload
    for answer in (_in_kind(p), _on_it(p, same), _in_time(facts, p, decided), _with_outcome(p)):
        if not answer.is_yes:
            return answer
    return yes(f"people were involved until {p.closed_on.plain()}")


def _in_kind(p: object) -> Answer:
    nature = getattr(p, "nature", "")
    if nature == "information":
        return no("people were only given information")
    if getattr(p, "questions_only", None):
        return no("people could only ask questions")
    reached = getattr(p, "users_reached", None)
    if reached is None:
        return fact_not_recorded("whether an involvement activity was aimed at people who use "
                                 "the services")  # fmt: skip
    return yes() if reached else no("people who use the services were not aimed at")


def _on_it(p: object, same: bool | None) -> Answer:
    if getattr(p, "on_general_strategy", None):
        return no("people were asked about a general strategy and not about this proposal")
    if same is None:
        return fact_not_recorded("on which version of the proposal people were involved")
    return yes() if same else no("people were involved on another version of the proposal")


def _in_time(facts: CaseFacts, p: object, decided: FactDate | None) -> Answer:
    closed: FactDate | None = getattr(p, "closed_on", None)
    if closed is None:
        return fact_not_recorded("when an involvement activity ended")
    until = decided or facts.as_at
    before = closed.before(until) if decided else closed.on_or_before(facts.as_at)
    if before is None:
        return not_known("Not recorded: whether people were involved before the decision")
    if not before:
        return no(f"people were involved until {closed.plain()}, which is not before the decision")
    return yes()


def _with_outcome(p: object) -> Answer:
    if not getattr(p, "outcome", ""):
        return fact_not_recorded("what came out of an involvement activity")
    if not getattr(p, "fed", ()):
        return fact_not_recorded("which paper an involvement activity fed")
    return yes()
