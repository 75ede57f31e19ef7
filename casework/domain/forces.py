"""The force of a rule, and what each force allows past an unmet criterion."""

from __future__ import annotations

from enum import StrEnum


class Force(StrEnum):
    """Where a rule gets its force from; it decides whether the rule can be set aside, and how."""

    STATUTE = "STATUTE"
    COMMON_LAW = "COMMON_LAW"
    STAT_GUIDANCE = "STAT_GUIDANCE"
    NHSE_ASSURANCE = "NHSE_ASSURANCE"
    COURT_RULE = "COURT_RULE"
    GOOD_PRACTICE = "GOOD_PRACTICE"
    LOCAL = "LOCAL"


PLAIN_FORCE = {
    "STATUTE": "The law requires this (Act or regulations)",
    "COMMON_LAW": "The law requires this (fairness, as courts have developed it)",
    "STAT_GUIDANCE": "Statutory guidance expects this",
    "NHSE_ASSURANCE": "NHS England's assurance asks for this",
    "COURT_RULE": "A rule of court makes this necessary",
    "GOOD_PRACTICE": "Good practice",
    "LOCAL": "The body's own rules ask for this",
}

MEANS_BY_FORCE = {
    Force.STATUTE: frozenset({"not_applicable", "shorter_notice", "urgent_decision"}),
    Force.COMMON_LAW: frozenset({"not_applicable", "accepted_risk"}),
    Force.STAT_GUIDANCE: frozenset({"not_applicable", "departure", "waiver"}),
    Force.NHSE_ASSURANCE: frozenset(
        {"not_applicable", "proportionate_assurance", "departure", "waiver"}
    ),
    Force.COURT_RULE: frozenset({"not_applicable", "waiver"}),
    Force.GOOD_PRACTICE: frozenset({"not_applicable", "waiver", "departure"}),
    Force.LOCAL: frozenset({"not_applicable", "waiver", "urgent_decision"}),
}

FOUR_EYES = frozenset({Force.STATUTE, Force.COMMON_LAW})
"""Forces for which the supplier of the evidence and the attester are different persons."""

PLAIN_MEANS = {
    "not_applicable": "Determine that it does not apply",
    "departure": "Depart from guidance, with cogent reasons",
    "proportionate_assurance": "Varied by NHS England",
    "accepted_risk": "Accept the residual risk, on written legal advice",
    "waiver": "Waive",
    "shorter_notice": "Use the shorter-notice rule",
    "urgent_decision": "Use the urgent-decision rule",
}

CONFIDENCE = {
    "C1": "read in the primary text",
    "C2": "read in a secondary source",
    "A": "assumed: to be verified before it is relied on",
}
"""How sure we are of a rule or an entry of law, in words."""
