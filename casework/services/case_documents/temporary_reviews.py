"""Reviews of temporary changes as documents print them: held, due, on conditions, and what next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.documents import temporary as printed
from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.guards.lasting_reviews import reviews_due_while_it_lasts
from casework.domain.guards.temporary_reviews import (
    REVIEW,
    ReviewDue,
    counting,
    opened_in_full,
)
from casework.domain.guards.urgent_decisions import PURPOSE
from casework.engine.judgement import with_thresholds
from casework.services.case_documents.printing import Source, chosen, words
from casework.services.case_documents.temporary import KIND, heading

NOT_DUE, NOT_RECORDED = "Not due yet", "Not recorded"
LATER_ONE = "Not recorded by this day; a later review is"


def reviews(source: Source) -> tuple[printed.TemporaryReview, ...]:
    """Every review recorded, in the order of their days."""
    records = source.facts.current(REVIEW)
    return tuple(_review(source, r, number) for number, r in enumerate(records, start=1))


def _review(source: Source, record: RecordVersion, number: int) -> printed.TemporaryReview:
    p = record.payload
    day = f": {p.reviewed_on.plain()}" if p.reviewed_on else ""
    return printed.TemporaryReview(
        heading=f"Review {number}{day}", about=_change_told_apart(source, p.change),
        reviewed_on=p.reviewed_on, held_at=chosen(REVIEW, "held_at", p.held_at),
        harm=words(p.harm), inequality=words(p.inequality), staffing=words(p.staffing),
        involvement=words(p.involvement), outcome=chosen(REVIEW, "outcome", p.outcome),
        reasons=words(p.reasons), next_review_on=p.next_review_on,
    )  # fmt: skip


def _change_told_apart(source: Source, reference: str) -> str | None:
    """The change that a review is of, or None where the case has no other."""
    changes = source.facts.current(KIND)
    if len(changes) < 2:
        return None
    found = source.facts.find(reference.partition("@")[0])
    return str(found.payload.what) if found is not None and found.payload else reference


def review_days(source: Source) -> tuple[printed.ReviewDay, ...]:
    """When reviews of each change fall due, and whether each was held, until the change ended."""
    changes = source.facts.current(KIND)
    facts = with_thresholds(source.definition, source.facts)
    return tuple(
        day
        for number, change in enumerate(changes, start=1)
        for day in _days_of(
            source, change, heading(number, len(changes)), reviews_due_while_it_lasts(facts, change)
        )
    )


def _days_of(
    source: Source, change: RecordVersion, name: str, reviews_due: Iterable[ReviewDue]
) -> Iterator[printed.ReviewDay]:
    ended = change.payload.ended_on
    over = ended is not None and ended.has_come_by(source.facts.as_at)
    for due in reviews_due:
        held = ", ".join(_held_on(source, change, due))
        if held or due.held is not None or not over:
            yield printed.ReviewDay(change=name, due=_due(due), held=_told(held, due))


def _due(due: ReviewDue) -> str:
    by = long_date(due.by)
    if due.soonest:
        return f"From {long_date(due.soonest)} to {by}"
    return f"By {by}, by the board" if due.by_board else f"By {by}"


def _told(held: str, due: ReviewDue) -> str:
    """What is recorded of a review: when it was held, also before its last day, or that it is
    not due, or not recorded."""
    if held:
        return f"Held: {held}"
    if due.held is None:
        return NOT_DUE
    return LATER_ONE if due.held.is_no else NOT_RECORDED


def _held_on(source: Source, change: RecordVersion, due: ReviewDue) -> Iterator[str]:
    """The days of the reviews that were held for this one."""
    for record in counting(source.facts.current(REVIEW), due.by_board):
        on = record.payload.reviewed_on
        of_this = record.payload.change.partition("@")[0] == change.reference
        come = on is not None and on.has_come_by(source.facts.as_at)
        if of_this and come and on.after(due.after) and on.on_or_before(due.by):
            yield on.plain()


def conditions(source: Source) -> tuple[printed.ChangeCondition, ...]:
    """The conditions of decisions on temporary changes: those kept as records, then the rest."""
    decisions = source.facts.current("decision", purpose=PURPOSE)
    references = {r.reference for r in decisions}
    kept = tuple(
        _condition(r) for r in source.facts.current("condition")
        if r.payload.attached_to.partition("@")[0] in references
    )  # fmt: skip
    known = {c.condition for c in kept}
    stated = (str(c) for r in decisions for c in r.payload.conditions)
    return (*kept, *(printed.ChangeCondition(condition=c) for c in stated if c not in known))


def _condition(record: RecordVersion) -> printed.ChangeCondition:
    p = record.payload
    return printed.ChangeCondition(
        condition=str(p.condition), owner=words(p.owner), due_on=p.due_on,
        discharged_on=p.discharged_on, discharge=words(p.discharge),
    )  # fmt: skip


def full_cases(source: Source) -> tuple[printed.FullCase, ...]:
    """The full cases that were opened from this one."""
    return tuple(
        printed.FullCase(
            reference=r.payload.case, stage=r.payload.stage, opened_on=r.payload.linked_on,
            reasons=words(r.payload.reasons),
        )
        for r in opened_in_full(source.facts)
    )  # fmt: skip
