"""Days on which an answer turns although no record gives them: those that guards work out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casework.domain.calendar.months import judicial_review_expiry
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.guards.crystallisation import first_named_on
from casework.domain.guards.in_time import working_days_later
from casework.domain.guards.information_requests import due_on
from casework.domain.guards.lasting_reviews import (
    next_look,
    reviews_due_while_it_lasts,
)
from casework.domain.guards.temporary_changes import KIND


def worked_out_days(facts: CaseFacts, with_figures: CaseFacts) -> Iterator[date]:
    """The day after each last day that a guard counts from what is recorded.

    Those are the cautious day for a claim (T15), the days of reviews of a temporary change (T17),
    the days by which information requests are to be answered (T16), and those by which councils are
    to be told of a change that was named. ``with_figures`` are the same facts with the figures of
    the pathway beside them, by which reviews go on while a change lasts.
    """
    for day in (*_for_a_claim(facts), *_of_reviews(with_figures), *_of_requests(facts),
                *_to_tell_councils(facts)):  # fmt: skip
        yield day + timedelta(days=1)


def _for_a_claim(facts: CaseFacts) -> Iterator[date]:
    for decision in facts.current("decision", purpose="final"):
        for day in _sides(decision.payload.decided_on):
            yield judicial_review_expiry(day)


def _of_reviews(facts: CaseFacts) -> Iterator[date]:
    for change in facts.current(KIND):
        for due in reviews_due_while_it_lasts(facts, change):
            yield due.by
        again = next_look(facts, change)
        yield from () if again is None else (again.on,)


def _of_requests(facts: CaseFacts) -> Iterator[date]:
    for request in facts.current("information_request"):
        if not request.payload.outcome:
            yield from _sides(due_on(facts, request))


def _to_tell_councils(facts: CaseFacts) -> Iterator[date]:
    named, threshold = first_named_on(facts), facts.threshold("contact_working_days")
    if named is not None and threshold is not None:
        day = working_days_later(facts, named.earliest, threshold.value)
        yield from () if day is None else (day,)


def _sides(on: FactDate | None) -> Iterator[date]:
    """The first and the last day that a date may be."""
    if on is not None:
        yield from {day for day in (on.earliest, on.latest) if day is not None}
