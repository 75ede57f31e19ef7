"""GD11: what is decided is what people were asked about, or the change is answered for.

Source: fairness, as in the advice on Calderdale and Huddersfield (2018). A revised plan passes
with a reasoned certificate or with new engagement on it (Humber 2024), and so does a full business
case that departs from the decision. How large a change asks for more is a local figure.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.activities import any_of, asked_users
from casework.domain.guards.in_time import came_before_the_decision
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded, happened
from casework.domain.proposal import (
    differences,
    is_same_proposal,
    names_same_proposal,
    version_to_decide,
    version_used,
)

MOST_NAMED = 4
PARAMETERS_MISSING = "Not recorded: the parameters of the version consulted on, or decided"


@guard("what_is_decided_was_consulted_on")
def what_is_decided_was_consulted_on(facts: CaseFacts, subject: str) -> Answer:
    """The version to be decided does not differ from the one consulted on, or people were asked
    again about it, or a certificate says why not, before the decision."""
    pair = _versions(facts)
    if isinstance(pair, Answer):
        return pair
    return _answered_for(facts, *pair, "the consultation", late=False)


@guard("full_business_case_is_what_was_decided")
def full_business_case_is_what_was_decided(facts: CaseFacts, subject: str) -> Answer:
    """A full business case does not differ from what was decided, or the change is answered for."""
    case = version_used(facts, "full_business_case")
    if case is None:
        return yes("no full business case is recorded")
    decided = version_used(facts, "decision")
    if decided is None:
        return fact_not_recorded("which version of the proposal was put to the decision")
    return _answered_for(facts, decided, case, "the decision", late=True)


@guard("change_since_consultation_is_small")
def change_since_consultation_is_small(facts: CaseFacts, subject: str) -> Answer:
    """No figure changed by more than the local figure since people were asked."""
    pair = _versions(facts)
    if isinstance(pair, Answer):
        return pair
    if pair[0].reference != pair[1].reference and not all(r.payload.parameters for r in pair):
        return not_known(PARAMETERS_MISSING)
    threshold = facts.threshold("changed_share")
    large = [
        d.words() for d in differences(*pair)
        if threshold is not None and d.share is not None and d.share > threshold.value
    ]
    if threshold is None or not large:
        return yes()
    return no(f"changed by more than {threshold.value} per cent: {_listed(large)}")


def _versions(facts: CaseFacts) -> tuple[RecordVersion, RecordVersion] | Answer:
    consulted = version_used(facts, "consultation")
    if consulted is None:
        return fact_not_recorded("which version of the proposal was consulted on")
    decided = version_to_decide(facts)
    if decided is None:
        return fact_not_recorded("which version of the proposal is to be decided")
    return consulted, decided


def _answered_for(
    facts: CaseFacts, before: RecordVersion, after: RecordVersion, since: str, *, late: bool
) -> Answer:
    """Whether the later version is the same proposal, or a certificate or new engagement answers
    for the change. With ``late`` that may come after the decision."""
    same = is_same_proposal(facts, before, after)
    if same is None:
        return not_known(PARAMETERS_MISSING)
    if same:
        return yes(f"the proposal is the same as at {since}")

    def in_time(on: FactDate | None, what: str) -> Answer:
        if late:
            return happened(facts, on, what)
        return came_before_the_decision(facts, on, what, same_day=True)

    ways = [
        *(in_time(_certified_on(r), "the certificate on the changed proposal")
          for r in facts.current("change_certificate") if _certifies(facts, r, before, after)),
        *(asked if (asked := asked_users(r.payload)).is_not_known
          else in_time(r.payload.closed_on, "asking people again")
          for r in facts.current("involvement_activity") if _may_ask_again(facts, r, after)),
    ]  # fmt: skip
    if any(a.is_yes for a in ways):
        return yes(f"the change since {since} is answered for")
    unknown = any_of([a for a in ways if a.is_not_known])
    return unknown or no(f"the proposal changed since {since}: {_in_words(before, after)}")


def _certifies(
    facts: CaseFacts, certificate: RecordVersion, before: RecordVersion, after: RecordVersion
) -> bool:
    p = certificate.payload
    return (
        bool(p.reasons) and _names(facts, p.consulted, before) and _names(facts, p.decided, after)
    )


def _certified_on(certificate: RecordVersion) -> FactDate:
    """Its own date; without one it was there, at the latest, on the day on which it was recorded.
    """
    stated: FactDate | None = certificate.payload.certified_on or certificate.effective_on
    return stated or FactDate.on(certificate.judged_on)


def _may_ask_again(facts: CaseFacts, activity: RecordVersion, after: RecordVersion) -> bool:
    p = activity.payload
    on_it = not p.on_general_strategy and _names(facts, p.about, after)
    return on_it and not asked_users(p).is_no


def _names(facts: CaseFacts, reference: str, version: RecordVersion) -> bool:
    """Whether a record names this version or one that is the same proposal."""
    return names_same_proposal(facts, reference, version) is True


def _in_words(before: RecordVersion, after: RecordVersion) -> str:
    found = [d.words() for d in differences(before, after)]
    return _listed(found) if found else "it is declared a material change"


def _listed(found: list[str]) -> str:
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return "; ".join(found[:MOST_NAMED]) + more
