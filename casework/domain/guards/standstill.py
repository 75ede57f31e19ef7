"""GD20: nothing irreversible while somebody may still stop it. It raises questions; a direction
or referral is a hold and bars by itself.

Source: paragraph 3 of Schedule 10A to the NHS Act 2006; rule 54.5 of the Civil Procedure Rules.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.calendar.months import judicial_review_expiry
from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, happened

LIVE = {
    "CALLED_IN": "the proposal is called in",
    "CALL_IN_REQUESTED": "a call-in is requested",
    "REFERRED": "the proposal is referred to the Secretary of State",
    "IN_LITIGATION": "a claim, or a letter before claim, is live",
}


@guard("nobody_may_still_stop_it")
def nobody_may_still_stop_it(facts: CaseFacts, subject: str) -> Answer:
    """No referral, call-in, request or claim is live, and the time for a claim has passed."""
    live = [
        no(f"{LIVE[r.payload.hold]}, since {r.payload.started_on.plain()}")
        for r in facts.open_holds() if r.payload.hold in LIVE and r.payload.started_on
    ]
    return every([*live, *_claims(facts)])


@guard("secretary_of_state_was_notified_if_notifiable")
def secretary_of_state_was_notified_if_notifiable(facts: CaseFacts, subject: str) -> Answer:
    """Under the law since 31 January 2024 a substantial change was notified."""
    substantiality = facts.single("substantiality")
    if facts.regime is None or substantiality is None:
        return not_known("Not recorded: whether the change is notifiable")
    if facts.regime != "R24" or substantiality.payload.outcome != "substantial":
        return yes()
    letters = facts.current("letter", purpose="secretary_of_state_notification")
    if not letters:
        return no("no notification of the Secretary of State is recorded")
    return happened(facts, letters[0].payload.sent_on, "notifying the Secretary of State")


def _claims(facts: CaseFacts) -> list[Answer]:
    found = []
    for record in facts.current("decision", purpose="final"):
        decided = record.payload.decided_on
        if decided is None or decided.latest is None:
            continue
        until = judicial_review_expiry(decided.latest)
        if until >= facts.as_at >= (decided.earliest or decided.latest):
            found.append(no(
                f"the decision of {decided.plain()} may be challenged in court, at the latest "
                f"until {long_date(until)}; that is no safe day"
            ))  # fmt: skip
    return found
