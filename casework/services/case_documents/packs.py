"""Packs: what one authority is sent when it is notified, and when a consultation is launched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from casework.adapters.file_storage import storage_key
from casework.documents.facts import PackContents
from casework.documents.manifest import get_manifest
from casework.documents.packs import Pack, PackPart, build_pack, pack_lines
from casework.documents.rendering import MEDIA_TYPE, render
from casework.documents.stamp import REPLAY_NOTICE
from casework.domain.cover import acts_for
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.viewer import Viewer
from casework.services.both_names import role_and_names
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.making import maker
from casework.services.case_documents.pack_checks import (
    check_orders,
    latest_letter,
    letter_of,
    may_go_out,
)
from casework.services.case_documents.pack_contents import (
    PURPOSES,
    SENTENCES,
    approved_document,
    documents_of,
)
from casework.services.case_documents.pack_order import PackOrder
from casework.services.evidence import Download, read_stored
from casework.services.office import Office
from casework.services.outside_reading import delivery_key
from casework.services.reading import CaseView, get_history
from casework.services.verb import AlreadyDone, Verb, case_verb
from casework.store import staging as stored_files
from casework.store.names import Names
from casework.store.records import Draft

ISSUERS = ("AO", "PM", "GOV", "ENG")
ZIP = "application/zip"


def order_packs(
    office: Office, viewer: Viewer, reference: str, orders: Sequence[PackOrder],
    *, once: str = "",
) -> None:
    """Order packs; the worker builds and issues each. All are ordered, or none.

    Raises Invalid with everything that stands in the way: an authority that is none of this
    case's, a document that the pack is for and that is not approved, a letter without dates,
    evidence that may not go out. NotPermitted unless the viewer may issue packs.
    """
    with case_verb(office, viewer, reference, "packs_ordered", once=once) as verb:
        check_can_act_as(verb.facts, viewer, ISSUERS, "issue packs")
        check_orders(office, verb.facts, orders)
        for order in orders:
            _enqueue(verb, order)
        verb.details["packs"] = [[order.purpose, order.organisation] for order in orders]


def _enqueue(verb: Verb, order: PackOrder) -> None:
    verb.tx.enqueue(
        "build_pack", f"{verb.tx.row.reference}:pack:{order.key}:{verb.tx.position}",
        {
            "case": verb.tx.row.reference, "organisation": order.organisation,
            "purpose": order.purpose, "evidence": list(order.evidence),
            "person": verb.viewer.person, "ordered_at": verb.tx.now.isoformat(),
        },
        case_reference=verb.tx.row.reference,
    )  # fmt: skip


def build_and_issue(
    office: Office, reference: str, order: PackOrder, person: str, ordered_at: datetime,
    once: str,
) -> RecordVersion | None:
    """Build the pack and issue it: share, letter sent, delivery, notice to the clerk.

    ``once`` names the order: a pack that was issued for it already is not issued again, and None
    is returned. Raises PackRefused or Invalid if the facts do not allow the pack any more.
    """
    view = read_for_printing(office, reference)
    check_orders(office, view.facts, [order])
    records = _records(view, order)
    parts = [_part(office, view, record) for record in records]
    pack = _zip(office, view, order, parts, person, ordered_at)
    office.files.put(storage_key(reference, pack.sha256), pack.zip)
    try:
        return _issue(office, maker(person), reference, order, pack, records, once)
    except AlreadyDone:
        return None


def _records(view: CaseView, order: PackOrder) -> list[RecordVersion]:
    found = [
        record
        for document in documents_of(order.purpose)
        if (record := approved_document(view.facts, document, order.organisation)) is not None
        and record.payload.classification == "public"
    ]
    chosen = [view.facts.find(pin.partition("@")[0]) for pin in order.evidence]
    return found + [record for record in chosen if record is not None]


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
    office: Office, view: CaseView, order: PackOrder, parts: list[PackPart], person: str,
    made_at: datetime,
) -> Pack:
    title = PURPOSES[order.purpose][0]
    letter = latest_letter(view.facts, order)
    contents = PackContents(
        title=title, purpose=SENTENCES[order.purpose], parts=pack_lines(parts),
        reply_by=letter.payload.comments_date if letter else None,
    )  # fmt: skip
    context = document_context(
        office, view, subject=order.organisation, pack=contents, made_at=made_at
    )
    role = issuing_role(view.judged, view.names, person)
    cover, index = (
        render(d, context, "approved", approved_by=role, folder=office.templates).docx
        for d in ("PK1", "PK2")
    )
    return build_pack(
        parts, cover=cover, index=index, title=title, case_reference=view.reference,
        case_version=view.row.audit_position, issued_to=view.names.organisation(order.organisation),
        replay_notice=REPLAY_NOTICE if view.replayed else None,
        set_aside=context.set_aside, questions=context.questions,
    )  # fmt: skip


def issuing_role(facts: CaseFacts, names: Names, person: str) -> str | None:
    """The role in which a person issues packs, in words; in cover with both names."""
    held = facts.own_roles_of(person) & set(ISSUERS) or facts.roles_of(person)
    role = next((role for role in ISSUERS if role in held), None)
    return role_and_names(names, role, person, acts_for(facts, person, role)) if role else None


def _issue(
    office: Office, viewer: Viewer, reference: str, order: PackOrder, pack: Pack,
    records: list[RecordVersion], once: str,
) -> RecordVersion:
    with case_verb(office, viewer, reference, "pack_issued", once=once) as verb:
        _check_unchanged(verb.facts, records)
        today = FactDate.on(verb.tx.today)
        payload = get_kind("pack").payload(
            organisation=order.organisation, purpose=order.purpose, sha256=pack.sha256,
            size=len(pack.zip), contents=tuple(r.pin for r in records), issued_on=today,
        )  # fmt: skip
        _note_file(verb, payload)
        (version,) = verb.write(Draft("pack", order.key, payload, effective_on=today))
        verb.write(*_sent(verb, order, version, today))
        verb.tx.enqueue(
            "notify_pack", f"{reference}:{version.pin}",
            {"case": reference, "organisation": order.organisation, "pack": version.pin},
            case_reference=reference,
        )  # fmt: skip
        verb.result = version.pin
        return version


def _check_unchanged(facts: CaseFacts, records: list[RecordVersion]) -> None:
    """Raise Conflict, so that the worker builds anew, if a part was changed while it was built."""
    for record in records:
        now = facts.find(record.reference)
        if now is None or now.pin != record.pin or now.state != STATED:
            raise Conflict("A document of the pack was changed while the pack was built.")
        if now.kind == "evidence" and not may_go_out(facts, now):
            raise Conflict("A paper of the pack may not go out any more.")


def _note_file(verb: Verb, payload: Any) -> None:
    stored_files.note_stored(
        verb.tx.connection,
        {"key": storage_key(verb.tx.row.reference, payload.sha256), "case_id": verb.tx.row.id,
         "sha256": payload.sha256, "size": payload.size, "media_type": ZIP,
         "stored_at": verb.tx.now},
    )  # fmt: skip


def _sent(verb: Verb, order: PackOrder, pack: RecordVersion, today: FactDate) -> list[Draft]:
    """The share, the letter as sent, and its delivery here."""
    share = get_kind("share").payload(organisation=order.organisation, shared=pack.pin)
    drafts = [Draft("share", f"{pack.kind}:{pack.key}:{pack.version}", share, effective_on=today)]
    letter = letter_of(verb.facts, order)
    if letter is not None and letter.payload.sent_on is None:
        sent = replace(letter.payload, sent_on=today)
        drafts.append(Draft("letter", letter.key, sent, effective_on=today,
                            cites=(pack.pin,)))  # fmt: skip
    delivery: Any = get_kind("delivery").payload(
        letter=letter.reference if letter else pack.reference, channel="here", delivered_on=today
    )
    return [*drafts, Draft("delivery", delivery_key(pack, order.organisation), delivery)]


def download_pack(
    office: Office, viewer: Viewer, reference: str, key: str, version: int
) -> Download:
    """One exact version of a pack, its hash checked again, for people of the case.

    Raises NotFound, DamagedFile.
    """
    history = get_history(office, viewer, reference, "pack", key)
    found = next((r for r in history.versions if r.version == version), None)
    if found is None or found.state != STATED:
        raise NotFound("There is no such pack on this case.")
    stored = read_stored(office, reference, found.payload)
    name = f"{reference}-{key.replace(':', '-')}-v{version}.zip"
    return Download(name, ZIP, stored.content, stored.sha256)
