"""What stands behind a hold: directions, reports, pauses and judgments, each from its own paper.

Sources: Schedule 10A to the NHS Act 2006 paragraph 3 (SRC-L6) on call-in; regulations 23(9) and 25
of SI 2013/218 as first made (SRC-L1, SRC-L5) on referral; domain brief 7.3 on pausing.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

REPLACES, REMOVES, ADDS = "replaces", "removes", "adds"
CAUSES = {
    "election": "An election",
    "pandemic": "A pandemic",
    "assurance": "Assurance",
    "litigation": "Litigation",
    "call_in": "Call-in",
    "capital": "Capital",
    "other": "Something else",
}
"""Why work is paused."""
GROUNDS = {
    "a": "(a) The consultation was inadequate in content or time",
    "b": "(b) The reasons for not consulting were inadequate",
    "c": "(c) The proposal is not in the interests of the health service in the area",
}
"""On what a council may report a proposal under regulation 23(9) as first made."""


@record_kind("going_on_decision", "Decision on going on beside a call-in request",
             "Decisions on going on beside a call-in request", section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class GoingOnDecision:
    """Whether the local process goes on while a call-in request waits for its answer. The request
    stops nothing by itself, and nothing goes on by itself either: somebody decides, with reasons.
    """

    request: str = f.record_reference("About which call-in request", required=True)
    goes_on: bool | None = f.yes_no("Does the local process go on meanwhile?")
    decided_by: Text = f.text("Decided by (role or body)", required=True)
    decided_on: FactDate | None = f.when("Decided on", required=True)
    reasons: Text = f.text("Reasons", required=True, long=True)


@record_kind("call_in_direction", "Call-in direction", section="turns")
@dataclass(frozen=True, slots=True)
class CallInDirection:
    """The Secretary of State's direction that the proposal be called in, and each later one by
    which a decision or procedural steps were directed. The six months begin with the first.

    It starts the hold “Called in”, unless one stands for it already, and the hold follows it: its
    day is the day of the first direction, and it goes if the record is withdrawn."""

    dated: FactDate | None = f.when("Date of the direction", required=True)
    document: str = f.record_reference("The direction itself, as evidence", required=True)
    published_on: FactDate | None = f.when("Published on")
    representations: Text = f.text(
        "Who was given an opportunity to make representations, and when", long=True
    )
    says: Text = f.text("What it directs", long=True)


@record_kind("direction_step", "Procedural step of a direction", "Procedural steps of directions",
             section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class DirectionStep:
    """A procedural step of the Secretary of State that replaces or removes named gates or checks,
    or asks for something besides them.

    It counts once a second person has checked it against the direction. It varies what Schedule
    10A, the regulations on scrutiny and guidance ask, and nothing else: equality, the protection of
    personal data, involving people, fairness and other Acts stay, also where a gate is named whole.
    """

    direction: str = f.record_reference("Which direction", required=True)
    document: str = f.record_reference("The paper that says so, as evidence", required=True)
    dated: FactDate | None = f.when("Counts from", required=True)
    effect: str = f.choice(
        "What it does",
        {
            REPLACES: "Replaces gates or checks: something else is to be done",
            REMOVES: "Removes gates or checks",
            ADDS: "Adds something: every gate and check stays",
        },
    )
    checks: tuple[str, ...] = f.many_codes(
        "Gates or checks that it replaces or removes",
        hint="For example GT72 or GT72.midpoint, one on a line. None for a step that adds something"
    )
    instead: Text = f.text("What is to be done instead, or besides", long=True)
    done_on: FactDate | None = f.when("That was done on")
    late_because: Text = f.text(
        "If it counts from a day after the six months: what gives it force", long=True
    )


@record_kind("referral_report", "Council's report to the Secretary of State",
             "Councils' reports to the Secretary of State", subject="organisation",
             section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class ReferralReport:
    """A referral under regulation 23(9) as first made: its grounds, what stood behind it, and what
    became of it. No report can be made from 31 January 2024 on. It starts the hold “Referred”,
    unless one is open for it."""

    organisation: str = f.organisation("Council or joint committee")
    sent_on: FactDate | None = f.when("Report sent on")
    grounds: tuple[str, ...] = f.many_codes("Grounds", choices=GROUNDS)
    evidence: Text = f.text("Evidence put forward", long=True)
    steps_taken: Text = f.text("Steps taken to agree", long=True)
    passed_to_panel_on: FactDate | None = f.when(
        "Passed to the Independent Reconfiguration Panel on"
    )
    panel_advised_on: FactDate | None = f.when("The Panel advised on")
    panel_advice: Text = f.text("What the Panel advised", long=True)
    answered_on: FactDate | None = f.when("The Secretary of State answered on")
    answer: Text = f.text("What the Secretary of State answered", long=True)


@record_kind("pause", "Terms of a pause", "Terms of pauses", section="turns")
@dataclass(frozen=True, slots=True)
class Pause:
    """Why work is paused, who decided, when it is expected to go on, and who was told."""

    hold: str = f.record_reference("Which pause", required=True)
    cause: str = f.choice("Why", CAUSES)
    decided_by: Text = f.text("Decided by (role or body)", required=True)
    decided_on: FactDate | None = f.when("Decided on", required=True)
    resumes_on: FactDate | None = f.when("Expected to go on from", required=True)
    scrutiny_told_on: FactDate | None = f.when("Scrutiny committees told on")
    healthwatch_told_on: FactDate | None = f.when("Healthwatch told on")
    department_told_on: FactDate | None = f.when("Department of Health and Social Care told on")
    dates_published_on: FactDate | None = f.when("Changed dates published again on")
    notice_on: FactDate | None = f.when("Public notice on")
    notice_at: Text = f.text("Where the notice is published")
    note: Text = f.text("In words", long=True)


@record_kind("claim", "Claim or letter before claim", "Claims and letters before claim",
             section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Claim:
    """A challenge in court: who brings it, against what, and what the court ordered."""

    hold: str = f.record_reference("Which hold", required=True)
    brought_by: Text = f.text("Brought by (body or role)")
    letter_on: FactDate | None = f.when("Letter before claim of")
    issued_on: FactDate | None = f.when("Claim issued on")
    court: Text = f.text("Court and number")
    challenges: tuple[str, ...] = f.many_records("Decisions that it challenges")
    ordered_on: FactDate | None = f.when("Judgment or order of")
    order: Text = f.text("What was ordered", long=True)
    again: Text = f.text("What has to be done again", long=True)


@record_kind("withdrawal", "Withdrawal of the proposal", "Withdrawals of the proposal",
             single=True, section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What follows the decision to take the proposal back: its reasons, the public notice and who
    was told."""

    decision: str = f.record_reference("The decision to withdraw", required=True)
    reasons: Text = f.text("Reasons", required=True, long=True)
    notice_on: FactDate | None = f.when("Public notice on")
    notice_at: Text = f.text("Where the notice is published")
    scrutiny_told_on: FactDate | None = f.when("Scrutiny committees told on")
    healthwatch_told_on: FactDate | None = f.when("Healthwatch told on")
    department_told_on: FactDate | None = f.when("Department of Health and Social Care told on")


@record_kind("restart", "Restart of the proposal", "Restarts of the proposal", single=True,
             section="turns")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Restart:
    """Who decided that work on a withdrawn proposal begins again in this case, why, and who was
    told of it."""

    decided_by: Text = f.text("Decided by (role or body)", required=True)
    decided_on: FactDate | None = f.when("Decided on", required=True)
    reasons: Text = f.text("Reasons", required=True, long=True)
    begins_on: FactDate | None = f.when("Work begins again from", required=True)
    dates_published_on: FactDate | None = f.when("Dates published again on")
    notice_on: FactDate | None = f.when("Public notice on")
    notice_at: Text = f.text("Where the notice is published")
    scrutiny_told_on: FactDate | None = f.when("Scrutiny committees told on")
    healthwatch_told_on: FactDate | None = f.when("Healthwatch told on")
    department_told_on: FactDate | None = f.when("Department of Health and Social Care told on")
