"""Conditions on how the temporary changes of a case ended."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.temporary_endings import every_temporary_change_has_ended
from casework.domain.guards.temporary_reviews import board_moved_a_review, reviews_of
from casework.domain.predicates import fact_not_recorded, happened, not_recorded

KIND = "temporary_change"
BEGINS = ("start_temporary_change", "act_on_safety")


def begun_by(facts: CaseFacts, change: str) -> RecordVersion | None:
    """The act by which the temporary change with this key began, or None."""
    return next((r for r in facts.current("act")
                 if r.payload.act in BEGINS and r.payload.subject == change), None)  # fmt: skip


@condition("service_was_restored")
def service_was_restored(facts: CaseFacts, subject: str) -> Answer:
    """Whether this temporary change, or any where none is named, ended in the service being
    reopened or restored."""
    words = "a temporary change ended in the service being restored"
    return _ended_as(facts, "reopened", words, subject)


@condition("temporary_change_goes_the_full_way")
def temporary_change_goes_the_full_way(facts: CaseFacts, subject: str) -> Answer:
    """Whether a lasting change is to take the place of a temporary one."""
    words = "a lasting change is to take the place of a temporary one"
    return _ended_as(facts, "full_track", words, subject)


@condition("board_set_another_day_for_a_review")
def board_set_another_day_for_a_review(facts: CaseFacts, subject: str) -> Answer:
    """Whether a review by the board moved the day on which a temporary change is looked at next."""
    changes = [r for r in facts.current(KIND) if subject in ("", r.key)]
    if not changes:
        return not_recorded(KIND)
    moved = [board_moved_a_review(facts, r) for r in changes]
    if any(moved):
        return yes("the board set another day for a review")
    if None in moved:
        return fact_not_recorded("the day on which the temporary change was decided")
    return no("reviews fall on the days of the rhythm")


@condition("temporary_change_has_been_reviewed")
def temporary_change_has_been_reviewed(facts: CaseFacts, subject: str) -> Answer:
    """Whether a review of this temporary change, or of any where none is named, was held.

    Whether one fell due is another question: a check of what reviews say waits for a review.
    """
    changes = [r for r in facts.current(KIND) if subject in ("", r.key)]
    if not changes:
        return not_recorded(KIND)
    if any(reviews_of(facts, change) for change in changes):
        return yes("the temporary change has been reviewed")
    return no("no review of the temporary change is recorded")


@condition("every_temporary_change_is_recorded_as_reverted")
def every_temporary_change_is_recorded_as_reverted(facts: CaseFacts, subject: str) -> Answer:
    """Whether it is recorded of each temporary change that it is over, with the service back.

    One that took the place of another which was renewed stands for both.
    """
    ways = {r.payload.ended_as for r in facts.current(KIND)}
    if not ways:
        return not_recorded(KIND)
    if "full_track" in ways:
        return no("a lasting change is to take the place of a temporary one")
    if "" in ways:
        return no("a temporary change is not recorded as over, with the service back")
    ended = every_temporary_change_has_ended(facts, "")
    return yes("every temporary change is over, with the service back") if ended.is_yes else ended


def _ended_as(facts: CaseFacts, way: str, words: str, subject: str) -> Answer:
    ways = {r.payload.ended_as for r in facts.current(KIND) if subject in ("", r.key)}
    if not ways:
        return not_recorded(KIND)
    if way in ways:
        return yes(words)
    if "" in ways:
        return fact_not_recorded("how the temporary change ended")
    return no("no temporary change ended so")


@condition("no_temporary_change_has_begun")
def no_temporary_change_has_begun(facts: CaseFacts, subject: str) -> Answer:
    """Whether nothing was started here, and no temporary change is recorded as having started.

    Where none is recorded, it is recorded that there is none.
    """
    if any(r.payload.act in BEGINS for r in facts.current("act")):
        return no("a temporary change has begun; it is to be ended first")
    changes = facts.current(KIND)
    if not changes:
        return yes("no temporary change is recorded") if facts.absent(KIND) else not_recorded(KIND)
    starts = [happened(facts, r.payload.starts_on, "the start of the change") for r in changes]
    if any(answer.is_yes for answer in starts):
        return no("a temporary change is recorded as having started; it is to be ended first")
    if any(answer.is_not_known for answer in starts):
        return fact_not_recorded("whether a temporary change has started")
    return yes("no temporary change has started")
