"""Rule T18: a clinical senate is asked, and its panel formed, before the review that is planned."""

from __future__ import annotations

from collections.abc import Iterator

from casework.domain import deadlines
from casework.domain.case_dates.computing import from_day, not_known
from casework.domain.case_dates.shapes import CaseDate, Terms
from casework.domain.facts import CaseFacts
from casework.domain.sent_letters import has_come

REVIEW = "the planned clinical senate review"
REVIEW_NOT_PLANNED = f"the day of {REVIEW}"
PANEL = "Panel of the clinical senate review formed"


def senate_reviews(facts: CaseFacts, terms: Terms) -> Iterator[CaseDate]:
    """T18: for each review that is planned; where none is, that its day is not known."""
    planned = facts.current("senate_review")
    for review in planned:
        p = review.payload
        yield from_day("T18", review, p.review_on, REVIEW, deadlines.senate_request,
                       limb="request", settled=has_come(facts, p.asked_on))  # fmt: skip
        yield from_day("T18", review, p.review_on, REVIEW, deadlines.senate_panel, limb="panel",
                       what=PANEL, settled=has_come(facts, p.panel_formed_on))  # fmt: skip
    if not planned and _is_to_come(facts):
        yield not_known("T18", REVIEW_NOT_PLANNED)


def _is_to_come(facts: CaseFacts) -> bool:
    """Whether a senate would still review: nobody is consulted yet, and it has not reported."""
    consultation = facts.single("consultation")
    opened = consultation is not None and has_come(facts, consultation.payload.opens_on)
    reported = facts.current("assurance_letter", purpose="senate")
    return facts.pathway == "major-service-change" and not opened and not reported
