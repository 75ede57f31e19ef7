"""Logs beside the risks: issues, and the decisions that are taken on the way."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("issue", "Issue", section="logs")
@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong or is open, who answers for it, and what became of it."""

    issue: Text = f.text("Issue", required=True, long=True)
    raised_on: FactDate | None = f.when("Raised on")
    owner: Text = f.text("Owner (role)")
    due_on: FactDate | None = f.when("To be settled by")
    settled_on: FactDate | None = f.when("Settled on")
    outcome: Text = f.text("How", long=True)


@record_kind("logged_decision", "Entry of the decision log", "Decision log", section="logs")
@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """A decision of the programme, taken on the way to those that are public."""

    decision: Text = f.text("What was decided", required=True, long=True)
    decided_on: FactDate | None = f.when("Decided on")
    decided_by: Text = f.text("Who decided (role or group)")
    reasons: Text = f.text("Why", long=True)
    names_change: bool | None = f.yes_no("Does it name service, site and effect?")


@record_kind("highlight_report", "Highlight report", section="logs", stated_by_people=False,
             kept_apart=True)  # fmt: skip
@dataclass(frozen=True, slots=True)
class HighlightReport:
    """That a report of where the case stands was made on a day: the next one tells what changed
    since. What it showed is read again from the case as it stood on that day."""

    made_on: FactDate | None = f.when("Made on", required=True)
    stage: str = f.code("Stage", required=True)
    words: Text = f.text("What its readers should know", long=True)
