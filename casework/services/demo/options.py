"""The options of the fictional case: who judged them, by what, on what, and with which scores."""

from __future__ import annotations

from typing import Any

from casework.services.demo.fact import Fact
from casework.services.demo.facts_behind import VERSION, kept_promise

SCORES = {
    "two-sites": (2, 4, 6), "one-site": (5, 3, 8), "out-of-county": (5, 1, 6),
    "by-day-only": (3, 3, 6),
}  # fmt: skip
"""Of each option: staffing and journeys out of five, and the total out of ten."""
OUT_OF = (("Staffing", "", 5), ("Access", "Journeys", 5), ("Total", "", 10))
DISCARDED = {
    "status": "discarded", "decided_by": "Evaluation panel",
    "evidence": ["material/travel-times"],
}  # fmt: skip


def options_trail(day: Any) -> list[Fact]:
    """How options were judged: people, criteria, panel, interests, material."""
    return [
        Fact("involvement_activity", "spring-events", {
            "about": VERSION, "nature": "engagement", "on_general_strategy": "no",
            "participants": "Stroke survivors, carers, staff of both units",
            "users_reached": "yes", "representatives_reached": "yes",
            "methods": "Two events and a survey", "opened_on": day(-70), "closed_on": day(-56),
            "level": "involve", "promise": "What is said goes into the options.",
            "outcome": "Transport for families became a criterion.", "fed": [VERSION],
        }),
        kept_promise(day),
        *_criteria(day),
        Fact("evaluation_panel", "panel", {
            "name": "Evaluation panel",
            "members": ["Consultants of both units", "A stroke survivor", "Healthwatch"],
            "met_on": day(-51), "all_declared": "yes", "declared_on": day(-55),
        }),
        Fact("interest", "evaluator-westbrook", {
            "seat": "evaluator-westbrook", "capacity": "evaluator", "declared_on": day(-55),
            "nothing_to_declare": "no", "interest": "Works in the unit at Westbrook",
            "tie_to_proposer": "yes", "conflict": "no", "managed": "surfaced",
            "management": "Said at the start of the meeting, and in its minutes.",
        }),
        Fact("material", "travel-times", {
            "title": "Models of journey times", "sort": "model", "covers": "3",
            "used_by": "Evaluation panel", "first_available_on": day(-56),
        }),
    ]  # fmt: skip


def _criteria(day: Any) -> list[Fact]:
    return [
        Fact("option_criterion", "staffing", {
            "name": "A specialist on site at all hours", "use": "hurdle", "agreed_on": day(-56),
        }),
        Fact("option_criterion", "access", {
            "name": "Journeys by ambulance and by bus", "use": "weighted", "weight": "40",
            "agreed_on": day(-56),
        }),
    ]  # fmt: skip


def options(day: Any) -> list[Fact]:
    """Two options that are kept and two that are not, each with its reasons."""
    return [
        Fact("option", "two-sites", {
            "title": "Keep two hyper-acute units", "status": "short_list",
            "description": "Both units stay open, with more specialists shared between them.",
            "reasons": "Kept as the comparison.", "decided_on": day(-50), "realistic": "yes",
        }),
        Fact("option", "one-site", {
            "title": "One hyper-acute unit at North General", "status": "preferred",
            "description": "One unit with a specialist on site at all hours; rehabilitation "
            "stays in both towns.",
            "reasons": "Meets the staffing standard; all but one ward within the travel time.",
            "decided_on": day(-50), "realistic": "yes",
        }),
        *discarded_options(day),
    ]  # fmt: skip


def discarded_options(day: Any) -> list[Fact]:
    """One that could not be done, and a realistic one that the document has to name."""
    return [
        Fact("option", "out-of-county", {
            **DISCARDED, "title": "Hyper-acute care outside Northshire",
            "description": "Patients would be taken to units in neighbouring counties.",
            "reasons": "Journeys would exceed the travel standard for a third of patients.",
            "decided_on": day(-50), "criterion": "Journeys by ambulance and by bus",
            "realistic": "no", "judged_unviable": "yes",
        }),
        Fact("option", "by-day-only", {
            **DISCARDED, "title": "A second unit by day only",
            "description": "Westbrook would take patients from 8 am to 8 pm on working days.",
            "reasons": "Crews would have to know the hour before they know where to go, and "
            "two rotas would still be needed.",
            "decided_on": day(-50), "criterion": "A specialist on site at all hours",
            "realistic": "yes", "judged_unviable": "no",
        }),
    ]  # fmt: skip


def scores(day: Any) -> list[Fact]:
    """Scores and sub-scores of each option."""
    return [
        Fact("option_scores", option, {
            "option": f"option/{option}", "panel": "evaluation_panel/panel",
            "scored_on": day(-51),
            "scores": [
                {"criterion": criterion, "part": part, "score": score, "out_of": out_of}
                for (criterion, part, out_of), score in zip(OUT_OF, given, strict=True)
            ],
        })
        for option, given in SCORES.items()
    ]  # fmt: skip
