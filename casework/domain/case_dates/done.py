"""Whether what a date waits for is done, from the same facts that gates read.

Only what is certain counts: a letter that is dated ahead has not gone, and an answer to an earlier
letter answers no later one.
"""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain import limitation
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.temporary_endings import was_replaced
from casework.domain.guards.temporary_reviews import opened_in_full, review_meets
from casework.domain.guards.urgent_decisions import notice_was_sent
from casework.domain.sent_letters import comments_have_come, has_come, has_gone

REPLIES_TO_COUNCILS = frozenset({"scrutiny_outcome", "disagreement", "other"})
"""Letters by which a council's report is answered."""
URGENT_PATHWAY = "urgent-temporary-change"
FULL_TRACK, RENEWED = "full_track", "renewed"
"""Ways in which a temporary change is recorded to end while the service stays as it made it."""


def claim_was_answered(facts: CaseFacts, letter: limitation.LetterBeforeClaim) -> bool:
    """T14: a reply to a letter before claim has gone."""
    return has_come(facts, limitation.answered_on(facts, letter))


def was_replied_to(facts: CaseFacts, received: RecordVersion, on: FactDate | None,
                   purposes: Iterable[str] = ()) -> bool:  # fmt: skip
    """Whether a letter has gone to whoever sent something, on or after the day it came."""
    bodies = facts.passed_to(received.reference, received.payload.organisation)
    wanted = frozenset(purposes)
    return on is not None and any(
        has_gone(facts, r) and r.payload.organisation in bodies
        and (not wanted or r.payload.purpose in wanted)
        and r.payload.sent_on.on_or_after(on) is True
        for r in facts.current("letter")
    )  # fmt: skip


def report_was_answered(facts: CaseFacts, response: RecordVersion) -> bool:
    """T09: every recommendation of the council has its answer in words, and a reply has gone."""
    made = facts.about("recommendation", response.payload.organisation)
    if not all(r.payload.our_response for r in made):
        return False
    told = bool(made) and all(has_come(facts, r.payload.disagreement_notified_on) for r in made)
    return told or was_replied_to(
        facts, response, response.payload.received_on, REPLIES_TO_COUNCILS
    )


def council_was_told(facts: CaseFacts, change: RecordVersion, council: str) -> bool:
    """T11: the notice of an urgent change has gone to one council, with its reason.

    One date for all councils tells of each only where regulation 23 applies to no more than one,
    and never on the pathway whose gate asks for the notice itself.
    """
    if council and notice_was_sent(facts, council, change).is_yes:
        return True
    alone = len(facts.scrutiny_authorities()) <= 1
    by_date = alone and facts.pathway != URGENT_PATHWAY
    return by_date and has_come(facts, change.payload.council_told_on)


def was_decided(facts: CaseFacts, letter: RecordVersion | None = None) -> bool:
    """Whether a public decision that puts nothing off was taken, after a letter if one is given."""
    sent = letter.payload.sent_on if letter is not None else None
    return any(
        r.payload.outcome != "deferred" and has_come(facts, r.payload.decided_on)
        and (sent is None or r.payload.decided_on.on_or_after(sent) is True)
        for r in facts.current("decision", purpose="final")
    )  # fmt: skip


def _request_is_settled(facts: CaseFacts, request: RecordVersion) -> bool:
    return request.payload.state not in ("open", "returned")


def change_is_over(facts: CaseFacts, change: RecordVersion) -> bool:
    """Whether a temporary change is over by the date judged: the service is back, another
    temporary change took its place, or the lasting change was decided.

    While the full process that was started has not led to a decision the service is still as the
    temporary change made it: its reviews and its expiry go on (brief, 7.1).
    """
    p = change.payload
    if not has_come(facts, p.ended_on):
        return False
    if p.ended_as == FULL_TRACK:
        return was_decided(facts) or any(
            r.payload.ended_as == "went_its_way" and has_come(facts, r.payload.ended_on)
            for r in opened_in_full(facts)
        )  # fmt: skip
    return p.ended_as != RENEWED or was_replaced(facts, change)


def _review_was_held(facts: CaseFacts, change: RecordVersion) -> bool:
    return review_meets(facts, change, change.payload.review_on)


def _condition_is_discharged(facts: CaseFacts, condition: RecordVersion) -> bool:
    return has_come(facts, condition.payload.discharged_on)


def _is_sent(facts: CaseFacts, letter: RecordVersion) -> bool:
    return letter.payload.direction == "sent"


_DONE = {
    "letter.comments_date": comments_have_come,
    "letter.decision_date": was_decided,
    "request.due_on": _request_is_settled,
    "temporary_change.review_on": _review_was_held,
    "condition.due_on": _condition_is_discharged,
}
_ASKED = {"letter.comments_date": has_gone, "letter.decision_date": _is_sent}
"""Dates that wait for nothing before something has gone."""


def was_done(facts: CaseFacts, record: RecordVersion, field: str) -> bool:
    """Whether what a stated date waits for is recorded as done, as far as records tell."""
    done = _DONE.get(f"{record.kind}.{field}")
    return done is not None and was_asked(facts, record, field) and done(facts, record)


def was_asked(facts: CaseFacts, record: RecordVersion, field: str) -> bool:
    """Whether a stated date waits for anything yet: one of a letter does not before that went."""
    asked = _ASKED.get(f"{record.kind}.{field}")
    return asked is None or asked(facts, record)
