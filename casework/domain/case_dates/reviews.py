"""Rule T17: the days by which a temporary change is looked at again, as its gate counts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casework.domain.case_dates.computing import lacking, not_known
from casework.domain.case_dates.shapes import CaseDate
from casework.domain.dates import long_date
from casework.domain.deadlines import (
    ExplainedDate,
    lasting_temporary_change_reviews,
    moved_temporary_change_review,
    temporary_change_reviews,
)
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.lasting_reviews import (
    BOARD_EVERY,
    next_look,
    reviews_due_while_it_lasts,
)
from casework.domain.guards.temporary_reviews import (
    UNTIL,
    ReviewDue,
    counted_from,
    lasted_until,
    was_held,
)

EVENT, START = "the decision on the temporary change", "the start of the temporary change"
MOVED = "-moved"
NOT_BEFORE = "A review before {day} does not count as this one."


def reviews(facts: CaseFacts, change: RecordVersion) -> Iterator[CaseDate]:
    """One date for each review: the last day on which it may be held.

    The first falls from 4 to 6 weeks after, so it is due at 6. They are counted from the decision
    or the start, whichever came first, and stand where the board has moved them.
    """
    start = counted_from(change)
    if start is None:
        yield not_known("T17", lacking(EVENT, change.payload.decided_on), record=change.reference)
        return
    for limb, found, due in _placed(facts, change, start):
        length = found.how.removesuffix(" after")
        yield CaseDate(
            "Review of a temporary change, as the board has moved it" if limb.endswith(MOVED)
            else f"Review of a temporary change, {length} on",
            change.reference, found=found, rule_id="T17", limb=limb, start=change.reference,
            settled=was_held(facts, change, due),
            note=NOT_BEFORE.format(day=long_date(due.soonest)) if due.soonest else "",
        )  # fmt: skip


def looks_between(facts: CaseFacts, change: RecordVersion) -> Iterator[CaseDate]:
    """The last day for the next look at a change that lasts, where the pathway sets a rhythm."""
    found = next_look(facts, change)
    reviewed = {due.by for due in reviews_due_while_it_lasts(facts, change)}
    if found is not None and found.on not in reviewed:
        yield CaseDate(
            "Next look at a temporary change, by the executive or the board", change.reference,
            found=found, rule_id="T17", limb="next-look", start=change.reference,
        )  # fmt: skip


def _placed(
    facts: CaseFacts, change: RecordVersion, start: date
) -> Iterator[tuple[str, ExplainedDate, ReviewDue]]:
    """Each review with its place in the rhythm, or with that from which the board moved it."""
    event = EVENT if _is_start(change.payload.decided_on, start) else START
    rhythm = _rhythm(facts, change, start, event)
    due = reviews_due_while_it_lasts(facts, change)
    days = {each.by for each in due}
    left = [(place, found) for place, found in rhythm if found.on not in days]
    by_day = {found.on: (place, found) for place, found in rhythm}
    for each in due:
        if each.by in by_day:
            place, found = by_day[each.by]
            yield place, found, each
        else:
            place, was = left.pop(0) if left else rhythm[-1]
            yield f"{place}{MOVED}", moved_temporary_change_review(was, each.by), each


def _rhythm(
    facts: CaseFacts, change: RecordVersion, start: date, event: str
) -> list[tuple[str, ExplainedDate]]:
    """The reviews before the board moved any, each with its place: T17's by number, and the others
    that the pathway asks for by their length."""
    numbered = list(enumerate(temporary_change_reviews(start, event)))[UNTIL:]
    every_months = facts.threshold(BOARD_EVERY)
    if every_months is None:
        return [(str(place), found) for place, found in numbered]
    places = {found.on: str(place) for place, found in numbered}
    lasting = lasting_temporary_change_reviews(
        start, every_months.value, lasted_until(facts, change), event
    )
    return [
        (places.get(found.on) or found.how.removesuffix(" after").replace(" ", "-"), found)
        for found in lasting[UNTIL:]
    ]


def _is_start(on: object, start: date) -> bool:
    return getattr(on, "earliest", None) == start
