"""GD01: people are involved on the very proposal, before anything is decided.

Source: the duties to involve (sections 14Z45, 14Z2, 13Q and 242(1B) of the NHS Act 2006) and what
courts found missing in Trafford, Corby and Grantham. Engagement over a year before a short
consultation counts (Copson), and involvement need not be a full consultation (Glatter).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.activities import any_of, asked_users
from casework.domain.guards.consulted_and_decided import what_is_decided_was_consulted_on
from casework.domain.guards.in_time import came_before_the_decision, is_recorded_absent
from casework.domain.guards.registry import guard
from casework.domain.guards.urgency import find_change, urgency_left_no_time_to_involve
from casework.domain.predicates import fact_not_recorded, happened, not_recorded
from casework.domain.proposal import (
    is_about_present_proposal,
    is_same_proposal,
    present_version,
    version_used,
)

KIND = "involvement_activity"
ON_OR_AFTER = "on or after"


@guard("people_were_involved_on_this_proposal_before_the_decision")
def people_were_involved_on_this_proposal_before_the_decision(
    facts: CaseFacts, subject: str
) -> Answer:
    """Users of the services were involved on the present version, that ended before the decision,
    and what came out of it reached a paper."""
    if present_version(facts) is None:
        return fact_not_recorded("the version of the proposal that is to be decided")

    def in_time(closed: FactDate | None) -> Answer:
        return came_before_the_decision(facts, closed, "the end of involving people")

    return _any_of(facts, "", "this proposal", [
        _judged(r.payload, is_about_this_proposal(facts, r.payload.about), in_time)
        for r in facts.current(KIND)
    ])  # fmt: skip


@guard("people_were_involved_before_the_temporary_change")
def people_were_involved_before_the_temporary_change(facts: CaseFacts, subject: str) -> Answer:
    """Users of the services were involved on the temporary change before it was decided, or it is
    shown that its urgency left no time even for that."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded("temporary_change")
    decided = change.payload.decided_on or change.payload.starts_on

    def in_time(closed: FactDate | None) -> Answer:
        done = happened(facts, closed, "the end of involving people")
        return _beside(done, closed, decided, "before")

    if urgency_left_no_time_to_involve(facts, change):
        return yes("its urgency is shown, and left no time to involve people")
    return _any_of(facts, subject, "the temporary change",
                   [_judged(r.payload, _names(r, change), in_time) for r in facts.current(KIND)])


@guard("people_were_involved_since_the_temporary_change_began")
def people_were_involved_since_the_temporary_change_began(
    facts: CaseFacts, subject: str
) -> Answer:
    """Users of the services were involved on the temporary change since it was decided, so that
    extending it is not decided without them."""
    return _involved_since(facts, subject, on_the_day=False)


@guard("people_were_involved_from_the_day_of_the_decision_on")
def people_were_involved_from_the_day_of_the_decision_on(facts: CaseFacts, subject: str) -> Answer:
    """Users of the services were involved on the temporary change on the day on which it was
    decided, or since: whoever was asked on that very day was not asked before it was decided."""
    return _involved_since(facts, subject, on_the_day=True)


def _involved_since(facts: CaseFacts, subject: str, *, on_the_day: bool) -> Answer:
    """Whether people were involved after the decision, or also on its day."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded("temporary_change")
    decided = change.payload.decided_on or change.payload.starts_on
    if decided is None:
        return fact_not_recorded("when the temporary change was decided")

    def in_time(closed: FactDate | None) -> Answer:
        done = happened(facts, closed, "the end of involving people")
        return _beside(done, closed, decided, ON_OR_AFTER if on_the_day else "after")

    return _any_of(facts, subject, "the temporary change",
                   [_judged(r.payload, _names(r, change), in_time) for r in facts.current(KIND)])


def is_about_this_proposal(facts: CaseFacts, reference: str) -> bool | None:
    """Whether what names a version of the proposal is about the one meant now, or about the one
    consulted on where the change since then is answered for."""
    same = is_about_present_proposal(facts, reference)
    if same is not False:
        return same
    named, consulted = facts.find(reference.partition("@")[0]), version_used(facts, "consultation")
    if named is None or consulted is None or not is_same_proposal(facts, named, consulted):
        return False
    return what_is_decided_was_consulted_on(facts, "").is_yes


def _any_of(facts: CaseFacts, subject: str, on: str, answers: list[Answer]) -> Answer:
    """Yes if any activity will do; else why none does, or what is not recorded of them."""
    if not answers and is_recorded_absent(facts, KIND, subject):
        return no("it is recorded that people were not involved")
    return any_of(answers) or fact_not_recorded(f"an involvement activity on {on}")


def _names(activity: RecordVersion, change: RecordVersion) -> bool | None:
    about = activity.payload.about.partition("@")[0]
    return about == change.reference if about else None


def _judged(
    p: Any, same: bool | None, in_time: Callable[[FactDate | None], Answer]
) -> Answer:
    for judge in (
        lambda: asked_users(p),
        lambda: on_it(p, same),
        lambda: in_time(p.closed_on),
        lambda: _with_outcome(p),
    ):
        answer = judge()
        if not answer.is_yes:
            return answer
    return yes(f"people were involved until {p.closed_on.plain()}")


def on_it(p: Any, same: bool | None) -> Answer:
    """Whether an activity was on this change and not on a general strategy."""
    if p.on_general_strategy:
        return no("people were asked about a general strategy and not about this change")
    if same is None:
        return fact_not_recorded("on which version of the proposal, or temporary change, people "
                                 "were involved")  # fmt: skip
    return yes() if same else no("people were involved on something else than this change")


def _beside(
    done: Answer, closed: FactDate | None, decided: FactDate | None, relation: str
) -> Answer:
    """Whether an activity that is over ended before, after, or on or after the day meant."""
    if closed is None or not done.is_yes:
        return done
    if decided is None:
        return fact_not_recorded("when the temporary change was decided")
    compared = {"before": closed.before, "after": closed.after, ON_OR_AFTER: closed.on_or_after}
    met = compared[relation](decided)
    if met is None:
        return not_known(f"Not recorded: whether people were involved {relation} the temporary "
                         "change was decided")  # fmt: skip
    if not met:
        return no(f"people were involved until {closed.plain()}, which is not {relation} the "
                  f"decision of {decided.plain()}")  # fmt: skip
    return yes()


def _with_outcome(p: Any) -> Answer:
    if not p.outcome:
        return fact_not_recorded("what came out of an involvement activity")
    if not p.fed:
        return fact_not_recorded("which paper an involvement activity fed")
    return yes()
