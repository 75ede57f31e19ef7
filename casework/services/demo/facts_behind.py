"""The facts behind the gates of the fictional case, on the days on which they are recorded."""

from __future__ import annotations

from typing import Any

from casework.domain.records.equality import CARERS, CHARACTERISTICS, INCLUSION
from casework.services.demo.fact import Fact

ICB, COUNCILS = "northshire-icb", ("east-northshire", "west-northshire")
NEIGHBOUR = "southmere-district"
FLOWS = (
    ("east-northshire", "scrutiny", 510, 57, "yes"),
    ("west-northshire", "scrutiny", 372, 41, "yes"),
    (NEIGHBOUR, "courtesy", 18, 2, "no"),
)
"""Council, its standing, patients a year, their share in hundredths, and whether affected."""
VERSION = "proposal_version/business-case"
SOME_EFFECT = ("age", "disability")


def first_papers(day: Any) -> list[Fact]:
    """The paper that names the change, and the councils told within days."""
    return [
        Fact("mention", "executive-paper", {
            "paper": "Paper to the executive team on the stroke rota", "dated": day(-119),
            "names_service": "yes", "names_site": "yes", "names_effect": "yes",
            "contingency": "no", "says": "One hyper-acute unit instead of two.",
        }),
        *(
            Fact("at_risk_service", council, {
                "service": "service/stroke", "risk": "Two consultants of five retire next year.",
                "contingency": "Patients would go to the other unit by ambulance.",
                "identified_on": day(-119), "organisation": council, "shared_on": day(-118),
            })
            for council in COUNCILS
        ),
        *(
            Fact("patient_flow", council, {
                "organisation": council, "standing": standing, "service": "service/stroke",
                "patients": patients, "share": share, "affected": affected,
                "drawn_from": "Hospital activity data of last year",
            })
            for council, standing, patients, share, affected in FLOWS
        ),
    ]  # fmt: skip


def first_idea(day: Any) -> list[Fact]:
    """The proposal as the first paper had it."""
    return [
        Fact("proposal_version", "first-idea", {
            "title": "As the first paper had it", "dated": day(-119),
            "baseline": "no_temporary_change",
            "parameters": [
                {"parameter": "service", "of": "Hyper-acute stroke care",
                 "value": "on one site"},
                {"parameter": "beds", "of": "North General Hospital", "value": "20",
                 "unit": "hyper-acute beds"},
            ],
            "summary": "One hyper-acute unit; nothing was said yet of urgent care.",
        }),
    ]  # fmt: skip


def first_version(day: Any) -> list[Fact]:
    """The proposal in parameters, as it was worked up for the business case."""
    return [
        Fact("proposal_version", "business-case", {
            "title": "As worked up for the business case", "dated": day(-96),
            "used_as": ["business_case"], "follows": "proposal_version/first-idea",
            "material_change": "yes", "baseline": "no_temporary_change",
            "parameters": [
                {"parameter": "service", "of": "Hyper-acute stroke care",
                 "value": "on one site"},
                {"parameter": "site", "of": "Westbrook Hospital", "value": "keeps rehabilitation"},
                {"parameter": "beds", "of": "North General Hospital", "value": "24",
                 "unit": "hyper-acute beds"},
                {"parameter": "beds", "of": "Westbrook Hospital", "value": "0",
                 "unit": "hyper-acute beds"},
                {"parameter": "staffing", "of": "Stroke specialists", "value": "8",
                 "unit": "on one rota"},
                {"parameter": "hours", "of": "Urgent treatment centre",
                 "value": "7 am to midnight"},
                {"parameter": "cost", "of": "Running both units today", "value": "9.4",
                 "unit": "million pounds a year"},
                {"parameter": "cost", "of": "Running one unit", "value": "9.1",
                 "unit": "million pounds a year"},
                {"parameter": "funding_route", "of": "Building", "value": "public capital"},
            ],
            "summary": "One hyper-acute unit; rehabilitation stays in both towns.",
        }),
    ]  # fmt: skip


HEARD_FIRST = {
    "promise": "Stroke survivors will be heard before options are drawn up.",
    "sort": "consult", "made_by": "Chair of the board", "where": "Minutes of the board meeting",
    "trigger": "Work on options", "due_before": "consultation", "touches_this_proposal": "yes",
}  # fmt: skip


def promises(day: Any) -> list[Fact]:
    """Two promises: one falls due before the consultation, one before the public decision."""
    return [
        Fact("promise", "listening-events", {**HEARD_FIRST, "made_on": day(-110)}),
        Fact("promise", "transport-plan", {
            "promise": "A plan for transport, with its money, will be public before the board "
            "decides.",
            "sort": "mitigate", "made_by": "Chief executive of the trust", "made_on": day(-102),
            "where": "Minutes of a meeting with the organisers of the petition",
            "trigger": "The public decision", "due_before": "decision",
            "touches_this_proposal": "yes",
        }),
    ]  # fmt: skip


def kept_promise(day: Any) -> Fact:
    """The promise of the chair, once it had been kept."""
    return Fact("promise", "listening-events", {
        **HEARD_FIRST, "made_on": day(-110), "kept_on": day(-56),
        "kept_how": "Two listening events with survivors and carers.",
    })  # fmt: skip


def who_decides(day: Any) -> list[Fact]:
    """The power to decide, before options are worked out."""
    return [
        Fact("decision_authority", "icb", {
            "organisation": ICB, "power": "The board's power to arrange services",
            "covers_all": "yes", "delegation": "Scheme of reservation and delegation",
            "joint_committee": "no", "quorum": "Seven members", "voting": "Simple majority",
            "deadlock": "The chair has a casting vote.",
        }),
        *(
            Fact("supplied_to_scrutiny", council, {
                "organisation": council, "proposal": VERSION, "supplied_on": day(-80),
                "what": "The case for change and the impact assessment",
            })
            for council in COUNCILS
        ),
    ]  # fmt: skip


def assessed(day: Any) -> list[Fact]:
    """Equality for this version: one reasoned entry covers the groups without a difference."""
    alike = [g for g in (*CHARACTERISTICS, *INCLUSION) if g not in SOME_EFFECT]
    return [
        Fact("equality_assessment", "full", {
            "title": "Equality and inequality assessment", "about": VERSION, "stage": "full",
            "dated": day(-94), "inequalities_addressed": "yes", "complete": "yes",
        }),
        Fact("equality_finding", "longer-journeys", {
            "assessment": "equality_assessment/full", "groups": [*SOME_EFFECT, *CARERS],
            "finding": "negative", "reasons": "Longer journeys for who cannot drive.",
        }),
        Fact("equality_finding", "alike", {
            "assessment": "equality_assessment/full", "groups": alike, "finding": "none",
            "reasons": "The unit is used alike; nobody told us otherwise.",
        }),
        Fact("mitigation", "transport", {
            "finding": "equality_finding/longer-journeys", "owner": "Engagement lead",
            "mitigation": "A booked transport service for families.",
        }),
    ]  # fmt: skip


def asked_by_a_council(day: Any) -> list[Fact]:
    """A council asked for more before options were judged again, and had it."""
    return [
        Fact("information_request", "journeys", {
            "asked_by": "Scrutiny officer of East Northshire", "organisation": "east-northshire",
            "under": "regulation_26", "asked_on": day(-40), "due_on": day(-26),
            "what": "The models of journey times, ward by ward.", "outcome": "supplied",
            "answered_on": day(-31),
        }),
    ]  # fmt: skip


def asked_by_a_resident(day: Any) -> list[Fact]:
    """A request under the law that is not yet due."""
    return [
        Fact("information_request", "vacancies", {
            "asked_by": "A resident of Westbrook", "under": "foi", "asked_on": day(-12),
            "what": "For how long each post for a specialist has been vacant.",
        }),
    ]  # fmt: skip


def assured(day: Any) -> list[Fact]:
    """That it can be done, and the logs."""
    return [
        *(
            Fact("deliverability", sort, {
                "sort": sort, "proposal": VERSION, "finding": finding, "basis": basis,
                "assured_by": "Chief finance officer", "assured_on": day(-20),
                "tried_out": "no",
            })
            for sort, finding, basis in (
                ("capital", "with_conditions", "The strategic outline case, once it is signed"),
                ("revenue", "deliverable", "The medium-term plan"),
                ("workforce", "deliverable", "The joint rota of both units"),
                ("travel", "deliverable", "The models of journey times"),
            )
        ),
        Fact("interdependence", "rehabilitation", {
            "services": ["service/stroke", "service/urgent-treatment"],
            "interdependent": "yes", "in_one_consultation": "yes",
        }),
        Fact("issue", "transfers", {
            "issue": "The ambulance service asks for a plan for transfers.",
            "raised_on": day(-24), "owner": "Chief medical officer",
        }),
        Fact("logged_decision", "one-consultation", {
            "decision": "Stroke and urgent care go into one consultation.",
            "decided_on": day(-22), "decided_by": "Programme board",
            "reasons": "One depends on the other.", "names_change": "no",
        }),
    ]  # fmt: skip
