"""The facts of the fictional case, stage by stage, dated relative to today.

``day(-30)`` is thirty days ago. Each stage has its steps: the day on which the programme manager
records something, and what. Nothing is recorded before the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from casework.services.demo import delegation, facts_behind, options
from casework.services.demo.fact import Fact
from casework.services.demo.written import TEXTS

TITLE = "Stroke and urgent care in Northshire"
SUMMARY = (
    "Hyper-acute stroke care would be given on one site, North General Hospital, instead of two. "
    "Rehabilitation would stay in both towns, and the urgent treatment centre at Westbrook would "
    "open for longer hours."
)
COUNCILS = ("east-northshire", "west-northshire")
ADDRESSES = {
    "east-northshire": "Civic Centre\n1 Market Square\nEasthaven\nZZ99 1AA",
    "west-northshire": "Council House\n12 Mill Street\nWestbrook\nZZ99 2BB",
}
PUBLISHED_AT = "https://northshire-icb.example/stroke"
OPENED = -120


Telling = Callable[[Any], list[Fact]]


def facts_of(stage: str, today: date) -> list[Fact]:
    """What is recorded in a stage before anything is signed."""
    return [fact for _, tell in STEPS[stage] for fact in tell(_days_from(today))]


def facts_on(stage: str, offset: int, today: date) -> list[Fact]:
    """What is recorded on one day of a stage, which is ``offset`` days from today."""
    tellings = [tell for on, tell in STEPS[stage] if on == offset]
    return [fact for tell in tellings for fact in tell(_days_from(today))]


def _days_from(today: date) -> Callable[[int], str]:
    return lambda days: (today + timedelta(days=days)).isoformat()


def _sections_of(document: str) -> list[Fact]:
    return [
        Fact("section", name, {"name": name, "text": text})
        for name, text in TEXTS[document].items()
    ]


def _beginning(day: Any) -> list[Fact]:
    return [*_proposal(), *_parties()]


def _proposal() -> list[Fact]:
    return [
        Fact("particulars", "case", {
            "title": TITLE, "summary": SUMMARY, "sponsor": "northshire-icb",
            "change_type": "consolidation", "outside_nhs_in_england": "no",
            "capital_required": "yes", "personal_data_processed": "yes", "staff_affected": "yes",
            "beds_fall_significantly": "no", "stage_three_required": "no",
            "public_consultation_planned": "yes", "joint_committee_decides": "no",
            "populations": "People of East and West Northshire, and visitors to both.",
            "known_opposition": "A petition asks to keep the stroke beds at Westbrook. The trust "
            "has met its organisers twice.",
            "capital": "Unknown until the strategic outline case is signed off.",
        }),
        Fact("service", "stroke", {
            "name": "Hyper-acute and acute stroke care",
            "change": "The first three days of care move to one site for all patients.",
        }),
        Fact("service", "urgent-treatment", {
            "name": "Urgent treatment centre at Westbrook",
            "change": "Opens from 7 am to midnight instead of 8 am to 8 pm.",
        }),
        Fact("site", "north-general", {
            "name": "North General Hospital", "operated_by": "northshire-hospitals",
            "change": "Becomes the one hyper-acute stroke unit.",
        }),
        Fact("site", "westbrook", {
            "name": "Westbrook Hospital", "operated_by": "northshire-hospitals",
            "change": "Keeps stroke rehabilitation; the hyper-acute beds close.",
        }),
    ]  # fmt: skip


def _parties() -> list[Fact]:
    return [
        Fact("responsible_body", "icb", {
            "organisation": "northshire-icb", "capacity": "lead_commissioner", "duty": "s14Z45",
        }),
        Fact("responsible_body", "trust", {
            "organisation": "northshire-hospitals", "capacity": "provider", "duty": "s242",
        }),
        *(
            Fact("affected_authority", council, {
                "organisation": council, "standing": "scrutiny",
                "committee": "Health scrutiny committee",
                "addressee": "Chair of the health scrutiny committee",
                "address": ADDRESSES[council], "salutation": "Dear Chair",
            })
            for council in COUNCILS
        ),
    ]  # fmt: skip


def _first_determinations(day: Any) -> list[Fact]:
    return [
        Fact("regime", "case", {
            "regime": "R24", "as_at": day(-120), "case_opened": day(-120), "rule_version": "1",
            "reasons": "No council was consulted, and no report made, before 31 January 2024.",
        }),
        *(
            Fact("duty_to_involve", body, {
                "organisation": body, "concerns_health_services": "yes",
                "activity": ["planning", "proposal"], "impact_on_patients": "yes",
                "applies": "yes", "assessed_on": day(-118),
                "involvement": "Public consultation, after early work with patients and carers.",
                "existing_insight": "Two years of feedback from stroke survivors.",
                "legal_advice_taken": "yes",
                "reasons": "Patients would be taken to another hospital in an emergency.",
            })
            for body in ("northshire-icb", "northshire-hospitals")
        ),
        Fact("urgency_screen", "case", {
            "no_time_to_consult": "no", "screened_on": day(-118),
            "reasons": "Staffing is fragile and safe; there is time to consult.",
        }),
        *_sections_of("D01"),
    ]  # fmt: skip


HEALTHWATCH = {
    "organisation": "healthwatch-northshire", "addressee": "Chief officer",
    "address": "The Old Library\n3 Bridge Street\nEasthaven\nZZ99 1AB",
    "salutation": "Dear colleague",
}  # fmt: skip


def _case_for_change(day: Any) -> list[Fact]:
    return [
        Fact("healthwatch", "northshire", HEALTHWATCH),
        Fact("substantiality", "case", {
            "outcome": "substantial", "determined_on": day(-100),
            "decider": "Senior responsible owner",
            "reasons": "About nine hundred patients a year would go to another site, and families "
            "would travel further.",
        }),
        Fact("promises_check", "case", {
            "searched": "Board papers, press and correspondence of both bodies since 2016.",
            "found": "yes", "checked_on": day(-100),
            "findings": "The chair promised to hear stroke survivors first, and the trust to make "
            "a plan for transport public. Both are recorded.",
        }),
        *_sections_of("D03"),
    ]  # fmt: skip


def _impact(day: Any) -> list[Fact]:
    return [
        Fact("impact", "disability", {
            "chapter": "equality", "group": "Disability", "direction": "negative",
            "effect": "Longer journeys for people who rely on others to drive them.",
            "mitigation": "A booked transport service, free for families in the first week.",
            "owner": "Engagement lead",
        }),
    ]  # fmt: skip


def _early_involvement(day: Any) -> list[Fact]:
    return [
        Fact("letter", "healthwatch-early", {
            "purpose": "healthwatch_involvement", "organisation": "healthwatch-northshire",
            "direction": "sent", "sent_on": day(-90), "sender": "northshire-icb",
            "summary": "Asks Healthwatch to help shape the work.",
        }),
        *_sections_of("D07"),
    ]  # fmt: skip


def _views(day: Any) -> list[Fact]:
    return [
        *(
            Fact("authority_view", council, {
                "organisation": council, "view": "substantial", "asked_on": day(-92),
                "given_on": day(-84), "minute": "Minute 12 of the committee",
            })
            for council in COUNCILS
        ),
        Fact("letter", "healthwatch-reply", {
            "purpose": "healthwatch_involvement", "organisation": "healthwatch-northshire",
            "direction": "received", "sent_on": day(-84),
            "summary": "Asks that visiting and transport are looked at early, and offers two "
            "listening events.",
        }),
        Fact("healthwatch", "northshire", {
            **HEALTHWATCH, "view": "Asks that visiting and transport are looked at early.",
        }),
    ]  # fmt: skip


def _consulting_councils(day: Any) -> list[Fact]:
    return [
        *(
            Fact("letter", f"regulation-23-{council}", {
                "purpose": "regulation_23", "organisation": council, "direction": "sent",
                "sent_on": day(-80), "sender": "northshire-icb", "decision_date": day(180),
                "comments_date": day(140), "dates_published_on": day(-80),
                "dates_provisional": "yes", "published_at": PUBLISHED_AT,
                "summary": "Consults the council and gives both dates.",
            })
            for council in COUNCILS
        ),
        *_sections_of("D06"),
    ]  # fmt: skip


def _secretary_of_state(day: Any) -> list[Fact]:
    return [
        Fact("letter", "secretary-of-state", {
            "purpose": "secretary_of_state_notification", "organisation": "department",
            "direction": "sent", "sent_on": day(-80), "sender": "northshire-icb",
            "summary": "Notification on the department's form, with the councils' views.",
        }),
    ]  # fmt: skip


def _joint_committee(day: Any) -> list[Fact]:
    return [
        Fact("joint_scrutiny", "joint", {
            "outcome": "appointed", "committee_type": "mandatory",
            "organisation": "northshire-joint-scrutiny", "members": list(COUNCILS),
            "host": "east-northshire", "on": day(-60),
        }),
    ]  # fmt: skip


def _stage_one(day: Any) -> list[Fact]:
    return [
        Fact("assurance_letter", "stage-1", {
            "purpose": "stage_1", "organisation": "nhs-england-region", "outcome": "proceed",
            "dated": day(-45), "summary": "Content for options to be worked up.",
        }),
    ]  # fmt: skip


def _clinical_senate(day: Any) -> list[Fact]:
    return [
        Fact("assurance_letter", "senate", {
            "purpose": "senate", "organisation": "northern-senate", "outcome": "proceed",
            "dated": day(-25), "summary": "Supports the model; asks for a plan for transfers.",
        }),
        Fact("risk", "staffing", {
            "risk": "A unit loses a consultant before the change.", "rating": "High",
            "mitigation": "Cover agreed between the two units.", "owner": "Chief medical officer",
        }),
    ]  # fmt: skip


def _stage_two(day: Any) -> list[Fact]:
    return [
        Fact("assurance_letter", "stage-2", {
            "purpose": "stage_2", "organisation": "nhs-england-region",
            "outcome": "proceed_with_conditions", "dated": day(-8),
            "conditions": ["Agree the ambulance plan before consultation opens."],
        }),
        Fact("condition", "ambulance-plan", {
            "attached_to": "assurance_letter/stage-2",
            "condition": "Agree the ambulance plan before consultation opens.",
            "owner": "Chief medical officer", "due_on": day(30), "due_before": "consultation",
        }),
        Fact("consultation", "case", {
            "opens_on": day(35), "closes_on": day(35 + 7 * 13 - 1),
            "web_address": "Not yet published",
        }),
        Fact("meeting", "board-to-consult", {
            "organisation": "northshire-icb", "purpose": "decision_to_consult",
            "held_on": day(21), "in_public": "yes",
            "authority": "The board, under its scheme of reservation and delegation.",
            "agenda": "Decision to consult on stroke and urgent care.",
        }),
        Fact("meeting", "joint-scrutiny-next", {
            "organisation": "northshire-joint-scrutiny", "purpose": "scrutiny",
            "held_on": day(49), "agenda": "Stroke and urgent care in Northshire.",
        }),
    ]  # fmt: skip


STEPS: dict[str, tuple[tuple[int, Telling], ...]] = {
    "S0": (
        (OPENED, _beginning), (-118, _first_determinations), (-118, facts_behind.first_papers),
        (-118, facts_behind.first_idea),
    ),
    "S1": (
        (-100, _case_for_change), (-100, facts_behind.promises),
        (-96, facts_behind.first_version),
    ),
    "S2": ((-95, _impact), (-94, facts_behind.assessed)),
    "S3": (
        (-90, _early_involvement), (-84, _views), (-80, _secretary_of_state),
        (-80, _consulting_councils), (-80, facts_behind.who_decides),
        (-80, delegation.scheme), (-80, delegation.letters_signed), (-60, _joint_committee),
    ),
    "S4": (
        (-51, options.options_trail), (-50, options.options), (-50, options.scores),
        (-45, _stage_one),
    ),
    "S5": (
        (-31, facts_behind.asked_by_a_council), (-25, _clinical_senate),
        (-20, facts_behind.assured), (-8, _stage_two), (-8, facts_behind.asked_by_a_resident),
    ),
}  # fmt: skip
"""By stage: days from today on which something is recorded, and what. A day may come twice."""
