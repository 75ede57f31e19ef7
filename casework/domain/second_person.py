"""What another body said, recorded by somebody else: it counts once a second person checked it.

Either the body's own clerk or chair records it, or somebody of the case does from a letter or
minute, and another person compares the two (domain brief, section 12).
"""

from __future__ import annotations

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import spoke_for_its_body

RECORDERS = ("GOV", "PM", "LEG")
"""Who records and checks what comes from outside."""
LETTERS_AND_MINUTES = frozenset(
    {"letter", "assurance_letter", "meeting", "decision", "evidence"}
)
"""Kinds of record that hold what a body outside wrote or resolved."""
SAID_BY_A_COUNCIL = frozenset({"scrutiny_response", "authority_view", "referral_statement"})


def deciding_bodies(facts: CaseFacts) -> set[str]:
    """The bodies whose board decides on the case: those responsible for it, its sponsor, and
    whoever is recorded to have taken a decision, such as their joint committee."""
    found = set(facts.parties("responsible_body"))
    particulars = facts.single("particulars")
    if particulars is not None and particulars.payload.sponsor:
        found.add(particulars.payload.sponsor)
    return found | {r.subject for r in facts.current("decision") if r.subject}


def comes_from_outside(record: RecordVersion) -> bool:
    """True for what another body said and gates rest on: a council's words, the letter by which NHS
    England varies its assurance, or a step that the Secretary of State directed. That a council
    gave no answer is ours to say."""
    if record.state != STATED or record.payload is None:
        return False
    if record.kind == "direction_step":
        return True
    if record.kind == "assurance_letter":
        return bool(record.payload.purpose == "proportionate")
    return record.kind in SAID_BY_A_COUNCIL and (
        getattr(record.payload, "view", "") != "no_answer"
    )


def second_check_key(record: RecordVersion) -> str:
    """The key of the check of a record."""
    return f"{record.kind}:{record.key}"


def waits_for_check(facts: CaseFacts, record: RecordVersion) -> bool:
    """True if this version comes from outside, and neither that body recorded it nor a second
    person has checked exactly it."""
    if not comes_from_outside(record) or spoke_for_its_body(facts, record):
        return False
    check = facts.find(f"second_check/{second_check_key(record)}")
    return check is None or check.state != STATED or check.payload.record != record.pin
