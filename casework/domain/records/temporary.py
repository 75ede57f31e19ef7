"""Temporary, pilot and urgent changes: each with a reason, a timer and a way out."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("temporary_change", "Temporary change", section="temporary")
@dataclass(frozen=True, slots=True)
class TemporaryChange:
    """A change made, or about to be made, that is called temporary, a pilot or urgent.

    Dates are calendar dates. ``first_mentioned_on`` is the first day on which any paper names the
    service, the site and what would happen to it; an honest plan for a contingency is recorded as
    a service at risk instead.
    """

    what: Text = f.text("What changes, where", required=True, long=True)
    status: str = f.choice("Called", {"temporary": "Temporary", "pilot": "A pilot",
                                      "urgent": "Urgent"})  # fmt: skip
    services: tuple[str, ...] = f.many_records("Services")
    reason: Text = f.text("Reason", long=True)
    first_mentioned_on: FactDate | None = f.when("The option is first mentioned on")
    urgent_since: FactDate | None = f.when("Urgent since, as claimed")
    risk_evidence_on: FactDate | None = f.when("Evidence of the risk is dated")
    risk_evidence: Text = f.text("That evidence", long=True)
    own_delay: bool | None = f.yes_no("Does the lack of time come from the body's own delay?")
    decided_on: FactDate | None = f.when("Decided on")
    announced_on: FactDate | None = f.when("Announced on")
    starts_on: FactDate | None = f.when("Starts on")
    council_told_on: FactDate | None = f.when(
        "Councils told on",
        hint="Leave this empty where the letters to the councils are recorded: they count, and say "
        "it of each council",
    )
    review_on: FactDate | None = f.when("To be reviewed on")
    expires_on: FactDate | None = f.when("Expires on")
    exit_plan: Text = f.text("How it ends", long=True)
    alternatives: Text = f.text("What else was thought of, and why it will not do", long=True)
    short_involvement_possible: bool | None = f.yes_no(
        "Could people have been involved in short form, such as users and staff?"
    )
    short_involvement: Text = f.text("What short-form involvement there was", long=True)
    ended_on: FactDate | None = f.when("Ended on")
    ended_as: str = f.choice(
        "Ended by",
        {
            "reopened": "Reopened or restored",
            "renewed": "Renewed, with people involved",
            "full_track": "The full process was started",
        },
        required=False,
    )


@record_kind("safety_ground", "Safety ground", "Safety grounds", section="temporary")
@dataclass(frozen=True, slots=True)
class SafetyGround:
    """A chief medical or nursing officer states why patients or staff cannot wait.

    It lets people act at once. What else is asked of a temporary change stays to be done, and it
    cannot be extended before.
    """

    change: str = f.record_reference("Temporary change", required=True)
    ground: Text = f.text("The risk to safety", required=True, long=True)
    found_on: FactDate | None = f.when("Found on", required=True)


@record_kind(
    "temporary_change_review", "Review of a temporary change", "Reviews of temporary changes",
    section="temporary",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class TemporaryChangeReview:
    """One look, on its day, at whether a temporary change goes on, and on what figures.

    Reviews are due from 4 to 6 weeks after the decision, then at 3, 6 and 12 months (T17). A
    review by the board may set another day for the next one, with its reason.
    """

    change: str = f.record_reference("Temporary change", required=True)
    reviewed_on: FactDate | None = f.when("Reviewed on", required=True)
    held_at: str = f.choice(
        "Reviewed by", {"executive": "The executive", "board": "The board or its committee"}
    )
    harm: Text = f.text("What is known of harm since it began", long=True)
    inequality: Text = f.text("Who is worse off, and what is done about it", long=True)
    staffing: Text = f.text("Staffing, or what else made it necessary, as it now is", long=True)
    involvement: Text = f.text("What users, carers and staff said since", long=True)
    outcome: str = f.choice(
        "Outcome",
        {
            "goes_on": "It goes on for now",
            "reopens": "It is to be reopened or restored",
            "full_pathway": "A lasting change is to be proposed, on the full pathway",
        },
        required=False,
    )
    reasons: Text = f.text("Reasons", long=True)
    next_review_on: FactDate | None = f.when("Next review on")
