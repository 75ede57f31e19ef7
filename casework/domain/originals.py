"""What became privileged in the case that a paper comes from, seen from the case that has it.

A paper comes from another case by reference, or went along as a copy when a case was begun again.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import CaseFacts, RecordVersion

PRIVILEGED_THERE = "privileged_there"
"""The name under which the facts of a case hold them, in ``CaseFacts.extra``: originals by the
reference of the record here."""


@dataclass(frozen=True, slots=True)
class Original:
    """A paper that is privileged now in its own case.

    ``contents`` are the SHA-256 of its versions, and ``types`` the types of those that have no
    file: by these a copy is told from a paper that took its place. ``by_reference`` where no copy
    was made.
    """

    case: str
    record: str
    by_reference: bool
    contents: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()

    def is_of(self, version: RecordVersion) -> bool:
        """Whether this version here is that paper, or a copy of it."""
        payload = version.payload
        if self.by_reference:
            return True
        if payload is None:
            return False
        if payload.sha256:
            return payload.sha256 in self.contents
        return payload.type in self.types


def originals_of(facts: CaseFacts, reference: str) -> tuple[Original, ...]:
    """The privileged originals of a record, `kind/key`; none for most."""
    found: dict[str, tuple[Original, ...]] = facts.extra.get(PRIVILEGED_THERE, {})
    return found.get(reference, ())


def is_privileged_there(facts: CaseFacts, version: RecordVersion) -> bool:
    """True if this version is, or is a copy of, a paper that is privileged in its own case."""
    return any(original.is_of(version) for original in originals_of(facts, version.reference))


def may_be_privileged_there(facts: CaseFacts, pin: str) -> bool:
    """The same of a version that only its pin names: another than the newest may be the copy."""
    reference = pin.partition("@")[0]
    current = facts.find(reference)
    if current is not None and current.pin == pin:
        return is_privileged_there(facts, current)
    return bool(originals_of(facts, reference))
