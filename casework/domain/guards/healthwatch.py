"""Guards on letters to and from local Healthwatch. Source: SRC-G1, Annex B1 and B3."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.letters import letters_sent_to
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)

INVOLVING = ("healthwatch_involvement", "healthwatch_consultation")


@guard("healthwatch_was_written_to")
def healthwatch_was_written_to(facts: CaseFacts, subject: str) -> Answer:
    """A letter that involves the local Healthwatch has gone by the date judged."""
    letters = letters_sent_to(facts, subject, *INVOLVING)
    if not letters:
        return not_recorded("letter", INVOLVING[0])
    return happened(facts, letters[-1].payload.sent_on, f"the letter to {organisation(subject)}")


@guard("healthwatch_reply_is_logged")
def healthwatch_reply_is_logged(facts: CaseFacts, subject: str) -> Answer:
    """A letter from the local Healthwatch is recorded, or when it was chased and given up on."""
    letters = facts.about("letter", subject)
    if any(record.payload.direction == "received" for record in letters):
        return yes()
    for record in reversed(letters_sent_to(facts, subject, *INVOLVING)):
        if record.payload.chased_on is not None and record.payload.no_reply_by is not None:
            return _given_up_on(facts, record)
    return fact_not_recorded(f"a reply of {organisation(subject)}, or when it was chased")


def _given_up_on(facts: CaseFacts, letter: RecordVersion) -> Answer:
    due = letter.payload.no_reply_by
    if due.after(facts.as_at) is True:
        body = organisation(letter.payload.organisation)
        return no(f"the date for the reply of {body}, {due.plain()}, has not passed")
    return yes()
