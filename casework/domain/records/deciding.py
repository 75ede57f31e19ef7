"""Who decides, with which power and interests, on which papers and on what conditions."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("decision_authority", "Authority to decide", "Authority to decide",
             subject="organisation", section="deciding")  # fmt: skip
@dataclass(frozen=True, slots=True)
class DecisionAuthority:
    """The power of a body to decide, and for a joint committee the terms on which it votes."""

    organisation: str = f.organisation("Body that decides")
    power: Text = f.text("Its power, by provision", long=True)
    covers_all: bool | None = f.yes_no(
        "Is every service and site of the proposal within its power and delegation?"
    )
    not_covered: Text = f.text("What is not, and who decides that", long=True)
    rest_decided_by: tuple[str, ...] = f.many_organisations("Bodies that decide the rest")
    delegation: Text = f.text("Delegation: the instrument and its date", long=True)
    joint_committee: bool | None = f.yes_no("Is it a joint committee?")
    members: tuple[str, ...] = f.many_organisations("Bodies that it decides for")
    terms_agreed_on: FactDate | None = f.when("Terms agreed on")
    quorum: Text = f.text("Quorum")
    voting: Text = f.text("How it votes")
    deadlock: Text = f.text("What happens on an equal vote")
    business_case_approved_by: tuple[str, ...] = f.many_organisations(
        "Bodies that approved the pre-consultation business case"
    )
    decision_case_approved_by: tuple[str, ...] = f.many_organisations(
        "Bodies that approved the decision-making business case"
    )


@record_kind("committees_in_common", "Committees in common", "Committees in common",
             section="deciding")  # fmt: skip
@dataclass(frozen=True, slots=True)
class CommitteesInCommon:
    """Committees of several bodies that sit together, on one day and with one agenda.

    Each decides for its own body alone, with its own quorum and its own decision: recorded as a
    meeting and a decision of each. A joint committee is another thing: it takes one decision for
    all its members, by their delegation, and is recorded as an authority to decide.
    """

    members: tuple[str, ...] = f.many_organisations("Bodies whose committees sit together")
    sits_on: FactDate | None = f.when("Sits to decide on", required=True)
    terms_agreed_on: FactDate | None = f.when("Arrangement agreed on")
    terms: Text = f.text("Terms: who chairs, and what if one of them decides otherwise", long=True)


@record_kind("interest", "Declaration of interests", "Declarations of interests",
             purpose="capacity", section="deciding")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Interest:
    """What a voter, evaluator or supplier declared, and how it is managed.

    ``seat`` names the place at the table and never the person. A person of this system who
    declared a conflict that touches the proposal signs nothing off.
    """

    seat: str = f.code("Seat", required=True, hint="Such as: chair or lay-member-1, never a name")
    person: str = f.person("Person of this system, if they work here")
    capacity: str = f.choice(
        "Capacity",
        {
            "voter": "Votes on the decision",
            "evaluator": "Evaluates options",
            "supplier": "Supplies analysis",
            "adviser": "Advises",
        },
    )
    declared_on: FactDate | None = f.when("Declared on")
    nothing_to_declare: bool | None = f.yes_no("Did they declare that there is nothing?")
    interest: Text = f.text("Interest", long=True)
    tie_to_proposer: bool | None = f.yes_no("Is there a tie to whoever proposes the change?")
    conflict: bool | None = f.yes_no("Is it a conflict that touches this proposal?")
    managed: str = f.choice(
        "How it is managed",
        {
            "none_needed": "Nothing is needed",
            "surfaced": "Stated openly",
            "no_vote": "Stays and does not vote",
            "left": "Leaves the room",
            "replaced": "Replaced by somebody else",
        },
        required=False,
    )
    management: Text = f.text("How, in words", long=True)


@record_kind("papers_to_member", "Papers put before a member", "Papers put before members",
             section="deciding")  # fmt: skip
@dataclass(frozen=True, slots=True)
class PapersToMember:
    """What was in front of one member: exactly which versions, how it came, and their own word.

    Whether papers were opened here is shown and bars nothing.
    """

    meeting: str = f.record_reference("Meeting", required=True)
    seat: str = f.code("Seat", required=True, hint="Such as: chair or lay-member-1, never a name")
    person: str = f.person("Person of this system, if they work here")
    votes: bool | None = f.yes_no("Do they vote?")
    items: tuple[str, ...] = f.many_records("Papers, in the version delivered")
    full_report: bool | None = f.yes_no(
        "Is the full report on what people said among them, and not only a summary?"
    )
    channel: str = f.choice(
        "How they came",
        {"here": "Here", "portal": "Board portal", "email": "E-mail", "paper": "On paper"},
    )
    delivered_on: FactDate | None = f.when("Delivered on")
    opened_on: FactDate | None = f.when("Opened on, where that is known")
    statement: Text = f.text("The member's own statement", long=True)
    stated_on: FactDate | None = f.when("Stated on")


@record_kind("condition", "Condition of an approval", "Conditions of approvals",
             section="deciding")  # fmt: skip
@dataclass(frozen=True, slots=True)
class Condition:
    """A condition attached to an approval, who answers for it, and its discharge."""

    attached_to: str = f.record_reference("Attached to which decision or letter", required=True)
    condition: Text = f.text("Condition", required=True, long=True)
    owner: Text = f.text("Owner (role)")
    due_on: FactDate | None = f.when("By")
    due_before: str = f.choice(
        "To be met before",
        {
            "consultation": "The consultation opens",
            "decision": "The public decision",
            "implementation": "Anything is carried out",
            "close": "The case is closed",
        },
        required=False,
    )
    discharged_on: FactDate | None = f.when("Discharged on")
    discharge: Text = f.text("How, and who accepted it", long=True)
