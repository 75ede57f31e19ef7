"""Rule T18: a clinical senate is asked, and its panel formed, before the review that is planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casework.domain import deadlines
from casework.domain.case_dates.computing import from_day, not_known
from casework.domain.case_dates.shapes import CaseDate, Terms, exact
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.sent_letters import has_come

REVIEW = "the planned clinical senate review"
REVIEW_NOT_PLANNED = f"the day of {REVIEW}"
PANEL = "Panel of the clinical senate review formed"


def senate_reviews(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T18: for each review that is planned; where none is, that its day is not known.

    It waits for nothing once the report has come of it.
    """
    planned = facts.current("senate_review")
    for review in planned:
        p, reported = review.payload, _has_reported(facts, review)
        yield from_day("T18", review, p.review_on, REVIEW, deadlines.senate_request,
                       limb="request", settled=reported or has_come(facts, p.asked_on))  # fmt: skip
        yield from_day("T18", review, p.review_on, REVIEW, deadlines.senate_panel,
                       limb="panel", what=PANEL,
                       settled=reported or has_come(facts, p.panel_formed_on))  # fmt: skip
    if not planned and _is_to_come(facts):
        yield not_known("T18", REVIEW_NOT_PLANNED)


def _has_reported(facts: CaseFacts, review: RecordVersion) -> bool:
    """Whether a report has come of a review, from its senate where both name one.

    An earlier report is of an earlier review: one from before the senate was asked or, where that
    is not recorded, from before the last day for asking it.
    """
    p = review.payload
    since = p.asked_on or _last_day_to_ask(exact(p.review_on))
    return any(
        _is_of(report.payload.organisation, p.organisation)
        and report.payload.dated is not None and has_come(facts, report.payload.dated)
        and (since is None or report.payload.dated.on_or_after(since) is True)
        for report in facts.current("assurance_letter", purpose="senate")
    )  # fmt: skip


def _last_day_to_ask(review_on: date | None) -> date | None:
    return deadlines.senate_request(review_on).on if review_on is not None else None


def _is_of(one: str, other: str) -> bool:
    return not one or not other or one == other


def _is_to_come(facts: CaseFacts) -> bool:
    """Whether a senate would still review: nobody is consulted yet, and it has not reported."""
    consultation = facts.single("consultation")
    opened = consultation is not None and has_come(facts, consultation.payload.opens_on)
    reported = facts.current("assurance_letter", purpose="senate")
    return facts.pathway == "major-service-change" and not opened and not reported
