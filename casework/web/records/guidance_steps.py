"""The steps by which the longer records are filled in.

What each asks follows the guards that read it (gates GD01, GD05 to GD07, GD09, GD11 to GD14,
GD21).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Fields that are answered together, under a heading, with what to consider."""

    heading: str
    words: tuple[str, ...]
    fields: tuple[str, ...]


PROPOSAL_VERSION = (
    Step(
        "Which version it is",
        ("Record a version each time the proposal is put to somebody: in the business case, to the "
         "public, to those who decide. Any two can then be compared.",),
        ("title", "dated", "used_as", "follows", "material_change"),
    ),
    Step(
        "What it is made of",
        ("Write each service, site and figure on a line of its own, and call the same thing by the "
         "same words in every version: only what differs counts as a change.",),
        ("parameters",),
    ),
    Step(
        "What its options are compared with",
        ("If a temporary change is in place, say openly whether options are compared with the "
         "service before it.",),
        ("baseline", "summary"),
    ),
)  # fmt: skip

OPTION = (
    Step("The option", (), ("title", "description", "status")),
    Step(
        "If it is discarded: how that came about",
        ("When, by whom, by which criterion, why and on what evidence. Somebody who was not there "
         "must be able to follow it.",),
        ("decided_on", "decided_by", "criterion", "reasons", "evidence"),
    ),
    Step(
        "What people are told of it",
        ("An option that was genuinely judged not to be viable need not be consulted on. The "
         "document names the realistic ones, and says why they are not pursued.",),
        ("realistic", "judged_unviable", "named_in_document", "put_forward_on"),
    ),
)  # fmt: skip

INVOLVEMENT_ACTIVITY = (
    Step(
        "On what people were asked",
        ("Asking about a general strategy is not asking about this proposal. Choose the version "
         "that people had before them.",),
        ("about", "nature", "on_general_strategy"),
    ),
    Step(
        "Who, how and when",
        (),
        ("participants", "users_reached", "representatives_reached", "methods", "questions_only",
         "opened_on", "closed_on"),
    ),
    Step(
        "What people were promised, and what came of it",
        ("Say which papers it fed, so that those who decide can be shown to have had it.",),
        ("level", "promise", "outcome", "fed"),
    ),
)  # fmt: skip

TEMPORARY_CHANGE = (
    Step("What changes", (), ("what", "status", "services", "reason")),
    Step(
        "Why there is no time",
        ("Urgency that was foreseen for weeks is of one’s own making. Give the day of the first "
         "paper that names the service, the place and what would happen, and the day of the "
         "evidence of the risk.",
         "A plan for a contingency that nobody has decided to use is recorded as a service at "
         "risk instead."),
        ("first_mentioned_on", "urgent_since", "risk_evidence_on", "risk_evidence", "own_delay",
         "alternatives"),
    ),
    Step(
        "When it is decided, announced and begins",
        (),
        ("decided_on", "announced_on", "starts_on", "council_told_on"),
    ),
    Step(
        "When and how it ends",
        ("A temporary change without a day on which it ends has often become permanent.",),
        ("review_on", "expires_on", "exit_plan"),
    ),
    Step(
        "Involving people all the same",
        ("Users and staff can often be asked in short form, even in days.",),
        ("short_involvement_possible", "short_involvement"),
    ),
    Step("Once it has ended", (), ("ended_on", "ended_as")),
)  # fmt: skip

EQUALITY_FINDING = (
    Step(
        "Which assessment, and which groups",
        ("One reasoned entry may cover several groups. Before the decision each group is covered "
         "by some entry.",),
        ("assessment", "groups"),
    ),
    Step(
        "What it finds",
        ("For what is worse for people, record a mitigation next, with somebody who answers for "
         "it.",),
        ("finding", "reasons"),
    ),
    Step("If there is a gap in the evidence", (), ("gap_closed", "gap_justified")),
)  # fmt: skip

PAPERS_TO_MEMBER = (
    Step(
        "Which member, at which meeting",
        ("A seat and never a name: such as chair or lay-member-1.",),
        ("meeting", "seat", "person", "votes"),
    ),
    Step(
        "What they were given",
        ("Tick the papers in exactly the version that was delivered. If one is missing here, put "
         "it in or record it first.",),
        ("items", "full_report", "channel", "delivered_on"),
    ),
    Step(
        "What is known of their reading it",
        ("Leave empty what is not known. Whether papers were opened bars nothing.",),
        ("opened_on", "statement", "stated_on"),
    ),
)  # fmt: skip

DECISION_AUTHORITY = (
    Step(
        "The power to decide",
        ("A decision outside a body’s power is none. Go through each service and site.",),
        ("organisation", "power", "covers_all", "not_covered", "rest_decided_by", "delegation"),
    ),
    Step(
        "If it is a joint committee",
        ("Settle the rule for an equal vote before anybody needs it.",),
        ("joint_committee", "members", "terms_agreed_on", "quorum", "voting", "deadlock"),
    ),
    Step(
        "Who has approved the business cases",
        (),
        ("business_case_approved_by", "decision_case_approved_by"),
    ),
)

DELEGATED_POWER = (
    Step(
        "Which power, and who holds it",
        ("One entry for each power and holder. Where the scheme changes, give this entry its last "
         "day and record a new one: the scheme can then be read as it stood on any day.",),
        ("organisation", "power", "held_by", "committee", "holder", "reserved"),
    ),
    Step(
        "Since when, by what",
        ("The first and the last day both count.",),
        ("since", "until", "instrument"),
    ),
    Step(
        "How far it goes",
        ("Leave empty what the scheme does not say.",),
        ("limit", "conditions", "may_be_passed_on", "passed_on_from"),
    ),
)

LONG_FORMS = {
    "proposal_version": PROPOSAL_VERSION,
    "option": OPTION,
    "involvement_activity": INVOLVEMENT_ACTIVITY,
    "temporary_change": TEMPORARY_CHANGE,
    "equality_finding": EQUALITY_FINDING,
    "papers_to_member": PAPERS_TO_MEMBER,
    "decision_authority": DECISION_AUTHORITY,
    "delegated_power": DELEGATED_POWER,
}
