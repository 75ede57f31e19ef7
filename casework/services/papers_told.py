"""Telling linked cases that use a paper by reference that it has changed: a job for each."""

from __future__ import annotations

from casework.store.transaction import CaseTransaction

PAPER_CHANGED = "paper_changed"


def tell_users_of_papers(tx: CaseTransaction) -> None:
    """Put a job in the outbox for every use of a paper of which this verb wrote a next version,
    or that it withdrew."""
    changed = {r.reference: r for r in tx.written if r.kind == "evidence" and r.version > 1}
    if not changed:
        return
    for use in tx.facts.current("paper_used"):
        written = changed.get(use.payload.paper.partition("@")[0])
        if written is None:
            continue
        other, record = use.payload.case, use.payload.record
        tx.enqueue(
            PAPER_CHANGED, f"{tx.facts.reference}:{written.pin}:{other}:{record}",
            {"case": other, "record": record}, case_reference=other,
        )  # fmt: skip
