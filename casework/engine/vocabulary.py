"""The words that a file of ``workflows/`` may use."""

from __future__ import annotations

ROOT_KEYS = (
    "pathway", "version", "title", "stages", "edges", "acts", "holds", "evidence_types", "gates",
    "rests_on", "thresholds",
)  # fmt: skip
STAGE_KEYS = ("id", "title", "headline", "purpose", "final")
EDGE_KEYS = ("id", "from", "to", "title", "kind", "by", "when")
ACT_KEYS = ("id", "title", "stages", "by", "per")
HOLD_KEYS = ("id", "title", "plain", "freezes", "by", "when", "exits", "law", "clock")
EVIDENCE_KEYS = ("id", "title", "shelf_life_months", "document", "classification")
GATE_KEYS = (
    "ref", "stage", "title", "reason", "good", "blocks", "legal_latest", "also_blocks", "documents",
    "criteria", "deferral_ends_once",
)  # fmt: skip
CRITERION_KEYS = (
    "id", "asks", "force", "waiver", "needs", "guards", "attesters", "per", "each_visit", "when",
    "law", "confidence", "how", "every_regime", "flag", "at",
)  # fmt: skip
WAIVER_KEYS = ("means", "by", "with")
REST_KEYS = ("condition", "sign_off")
THRESHOLD_KEYS = ("id", "value", "unit", "says", "valid_from", "valid_to", "law")
NEED_KEYS = ("evidence", "record", "purpose", "optional")
LAW_KEYS = (
    "id", "title", "says", "force", "valid_from", "valid_to", "confidence", "verify", "sources",
    "address",
)  # fmt: skip
REGISTER_KEYS = ("law", "sources")
SOURCE_KEYS = ("id", "title", "address")
EDGE_KINDS = ("forward", "back", "exit")
PER_RECORD = (
    "irreversible_step", "promise", "classification_claim", "temporary_change", "condition",
)  # fmt: skip
"""Kinds of record of which a criterion or act may be asked one by one."""
PER_WHERE_THERE_IS_ONE = frozenset(PER_RECORD) - {"irreversible_step"}
"""Where none is recorded, a criterion asked of each does not apply: that all are recorded is asked
by a criterion of its own."""
PER = ("case", "responsible_body", "affected_authority", "healthwatch", *PER_RECORD)
CONFIDENCE = ("C1", "C2", "A")
MEANS = (
    "not_applicable", "departure", "proportionate_assurance", "accepted_risk", "waiver",
    "shorter_notice", "urgent_decision",
)  # fmt: skip
HEADLINES = (
    "Impact assessment", "HOSC and Healthwatch notification", "Pre-consultation business case",
    "Public consultation", "Public decision",
)  # fmt: skip
# The documents of the domain brief, section 9.1, with D21a, the short form of D21 (11.4), and
# D33a to D33f, which tell of a pause, a withdrawal and a restart; not every one has a template.
DOCUMENTS = (
    "D01", "D02", "D03", "D04", "D04a", "D04b", "D04c", "D05", "D06", "D07", "D08", "D08x", "D09",
    "D10", "D11", "D12", "D13", "D14", "D15", "D15a", "D15b", "D15c", "D15d", "D16", "D17", "D18",
    "D19", "D20", "D21", "D21a", "D22", "D22a", "D22b", "D23", "D24", "D25", "D26", "D27", "D28",
    "D29", "D30", "D31", "D32", "D33", "D33a", "D33b", "D33c", "D33d", "D33e", "D33f", "D34",
)  # fmt: skip
