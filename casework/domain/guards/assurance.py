"""Guards on NHS England's assurance, the clinical senate and safeguards."""

from __future__ import annotations

from casework.domain.answers import Answer, from_bool, no
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, fact_not_recorded, happened, not_recorded


def _letter_allows_going_on(purpose: str, which: str) -> Predicate:
    """The last letter for the purpose says to go on, with or without conditions."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        letters = facts.current("assurance_letter", purpose=purpose)
        if not letters:
            return not_recorded("assurance_letter", purpose)
        payload = letters[-1].payload
        if payload.outcome == "not_yet":
            return no(f"the last {which} letter says: not yet")
        if not payload.outcome:
            return fact_not_recorded(f"what the {which} letter says")
        return happened(facts, payload.dated, f"the {which} letter")

    return answer


guard("stage_1_letter_allows_going_on")(_letter_allows_going_on("stage_1", "stage 1"))
guard("stage_2_letter_allows_going_on")(_letter_allows_going_on("stage_2", "stage 2"))
guard("stage_3_letter_allows_going_on")(_letter_allows_going_on("stage_3", "stage 3"))


@guard("senate_report_is_received")
def senate_report_is_received(facts: CaseFacts, subject: str) -> Answer:
    """The clinical senate's report is recorded, dated by the date judged."""
    reports = facts.current("assurance_letter", purpose="senate")
    if not reports:
        return not_recorded("assurance_letter", "senate")
    return happened(facts, reports[-1].payload.dated, "the clinical senate report")


@guard("safeguard_is_met")
def safeguard_is_met(facts: CaseFacts, subject: str) -> Answer:
    """The safeguard of the irreversible step called ``subject`` is named and met."""
    step = facts.find(f"irreversible_step/{subject}")
    if step is None or step.payload is None:
        return not_recorded("irreversible_step")
    if not step.payload.safeguard:
        return fact_not_recorded("the safeguard that must be met before this step")
    return from_bool(
        step.payload.safeguard_met,
        "",
        "the safeguard of this step is recorded as not met",
        "Not recorded: whether the safeguard of this step is met",
    )
