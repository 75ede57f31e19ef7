"""A case as old and as full as they get: every kind of record, 300 papers, twenty years of logs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.offices import add_papers, opened_case
from casework.domain.records import get_kind, list_kinds
from casework.domain.records.codec import build_payload
from casework.services.demo.fact import Fact
from casework.services.demo.walking import Walker
from casework.services.office import Office
from casework.services.recording import Statement, record_fact
from casework.services.verb import case_verb
from casework.store.records import Draft
from tests.integration.story_to_the_end import DAYS, at_day, hold_consultation, story

OPENED = date(2025, 1, 7)
PAPERS, YEARS = 300, 20
THERE, BACK = "S9-S10", "S10-S9"
"""The public decision: most guards stand before it."""
TURNS = {
    "call_in_direction", "claim", "direction_step", "pause", "referral_report",
    "restart", "succession_step", "withdrawal",
}  # fmt: skip
"""Kinds that take the case off this road: they begin a hold, replace gates or end it."""


def long_lived_case(
    office: Office, reference: str, papers: int = PAPERS, years: int = YEARS
) -> Walker:
    """A case that stands before its public decision, every gate met, with all of that on it.

    :raises AssertionError: a gate is not met, or a kind of record is neither told nor in `TURNS`
    """
    walker = opened_case(office, reference)
    walker.story = story(OPENED)
    at_day(walker, OPENED, 0)
    walker.walk_to("S6")
    for stage, following in (("S6", "S7"), ("S7", "S8"), ("S8", "S9")):
        at_day(walker, OPENED, DAYS[stage])
        if stage == "S7":
            hold_consultation(walker, OPENED)
        walker.walk_to(following)
    at_day(walker, OPENED, DAYS["S9"])
    walker.tell_stage()
    walker.tell(_kinds_that_the_story_lacks())
    found_unsafe = {"change": "temporary_change/one", "ground": "Nobody can care for them.",
                    "found_on": "2025-02-14"}  # fmt: skip
    record_fact(office, walker.viewer("CMO"), reference,
                Statement("safety_ground", found_unsafe, key="one"))  # fmt: skip
    add_papers(walker, papers)
    _log(walker, years)
    unmet = walker.satisfy(THERE)
    missing = {k.name for k in list_kinds() if k.stated_by_people} - TURNS - {
        r.kind for r in walker.view().facts.records
    }
    if unmet or missing:
        raise AssertionError([(r.criterion.ref, r.subject, r.reason) for r in unmet], missing)
    return walker


def _log(walker: Walker, years: int) -> None:
    """An entry of the decision log for every month of those years, each corrected once."""
    kind = get_kind("logged_decision")
    for words in ("The programme board went on.", "The programme board went on as planned."):
        drafts = [
            Draft("logged_decision", f"month-{n}", build_payload(kind, {
                "decision": words, "decided_by": "Programme board", "names_change": "no",
                "decided_on": (OPENED - timedelta(days=30 * n)).isoformat(),
            }))
            for n in range(12 * years)
        ]  # fmt: skip
        with case_verb(
            walker.office, walker.viewer("PM"), walker.reference, "record_stated"
        ) as verb:
            verb.write(*drafts)


COUNCIL = {"organisation": "northshire-joint-scrutiny"}


def _kinds_that_the_story_lacks() -> list[Fact]:
    """What makes no difference to the decision, one of each kind."""
    found = [*_said_by_councils(), *_of_a_temporary_change(), *_of_the_programme()]
    return [
        Fact("call_in_position", "case", {
            "position": "declined", "as_at": "2025-06-30", "reasons": "It was declined.",
        }),
        *(Fact(kind, "one", values) for kind, values in found),
    ]  # fmt: skip


Told = list[tuple[str, dict[str, Any]]]


def _said_by_councils() -> Told:
    """What councils, the Secretary of State and the senate said, and the rules that they set."""
    return [
        ("recommendation", {**COUNCIL, "recommendation": "Publish the plan for transport.",
                            "made_on": "2025-05-20", "agreed": "yes",
                            "our_response": "It will be published."}),
        ("resolution_step", {"recommendation": "recommendation/one", "step": "The chairs met."}),
        ("referral_statement", {**COUNCIL, "statement": "will_not_refer",
                                "stated_on": "2025-05-20"}),
        ("call_in_request", {"requested_by": "A campaign", "requested_on": "2025-03-01",
                             "outcome": "declined", "answered_on": "2025-04-01"}),
        ("going_on_decision", {
            "request": "call_in_request/one", "goes_on": True, "decided_on": "2025-03-03",
            "decided_by": "Accountable officer", "reasons": "The next step can be undone.",
        }),
        ("senate_review", {**COUNCIL, "review_on": "2025-02-03", "asked_on": "2025-01-08"}),
        ("paper_deadlines", {**COUNCIL, "draft_working_days": 20, "final_working_days": 8,
                             "set_by": "Protocol of the committee"}),
        ("committees_in_common", {"members": ["northshire-icb"], "sits_on": "2025-07-06"}),
        ("classification_claim", {
            "claim": "rename", "claimed_on": "2025-03-03", "claimed_by": "Programme board",
            "spares": ["council"], "reasons": "The ward has a new name and nothing else.",
            "council_view": "agrees", "council_view_on": "2025-03-20",
        }),
        ("local_threshold", {"threshold": "papers_clear_days", "value": "5",
                             "set_by": "Protocol of the committee", "since": "2024-01-01"}),
    ]  # fmt: skip


def _of_a_temporary_change() -> Told:
    """A ward that closed at night for safety, and opened again."""
    return [
        ("temporary_change", {
            "what": "Admissions stop at night", "status": "temporary",
            "reason": "No night cover", "first_mentioned_on": "2025-02-14",
            "risk_evidence_on": "2025-02-14", "risk_evidence": "The rota", "own_delay": "no",
            "decided_on": "2025-02-15", "announced_on": "2025-02-15",
            "starts_on": "2025-02-17", "council_told_on": "2025-02-15",
            "review_on": "2025-03-17", "expires_on": "2025-05-17",
            "exit_plan": "It reopens when two consultants have started.",
            "short_involvement_possible": "yes",
            "short_involvement": "Patients and staff were asked on 15 February.",
            "ended_on": "2025-04-01", "ended_as": "reopened",
        }),
        ("temporary_change_review", {
            "change": "temporary_change/one", "reviewed_on": "2025-03-17",
            "held_at": "executive", "harm": "No harm was reported.", "outcome": "goes_on",
            "reasons": "One consultant has started.",
        }),
    ]  # fmt: skip


def _of_the_programme() -> Told:
    """What the programme itself kept on record."""
    version = "proposal_version/business-case"
    return [
        ("delivery", {"letter": "letter/healthwatch-early", "channel": "email",
                      "delivered_on": "2025-02-01"}),
        ("theme", {"issue": "Journeys"}),
        ("audience", {"group": "Carers"}),
        ("irreversible_step", {"step": "Sign the building contract", "sort": "contract",
                               "planned_on": "2026-12-01", "presupposes_outcome": "no"}),
        ("change_certificate", {"consulted": version, "decided": version,
                                "reasons": "Nothing was taken away.",
                                "certified_on": "2025-07-01"}),
    ]  # fmt: skip
