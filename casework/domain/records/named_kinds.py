"""Which records a record names, and of which kinds each field that names records may name them."""

from __future__ import annotations

from typing import Any

from casework.domain.records.fields import FieldType
from casework.domain.records.registry import Kind

PAPERS = ("document", "evidence")
VERSIONS = ("proposal_version",)
FINDINGS = ("service", "material", "option_scores", "equality_assessment", "deliverability")
VERSION_OR_CHANGE = ("proposal_version", "temporary_change")

RECORD_KINDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("delivery", "letter"): ("letter", "pack"),
    ("letter", "temporary_changes"): ("temporary_change",),
    ("decision", "meeting"): ("meeting",),
    ("decision", "temporary_changes"): ("temporary_change",),
    ("substantiality", "proposal"): VERSIONS,
    ("resolution_step", "recommendation"): ("recommendation",),
    ("option", "evidence"): (*PAPERS, *VERSIONS, *FINDINGS),
    ("proposal_version", "follows"): VERSIONS,
    ("change_certificate", "consulted"): VERSIONS,
    ("change_certificate", "decided"): VERSIONS,
    ("interdependence", "services"): ("service",),
    ("at_risk_service", "service"): ("service",),
    ("temporary_change", "services"): ("service",),
    ("safety_ground", "change"): ("temporary_change",),
    ("temporary_change_review", "change"): ("temporary_change",),
    ("classification_claim", "about"): ("temporary_change",),
    ("mention", "about"): ("temporary_change",),
    ("option_scores", "option"): ("option",),
    ("option_scores", "panel"): ("evaluation_panel",),
    ("involvement_activity", "about"): VERSION_OR_CHANGE,
    ("involvement_activity", "fed"): (
        *PAPERS, *VERSIONS, *FINDINGS, "temporary_change_review",
    ),
    ("paper_statement", "paper"): PAPERS,
    ("paper_statement", "rests_on"): ("involvement_activity",),
    ("patient_flow", "service"): ("service",),
    ("supplied_to_scrutiny", "proposal"): VERSIONS,
    ("equality_assessment", "about"): VERSION_OR_CHANGE,
    ("equality_finding", "assessment"): ("equality_assessment",),
    ("mitigation", "finding"): ("equality_finding",),
    ("deliverability", "proposal"): VERSIONS,
    ("papers_to_member", "meeting"): ("meeting",),
    ("papers_to_member", "items"): (
        *PAPERS, "equality_assessment", "option_scores", "material", "proposal_version", "pack",
    ),
    ("delegated_power", "passed_on_from"): ("delegated_power",),
    ("power_used", "what"): ("decision", "letter", "attestation"),
    ("going_on_decision", "request"): ("call_in_request",),
    ("call_in_direction", "document"): PAPERS,
    ("direction_step", "direction"): ("call_in_direction",),
    ("direction_step", "document"): PAPERS,
    ("withdrawal", "decision"): ("decision",),
    ("paper_deadlines", "meeting"): ("meeting",),
    ("pause", "hold"): ("hold",),
    ("claim", "hold"): ("hold",),
    ("claim", "challenges"): ("decision",),
    ("succession_step", "succession"): ("succession",),
    ("succession_step", "shown_by"): (*PAPERS, "letter", "meeting", "decision_authority"),
    ("condition", "attached_to"): ("decision", "assurance_letter", "letter"),
}  # fmt: skip
"""Kind and field to the kinds of record that the field may name: forms offer those, and nothing
else is recorded."""


def records_named(kind: Kind, payload: Any) -> list[str]:
    """The records that a payload names, each as `kind/key` or in a version, `kind/key@version`."""
    found: list[str] = []
    for name, spec in kind.specs.items():
        value = getattr(payload, name)
        if spec.type is FieldType.RECORD and value:
            found.append(value)
        elif spec.type is FieldType.MANY_RECORDS:
            found += value
    return found
