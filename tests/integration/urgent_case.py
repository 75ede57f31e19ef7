"""A case on the pathway for urgent temporary changes, recorded as far as its documents need it."""

from __future__ import annotations

from typing import Any

from casework.documents.context import DocumentContext
from casework.services.case_documents.context import document_context, read_for_printing
from tests.integration.desk import Desk, open_desk

COUNCIL, HEALTHWATCH = "east-council", "healthwatch"
NIGHTS = {
    "key": "nights", "what": "The children's unit takes nobody between 8 pm and 8 am.",
    "status": "urgent", "reason": "Nobody can care for a child who worsens at night.",
    "first_mentioned_on": "2025-11-01", "urgent_since": "2025-11-02",
    "risk_evidence_on": "2025-11-02", "risk_evidence": "A rota with two empty nights",
    "own_delay": "no", "decided_on": "2025-11-03", "announced_on": "2025-11-03",
    "starts_on": "2025-11-03", "review_on": "2025-12-08", "expires_on": "2026-05-03",
    "exit_plan": "It reopens at night when two consultants have started.",
    "alternatives": "Locums were asked for, and none came.", "short_involvement_possible": "no",
}  # fmt: skip


def open_urgent_case(office: Any) -> Desk:
    """An urgent change that was decided on, with a council and a Healthwatch to be told."""
    desk = open_desk(office, pathway="urgent-temporary-change")
    desk.record("responsible_body", organisation="icb", capacity="lead_commissioner",
                duty="s14Z45")  # fmt: skip
    desk.record("affected_authority", organisation=COUNCIL, standing="scrutiny",
                salutation="Dear Chair")  # fmt: skip
    desk.record("healthwatch", organisation=HEALTHWATCH, salutation="Dear Chief Officer")
    desk.record("temporary_change", **NIGHTS)
    desk.record("decision", key="urgent", purpose="temporary_change", outcome="approved",
                organisation="icb", decided_on="2025-11-03", what="The unit closes at night.",
                reasons="It cannot be staffed safely.",
                conditions=["Transport is offered."])  # fmt: skip
    desk.record("decision_authority", organisation="icb", power="Standing order 7")
    return desk


def printed(desk: Desk, document: str, subject: str = "") -> DocumentContext:
    """What a document of the case says now."""
    view = read_for_printing(desk.office, desk.reference)
    return document_context(desk.office, view, document=document, subject=subject)
