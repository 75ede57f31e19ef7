"""Meetings of any body, decisions, consultation and assurance."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("meeting", "Meeting", subject="organisation", purpose="purpose", section="meetings")
@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a board, joint committee, scrutiny committee or other body."""

    organisation: str = f.organisation("Body that met")
    purpose: str = f.choice(
        "Purpose",
        {
            "decision_to_consult": "Decision to consult",
            "decision": "Public decision",
            "scrutiny": "Scrutiny",
            "assurance": "Assurance",
            "other": "Other",
        },
    )
    held_on: FactDate | None = f.when("Held on", required=True)
    in_public: bool | None = f.yes_no("Was it held in public?")
    notice_published_on: FactDate | None = f.when("Notice published on")
    papers_published_on: FactDate | None = f.when("Papers published on")
    called_at_short_notice: bool | None = f.yes_no("Was it convened at shorter notice?")
    quorate: bool | None = f.yes_no("Was it quorate?")
    authority: Text = f.text("Authority under which it decides", long=True)
    agenda: Text = f.text("Agenda item", long=True)
    attendance: Text = f.text("Attendance (roles)", long=True)
    interests: Text = f.text("Interests declared, and how each was managed", long=True)
    resolution: Text = f.text("Resolution", long=True)
    minute: Text = f.text("Minute reference")
    regard_recorded: bool | None = f.yes_no(
        "Does the minute record regard to equality, inequalities, triple aim and climate?"
    )
    members_read_material: bool | None = f.yes_no(
        "Did members state that they read the report and had the responses?"
    )


@record_kind("decision", "Decision", purpose="purpose", section="meetings")
@dataclass(frozen=True, slots=True)
class Decision:
    """A decision taken on the case. Each one that may be challenged has its own watch."""

    purpose: str = f.choice(
        "Decision",
        {
            "to_consult": "To consult the public",
            "shortlist": "Options short-list",
            "final": "Public decision on the proposal",
            "temporary_change": "On a temporary change",
            "extend": "To extend",
            "withdraw": "To withdraw",
            "other": "Other",
        },
    )
    outcome: str = f.choice(
        "Outcome",
        {
            "approved": "Approved",
            "approved_with_conditions": "Approved with conditions",
            "deferred": "Deferred",
            "not_approved": "Not approved",
        },
    )
    organisation: str = f.organisation("Decided by", required=False)
    meeting: str = f.record_reference("Meeting")
    decided_on: FactDate | None = f.when("Decided on", required=True)
    time_limit: str = f.choice(
        "Shorter time limit for a claim, if legal advice says so",
        {"planning": "Planning decision: 6 weeks", "procurement": "Procurement decision: 30 days"},
        required=False,
    )
    options_open: bool | None = f.yes_no("If to consult: are the options genuinely open?")
    published_on: FactDate | None = f.when("Notice of the decision published on")
    reported_on: FactDate | None = f.when("If under an urgent rule: reported to the board on")
    what: Text = f.text("What was decided", long=True)
    reasons: Text = f.text("Reasons", long=True)
    conditions: tuple[Text, ...] = f.many_texts("Conditions")
    temporary_changes: tuple[str, ...] = f.many_records(
        "On which temporary changes", hint="Needed where the case has several"
    )


@record_kind("consultation", "Public consultation", single=True, section="meetings")
@dataclass(frozen=True, slots=True)
class Consultation:
    """The public consultation: when it opens and closes, and what came of it in number."""

    opens_on: FactDate | None = f.when("Opens on")
    closes_on: FactDate | None = f.when("Closes on, as now published")
    closed_on: FactDate | None = f.when("Closed on, in fact")
    formats: tuple[str, ...] = f.many_codes(
        "Formats ready on the opening day",
        choices={
            "document": "Main document",
            "summary": "Summary",
            "easy_read": "Easy read",
            "large_print": "Large print",
            "bsl": "British Sign Language video",
            "languages": "Community languages",
            "paper": "Printed copies",
            "web_form": "Accessible web form",
        },
    )
    web_address: Text = f.text("Web address")
    responses: Text = f.text("Responses, as counted and by whom", long=True)
    analyst: Text = f.text("Independent analyst (organisation)")
    note: Text = f.text("What is published of extensions and events", long=True)


@record_kind("assurance_letter", "Assurance letter", purpose="purpose", section="correspondence")
@dataclass(frozen=True, slots=True)
class AssuranceLetter:
    """A letter or report by which NHS England or a clinical senate assures the proposal."""

    purpose: str = f.choice(
        "Which",
        {
            "stage_1": "NHS England stage 1",
            "stage_2": "NHS England stage 2",
            "stage_3": "NHS England stage 3 or confirmation",
            "proportionate": "Proportionate assurance: varies named gates",
            "senate": "Clinical senate report",
        },
    )
    organisation: str = f.organisation("From", required=False)
    outcome: str = f.choice(
        "Outcome",
        {
            "proceed": "Proceed",
            "proceed_with_conditions": "Proceed with conditions",
            "not_yet": "Not yet",
        },
    )
    dated: FactDate | None = f.when("Dated")
    varies: tuple[str, ...] = f.many_codes("Gates that it varies", hint="For example GT42, GT53")
    conditions: tuple[Text, ...] = f.many_texts("Conditions", hint="Each with owner and date")
    summary: Text = f.text("What it says", long=True)


@record_kind("irreversible_step", "Irreversible step", section="meetings")
@dataclass(frozen=True, slots=True)
class IrreversibleStep:
    """A closure, a contract or another step that cannot readily be undone, and its safeguard."""

    step: Text = f.text("Step", required=True)
    safeguard: Text = f.text("Safeguard that must be met first", long=True)
    safeguard_met: bool | None = f.yes_no("Is the safeguard met?")
    planned_on: FactDate | None = f.when("Planned for")
    taken_on: FactDate | None = f.when("Taken on")
    sort: str = f.choice(
        "What it is",
        {
            "contract": "A contract",
            "redundancy": "Notice of redundancy",
            "capital": "A commitment of capital",
            "licence": "Surrender of a licence",
            "resolution": "A resolution of a board",
            "closure": "A closure",
            "other": "Something else",
        },
        required=False,
    )
    presupposes_outcome: bool | None = f.yes_no(
        "Does it presuppose how the consultation or the decision ends?"
    )
