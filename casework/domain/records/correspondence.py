"""Letters, deliveries and what scrutiny said: the record between the NHS and the councils."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

LETTER_PURPOSES = {
    "regulation_23": "Consultation of a council under regulation 23",
    "regulation_23_dates": "Dates re-confirmed or changed (regulation 23(1)(c), (d))",
    "joint_scrutiny_request": "Request to appoint a joint scrutiny committee",
    "secretary_of_state_notification": "Notification of the Secretary of State",
    "healthwatch_involvement": "Healthwatch: early involvement",
    "healthwatch_consultation": "Healthwatch: formal consultation",
    "scrutiny_outcome": "Outcome, to a council",
    "healthwatch_outcome": "Outcome, to Healthwatch",
    "secretary_of_state_update": "Update to the Secretary of State",
    "nhs_england_outcome": "Outcome, to NHS England",
    "provider_outcome": "Outcome, to providers",
    "disagreement": "Disagreement with a council's recommendation",
    "urgent_change_notice": "Notice of an urgent temporary change",
    "pause_notice": "Notice of a pause",
    "withdrawal_notice": "Notice of a withdrawal",
    "restart_notice": "Notice of a restart",
    "pre_action": "Pre-action protocol letter",
    "other": "Other",
}


@record_kind(
    "letter", "Letter", subject="organisation", purpose="purpose", section="correspondence"
)
@dataclass(frozen=True, slots=True)
class Letter:
    """A letter sent or received. ``organisation`` is the other side, ``sender`` our body."""

    purpose: str = f.choice("Purpose", LETTER_PURPOSES)
    organisation: str = f.organisation("To (or from) which organisation")
    direction: str = f.choice("Direction", {"sent": "Sent", "received": "Received"})
    sent_on: FactDate | None = f.when("Sent or received on")
    sender: str = f.organisation("On behalf of", required=False)
    decision_date: FactDate | None = f.when("Proposed decision date given in it")
    comments_date: FactDate | None = f.when("Date given for comments")
    dates_published_on: FactDate | None = f.when("Both dates published on")
    dates_provisional: bool | None = f.yes_no("Are these dates provisional?")
    published_at: Text = f.text("Where the dates were published")
    summary: Text = f.text("What it says", long=True)
    chased_on: FactDate | None = f.when("Chased on, where no reply came")
    no_reply_by: FactDate | None = f.when("No reply by")
    temporary_changes: tuple[str, ...] = f.many_records(
        "Of which temporary changes it tells", hint="Needed where the case has several"
    )


@record_kind("delivery", "Delivery", "Deliveries", subject="letter", section="correspondence")
@dataclass(frozen=True, slots=True)
class Delivery:
    """How a letter or pack reached its addressee, and whether they acknowledged it."""

    letter: str = f.record_reference("Letter or pack", required=True)
    channel: str = f.choice(
        "Channel",
        {"here": "Shared here", "email": "E-mail", "portal": "Portal", "post": "Post"},
    )
    delivered_on: FactDate | None = f.when("Delivered on")
    acknowledged_on: FactDate | None = f.when("Acknowledged on")
    acknowledged_by: Text = f.text("Acknowledged by (role)")


@record_kind(
    "scrutiny_response",
    "Council's response",
    subject="organisation",
    section="scrutiny",
)
@dataclass(frozen=True, slots=True)
class ScrutinyResponse:
    """What a council or joint committee answered when consulted under regulation 23."""

    organisation: str = f.organisation("Council or joint committee")
    outcome: str = f.choice(
        "Outcome",
        {
            "no_comment": "No comment",
            "comments": "Comments",
            "comments_with_recommendation": "Comments with a recommendation",
        },
    )
    received_on: FactDate | None = f.when("Received on")
    comments: Text = f.text("Comments", long=True)


@record_kind("recommendation", "Recommendation", subject="organisation", section="scrutiny")
@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of a council or joint committee, and the NHS body's answer to it."""

    organisation: str = f.organisation("Council or joint committee")
    recommendation: Text = f.text("Recommendation", required=True, long=True)
    made_on: FactDate | None = f.when("Made on")
    agreed: bool | None = f.yes_no("Does the NHS body agree?")
    our_response: Text = f.text("Our response", long=True)
    disagreement_notified_on: FactDate | None = f.when("Council told of the disagreement on")
    resolution: str = f.choice(
        "After steps to agree",
        {"resolved": "Resolved", "unresolved": "Unresolved"},
        required=False,
    )


@record_kind("resolution_step", "Step to agree", "Steps to agree", section="scrutiny")
@dataclass(frozen=True, slots=True)
class ResolutionStep:
    """A meeting, offer or change made to try to agree with a council."""

    recommendation: str = f.record_reference("Recommendation", required=True)
    taken_on: FactDate | None = f.when("Taken on")
    step: Text = f.text("What was done", required=True, long=True)


@record_kind(
    "referral_statement",
    "Council's statement on referral",
    "Councils' statements on referral",
    subject="organisation",
    section="scrutiny",
)
@dataclass(frozen=True, slots=True)
class ReferralStatement:
    """Under the 2013 Regulations as made: whether a council will refer, or by when it decides."""

    organisation: str = f.organisation("Council or joint committee")
    statement: str = f.choice(
        "Statement",
        {
            "will_refer": "Will refer",
            "will_not_refer": "Will not refer",
            "decides_by": "Decides by a date",
        },
    )
    stated_on: FactDate | None = f.when("Stated on")
    decides_by: FactDate | None = f.when("Decides by")


@record_kind("call_in_request", "Call-in request", section="scrutiny")
@dataclass(frozen=True, slots=True)
class CallInRequest:
    """A request that the Secretary of State call the proposal in. It suspends nothing by itself."""

    requested_by: Text = f.text("Requested by (body or role)", required=True)
    requested_on: FactDate | None = f.when("Requested on")
    outcome: str = f.choice(
        "Outcome",
        {"open": "No answer yet", "declined": "Declined", "direction": "Direction given"},
    )
    answered_on: FactDate | None = f.when("Answered on")
    grounds: Text = f.text("Grounds", long=True)
