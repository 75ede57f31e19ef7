"""Guards on who the case concerns and who answers for it."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import fact_not_recorded, from_single, not_recorded


@guard("sponsor_is_recorded")
def sponsor_is_recorded(facts: CaseFacts, subject: str) -> Answer:
    """The particulars name the sponsoring body."""
    return from_single(
        facts,
        "particulars",
        lambda record: (
            yes() if record.payload.sponsor else fact_not_recorded("the sponsoring body")
        ),
    )


@guard("responsible_bodies_are_recorded")
def responsible_bodies_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """At least one body that answers in law for involving people is a party on the date judged."""
    return yes() if facts.parties("responsible_body") else not_recorded("responsible_body")


@guard("senior_responsible_owner_is_named")
def senior_responsible_owner_is_named(facts: CaseFacts, subject: str) -> Answer:
    """Somebody holds the role of senior responsible owner on the date judged."""
    return yes() if facts.holders_of("SRO") else fact_not_recorded("the senior responsible owner")


@guard("affected_councils_are_recorded")
def affected_councils_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """At least one council to which regulation 23 applies is a party on the date judged."""
    if facts.scrutiny_authorities():
        return yes()
    if facts.absent("affected_authority"):
        return no("it is recorded that no council is affected")
    return fact_not_recorded("a council with health scrutiny whose residents are affected")


@guard("local_healthwatch_is_recorded")
def local_healthwatch_is_recorded(facts: CaseFacts, subject: str) -> Answer:
    """At least one local Healthwatch, or a body that followed it, is a party."""
    if facts.parties("healthwatch"):
        return yes()
    if facts.absent("healthwatch"):
        return no("it is recorded that no local Healthwatch is concerned")
    return not_recorded("healthwatch")
