"""A temporary change is reviewed as long as it lasts, also after a year.

How often is a figure of the pathway, with its source: the board every so many months, the executive
every so many weeks. Source: T17 of the deadline register; the rhythm after a year is our default.
"""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.answers import Answer, no, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import (
    ExplainedDate,
    lasting_temporary_change_reviews,
    next_look_at_a_temporary_change,
)
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import KIND
from casework.domain.guards.temporary_reviews import (
    FROM,
    UNTIL,
    ReviewDue,
    counted_from,
    counting,
    lasted_until,
    periods,
    review_days,
    reviews_due,
    reviews_of,
    was_held_on,
)
from casework.domain.guards.urgency import find_change
from casework.domain.predicates import every, fact_not_recorded, not_recorded

BOARD_EVERY, EXECUTIVE_EVERY = "board_review_months", "executive_review_weeks"
BY_BOARD = "by the board "


@guard("temporary_change_was_reviewed_while_it_lasted")
def temporary_change_was_reviewed_while_it_lasted(facts: CaseFacts, subject: str) -> Answer:
    """Each review that has fallen due was held by its day: the first by anybody, and from then on
    one by the board every so many months until the change has ended.

    A review by the board that sets a later day for the next one, with its reason, moves that one.
    """
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    if counted_from(change) is None:
        return fact_not_recorded("the day on which the temporary change was decided")
    due = reviews_due_while_it_lasts(facts, change)
    return every(each.held for each in due if each.held is not None)


@guard("executive_looked_again_as_often_as_set")
def executive_looked_again_as_often_as_set(facts: CaseFacts, subject: str) -> Answer:
    """No more weeks than the pathway sets lie between the decision and each review, by whomever,
    until the change has ended."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    decided, figure = counted_from(change), facts.threshold(EXECUTIVE_EVERY)
    if decided is None:
        return fact_not_recorded("the day on which the temporary change was decided")
    if figure is None:
        return yes()
    return _looked_again(facts, change, decided, figure.value)


def reviews_due_while_it_lasts(facts: CaseFacts, change: RecordVersion) -> list[ReviewDue]:
    """Every review of a temporary change in order, up to the next one; those of T17 alone where
    the pathway sets no rhythm for the board."""
    decided, every_months = counted_from(change), facts.threshold(BOARD_EVERY)
    if decided is None or every_months is None:
        return reviews_due(facts, change)
    reviews, until = reviews_of(facts, change), lasted_until(facts, change)
    rhythm = lasting_temporary_change_reviews(decided, every_months.value, until)
    days = review_days(decided, reviews, [found.on for found in rhythm[UNTIL:]])
    return [
        _due(reviews, until, (after, by),
             soonest=rhythm[FROM].on if by == rhythm[UNTIL].on else None)
        for after, by in periods(decided, days)
    ]  # fmt: skip


def _due(
    reviews: list[RecordVersion], until: date, days: tuple[date, date], soonest: date | None
) -> ReviewDue:
    by_board = soonest is None
    after, by = days
    held = was_held_on(
        counting(reviews, by_board), soonest, days, BY_BOARD if by_board else ""
    ) if by < until else None  # fmt: skip
    return ReviewDue(after, by, soonest, held, by_board)


def _looked_again(
    facts: CaseFacts, change: RecordVersion, decided: date, weeks: int
) -> Answer:
    """A day that passed without a review is not recorded; where a later review is, it is a no."""
    until, last = lasted_until(facts, change), decided
    found: list[Answer] = []
    for day in _held_on(facts, change):
        by = last + timedelta(weeks=weeks)
        if min(day, until) > by:
            found.append(no(f"a look again by {long_date(by)} is not recorded, and a later one is"))
        last = max(last, day)
    by = last + timedelta(weeks=weeks)
    if until > by:
        found.append(fact_not_recorded(f"a look again at the temporary change by {long_date(by)}"))
    return every(found)


def next_look(facts: CaseFacts, change: RecordVersion) -> ExplainedDate | None:
    """The last day for looking again at a change that lasts; None where no rhythm is set, or nobody
    knows when it was decided."""
    figure, decided = facts.threshold(EXECUTIVE_EVERY), counted_from(change)
    if figure is None or decided is None or lasted_until(facts, change) != facts.as_at:
        return None
    held = _held_on(facts, change)
    if not held:
        return next_look_at_a_temporary_change(
            decided, figure.value, "the decision on the temporary change"
        )
    return next_look_at_a_temporary_change(held[-1], figure.value)


def _held_on(facts: CaseFacts, change: RecordVersion) -> list[date]:
    """The days of the reviews that were held, in order; the last that a rough one may be."""
    on: list[FactDate] = [r.payload.reviewed_on for r in reviews_of(facts, change)]
    return sorted(day.latest for day in on if day.latest is not None)
