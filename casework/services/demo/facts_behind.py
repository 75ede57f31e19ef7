"""The facts behind the gates of the fictional case, on the days on which they are recorded."""

from __future__ import annotations

from typing import Any

from casework.domain.records.equality import CARERS, CHARACTERISTICS, INCLUSION
from casework.services.demo.fact import Fact

ICB, COUNCILS = "northshire-icb", ("east-northshire", "west-northshire")
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
                "organisation": council, "standing": "scrutiny", "service": "service/stroke",
                "patients": patients, "share": share, "affected": "yes",
                "drawn_from": "Hospital activity data of last year",
            })
            for council, patients, share in zip(COUNCILS, (520, 380), (58, 42), strict=True)
        ),
    ]  # fmt: skip


def first_version(day: Any) -> list[Fact]:
    """The proposal in parameters, and a promise that was kept."""
    return [
        Fact("proposal_version", "business-case", {
            "title": "As worked up for the business case", "dated": day(-96),
            "used_as": ["business_case"], "baseline": "no_temporary_change",
            "parameters": [
                {"parameter": "service", "of": "Hyper-acute stroke care",
                 "value": "on one site"},
                {"parameter": "site", "of": "Westbrook Hospital", "value": "keeps rehabilitation"},
                {"parameter": "beds", "of": "North General Hospital", "value": "24",
                 "unit": "hyper-acute beds"},
                {"parameter": "beds", "of": "Westbrook Hospital", "value": "0",
                 "unit": "hyper-acute beds"},
                {"parameter": "hours", "of": "Urgent treatment centre",
                 "value": "7 am to midnight"},
                {"parameter": "funding_route", "of": "Building", "value": "public capital"},
            ],
            "summary": "One hyper-acute unit; rehabilitation stays in both towns.",
        }),
        Fact("promise", "listening-events", {
            "promise": "Stroke survivors will be heard before options are drawn up.",
            "sort": "consult", "made_by": "Chair of the board", "made_on": day(-110),
            "where": "Minutes of the board meeting", "trigger": "Work on options",
            "due_before": "consultation", "touches_this_proposal": "yes",
            "kept_on": day(-100), "kept_how": "Two listening events with survivors and carers.",
        }),
    ]  # fmt: skip


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


def options_trail(day: Any) -> list[Fact]:
    """How options were judged: people, criteria, panel, material, scores."""
    return [
        Fact("involvement_activity", "spring-events", {
            "about": VERSION, "nature": "engagement", "on_general_strategy": "no",
            "participants": "Stroke survivors, carers, staff of both units",
            "users_reached": "yes", "representatives_reached": "yes",
            "methods": "Two events and a survey", "opened_on": day(-70), "closed_on": day(-56),
            "level": "involve", "promise": "What is said goes into the options.",
            "outcome": "Transport for families became a criterion.", "fed": [VERSION],
        }),
        Fact("option_criterion", "staffing", {
            "name": "A specialist on site at all hours", "use": "hurdle", "agreed_on": day(-56),
        }),
        Fact("option_criterion", "access", {
            "name": "Journeys by ambulance and by bus", "use": "weighted", "weight": "40",
            "agreed_on": day(-56),
        }),
        Fact("evaluation_panel", "panel", {
            "name": "Evaluation panel",
            "members": ["Consultants of both units", "A stroke survivor", "Healthwatch"],
            "met_on": day(-51), "all_declared": "yes", "declared_on": day(-55),
        }),
        Fact("material", "travel-times", {
            "title": "Models of journey times", "sort": "model", "covers": "3",
            "used_by": "Evaluation panel", "first_available_on": day(-56),
        }),
    ]  # fmt: skip


def scores(day: Any) -> list[Fact]:
    """Scores and sub-scores of each option."""
    given = {"two-sites": (2, 4, 6), "one-site": (5, 3, 8), "out-of-county": (5, 1, 6)}
    return [
        Fact("option_scores", option, {
            "option": f"option/{option}", "panel": "evaluation_panel/panel",
            "scored_on": day(-51),
            "scores": [
                {"criterion": "Staffing", "score": staffing, "out_of": 5},
                {"criterion": "Access", "part": "Journeys", "score": access, "out_of": 5},
                {"criterion": "Total", "score": total, "out_of": 10},
            ],
        })
        for option, (staffing, access, total) in given.items()
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
