"""Which kinds of organisation and of record each field of a record form may name."""

from __future__ import annotations

NHS = frozenset(
    {"icb", "ccg", "nhs_england_commissioner", "trust", "provider", "joint_committee"}
)
COUNCILS = frozenset({"local_authority", "district_council", "other"})
SCRUTINY = frozenset({"local_authority", "joint_scrutiny", "district_council", "other"})
ASSURERS = frozenset({"nhs_england_region", "clinical_senate", "nhs_england_commissioner", "other"})
PAPERS = ("document", "evidence")
VERSIONS = ("proposal_version",)
FINDINGS = ("service", "material", "option_scores", "equality_assessment", "deliverability")
VERSION_OR_CHANGE = ("proposal_version", "temporary_change")

# Kind and field to the kinds of organisation that it may name; empty: any.
ORGANISATION_KINDS: dict[tuple[str, str], frozenset[str]] = {
    ("particulars", "sponsor"): NHS,
    ("responsible_body", "organisation"): NHS,
    ("duty_to_involve", "organisation"): NHS,
    ("site", "operated_by"): NHS,
    ("letter", "organisation"): frozenset(),
    ("letter", "sender"): NHS,
    ("affected_authority", "organisation"): COUNCILS,
    ("authority_view", "organisation"): SCRUTINY,
    ("scrutiny_response", "organisation"): SCRUTINY,
    ("recommendation", "organisation"): SCRUTINY,
    ("referral_statement", "organisation"): SCRUTINY,
    ("healthwatch", "organisation"): frozenset({"healthwatch", "community", "other"}),
    ("joint_scrutiny", "organisation"): frozenset({"joint_scrutiny", "other"}),
    ("joint_scrutiny", "members"): COUNCILS,
    ("joint_scrutiny", "host"): COUNCILS,
    ("assurance_letter", "organisation"): ASSURERS,
    ("meeting", "organisation"): frozenset(),
    ("decision", "organisation"): frozenset(),
    ("patient_flow", "organisation"): COUNCILS,
    ("supplied_to_scrutiny", "organisation"): SCRUTINY,
    ("information_request", "organisation"): SCRUTINY,
    ("at_risk_service", "organisation"): COUNCILS,
    ("decision_authority", "organisation"): NHS,
    ("decision_authority", "members"): NHS,
    ("decision_authority", "rest_decided_by"): NHS,
    ("decision_authority", "business_case_approved_by"): NHS,
    ("decision_authority", "decision_case_approved_by"): NHS,
}

# Kind and field to the kinds of record that it may name.
RECORD_KINDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("delivery", "letter"): ("letter", "pack"),
    ("decision", "meeting"): ("meeting",),
    ("resolution_step", "recommendation"): ("recommendation",),
    ("option", "evidence"): (*PAPERS, *VERSIONS, *FINDINGS),
    ("proposal_version", "follows"): VERSIONS,
    ("change_certificate", "consulted"): VERSIONS,
    ("change_certificate", "decided"): VERSIONS,
    ("interdependence", "services"): ("service",),
    ("at_risk_service", "service"): ("service",),
    ("temporary_change", "services"): ("service",),
    ("safety_ground", "change"): ("temporary_change",),
    ("classification_claim", "about"): ("temporary_change",),
    ("mention", "about"): ("temporary_change",),
    ("option_scores", "option"): ("option",),
    ("option_scores", "panel"): ("evaluation_panel",),
    ("involvement_activity", "about"): VERSION_OR_CHANGE,
    ("involvement_activity", "fed"): (*PAPERS, *VERSIONS, *FINDINGS),
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
    ("condition", "attached_to"): ("decision", "assurance_letter", "letter"),
}  # fmt: skip
"""A field that names records offers those of these kinds and no others."""

IN_THE_VERSION = frozenset({("papers_to_member", "items")})
"""Fields that name records in an exact version, `kind/key@version`."""


def field_that_names(kind: str, other: str) -> str:
    """The field by which a record of ``kind`` names one of the kind ``other``; empty if none."""
    return next((field for (name, field), kinds in RECORD_KINDS.items()
                 if name == kind and other in kinds), "")  # fmt: skip
