"""What lets an urgent change go on: it was looked at again, and has a timer of which councils know.

A review that fell due and was missed can be held late; it stays on record as late. What tells the
councils is the letter to each.

Source: the guidance of 2022 (SRC-G1, Annex A2); regulation 23(3) of the 2013 Regulations.
"""

from __future__ import annotations

from casework.domain.answers import Answer, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.lasting_reviews import reviews_due_while_it_lasts
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import KIND, timer_of
from casework.domain.guards.temporary_reviews import counted_from, was_held
from casework.domain.guards.urgency import find_change
from casework.domain.guards.urgent_decisions import notice_was_sent
from casework.domain.predicates import every, fact_not_recorded, happened, not_recorded


@guard("each_review_that_fell_due_was_held")
def each_review_that_fell_due_was_held(facts: CaseFacts, subject: str) -> Answer:
    """Each review that has fallen due was held, on its days or late; yes while none fell due."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    if counted_from(change) is None:
        return fact_not_recorded("the day on which the temporary change was decided")
    due = (each for each in reviews_due_while_it_lasts(facts, change) if each.held is not None)
    return every(
        each.held for each in due if each.held is not None and not was_held(facts, change, each)
    )


@guard("temporary_change_has_its_timer_and_councils_were_told")
def temporary_change_has_its_timer_and_councils_were_told(
    facts: CaseFacts, subject: str
) -> Answer:
    """Reason, dated evidence, review, expiry and exit are recorded, and each council was told: by
    the letter to it, or, where no letters are recorded, on the day that the change itself states.
    """
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    return every([*timer_of(change.payload), _councils_were_told(facts, change)])


def _councils_were_told(facts: CaseFacts, change: RecordVersion) -> Answer:
    councils, stated = facts.scrutiny_authorities(), change.payload.council_told_on
    letters = every(notice_was_sent(facts, council, change) for council in councils)
    if councils and letters.is_yes:
        return yes()
    if stated is not None or not councils:
        return happened(facts, stated, "telling the councils of the temporary change")
    return letters
