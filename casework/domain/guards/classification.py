"""GD18: what is called less than it may be is a claim, with reasons, a view and a sign-off.

Source: Juttla (2018), Corby (2018); a reduction that is properly reasoned as not substantial is
no failure (Hywel Dda 2014). The advice of a higher body takes nothing away.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import STATED, CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    not_recorded,
    organisation,
)

NOT_ENCODED = "PRE_R13_OR_OTHER"
"""Under that law neither determination is asked for."""
WORDS = {
    "not_substantial": "that the change is not substantial",
    "pilot": "that it is a pilot",
    "temporary": "that it is temporary",
    "urgent": "that it is urgent",
    "not_health_service": "that it is not a health service",
}


@guard("claim_has_reasons_and_the_councils_view")
def claim_has_reasons_and_the_councils_view(facts: CaseFacts, subject: str) -> Answer:
    """The claim says why, and what the scrutiny committee says of it."""
    record = facts.find(f"classification_claim/{subject}")
    if record is None or record.state != STATED:
        return not_recorded("classification_claim")
    p = record.payload
    if p.claim == "higher_body" and p.spares:
        return no("the advice of a higher body that there is no need takes nothing away")
    if p.council_view == "not_asked":
        return no("the scrutiny committee was not asked about the claim")
    return every([
        yes() if p.reasons else fact_not_recorded("the reasons of the claim"),
        yes() if p.council_view else fact_not_recorded(
            "what the scrutiny committee says of the claim"),
        happened(facts, p.council_view_on, "the scrutiny committee's view of the claim"),
    ])  # fmt: skip


@guard("every_claim_is_recorded_as_one")
def every_claim_is_recorded_as_one(facts: CaseFacts, subject: str) -> Answer:
    """What the records take for less than it may be is recorded as a claim."""
    missing = [kind for kind in ("substantiality", "duty_to_involve") if not facts.current(kind)]
    if missing and facts.regime != NOT_ENCODED:
        return every(not_recorded(kind) for kind in missing)
    claimed = {r.payload.claim for r in facts.current("classification_claim")}
    return every([
        *(yes() if claim in claimed else fact_not_recorded(f"the claim {WORDS[claim]}, as one")
          for claim in _implied(facts)),
        *(fact_not_recorded(f"the claim by which {organisation(body)} has no duty to involve, as "
                            "one") for body in _without_duty(facts) if not claimed),
    ])  # fmt: skip


@guard("temporary_change_is_recorded_as_a_claim")
def temporary_change_is_recorded_as_a_claim(facts: CaseFacts, subject: str) -> Answer:
    """That the change is temporary, a pilot or urgent is recorded as a claim about it."""
    change = facts.find(f"temporary_change/{subject}")
    if change is None or change.state != STATED:
        return not_recorded("temporary_change")
    wanted = change.payload.status
    alone = len(facts.current("temporary_change")) == 1
    about = {
        r.payload.claim for r in facts.current("classification_claim")
        if r.payload.about.partition("@")[0] == change.reference or (alone and not r.payload.about)
    }
    return yes() if wanted in about else fact_not_recorded(f"the claim {WORDS[wanted]}, as one")


def _without_duty(facts: CaseFacts) -> list[str]:
    """Bodies of which it is recorded that the duty to involve does not apply to them."""
    found = [r.subject for r in facts.current("duty_to_involve") if r.payload.applies is False]
    return list(dict.fromkeys(found))


def _implied(facts: CaseFacts) -> list[str]:
    found = []
    substantiality = facts.single("substantiality")
    if substantiality is not None and substantiality.payload.outcome.startswith("not_substantial"):
        found.append("not_substantial")
    if substantiality is not None and substantiality.payload.outcome == "urgent_exception":
        found.append("urgent")
    screen = facts.single("urgency_screen")
    if screen is not None and screen.payload.no_time_to_consult:
        found.append("urgent")
    if any(r.payload.concerns_health_services is False for r in facts.current("duty_to_involve")):
        found.append("not_health_service")
    return list(dict.fromkeys(found))
