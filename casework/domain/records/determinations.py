"""Determinations: a question of law or judgement, answered by a named person with reasons."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("regime", "Regime determination", single=True, section="determinations")
@dataclass(frozen=True, slots=True)
class RegimeDetermination:
    """Which law on scrutiny and call-in applies; what the resolver was told and what it said."""

    regime: str = f.choice(
        "Regime",
        {
            "PRE_R13_OR_OTHER": "Before April 2013, or outside the NHS in England",
            "R13": "2013 Regulations as made (1 April 2013 to 30 January 2024)",
            "R13_SAVED": "2013 Regulations saved: a report was made before 31 January 2024",
            "R24_TRANSITIONAL": "Council consulted before 31 January 2024, no report made",
            "R24": "Law in force since 31 January 2024",
        },
    )
    as_at: FactDate | None = f.when("Judged as at", required=True)
    consultation_with_council_began: FactDate | None = f.when(
        "Consultation of a council began", hint="Leave empty if it has not begun"
    )
    report_to_secretary_of_state: FactDate | None = f.when(
        "A council reported to the Secretary of State",
        hint="Under regulation 23(9) as made; leave empty if none did",
    )
    case_opened: FactDate | None = f.when("Proposal first opened")
    outside_nhs_in_england: bool | None = f.yes_no("Is the body outside the NHS in England?")
    rule_version: str = f.code("Version of the rule")
    reasons: Text = f.text("Reasons", long=True)


@record_kind(
    "duty_to_involve",
    "Duty-to-involve assessment",
    subject="organisation",
    section="determinations",
)
@dataclass(frozen=True, slots=True)
class DutyToInvolve:
    """The three-step assessment of one responsible body."""

    organisation: str = f.organisation("Responsible body")
    concerns_health_services: bool | None = f.yes_no(
        "Does the matter concern health services within the body's arrangements?"
    )
    activity: tuple[str, ...] = f.many_codes(
        "Which activity is it?",
        choices={
            "planning": "Planning",
            "proposal": "Proposal for change",
            "operational": "Operational decision",
        },
    )
    impact_on_patients: bool | None = f.yes_no(
        "Would there be an impact on delivery or range of services, seen by patients?"
    )
    applies: bool | None = f.yes_no("So does the duty apply?")
    involvement: Text = f.text("What involvement is fair and proportionate", long=True)
    existing_insight: Text = f.text("What is known already from people", long=True)
    legal_advice_taken: bool | None = f.yes_no("Was legal advice taken?")
    assessed_on: FactDate | None = f.when("Assessed on")
    review_on: FactDate | None = f.when("To be reviewed on")
    reasons: Text = f.text("Reasons", long=True)


@record_kind(
    "substantiality", "Substantiality determination", single=True, section="determinations"
)
@dataclass(frozen=True, slots=True)
class Substantiality:
    """Whether the change is a substantial development or variation, as the body determines."""

    outcome: str = f.choice(
        "Outcome",
        {
            "substantial": "Substantial",
            "not_substantial_agreed": "Not substantial, councils agree",
            "not_substantial_disputed": "Not substantial, a council disagrees",
            "urgent_exception": "Urgent: decided without time for consultation",
        },
    )
    determined_on: FactDate | None = f.when("Determined on")
    decider: Text = f.text("Who determined it")
    reasons: Text = f.text("Reasons, by the factors considered", long=True)
    proposal: str = f.record_reference(
        "Version of the proposal that was determined",
        hint="Needed for a minor change where there are several versions",
    )


@record_kind(
    "authority_view",
    "Council's view on substantiality",
    "Councils' views on substantiality",
    subject="organisation",
    section="scrutiny",
)
@dataclass(frozen=True, slots=True)
class AuthorityView:
    """What one council said when asked whether the change is substantial."""

    organisation: str = f.organisation("Council")
    view: str = f.choice(
        "View",
        {
            "substantial": "Substantial",
            "not_substantial": "Not substantial",
            "no_answer": "Asked, chased, no answer by the date",
        },
    )
    asked_on: FactDate | None = f.when("Asked on")
    chased_on: FactDate | None = f.when("Chased on")
    given_on: FactDate | None = f.when("Given on, or date by which no answer came")
    minute: Text = f.text("Minute or letter reference")


@record_kind("urgency_screen", "Urgency screen", single=True, section="determinations")
@dataclass(frozen=True, slots=True)
class UrgencyScreen:
    """Whether a risk to safety or welfare leaves no time to consult."""

    no_time_to_consult: bool | None = f.yes_no(
        "Must a decision be taken without time for consultation, for safety or welfare?"
    )
    reasons: Text = f.text("Reasons and evidence of the risk", long=True)
    screened_on: FactDate | None = f.when("Screened on")


@record_kind("promises_check", "History and promises check", single=True, section="determinations")
@dataclass(frozen=True, slots=True)
class PromisesCheck:
    """The search for promises and established practice that bind the bodies."""

    searched: Text = f.text("Where was searched", required=True, long=True)
    found: bool | None = f.yes_no("Was any promise or established practice found?")
    findings: Text = f.text("What was found and what follows", long=True)
    checked_on: FactDate | None = f.when("Checked on")


@record_kind(
    "calendar_check",
    "Calendar check",
    "Calendar checks",
    purpose="purpose",
    section="determinations",
)
@dataclass(frozen=True, slots=True)
class CalendarCheck:
    """Whether elections, holidays and committee meetings allow the dates, and why the length."""

    purpose: str = f.choice(
        "For", {"consultation": "The consultation", "decision": "The decision and its publication"}
    )
    falls_in_pre_election_period: bool | None = f.yes_no("Does it fall in a pre-election period?")
    holidays: Text = f.text("Holidays in the window and what is done about them", long=True)
    committee_meetings: Text = f.text("Scrutiny meetings in the window", long=True)
    length_rationale: Text = f.text("Why this length", long=True)
    checked_on: FactDate | None = f.when("Checked on")


@record_kind(
    "call_in_position",
    "Call-in position",
    "Call-in positions",
    single=True,
    section="determinations",
)
@dataclass(frozen=True, slots=True)
class CallInPosition:
    """Where the case stands on call-in, immediately before the decision."""

    position: str = f.choice(
        "Position",
        {
            "none": "No request known",
            "requested": "Requested; no direction",
            "declined": "Request declined",
            "direction": "Direction given",
        },
    )
    goes_on: bool | None = f.yes_no("If requested: did the accountable officer decide to go on?")
    as_at: FactDate | None = f.when("As at")
    reasons: Text = f.text("Reasons", long=True)


@record_kind("reconsultation_test", "Re-consultation test", single=True, section="determinations")
@dataclass(frozen=True, slots=True)
class ReconsultationTest:
    """The questions whose yes sends the case to legal review before it goes on.

    A question left open is not known, and that is not a no. Each has words of its own. The
    conclusion may wait for the legal review.
    """

    new_option: bool | None = f.yes_no("Is there a new or newly preferred option?")
    material_change: bool | None = f.yes_no("Has scale or site changed materially?")
    new_evidence: bool | None = f.yes_no("Is there fundamental new evidence, or an error found?")
    option_unviable: bool | None = f.yes_no("Did money or capital make an option unviable?")
    long_since_close: bool | None = f.yes_no("Have more than 18 months passed since the close?")
    new_area: bool | None = f.yes_no("Does the scope affect a new area or council?")
    law_changed: bool | None = f.yes_no("Have law or policy changed?")
    promise_to_reconsult: bool | None = f.yes_no("Was re-consultation promised?")
    conclusion: str = f.choice(
        "Conclusion",
        {"not_needed": "Re-consultation is not needed", "needed": "Re-consultation is needed"},
        required=False,
    )
    reasons: Text = f.text("Reasons, and the legal review if any answer was yes", long=True)
    about_new_option: Text = f.text("On a new or newly preferred option", long=True)
    about_material_change: Text = f.text("On a change of scale or site", long=True)
    about_new_evidence: Text = f.text("On new evidence or an error", long=True)
    about_option_unviable: Text = f.text("On money or capital", long=True)
    about_long_since_close: Text = f.text("On the time since the close", long=True)
    about_new_area: Text = f.text("On a new area or council", long=True)
    about_law_changed: Text = f.text("On law or policy", long=True)
    about_promise_to_reconsult: Text = f.text("On a promise to ask again", long=True)
