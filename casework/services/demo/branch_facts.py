"""What is recorded in the demonstration's urgent, minor and older cases, by days from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from casework.services.demo.delegation import power_used
from casework.services.demo.fact import Fact

CLOSED = "nights"
ICB, TRUST = "northshire-icb", "northshire-hospitals"
EAST, WEST = "east-northshire", "west-northshire"
Day = Callable[[int], str]


def urgent_facts_on(offset: int, today: date) -> list[Fact]:
    """The facts of the urgent case that are recorded on one day."""
    day = _days_from(today)
    return _closure(day, offset) if offset < -59 else _notices(day, offset)


def minor_facts_on(offset: int, today: date) -> list[Fact]:
    """The facts of the minor case that are recorded on one day."""
    day = _days_from(today)
    if offset < -40:
        return _clinic(day, offset)
    return _involvement(day, offset) if offset < -10 else _views(day, offset)


def older_facts() -> list[Fact]:
    """The beginning of a case on the first version of the full pathway."""
    return [
        Fact("particulars", "case", {
            "title": "Community beds in Southmere (fictional)", "sponsor": ICB,
            "summary": "Beds of two small hospitals would come together in one.",
        }),
        *_bodies("s14Z45"), *_councils(WEST),
        Fact("service", "beds", {"name": "Community beds"}),
        Fact("site", "southmere", {"name": "Southmere Hospital", "operated_by": TRUST}),
    ]  # fmt: skip


def _days_from(today: date) -> Day:
    return lambda days: (today + timedelta(days=days)).isoformat()


def _bodies(duty: str) -> list[Fact]:
    return [Fact("responsible_body", "icb", {
        "organisation": ICB, "capacity": "lead_commissioner", "duty": duty,
    })]  # fmt: skip


def _councils(*keys: str) -> list[Fact]:
    return [
        Fact("affected_authority", key, {"organisation": key, "standing": "scrutiny"})
        for key in keys
    ]


def _regime(day: Day, offset: int) -> Fact:
    return Fact("regime", "case", {
        "regime": "R24", "as_at": day(offset), "case_opened": day(offset), "rule_version": "1",
        "reasons": "No council was consulted, and no report made, before 31 January 2024.",
    })  # fmt: skip


def _closure(day: Day, on: int) -> list[Fact]:
    return [
        Fact("particulars", "case", {
            "title": "Children's unit closed at night (fictional)", "sponsor": ICB,
            "summary": "The children's assessment unit at Westbrook takes nobody at night.",
            "outside_nhs_in_england": "no",
        }),
        *_bodies("s14Z45"), *_councils(WEST),
        Fact("service", "children", {"name": "Children's assessment unit at Westbrook"}),
        Fact("healthwatch", "northshire", {
            "organisation": "healthwatch-northshire", "salutation": "Dear colleague",
        }),
        Fact("temporary_change", CLOSED, {
            "what": "The children's assessment unit takes nobody between 8 pm and 8 am.",
            "status": "urgent", "services": ["service/children"],
            "reason": "Nobody can care for a child who worsens at night.",
            "first_mentioned_on": day(on), "urgent_since": day(on), "risk_evidence_on": day(on),
            "risk_evidence": "Rota with two empty nights, signed by the clinical lead.",
            "own_delay": "no", "decided_on": day(on), "announced_on": day(on),
            "starts_on": day(on), "council_told_on": day(on), "review_on": day(on + 35),
            "expires_on": day(on + 150),
            "exit_plan": "It reopens at night when two consultants have started.",
            "alternatives": "Locums were asked for, and the next hospital cannot lend anybody.",
            "short_involvement_possible": "no",
        }),
        Fact("decision", "urgent", {
            "purpose": "temporary_change", "outcome": "approved", "organisation": ICB,
            "decided_on": day(on), "what": "The unit closes at night.",
            "reasons": "It cannot be staffed safely.",
            "temporary_changes": [f"temporary_change/{CLOSED}"],
        }),
        Fact("decision_authority", "icb", {
            "organisation": ICB, "power": "Urgent decisions, standing order 7",
        }),
        power_used("decide_temporary_change", "decision/urgent", "AO"),
        _regime(day, on),
    ]  # fmt: skip


def _notices(day: Day, on: int) -> list[Fact]:
    return [
        Fact("letter", f"notice-{body}", {
            "purpose": "urgent_change_notice", "organisation": body, "direction": "sent",
            "sent_on": day(on - 1), "sender": ICB,
            "temporary_changes": [f"temporary_change/{CLOSED}"],
            "summary": "The unit is closed at night for want of consultants.",
        })
        for body in (WEST, "healthwatch-northshire")
    ]  # fmt: skip


def _clinic(day: Day, on: int) -> list[Fact]:
    return [
        Fact("particulars", "case", {
            "title": "Foot clinic moves within Westbrook (fictional)", "sponsor": ICB,
            "summary": "The foot clinic moves from Mill Street to the health centre.",
            "outside_nhs_in_england": "no",
        }),
        *_bodies("s14Z45"), *_councils(EAST, WEST),
        Fact("service", "foot-clinic", {
            "name": "Foot clinic", "change": "Moves half a mile, with the same hours.",
        }),
        Fact("site", "mill-street", {"name": "Mill Street clinic", "operated_by": TRUST}),
        _regime(day, on),
        Fact("duty_to_involve", "icb", {
            "organisation": ICB, "concerns_health_services": "yes", "activity": ["proposal"],
            "impact_on_patients": "yes", "applies": "yes", "assessed_on": day(on),
            "involvement": "A letter to every patient of the clinic, and two drop-in mornings.",
            "legal_advice_taken": "no", "reasons": "Patients go to another address.",
        }),
        Fact("urgency_screen", "case", {
            "no_time_to_consult": "no", "screened_on": day(on), "reasons": "Nothing is urgent.",
        }),
    ]  # fmt: skip


def _involvement(day: Day, on: int) -> list[Fact]:
    return [
        Fact("proposal_version", "first", {
            "title": "The move as patients were asked about it", "dated": day(on - 10),
            "baseline": "no_temporary_change",
            "parameters": [
                {"parameter": "site", "of": "Foot clinic", "value": "Westbrook health centre"},
                {"parameter": "hours", "of": "Foot clinic", "value": "9 am to 5 pm"},
            ],
        }),
        Fact("promises_check", "case", {
            "searched": "Board papers and correspondence since 2018.", "found": "no",
            "findings": "No promise about the clinic was found.", "checked_on": day(on),
        }),
    ]  # fmt: skip


def _views(day: Day, on: int) -> list[Fact]:
    views = {EAST: "not_substantial", WEST: "substantial"}
    return [
        *(
            Fact("authority_view", council, {
                "organisation": council, "view": view, "asked_on": day(on - 24),
                "given_on": day(on - 1), "minute": "Minute 7 of the committee",
            })
            for council, view in views.items()
        ),
        Fact("substantiality", "case", {
            "outcome": "not_substantial_disputed", "determined_on": day(on),
            "decider": "Senior responsible owner", "proposal": "proposal_version/first",
            "reasons": "Access: half a mile, on the same bus. Patients: about forty a week.",
        }),
    ]  # fmt: skip
