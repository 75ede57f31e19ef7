"""The words that a file of ``workflows/`` may use."""

from __future__ import annotations

ROOT_KEYS = (
    "pathway", "version", "title", "stages", "edges", "acts", "holds", "evidence_types", "gates",
    "rests_on",
)  # fmt: skip
STAGE_KEYS = ("id", "title", "headline", "purpose", "final")
EDGE_KEYS = ("id", "from", "to", "title", "kind", "by", "when")
ACT_KEYS = ("id", "title", "stages", "by", "per")
HOLD_KEYS = ("id", "title", "plain", "freezes", "by", "when", "exits", "law", "clock")
EVIDENCE_KEYS = ("id", "title", "shelf_life_months", "document")
GATE_KEYS = (
    "ref", "stage", "title", "reason", "good", "blocks", "legal_latest", "also_blocks", "documents",
    "criteria", "deferral_ends_once",
)  # fmt: skip
CRITERION_KEYS = (
    "id", "asks", "force", "waiver", "needs", "guards", "attesters", "per", "each_visit", "when",
    "law", "confidence", "how", "every_regime",
)  # fmt: skip
WAIVER_KEYS = ("means", "by", "with")
REST_KEYS = ("condition", "sign_off")
NEED_KEYS = ("evidence", "record", "purpose", "optional")
LAW_KEYS = (
    "id", "title", "says", "force", "valid_from", "valid_to", "confidence", "verify", "sources",
    "address",
)  # fmt: skip
SOURCE_KEYS = ("id", "title", "address")
EDGE_KINDS = ("forward", "back", "exit")
PER = ("case", "responsible_body", "affected_authority", "healthwatch", "irreversible_step")
CONFIDENCE = ("C1", "C2", "A")
MEANS = (
    "not_applicable", "departure", "proportionate_assurance", "accepted_risk", "waiver",
    "shorter_notice", "urgent_decision",
)  # fmt: skip
