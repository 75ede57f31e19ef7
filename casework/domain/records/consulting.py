"""What people are given in a consultation, and how long they have."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("formative_check", "Check that nothing is settled", single=True,
             section="determinations")  # fmt: skip
@dataclass(frozen=True, slots=True)
class FormativeCheck:
    """The search for anything that presupposes the outcome, before people are asked.

    A contract, a notice of redundancy, a commitment of capital, the surrender of a licence, a
    resolution: what is found is recorded as an irreversible step.
    """

    searched: Text = f.text("Where was searched", required=True, long=True)
    found: bool | None = f.yes_no("Was anything found that presupposes the outcome?")
    checked_on: FactDate | None = f.when("Checked on")


FORMATS = {
    "document": "Main document",
    "summary": "Summary",
    "easy_read": "Easy read",
    "large_print": "Large print",
    "bsl": "British Sign Language video",
    "language": "Another language",
    "paper": "Printed copies",
    "web_form": "Accessible web form",
    "other": "Another format",
}


@record_kind("consultation_material", "Consultation material", "Consultation material",
             purpose="format", section="consultation")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ConsultationMaterial:
    """One thing that people are given, its format, and when it was ready."""

    format: str = f.choice("Format", FORMATS)
    title: Text = f.text("Title", required=True)
    language: Text = f.text("Language, if it is another")
    wanted: bool | None = f.yes_no("Is this format wanted for these people?")
    ready_on: FactDate | None = f.when("Ready on")
    tested: bool | None = f.yes_no("Was it tested with people who need it?")
    says_alternatives: bool | None = f.yes_no(
        "Main document: does it name the realistic alternatives, and why they are not pursued?"
    )
    implies_no_alternative: bool | None = f.yes_no(
        "Main document: does it say or imply that there is no other way?"
    )


@record_kind("consultation_period", "Period of consultation", "Periods of consultation",
             purpose="sort", section="consultation")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ConsultationPeriod:
    """A period in which people can answer, first or extended, and what was thought of its length.

    """

    sort: str = f.choice("Period", {"first": "As first planned", "extension": "Extension"})
    opens_on: FactDate | None = f.when("From")
    closes_on: FactDate | None = f.when("To")
    decided_on: FactDate | None = f.when("Decided on")
    reasons: Text = f.text("Why this long, or why more time", long=True)
    holidays_accounted: bool | None = f.yes_no("Were holidays in it accounted for?")
    election_accounted: bool | None = f.yes_no("Were elections in it accounted for?")
    emergency_accounted: bool | None = f.yes_no(
        "Was an emergency in it, such as a pandemic, accounted for?"
    )
    councils_told_on: FactDate | None = f.when("Councils told of changed dates on")
