"""Guards on the recommendations of councils. Source: regulation 23(5) of the 2013 Regulations."""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.answers import Answer, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)

Judge = Callable[[RecordVersion], Answer]


@guard("disagreements_were_notified")
def disagreements_were_notified(facts: CaseFacts, subject: str) -> Answer:
    """Each council was told of every recommendation of its own that is not accepted."""
    return _every_recommendation(facts, lambda record: _notified(facts, record))


@guard("steps_to_agree_were_taken")
def steps_to_agree_were_taken(facts: CaseFacts, subject: str) -> Answer:
    """At least one step to agree is recorded on every recommendation that is not accepted."""
    taken = {r.payload.recommendation.partition("@")[0] for r in facts.current("resolution_step")}
    return _every_recommendation(facts, lambda record: _step_taken(record, taken))


@guard("recommendations_were_answered")
def recommendations_were_answered(facts: CaseFacts, subject: str) -> Answer:
    """Every recommendation of the council has an answer in words; yes where it made none."""
    return every(_answered(record) for record in facts.about("recommendation", subject))


def _every_recommendation(facts: CaseFacts, judge: Judge) -> Answer:
    recommendations = facts.current("recommendation")
    if not recommendations:
        return not_recorded("recommendation")
    return every(_unless_accepted(record, judge) for record in recommendations)


def _unless_accepted(record: RecordVersion, judge: Judge) -> Answer:
    if record.payload.agreed is None:
        return fact_not_recorded(f"whether the recommendation of {_whose(record)} is accepted")
    return yes() if record.payload.agreed else judge(record)


def _notified(facts: CaseFacts, record: RecordVersion) -> Answer:
    told_on = record.payload.disagreement_notified_on
    return happened(facts, told_on, f"telling {_whose(record)} of the disagreement")


def _step_taken(record: RecordVersion, taken: set[str]) -> Answer:
    if record.reference in taken:
        return yes()
    return fact_not_recorded(f"a step to agree on the recommendation of {_whose(record)}")


def _answered(record: RecordVersion) -> Answer:
    if record.payload.our_response:
        return yes()
    return fact_not_recorded(f"the answer to the recommendation of {_whose(record)}")


def _whose(record: RecordVersion) -> str:
    return organisation(record.payload.organisation)
