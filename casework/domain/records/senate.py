"""The review of a proposal by a clinical senate, as it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind


@record_kind("senate_review", "Planned clinical senate review", "Planned clinical senate reviews",
             section="correspondence")  # fmt: skip
@dataclass(frozen=True, slots=True)
class SenateReview:
    """When a clinical senate is to review the proposal, and whether it was asked.

    The senate is asked 3 months before the review, and its panel is formed 8 weeks before (T18).
    The report that comes of it is an assurance letter.
    """

    organisation: str = f.organisation("Clinical senate", required=False)
    review_on: FactDate | None = f.when("Review planned for")
    asked_on: FactDate | None = f.when("Senate asked on")
    panel_formed_on: FactDate | None = f.when("Review panel formed on")
