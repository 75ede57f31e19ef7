"""The facts behind the gates of the fictional case from the decision to consult on."""

from __future__ import annotations

from typing import Any

from casework.services.demo import facts_behind, options
from casework.services.demo.fact import Fact

VERSION = facts_behind.VERSION
SEATS = ("chair", "lay-member-1", "trust-member")


def before_consulting(day: Any) -> list[Fact]:
    earlier = _earlier(day)
    return [
        *earlier(facts_behind.first_version, "proposal_version",
                 used_as=["business_case", "consultation"]),
        *earlier(facts_behind.who_decides, "decision_authority",
                 business_case_approved_by=["northshire-icb"]),
        Fact("formative_check", "case", {
            "searched": "Contracts, staff notices, board minutes", "found": "no",
            "checked_on": day(20),
        }),
        Fact("condition", "ambulance-plan", {
            "attached_to": "assurance_letter/stage-2",
            "condition": "Agree the ambulance plan before consultation opens.",
            "owner": "Chief medical officer", "due_on": day(30), "due_before": "consultation",
            "discharged_on": day(20), "discharge": "The ambulance service agreed the plan.",
        }),
    ]  # fmt: skip


def decided_by_the_board(decision: str, power: str) -> Fact:
    """The board itself took a decision."""
    return Fact("power_used", decision, {
        "what": [f"decision/{decision}"], "power": power, "used_by": "board",
    })  # fmt: skip


def consulting(day: Any) -> list[Fact]:
    earlier = _earlier(day)
    return [
        *(
            Fact("consultation_material", name, {
                "format": name, "title": f"Stroke care: {name}", "wanted": "yes",
                "ready_on": day(34), "says_alternatives": "yes", "implies_no_alternative": "no",
            })
            for name in ("document", "summary", "easy_read")
        ),
        Fact("consultation_period", "first", {
            "sort": "first", "opens_on": day(35), "closes_on": day(125),
            "reasons": "Thirteen weeks, with Easter in it", "holidays_accounted": "yes",
            "election_accounted": "yes", "emergency_accounted": "yes",
        }),
        *(
            Fact(f.kind, f.key, {**f.values, "named_in_document": "yes"})
            for f in options.discarded_options(day) if f.values["realistic"] == "yes"
        ),
        *earlier(options.options_trail, "material", published_on=day(34),
                 seen_by_deciders="yes"),
        *earlier(options.scores, "option_scores", published_on=day(34),
                 seen_by_deciders="yes"),
    ]  # fmt: skip


def after_consulting(day: Any) -> list[Fact]:
    """What was asked for while people were consulted, and the search for it."""
    earlier = _earlier(day)
    return [
        *earlier(facts_behind.asked_by_a_resident, "information_request",
                 outcome="supplied", answered_on=day(12)),
        Fact("requests_check", "case", {
            "searched": "Letters and mail of both bodies, the clerk of the joint committee",
            "found": "yes", "checked_on": day(127),
        }),
    ]  # fmt: skip


def deciding(day: Any) -> list[Fact]:
    earlier = _earlier(day)
    return [
        *earlier(facts_behind.first_version, "proposal_version",
                 used_as=["business_case", "consultation", "decision"]),
        *earlier(facts_behind.who_decides, "decision_authority",
                 business_case_approved_by=["northshire-icb"],
                 decision_case_approved_by=["northshire-icb"]),
        *earlier(facts_behind.assured, "deliverability", confirmed_on=day(160)),
        *(
            Fact(f.kind, f.key, {
                **f.values, "kept_on": day(160),
                "kept_how": "The plan and its money were published with the papers.",
            })
            for f in facts_behind.promises(day) if f.values["due_before"] == "decision"
        ),
        Fact("representation", "patients-group", {
            "sort": "counter_proposal", "by": "A patients' group", "received_on": day(100),
            "says": "Keep both units.", "disposition": "not_accepted",
            "reasons": "No second rota can be staffed.", "paragraph": "7.4",
        }),
        Fact("paper_statement", "engaged", {
            "statement": "Survivors and carers were involved on this proposal.",
            "rests_on": ["involvement_activity/spring-events"],
        }),
        *(
            Fact("papers_to_member", seat, {
                "meeting": "meeting/board-decision", "seat": seat,
                "votes": "no" if seat == "trust-member" else "yes",
                "items": ["equality_assessment/full", "material/travel-times"],
                "full_report": "yes", "channel": "portal", "delivered_on": day(165),
                "statement": "I read the report and the assessment.", "stated_on": day(180),
            })
            for seat in SEATS
        ),
        *(
            Fact("interest", seat, {
                "seat": seat, "capacity": "voter", "declared_on": day(150),
                "nothing_to_declare": "yes",
            })
            for seat in SEATS[:2]
        ),
        Fact("interest", "analyst", {
            "seat": "analyst", "capacity": "supplier", "declared_on": day(20),
            "nothing_to_declare": "yes",
        }),
        Fact("interest", "trust-member", {
            "seat": "trust-member", "capacity": "voter", "declared_on": day(150),
            "nothing_to_declare": "no", "interest": "Employed by the trust",
            "tie_to_proposer": "yes", "conflict": "yes", "managed": "no_vote",
        }),
    ]  # fmt: skip


def _earlier(day: Any) -> Any:
    """Facts that the story told before, with what has changed since."""

    def earlier(telling: Any, kind: str, **changes: Any) -> list[Fact]:
        return [Fact(f.kind, f.key, {**f.values, **changes})
                for f in telling(day) if f.kind == kind]  # fmt: skip

    return earlier
