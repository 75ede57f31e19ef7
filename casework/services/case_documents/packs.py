"""Packs: what one authority is sent when it is notified, and when a consultation is launched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.adapters.file_storage import storage_key
from casework.documents.facts import PackContents
from casework.documents.manifest import get_manifest
from casework.documents.packs import Pack, PackPart, build_pack, pack_lines
from casework.documents.rendering import MEDIA_TYPE, render
from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.viewer import Viewer
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.making import maker
from casework.services.evidence import read_stored
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.services.verb import Verb, case_verb
from casework.store import staging as stored_files
from casework.store.records import Draft

ISSUERS = ("AO", "PM", "GOV", "ENG")
PURPOSES = {
    "notification": ("Consultation of the scrutiny committee", ("D05", "D06", "D03", "D04")),
    "launch": ("Launch of the public consultation", ("D05", "D16", "D11", "D04", "D13")),
}
NEEDED = {"notification": "D05", "launch": "D16"}
ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class PackOrder:
    """A pack to be built for one authority, with further public evidence by pin."""

    organisation: str
    purpose: str
    evidence: tuple[str, ...] = ()


def order_pack(
    office: Office, viewer: Viewer, reference: str, order: PackOrder, *, once: str = ""
) -> str:
    """Order a pack; the worker builds and issues it. Returns the pack's key.

    Raises Invalid if the authority is none of this case's, or the document that the pack is for
    is not approved; for a notification also if its letter gives no dates.
    """
    if order.purpose not in PURPOSES:
        raise Invalid("Choose what the pack is for.", "Notification or launch.", "purpose")
    with case_verb(office, viewer, reference, "pack_ordered", once=once) as verb:
        check_can_act_as(verb.facts, viewer, ISSUERS, "issue packs")
        _check_order(verb, order)
        key = f"{order.purpose}:{order.organisation}"
        verb.tx.enqueue(
            "build_pack", f"{reference}:pack:{key}:{verb.tx.position}",
            {
                "case": reference, "organisation": order.organisation, "purpose": order.purpose,
                "evidence": list(order.evidence), "person": viewer.person,
                "ordered_at": verb.tx.now.isoformat(),
            },
            case_reference=reference,
        )  # fmt: skip
        verb.details.update(organisation=order.organisation, purpose=order.purpose)
        verb.result = key
        return key


def _check_order(verb: Verb, order: PackOrder) -> None:
    if order.organisation not in verb.facts.scrutiny_authorities():
        raise Invalid("That council is not an affected authority of this case.",
                      "Choose one from the list.", "organisation")  # fmt: skip
    needed = NEEDED[order.purpose]
    if _approved(verb.facts, needed, order.organisation) is None:
        title = get_manifest(needed, verb.office.templates).title
        raise Invalid(f"“{title}” is not approved yet, so the pack cannot be sent.",
                      f"Make and approve {needed} first.")  # fmt: skip
    if order.purpose == "notification":
        letter = _letter(verb.facts, order.organisation)
        if letter is None or not (letter.payload.decision_date and letter.payload.comments_date):
            raise Invalid(
                "No letter with a proposed decision date and a date for comments is recorded "
                "for this council.",
                "Record the letter under regulation 23 with both dates, then order the pack.",
            )


def _letter(facts: CaseFacts, organisation: str) -> RecordVersion | None:
    found = facts.about("letter", organisation, purpose="regulation_23")
    return found[-1] if found else None


def _approved(facts: CaseFacts, document: str, organisation: str) -> RecordVersion | None:
    for key in (f"{document}:{organisation}", document):
        record = facts.find(f"document/{key}")
        if record is not None and record.payload and record.payload.state == "approved":
            return record
    return None


def build_and_issue(
    office: Office, reference: str, order: PackOrder, person: str, ordered_at: datetime
) -> RecordVersion:
    """Build the pack and issue it: share, letter sent, delivery, notice to the clerk."""
    view = read_for_printing(office, reference)
    records = _records(view, order)
    parts = [_part(office, view, record) for record in records]
    pack = _zip(office, view, order, parts, ordered_at)
    office.files.put(storage_key(reference, pack.sha256), pack.zip)
    return _issue(office, maker(person), reference, order, pack, records)


def _records(view: CaseView, order: PackOrder) -> list[RecordVersion]:
    found = [
        record
        for document in PURPOSES[order.purpose][1]
        if (record := _approved(view.facts, document, order.organisation)) is not None
        and record.payload.classification == "public"
    ]
    chosen = [view.facts.find(pin.partition("@")[0]) for pin in order.evidence]
    return found + [r for r in chosen if r is not None and r.kind == "evidence"]


def _part(office: Office, view: CaseView, record: RecordVersion) -> PackPart:
    stored = read_stored(office, view.reference, record.payload)
    is_document = record.kind == "document"
    title = (
        get_manifest(record.payload.document, office.templates).title
        if is_document
        else str(record.payload.title)
    )
    name = f"{title}.docx" if is_document else stored.name
    return PackPart(
        name=name, title=title, content=stored.content, sha256=stored.sha256,
        media_type=MEDIA_TYPE if is_document else stored.media_type,
        classification=record.payload.classification, version=str(record.version),
        date=record.judged_on, sealed=bool(getattr(record.payload, "sealed", False)),
    )  # fmt: skip


def _zip(
    office: Office, view: CaseView, order: PackOrder, parts: list[PackPart], made_at: datetime
) -> Pack:
    title = PURPOSES[order.purpose][0]
    letter = _letter(view.facts, order.organisation)
    contents = PackContents(
        title=title, purpose=title, parts=pack_lines(parts),
        reply_by=letter.payload.comments_date if letter else None,
    )  # fmt: skip
    context = document_context(
        office, view, subject=order.organisation, pack=contents, made_at=made_at
    )
    cover, index = (render(d, context, folder=office.templates).docx for d in ("PK1", "PK2"))
    return build_pack(
        parts, cover=cover, index=index, title=title, case_reference=view.reference,
        case_version=view.row.audit_position, issued_to=view.names.organisation(order.organisation),
        replay_notice="Reconstructed from published records" if view.replayed else None,
    )  # fmt: skip


def _issue(
    office: Office, viewer: Viewer, reference: str, order: PackOrder, pack: Pack,
    records: list[RecordVersion],
) -> RecordVersion:
    with case_verb(office, viewer, reference, "pack_issued") as verb:
        today = FactDate.on(verb.tx.today)
        payload = get_kind("pack").payload(
            organisation=order.organisation, purpose=order.purpose, sha256=pack.sha256,
            size=len(pack.zip), contents=tuple(r.pin for r in records), issued_on=today,
        )  # fmt: skip
        stored_files.note_stored(
            verb.tx.connection,
            {"key": storage_key(reference, pack.sha256), "case_id": verb.tx.row.id,
             "sha256": pack.sha256, "size": len(pack.zip), "media_type": ZIP,
             "stored_at": verb.tx.now},
        )  # fmt: skip
        key = f"{order.purpose}:{order.organisation}"
        (version,) = verb.write(Draft("pack", key, payload, effective_on=today))
        verb.write(*_sent(verb, order, version, today))
        verb.tx.enqueue(
            "notify_pack", f"{reference}:{version.pin}",
            {"case": reference, "organisation": order.organisation, "pack": version.pin},
            case_reference=reference,
        )  # fmt: skip
        return version


def _sent(verb: Verb, order: PackOrder, pack: RecordVersion, today: FactDate) -> list[Draft]:
    """The share, the letter as sent, and its delivery here."""
    share = get_kind("share").payload(organisation=order.organisation, shared=pack.pin)
    drafts = [Draft("share", f"{pack.kind}:{pack.key}:{pack.version}", share, effective_on=today)]
    letter = _letter(verb.facts, order.organisation)
    if order.purpose == "notification" and letter is not None and letter.payload.sent_on is None:
        sent = replace(letter.payload, sent_on=today)
        drafts.append(Draft("letter", letter.key, sent, effective_on=today,
                            cites=(pack.pin,)))  # fmt: skip
    delivery: Any = get_kind("delivery").payload(
        letter=letter.reference if letter else pack.reference, channel="here", delivered_on=today
    )
    return [*drafts, Draft("delivery", f"pack-{pack.key}-{pack.version}", delivery)]
