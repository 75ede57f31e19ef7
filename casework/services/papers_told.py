"""Telling the cases that have a paper of this one that it has changed, a job for each, and the
people there that it became privileged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.domain.facts import CaseFacts, RecordVersion
from casework.store.transaction import CaseTransaction

PAPER_CHANGED = "paper_changed"
PAPER_PRIVILEGED = "notify_privileged"
TOLD_OF_PRIVILEGE = ("GOV", "LEG", "PM")
"""Who keeps the case and its advice: they see to it that nobody goes on using the paper."""


def tell_users_of_papers(tx: CaseTransaction) -> None:
    """Put a job in the outbox for every use of a paper of which this verb wrote a next version,
    that it withdrew, or that a return puts in doubt; and for every copy of one that is privileged
    now."""
    changed = {r.reference: r for r in tx.written if r.kind == "evidence" and r.version > 1}
    doubted = {pin.partition("@")[0]: r for r in tx.written if r.kind == "stage_return"
               for pin in r.payload.in_doubt}  # fmt: skip
    if not changed and not doubted:
        return
    told = [*_references(tx.facts, doubted | changed), *_copies(tx.facts, changed.values())]
    for written, other, record in told:
        tx.enqueue(
            PAPER_CHANGED, f"{tx.facts.reference}:{written.pin}:{other}:{record}",
            {"case": other, "record": record}, case_reference=other,
        )  # fmt: skip


def _references(
    facts: CaseFacts, changed: dict[str, RecordVersion]
) -> Iterator[tuple[RecordVersion, str, str]]:
    for use in facts.current("paper_used"):
        written = changed.get(use.payload.paper.partition("@")[0])
        if written is not None:
            yield written, use.payload.case, use.payload.record


def _copies(
    facts: CaseFacts, changed: Iterable[RecordVersion]
) -> Iterator[tuple[RecordVersion, str, str]]:
    """A paper that went along keeps its key. Whether the case has it is seen there."""
    begun = [r.payload.case for r in facts.current("linked_case")
             if r.payload.relation == "restarted_as"]  # fmt: skip
    for written in changed:
        if written.payload is not None and written.payload.classification == "privileged":
            yield from ((written, other, written.reference) for other in begun)


def told_of_privilege(facts: CaseFacts) -> list[str]:
    """The persons of a case who are told that a paper of it is privileged now, once each."""
    held = (person for role in TOLD_OF_PRIVILEGE for person in facts.holders_of(role))
    return list(dict.fromkeys(held))
