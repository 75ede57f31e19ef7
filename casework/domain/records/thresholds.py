"""Thresholds that a local document sets, and answers to what a guard raises."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

MOST_OF = {
    "contact_working_days": 366,
    "papers_clear_days": 366,
    "board_papers_clear_days": 366,
    "flow_share": 100,
    "changed_share": 1_000,
    "report_clear_days": 366,
    "consultation_weeks": 104,
    "notice_days": 366,
    "board_review_months": 120,
    "executive_review_weeks": 520,
}
"""The largest figure of a threshold that is a share or a time, in its own unit."""


@record_kind("local_threshold", "Local threshold", section="determinations")
@dataclass(frozen=True, slots=True)
class LocalThreshold:
    """A figure that a protocol or standing order sets, and its source; it takes the default's
    place. Without a source it only raises a question."""

    threshold: str = f.choice(
        "Which",
        {
            "contact_working_days": "Working days until a council is told of a crystallised change",
            "papers_clear_days": "Clear days before a scrutiny meeting for its papers",
            "board_papers_clear_days": "Clear days before a meeting of our own that decides, for "
            "its papers",
            "flow_patients": "Patients a year from which an authority counts as affected",
            "flow_share": "Share of activity, in hundredths, from which it counts as affected",
            "changed_share": "Change of a figure, in hundredths, that asks for more than a "
            "certificate",
            "report_clear_days": "Clear days before the decision for the full report",
            "consultation_weeks": "Weeks for which people are consulted",
            "notice_days": "Days between announcing and starting a temporary change",
            "board_review_months": "Months from one review of a temporary change by the board to "
            "the next",
            "executive_review_weeks": "Weeks from one look at a temporary change to the next",
        },
    )
    value: int | None = f.number("Value", least=1, most=10_000_000)
    set_by: Text = f.text("Set by which document", hint="Leave empty if there is none")
    since: FactDate | None = f.when("Since")
    until: FactDate | None = f.when("Until")


@record_kind("flag_answer", "Answer to a question raised", "Answers to questions raised",
             section="exceptions", stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """A named person's published answer to what a check raised without barring anything.

    ``raised`` is the SHA-256 of what was raised: if something else is raised later, it is asked
    again.
    """

    criterion: str = f.code("Check", required=True)
    subject: str = f.code("About")
    raised: str = f.code("What was raised", required=True)
    person: str = f.person("Answered by", required=True)
    role: str = f.code("Answered as")
    answer: Text = f.text("Answer, published", required=True, long=True)
