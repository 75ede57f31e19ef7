"""What must be so before a pack may go to an authority. Every reason is named at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casework.documents.manifest import get_manifest
from casework.domain.errors import Invalid
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.letters import LETTERS_WITH_DATES
from casework.domain.permissions import classifications_of
from casework.services.case_documents.pack_contents import (
    LETTERS,
    NEEDED,
    PURPOSES,
    approved_document,
)
from casework.services.case_documents.pack_order import PackOrder
from casework.services.office import Office


def check_orders(office: Office, facts: CaseFacts, orders: Sequence[PackOrder]) -> None:
    """Raise Invalid, with everything that stands in the way of any of the packs."""
    if not orders:
        raise Invalid("A pack goes to a council.", "Choose at least one.", "organisations")
    faults = [fault for order in orders for fault in pack_faults(office, facts, order)]
    if faults:
        raise Invalid(" ".join(dict.fromkeys(faults)), "Nothing was ordered.")


def pack_faults(office: Office, facts: CaseFacts, order: PackOrder) -> list[str]:
    """What stands in the way of one pack; sentences name organisations as `{org:key}`."""
    if order.purpose not in PURPOSES:
        return ["Choose what the pack is for: notification or launch."]
    if order.organisation not in facts.scrutiny_authorities():
        return ["A pack goes to an affected council of this case; choose one from the list."]
    return [
        *_document_faults(office, facts, order),
        *_date_faults(facts, order),
        *(f for pin in order.evidence for f in _evidence_faults(facts, pin)),
    ]


def _document_faults(office: Office, facts: CaseFacts, order: PackOrder) -> Iterator[str]:
    needed = NEEDED[order.purpose]
    if approved_document(facts, needed, order.organisation) is None:
        title = get_manifest(needed, office.templates).title
        yield (
            f"The pack for {{org:{order.organisation}}} needs “{title}” ({needed}): "
            "make it and have it approved first."
        )


def _date_faults(facts: CaseFacts, order: PackOrder) -> Iterator[str]:
    if order.purpose != "notification":
        return
    letter = letter_of(facts, order)
    if letter is None or not (letter.payload.decision_date and letter.payload.comments_date):
        yield (
            "No letter under regulation 23 with a proposed decision date and a date for comments "
            f"is recorded for {{org:{order.organisation}}}: record it with both dates first."
        )


def _evidence_faults(facts: CaseFacts, pin: str) -> Iterator[str]:
    record = facts.find(pin.partition("@")[0])
    if record is None or record.kind != "evidence" or record.state != STATED:
        yield "A piece of evidence that was chosen is not there any more: choose again."
    elif record.pin != pin:
        yield "A piece of evidence that was chosen was replaced by a newer version: choose again."
    elif not may_go_out(facts, record):
        yield "A piece of evidence that was chosen is not a public file, so it cannot go out."


def may_go_out(facts: CaseFacts, evidence: RecordVersion) -> bool:
    """True for public evidence with a file that is not sealed."""
    p = evidence.payload
    public = classifications_of(facts, evidence) == {"public"}
    return public and not p.sealed and bool(p.sha256)


def letter_of(facts: CaseFacts, order: PackOrder) -> RecordVersion | None:
    """The letter that a pack carries: the consultation of the council, or its firm dates."""
    found = facts.about("letter", order.organisation, purpose=LETTERS[order.purpose])
    sent = [record for record in found if record.payload.direction == "sent"]
    return sent[-1] if sent else None


def latest_letter(facts: CaseFacts, order: PackOrder) -> RecordVersion | None:
    """The last letter that gives this council its dates, whatever the pack is for."""
    found = [
        record
        for record in facts.about("letter", order.organisation)
        if record.payload.direction == "sent" and record.payload.purpose in LETTERS_WITH_DATES
    ]
    return found[-1] if found else None
