"""Declared conflicts of interests: who has one that touches the proposal lets no check pass."""

from __future__ import annotations

from casework.domain.errors import NotPermitted
from casework.domain.facts import STATED, CaseFacts, RecordVersion


def conflicts_of(facts: CaseFacts, person: str) -> list[RecordVersion]:
    """Declarations that say that a person of this system has a conflict, on the date judged."""
    return [
        r for r in facts.current("interest")
        if person and r.payload.person == person and r.payload.conflict
        and (r.payload.declared_on is None
             or r.payload.declared_on.on_or_before(facts.as_at) is not False)
    ]  # fmt: skip


def person_bound_by(record: RecordVersion) -> str:
    """The person of this system of whom a declaration states a conflict, or a tie to whoever
    proposes the change; empty for any other record."""
    p = record.payload
    if record.kind != "interest" or record.state != STATED or not (p.conflict or p.tie_to_proposer):
        return ""
    return str(p.person)


def has_conflict(facts: CaseFacts, person: str) -> bool:
    """True if a declared conflict bars the person from letting a check pass."""
    return bool(conflicts_of(facts, person))


def check_has_no_conflict(facts: CaseFacts, person: str, what: str) -> None:
    """Raise NotPermitted where a declared conflict bars the person from ``what``, a verb phrase."""
    if has_conflict(facts, person):
        raise NotPermitted(
            f"You cannot {what}: a conflict of interests that touches this proposal is "
            "declared for you.",
            "Ask another person who holds the role to do it.",
        )
