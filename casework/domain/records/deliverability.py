"""Whether what is proposed can be done: money, people, beds and journeys, each assured."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("deliverability", "Deliverability statement", purpose="sort", section="deliverability")
@dataclass(frozen=True, slots=True)
class Deliverability:
    """One part of the proposal is assured before people are asked, and confirmed after.

    The three conditions on beds are those of NHS England's bed test (from 1 April 2017).
    """

    sort: str = f.choice(
        "What is assured",
        {
            "capital": "Capital",
            "revenue": "Revenue",
            "workforce": "Workforce",
            "beds": "Beds",
            "travel": "Travel and access",
        },
    )
    proposal: str = f.record_reference("Version of the proposal")
    finding: str = f.choice(
        "Finding",
        {
            "deliverable": "Can be done",
            "with_conditions": "Can be done on conditions",
            "not_deliverable": "Cannot be done",
            "not_applicable": "Does not arise",
        },
    )
    basis: Text = f.text("On what it rests", long=True)
    assured_by: Text = f.text("Assured by (role or body)")
    assured_on: FactDate | None = f.when("Assured on")
    confirmed_on: FactDate | None = f.when("Confirmed again before the decision on")
    bed_conditions: tuple[str, ...] = f.many_codes(
        "For beds: which condition is met",
        choices={
            "alternative": "Other provision is in place first, with staff",
            "treatments": "New treatments cut admissions",
            "efficiency": "A credible plan to use beds as well as others do",
        },
    )
    tried_out: bool | None = f.yes_no("Was the change tried out anywhere?")
    back_tested: bool | None = f.yes_no("If so: was the model tested against what happened there?")
