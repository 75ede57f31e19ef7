"""Guards on the letters that tell each body the outcome."""

from __future__ import annotations

from casework.domain.answers import Answer
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.letters import letters_sent_to
from casework.domain.guards.registry import guard
from casework.domain.predicates import happened, not_recorded, organisation


@guard("council_was_told_the_outcome")
def council_was_told_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """The letter on the outcome has gone to the council, or to its joint committee."""
    letters = letters_sent_to(facts, subject, "scrutiny_outcome")
    return _sent(facts, letters, "scrutiny_outcome", organisation(subject))


@guard("healthwatch_was_told_the_outcome")
def healthwatch_was_told_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """The letter on the outcome has gone to the local Healthwatch."""
    letters = letters_sent_to(facts, subject, "healthwatch_outcome")
    return _sent(facts, letters, "healthwatch_outcome", organisation(subject))


@guard("secretary_of_state_was_told_the_outcome")
def secretary_of_state_was_told_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """An update has gone to the Secretary of State."""
    purpose = "secretary_of_state_update"
    return _sent(facts, _to_anybody(facts, purpose), purpose, "the Secretary of State")


@guard("nhs_england_was_told_the_outcome")
def nhs_england_was_told_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """The letter on the outcome has gone to NHS England."""
    purpose = "nhs_england_outcome"
    return _sent(facts, _to_anybody(facts, purpose), purpose, "NHS England")


@guard("providers_were_told_the_outcome")
def providers_were_told_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """A letter on the outcome has gone to providers."""
    purpose = "provider_outcome"
    return _sent(facts, _to_anybody(facts, purpose), purpose, "the providers")


def _to_anybody(facts: CaseFacts, purpose: str) -> list[RecordVersion]:
    letters = facts.current("letter", purpose=purpose)
    return [record for record in letters if record.payload.direction == "sent"]


def _sent(facts: CaseFacts, letters: list[RecordVersion], purpose: str, to: str) -> Answer:
    if not letters:
        return not_recorded("letter", purpose)
    return happened(facts, letters[-1].payload.sent_on, f"the letter to {to}")
