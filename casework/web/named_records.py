"""Which kinds of organisation each field of a record form offers; which field names a record."""

from __future__ import annotations

from casework.domain.records.named_kinds import RECORD_KINDS

NHS = frozenset(
    {"icb", "ccg", "nhs_england_commissioner", "trust", "provider", "joint_committee"}
)
COUNCILS = frozenset({"local_authority", "district_council", "other"})
SCRUTINY = frozenset({"local_authority", "joint_scrutiny", "district_council", "other"})
ASSURERS = frozenset({"nhs_england_region", "clinical_senate", "nhs_england_commissioner", "other"})

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
    ("referral_report", "organisation"): SCRUTINY,
    ("paper_deadlines", "organisation"): SCRUTINY,
    ("healthwatch", "organisation"): frozenset({"healthwatch", "community", "other"}),
    ("joint_scrutiny", "organisation"): frozenset({"joint_scrutiny", "other"}),
    ("joint_scrutiny", "members"): COUNCILS,
    ("joint_scrutiny", "host"): COUNCILS,
    ("assurance_letter", "organisation"): ASSURERS,
    ("senate_review", "organisation"): frozenset({"clinical_senate", "other"}),
    ("meeting", "organisation"): frozenset(),
    ("decision", "organisation"): frozenset(),
    ("patient_flow", "organisation"): COUNCILS,
    ("supplied_to_scrutiny", "organisation"): SCRUTINY,
    ("information_request", "organisation"): SCRUTINY,
    ("at_risk_service", "organisation"): COUNCILS,
    ("committees_in_common", "members"): NHS,
    ("decision_authority", "organisation"): NHS,
    ("delegated_power", "organisation"): NHS,
    ("delegated_power", "committee"): NHS,
    ("decision_authority", "members"): NHS,
    ("decision_authority", "rest_decided_by"): NHS,
    ("decision_authority", "business_case_approved_by"): NHS,
    ("decision_authority", "decision_case_approved_by"): NHS,
}

IN_THE_VERSION = frozenset({("papers_to_member", "items")})
"""Fields that name records in an exact version, `kind/key@version`."""


def field_that_names(kind: str, other: str) -> str:
    """The field by which a record of ``kind`` names one of the kind ``other``; empty if none."""
    return next((field for (name, field), kinds in RECORD_KINDS.items()
                 if name == kind and other in kinds), "")  # fmt: skip
