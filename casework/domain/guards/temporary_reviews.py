"""A temporary change is looked at again on its days, and at six months somebody decides.

Source: the guidance of 2022 (SRC-G1, Annex A2); the days are T17 of the deadline register, which is
assumed. No fixed maximum length is known in law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import temporary_change_reviews
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import KIND
from casework.domain.guards.urgency import find_change
from casework.domain.predicates import about_each, every, fact_not_recorded, happened, not_recorded

REVIEW = "temporary_change_review"
LOOKED_AT = (
    ("harm", "what is known of harm"),
    ("inequality", "who is worse off"),
    ("staffing", "what made it necessary, as it now is"),
)
BOARD = "board"
FULL, BROKEN_OFF = "full_pathway", "broken_off"
FROM, UNTIL, ESCALATED, ALARMED = 0, 1, 3, 4
"""Places in T17: its first review falls from 4 to 6 weeks, and it escalates at 6 and 12 months."""


@guard("temporary_change_was_reviewed_on_its_days")
def temporary_change_was_reviewed_on_its_days(facts: CaseFacts, subject: str) -> Answer:
    """Each review that has fallen due since the decision took place by its day.

    A review by the board that sets a later day for the next one, with its reason, moves that one.
    """
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    if counted_from(change) is None:
        return fact_not_recorded("the day on which the temporary change was decided")
    return every(due.held for due in reviews_due(facts, change) if due.held is not None)


@guard("reviews_rest_on_figures")
def reviews_rest_on_figures(facts: CaseFacts, subject: str) -> Answer:
    """Each review records harm, inequality and staffing, and what came of it."""
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    reviews = reviews_of(facts, change)
    return about_each(reviews, lambda r: [*_missing(r)] or yes())


@guard("temporary_change_led_somewhere_within_six_months")
def temporary_change_led_somewhere_within_six_months(facts: CaseFacts, subject: str) -> Answer:
    """Six months after the decision the service is restored, or a full case is open."""
    return _led_somewhere(facts, subject, ESCALATED, "6 months")


@guard("temporary_change_led_somewhere_within_a_year")
def temporary_change_led_somewhere_within_a_year(facts: CaseFacts, subject: str) -> Answer:
    """A year after the decision the service is restored, or a full case is open."""
    return _led_somewhere(facts, subject, ALARMED, "12 months")


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """One review of the rhythm: after which day and by which it falls, and whether it was held.

    ``soonest`` is the first day on which it may be held, where the rhythm sets one. ``held`` is
    None for a review that has not fallen due, or would have after the end of the change.
    ``by_board`` says that only a review by the board is one.
    """

    after: date
    by: date
    soonest: date | None
    held: Answer | None
    by_board: bool = False


def reviews_due(facts: CaseFacts, change: RecordVersion) -> list[ReviewDue]:
    """Every review of a temporary change in order; none while nobody knows when it was decided."""
    decided = counted_from(change)
    if decided is None:
        return []
    reviews, until = reviews_of(facts, change), lasted_until(facts, change)
    rhythm = temporary_change_reviews(decided)
    return [
        ReviewDue(
            after, by, soonest := rhythm[FROM].on if by == rhythm[UNTIL].on else None,
            was_held_on(reviews, soonest, (after, by)) if by < until else None,
        )
        for after, by in periods(decided, review_days(decided, reviews))
    ]  # fmt: skip


def review_days(
    decided: date, reviews: list[RecordVersion], set_days: list[date] | None = None
) -> list[date]:
    """The last day of each review, in order: T17's, or those ``set_days``, as the board has moved
    them.

    A review of the board moves the one after it, and never past the day at six months, when
    somebody decides.
    """
    rhythm = temporary_change_reviews(decided)
    days = [found.on for found in rhythm[UNTIL:]] if set_days is None else set_days
    for review in reviews:
        p = review.payload
        wanted = p.next_review_on.latest if p.next_review_on else None
        held = p.reviewed_on.earliest if p.reviewed_on else None
        if p.held_at != BOARD or not p.reasons or wanted is None or held is None:
            continue
        coming = [day for day in days if day >= held][1:2]
        if coming and wanted > coming[0]:
            last = max(coming[0], rhythm[ESCALATED].on)
            days = sorted({*(day for day in days if day != coming[0]), min(wanted, last)})
    return days


def was_held(facts: CaseFacts, change: RecordVersion, due: ReviewDue) -> bool:
    """Whether a review is recorded that was held on its days, or afterwards."""
    reviews = counting(reviews_of(facts, change), due.by_board)
    late = any(r.payload.reviewed_on.after(due.by) is True for r in reviews)
    return late or was_held_on(reviews, due.soonest, (due.after, due.by)).is_yes


def review_meets(facts: CaseFacts, change: RecordVersion, planned: FactDate | None) -> bool:
    """Whether the review that was planned for a day is recorded: one held after the last day of
    the review before it."""
    if planned is None or planned.latest is None:
        return False
    day, since = planned.latest, date.min
    for due in reviews_due(facts, change):
        if due.after < day:
            since = due.after
            if due.soonest is not None and due.soonest <= day:
                since = due.soonest - timedelta(days=1)
    return any(r.payload.reviewed_on.after(since) is True for r in reviews_of(facts, change))


def counting(reviews: list[RecordVersion], by_board: bool) -> list[RecordVersion]:
    """The reviews that count: all, or those that the board held."""
    return [r for r in reviews if not by_board or r.payload.held_at == BOARD]


def periods(decided: date, days: list[date]) -> Iterator[tuple[date, date]]:
    """From the day after one review's last day to the next one's."""
    before = decided
    for day in days:
        yield before, day
        before = day


def was_held_on(
    reviews: list[RecordVersion], soonest: date | None, days: tuple[date, date], whose: str = ""
) -> Answer:
    """Whether one of the reviews was held after the first of two days and by the second.

    ``whose`` says in the reason whose review is meant, where only one body's counts.
    """
    after, by = days
    if soonest is not None:
        after = soonest - timedelta(days=1)
    dates = [r.payload.reviewed_on for r in reviews if r.payload.reviewed_on is not None]
    said = [(on.after(after), on.on_or_before(by)) for on in dates]
    if any(later and early for later, early in said):
        return yes()
    words = f"a review of the temporary change {whose}by {long_date(by)}"
    if any(later is not False and early is not False for later, early in said):
        return not_known(f"Not recorded: the day of {words}")
    if any(later for later, _ in said):
        return no(f"{words} is not recorded, and a later one is")
    return fact_not_recorded(words)


def _missing(review: RecordVersion) -> Iterator[Answer]:
    p = review.payload
    for name, words in LOOKED_AT:
        if not getattr(p, name):
            yield fact_not_recorded(f"{words}, in a review")
    if not p.outcome:
        yield fact_not_recorded("what came of a review")


def _led_somewhere(facts: CaseFacts, subject: str, place: int, length: str) -> Answer:
    change = find_change(facts, subject)
    if change is None:
        return not_recorded(KIND)
    decided = counted_from(change)
    if decided is None:
        return fact_not_recorded("the day on which the temporary change was decided")
    day = temporary_change_reviews(decided)[place].on
    if facts.as_at <= day:
        return yes()
    ended = change.payload.ended_as and happened(facts, change.payload.ended_on, "its end").is_yes
    if ended or goes_on_in_full(facts):
        return yes()
    return no(f"{length} passed on {long_date(day)}; the service is not recorded as restored, and "
              "no full case is open")  # fmt: skip


def opened_in_full(facts: CaseFacts) -> list[RecordVersion]:
    """The full cases that were opened from this one."""
    return [r for r in facts.current("linked_case") if r.payload.relation == FULL]


def goes_on_in_full(facts: CaseFacts) -> list[RecordVersion]:
    """The full cases that were opened from this one and were not broken off."""
    return [r for r in opened_in_full(facts) if r.payload.ended_as != BROKEN_OFF]


def board_moved_a_review(facts: CaseFacts, change: RecordVersion) -> bool | None:
    """Whether a review by the board moved the day of a later one; None while nobody knows when
    the change was decided."""
    decided = counted_from(change)
    if decided is None:
        return None
    reviews = reviews_of(facts, change)
    return review_days(decided, reviews) != review_days(decided, [])


def reviews_of(facts: CaseFacts, change: RecordVersion) -> list[RecordVersion]:
    """The reviews of a temporary change that have been held."""
    return [
        r for r in facts.current(REVIEW)
        if r.payload.change.partition("@")[0] == change.reference
        and happened(facts, r.payload.reviewed_on, "the review").is_yes
    ]  # fmt: skip


def counted_from(change: RecordVersion) -> date | None:
    """The first day on which it may have been decided, or begun: clocks run from the earliest."""
    p = change.payload
    days = [on.earliest for on in (p.decided_on, p.starts_on) if on is not None and on.earliest]
    return min(days) if days else None


def lasted_until(facts: CaseFacts, change: RecordVersion) -> date:
    """The day of its end, where it is recorded how and when it ended; else the date judged."""
    ended: FactDate | None = change.payload.ended_on if change.payload.ended_as else None
    over = ended is not None and ended.has_come_by(facts.as_at)
    return min(facts.as_at, ended.latest) if over and ended and ended.latest else facts.as_at
