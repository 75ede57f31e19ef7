"""GD11: what is decided is what people were asked about, or the change is answered for.

Source: fairness, as in the advice on Calderdale and Huddersfield (2018). A revised plan passes
with a reasoned certificate or with new engagement on it (Humber 2024). How large a change asks
for more is a local figure and only raises a question.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded
from casework.domain.proposal import differences, is_same_proposal, version_used

MOST_NAMED = 4


@guard("what_is_decided_was_consulted_on")
def what_is_decided_was_consulted_on(facts: CaseFacts, subject: str) -> Answer:
    """The version to be decided does not differ from the one consulted on, or people were asked
    again about it, or a certificate says why not."""
    pair = _versions(facts)
    if isinstance(pair, Answer):
        return pair
    consulted, decided = pair
    same = is_same_proposal(facts, consulted, decided)
    if same:
        return yes("what is decided is what was consulted on")
    if same is None:
        return not_known("Not recorded: the parameters of the version consulted on, or decided")
    if _certified(facts, consulted, decided) or _asked_again(facts, decided):
        return yes("the change since the consultation is answered for")
    return no(f"the proposal changed since the consultation: {_in_words(consulted, decided)}")


@guard("change_since_consultation_is_small")
def change_since_consultation_is_small(facts: CaseFacts, subject: str) -> Answer:
    """No figure changed by more than the local figure since people were asked."""
    threshold = facts.threshold("changed_share")
    pair = _versions(facts)
    if threshold is None or isinstance(pair, Answer):
        return yes()
    large = [
        d.words() for d in differences(*pair)
        if d.share is not None and d.share > threshold.value
    ]
    return no(f"changed by more than {threshold.value} per cent: {'; '.join(large[:MOST_NAMED])}"
              ) if large else yes()  # fmt: skip


def _versions(facts: CaseFacts) -> tuple[RecordVersion, RecordVersion] | Answer:
    consulted = version_used(facts, "consultation")
    if consulted is None:
        return fact_not_recorded("which version of the proposal was consulted on")
    decided = version_used(facts, "full_business_case") or version_used(facts, "decision")
    if decided is None:
        return fact_not_recorded("which version of the proposal is to be decided")
    return consulted, decided


def _certified(facts: CaseFacts, consulted: RecordVersion, decided: RecordVersion) -> bool:
    return any(
        r.payload.consulted.partition("@")[0] == consulted.reference
        and r.payload.decided.partition("@")[0] == decided.reference and bool(r.payload.reasons)
        for r in facts.current("change_certificate")
    )


def _asked_again(facts: CaseFacts, decided: RecordVersion) -> bool:
    return any(
        r.payload.about.partition("@")[0] == decided.reference
        and r.payload.nature != "information" and not r.payload.questions_only
        and r.payload.closed_on is not None and r.payload.closed_on.on_or_before(facts.as_at)
        for r in facts.current("involvement_activity")
    )


def _in_words(consulted: RecordVersion, decided: RecordVersion) -> str:
    found = [d.words() for d in differences(consulted, decided)]
    if not found:
        return "it is declared a material change"
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return "; ".join(found[:MOST_NAMED]) + more
